/** What stands at the top of a form: saved when, and what is the matter. */

import type { Standing } from "./session";
import { say, wordsOf, type Words } from "./words";

export class Notices {
  readonly words: Words;
  private readonly state: HTMLElement | null;
  private readonly trouble: HTMLElement | null;
  private troubled = false;

  constructor(private readonly form: HTMLFormElement) {
    this.words = wordsOf(form);
    this.state = form.querySelector("[data-draft-state]");
    this.trouble = form.querySelector("[data-draft-trouble]");
  }

  /** 已自动保存 10:32 and the like. */
  tell(name: string, values: Record<string, string> = {}): void {
    if (this.state) {
      this.state.textContent = say(this.words, name, values);
    }
  }

  /** Say what stands in the way, with a link to log in where that helps. */
  warn(standing: Exclude<Standing, "mine">, sentence = ""): void {
    if (!this.trouble) {
      return;
    }
    this.troubled = true;
    this.trouble.replaceChildren(sentence || say(this.words, standing));
    if (standing === "ended") {
      const link = document.createElement("a");
      link.href = this.form.dataset.loginUrl ?? "";
      link.target = "_blank";
      link.rel = "noopener";
      link.className = "alert-link";
      link.textContent = say(this.words, "login");
      this.trouble.append(link);
    }
    this.trouble.classList.remove("d-none");
  }

  /** It is as it should be again. */
  clear(): void {
    if (this.troubled) {
      this.troubled = false;
      this.trouble?.classList.add("d-none");
      this.tell("resumed");
    }
  }

  /** Bring what stands in the way before the person's eyes. */
  showTrouble(): void {
    this.trouble?.scrollIntoView({ block: "center" });
  }
}
