/** The office's standard questions, written into an interview from the keyboard. */

import { cellsOf } from "./cells";
import { write } from "./rows";
import { say, wordsOf } from "./words";

/** Where the office's clock is. */
const ZONE = "Asia/Shanghai";
/** Place of a question → its name, and what stands there. */
type Places = Readonly<Record<string, readonly [name: string, value: string]>>;

/** `data-records-phrases` on the button and the window of the questions, inside a table's frame. */
export function phrases(element: HTMLElement): void {
  const table = element.closest<HTMLElement>("[data-records-rows]");
  const form = element.closest("form");
  if (table && form) {
    new Phrases(element, table, form);
  }
}

class Phrases {
  private readonly dialog: HTMLDialogElement;
  private readonly search: HTMLInputElement;
  private readonly options: HTMLElement[];
  private readonly none: HTMLElement | null;
  private row: HTMLTableRowElement | null = null;
  private chosen: HTMLElement | null = null;

  constructor(
    private readonly element: HTMLElement,
    private readonly table: HTMLElement,
    private readonly form: HTMLFormElement,
  ) {
    const dialog = element.querySelector("dialog");
    const search = element.querySelector<HTMLInputElement>("[data-phrases-search]");
    if (!dialog || !search) {
      throw new Error("no questions");
    }
    this.dialog = dialog;
    this.search = search;
    this.options = [...element.querySelectorAll<HTMLElement>("[role=option]")];
    this.none = element.querySelector("[data-phrases-none]");
    element
      .querySelector("[data-phrases-open]")
      ?.addEventListener("click", () => this.open(this.row));
    table.addEventListener("focusin", (event) => {
      const row = event.target instanceof Element ? event.target.closest("tr") : null;
      this.row = row ?? this.row;
    });
    form.addEventListener("keydown", (event) => {
      if (event.altKey && event.code === "KeyQ" && !dialog.open) {
        event.preventDefault();
        this.open(this.row);
      }
    });
    search.addEventListener("input", () => this.filter());
    search.addEventListener("keydown", (event) => this.typed(event));
    // what is typed here is no part of the form
    for (const kind of ["input", "change"]) {
      dialog.addEventListener(kind, (event) => event.stopPropagation());
    }
    for (const option of this.options) {
      option.addEventListener("click", () => this.take(option));
    }
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) {
        dialog.close();
      }
    });
  }

  private open(row: HTMLTableRowElement | null): void {
    this.row = row?.isConnected ? row : null;
    for (const option of this.options) {
      const [question, answer] = option.children;
      if (question) {
        question.textContent = this.filled(option.dataset.question ?? "");
      }
      if (answer) {
        answer.textContent = option.dataset.answer ?? "";
      }
    }
    this.search.value = "";
    this.filter();
    this.dialog.showModal();
    this.search.focus();
  }

  private typed(event: KeyboardEvent): void {
    if (event.isComposing) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const seen = this.seen;
      const now = this.chosen ? seen.indexOf(this.chosen) : -1;
      const by = event.key === "ArrowDown" ? 1 : -1;
      this.choose(seen[(now + by + seen.length) % seen.length] ?? null);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.chosen) {
        this.take(this.chosen);
      }
    }
  }

  private get seen(): HTMLElement[] {
    return this.options.filter((option) => !option.hidden);
  }

  private filter(): void {
    const words = this.search.value.trim();
    for (const option of this.options) {
      option.hidden = !(option.textContent ?? "").includes(words);
    }
    for (const group of this.element.querySelectorAll<HTMLElement>("[role=group]")) {
      group.hidden = !group.querySelector("[role=option]:not([hidden])");
    }
    if (this.none) {
      this.none.textContent = this.seen.length ? "" : say(wordsOf(this.table), "none", { words });
    }
    this.choose(this.seen[0] ?? null);
  }

  private choose(option: HTMLElement | null): void {
    this.chosen?.setAttribute("aria-selected", "false");
    this.chosen = option;
    option?.setAttribute("aria-selected", "true");
    this.search.setAttribute("aria-activedescendant", option?.id ?? "");
    option?.scrollIntoView({ block: "nearest" });
  }

  /** Write a question, and go to where the answer is written. */
  private take(option: HTMLElement): void {
    const question = this.filled(option.dataset.question ?? "");
    const answer = option.dataset.answer ?? "";
    const row = write(this.table, this.row, [question, answer]);
    const said = [this.tell(option.dataset.rights), this.end("closes" in option.dataset)];
    this.dialog.close();
    if (row) {
      const [, reply] = cellsOf(row);
      reply?.focus();
    }
    const status = this.table.querySelector("[data-row-said]");
    if (status) {
      status.textContent = said.join("");
    }
  }

  /** Tick the rights that a question tells of; a sentence on it. */
  private tell(rights = ""): string {
    const ticked: string[] = [];
    for (const token of rights.split(" ").filter(Boolean)) {
      const box = this.form.querySelector<HTMLInputElement>(
        `input[type=checkbox][name$="rights_told:list"][value="${token}"]`,
      );
      if (box && !box.checked) {
        box.click();
        ticked.push((box.closest(".form-check")?.textContent ?? "").trim());
      }
    }
    const words = wordsOf(this.table);
    return ticked.length ? say(words, "told", { rights: ticked.join(words.several) }) : "";
  }

  /** With the questions that end an interview, the hour of its end; a sentence on it. */
  private end(closes: boolean): string {
    const end = this.form.querySelector<HTMLInputElement>('input[name$="occurred_end"]');
    if (!closes || !end || end.value !== "") {
      return "";
    }
    // Swedish writes a moment as a control wants it
    const local = new Date().toLocaleString("sv-SE", { timeZone: ZONE });
    end.value = local.slice(0, 16).replace(" ", "T");
    end.dispatchEvent(new Event("change", { bubbles: true }));
    return say(wordsOf(this.table), "ended", { time: end.value.slice(11) });
  }

  private filled(question: string): string {
    const places = JSON.parse(this.element.dataset.places ?? "{}") as Places;
    const officers = [...this.form.querySelectorAll<HTMLElement>(".records-officer")].filter(
      (officer) => officer.querySelector("input:checked"),
    );
    const of = (attribute: "name" | "certificate") =>
      officers.map((officer) => officer.dataset[attribute] ?? "").join("、");
    const typed: Record<string, string> = {
      officers: of("name"),
      certificates: of("certificate"),
      interviewee:
        this.form.querySelector<HTMLInputElement>('input[name$=".interviewee"]')?.value ?? "",
    };
    return question.replace(/\{([^{}]+)\}/g, (whole, place: string) => {
      const [name = "", value = ""] = places[place] ?? [];
      // what is not known yet stays open to be seen
      return typed[name] || value || whole;
    });
  }
}
