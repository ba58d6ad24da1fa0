/** Drafts that save themselves: three seconds after typing stops, every ten while it goes on. */

import type { Notices } from "./notices";
import type { Session } from "./session";
import { say } from "./words";
import { collect, restore, type Pair } from "./values";

const QUIET = 3_000;
const LATEST = 10_000;
const AGAIN = 15_000;
/** What a browser still sends for a page that is going away. */
const PARTING = 60_000;

interface Said {
  values?: Pair[] | null;
  time?: string;
  message?: string;
  token?: string;
  person?: string;
}

export class Draft {
  private saved: string;
  private quiet = 0;
  private latest = 0;
  private stopped = false;
  private flight: AbortController | null = null;
  private offered: Pair[] | null = null;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly session: Session,
    private readonly notices: Notices,
  ) {
    this.saved = this.now();
    for (const kind of ["input", "change"]) {
      form.addEventListener(kind, () => this.touched());
    }
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.isOpen) {
        void this.save();
      }
    });
    void this.offer();
  }

  /** Whether something is typed that is kept nowhere. */
  get isOpen(): boolean {
    return !this.stopped && this.saved !== this.now();
  }

  /** Save no more: the form is on its way. */
  stop(): void {
    this.stopped = true;
    this.flight?.abort();
    this.still();
  }

  /** Go on: the form did not get away, or was come back to. */
  resume(): void {
    this.stopped = false;
  }

  /** Save what is typed now, if it is anything new. */
  async save(): Promise<void> {
    this.still();
    const text = this.now();
    if (this.stopped || text === this.saved) {
      return;
    }
    const answer = await this.send(text);
    if (answer === null) {
      return;
    }
    this.saved = text;
    if (answer.time) {
      this.notices.clear();
      this.notices.tell("saved", { time: answer.time });
    }
  }

  private now(): string {
    return JSON.stringify(collect(this.form));
  }

  private touched(): void {
    window.clearTimeout(this.quiet);
    this.quiet = window.setTimeout(() => void this.save(), QUIET);
    this.latest ||= window.setTimeout(() => void this.save(), LATEST);
  }

  private still(): void {
    window.clearTimeout(this.quiet);
    window.clearTimeout(this.latest);
    this.quiet = this.latest = 0;
  }

  private later(): void {
    this.latest ||= window.setTimeout(() => void this.save(), AGAIN);
  }

  private async send(text: string, first = true): Promise<Said | null> {
    const key = this.form.querySelector<HTMLInputElement>('input[name="_once"]')?.value ?? "";
    const body = `{"key":${JSON.stringify(key)},"values":${text}}`;
    try {
      const answer = await this.ask("POST", body);
      const said = (await answer.json()) as Said;
      if (answer.ok) {
        return said;
      }
      if (answer.status === 403 && said.token && first) {
        const standing = this.session.take(said);
        if (standing === "mine") {
          return await this.send(text, false);
        }
        this.notices.warn(standing);
      } else if (answer.status === 401) {
        this.notices.warn("ended");
        this.later();
      } else {
        this.notices.warn("offline", said.message);
      }
    } catch {
      if (!this.stopped) {
        this.notices.warn("offline");
        this.later();
      }
    }
    return null;
  }

  private ask(method: string, body: string | null = null): Promise<Response> {
    this.flight = new AbortController();
    return fetch(this.form.dataset.draftUrl ?? "", {
      method,
      body,
      credentials: "same-origin",
      cache: "no-store",
      keepalive: document.visibilityState === "hidden" && (body?.length ?? 0) < PARTING / 3,
      signal: this.flight.signal,
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRF-TOKEN": this.session.token,
      },
    });
  }

  /** Offer what was kept before; it is fetched at once, since new typing takes its place. */
  private async offer(): Promise<void> {
    const bar = this.form.querySelector<HTMLElement>("[data-draft-offer]");
    const time = this.form.dataset.draftTime;
    if (!bar || !time) {
      return;
    }
    const answer = await this.ask("GET");
    this.offered = answer.ok ? (((await answer.json()) as Said).values ?? null) : null;
    if (!this.offered) {
      return;
    }
    const text = bar.querySelector("[data-draft-offer-text]");
    if (text) {
      text.textContent = say(this.notices.words, "offer", { time });
    }
    bar.querySelector("[data-draft-restore]")?.addEventListener("click", () => {
      restore(this.form, this.offered ?? []);
      this.notices.tell("restored");
      bar.classList.add("d-none");
    });
    bar.querySelector("[data-draft-discard]")?.addEventListener("click", () => {
      void this.ask("DELETE").catch(() => undefined);
      bar.classList.add("d-none");
    });
    bar.classList.remove("d-none");
  }
}
