/** Whether the person who opened a form is still logged in, and a token that holds. */

export type Standing = "mine" | "ended" | "other" | "offline";

export class Session {
  constructor(private readonly form: HTMLFormElement) {}

  /** The form's token; its hidden field is what is sent. */
  get token(): string {
    return this.field?.value ?? "";
  }

  private get field(): HTMLInputElement | null {
    return this.form.querySelector('input[name="_authenticator"]');
  }

  /** Ask who is logged in and take a fresh token. */
  async refresh(): Promise<Standing> {
    try {
      const answer = await fetch(this.form.dataset.tokenUrl ?? "", {
        credentials: "same-origin",
        cache: "no-store",
        headers: { Accept: "application/json" },
      });
      if (answer.status === 401) {
        return "ended";
      }
      return answer.ok ? this.take(await answer.json()) : "offline";
    } catch {
      return "offline";
    }
  }

  /** Take what the site says of person and token. */
  take(said: { person?: string; token?: string }): Standing {
    if (said.person !== this.form.dataset.person) {
      return "other";
    }
    if (this.field && said.token) {
      this.field.value = said.token;
    }
    return "mine";
  }
}
