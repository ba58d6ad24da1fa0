/** The parts of a long table: one back, one on, or the one of a row. */

import { say, wordsOf } from "./words";

export class Pager {
  private readonly bar: HTMLElement | null;
  private readonly said: HTMLElement | null;
  private readonly back: HTMLButtonElement | null;
  private readonly on: HTMLButtonElement | null;
  private start = 0;
  private part = 1;

  /** `go(n)` shows the row `n`, counted from 0. */
  constructor(
    private readonly element: HTMLElement,
    go: (n: number) => void,
  ) {
    this.bar = element.querySelector("[data-row-pager]");
    this.said = element.querySelector("[data-row-part]");
    this.back = element.querySelector("[data-row-back]");
    this.on = element.querySelector("[data-row-on]");
    this.back?.addEventListener("click", () => go(this.start - this.part));
    this.on?.addEventListener("click", () => go(this.start + this.part));
    const wanted = element.querySelector<HTMLInputElement>("[data-row-wanted]");
    wanted?.addEventListener("keydown", (event) => {
      const n = Number(wanted.value);
      if (event.key === "Enter") {
        event.preventDefault();
        if (Number.isInteger(n) && n > 0) {
          go(n - 1);
          wanted.value = "";
        }
      }
    });
    // which part is shown is nothing that a form keeps
    for (const kind of ["input", "change"]) {
      wanted?.addEventListener(kind, (event) => event.stopPropagation());
    }
  }

  show(needed: boolean, start: number, part: number, count: number): void {
    this.start = start;
    this.part = part;
    this.bar?.classList.toggle("d-none", !needed);
    if (needed && this.said && this.back && this.on) {
      this.said.textContent = say(wordsOf(this.element), "part", {
        from: start + 1,
        to: Math.min(start + part, count),
        n: count,
      });
      this.back.disabled = start === 0;
      this.on.disabled = start + part >= count;
    }
  }
}
