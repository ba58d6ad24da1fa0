/**
 * Tables whose rows are added, copied, moved, removed and pasted, from the keyboard too.
 *
 * The rows are kept as text; the page shows them all, or of a long table a part at a time, as a
 * browser lays out thousands of controls slowly. A long table is sent as one field.
 */

import { cellsOf, rename, valuesOf } from "./cells";
import { Pager } from "./pager";
import { matrixOf, readable } from "./paste";
import { Totals } from "./totals";
import { say, wordsOf } from "./words";

/** From here on a table is long. */
const LONG = 100;
/** So many rows of a long table are shown at once. */
const PART = 50;
/** So many rows are named that hold what could not be read. */
const SHOWN_UNREAD = 5;
const tables = new WeakMap<HTMLElement, Rows>();

type Row = readonly string[];

/** `data-records-rows` on a table's frame. */
export function rows(element: HTMLElement): void {
  if (!tables.has(element)) {
    tables.set(element, new Rows(element));
  }
}

/** The table's rows as a draft had them: all of them, or as many as it will fill in. */
export function refill(element: HTMLElement, kept: readonly Row[] | number): void {
  rows(element);
  tables.get(element)?.refill(kept);
}

/** Write a row's cells: into an empty row at this place, else into a new one after it; the row. */
export function write(
  element: HTMLElement,
  place: HTMLTableRowElement | null,
  values: Row,
): HTMLTableRowElement | null {
  return tables.get(element)?.write(place, values) ?? null;
}

/** Bring the fields of long tables up to date; the form is about to be read. */
export function pack(form: HTMLFormElement): void {
  for (const element of form.querySelectorAll<HTMLElement>("[data-records-rows]")) {
    tables.get(element)?.pack();
  }
}

class Rows {
  private readonly body: HTMLTableSectionElement;
  private readonly blank: HTMLTableRowElement;
  private readonly count: HTMLInputElement;
  private readonly packed: HTMLInputElement;
  private readonly pager: Pager;
  private readonly totals: Totals;
  private all: Row[];
  private start = 0;
  private isLong = false;

  constructor(private readonly element: HTMLElement) {
    const body = element.querySelector("tbody");
    const blank = element.querySelector<HTMLTemplateElement>("[data-row-blank]");
    const row = blank?.content.querySelector("tr");
    const count = element.querySelector<HTMLInputElement>("[data-row-count]");
    const packed = element.querySelector<HTMLInputElement>("[data-row-packed]");
    if (!body || !row || !count || !packed) {
      throw new Error("no rows");
    }
    this.body = body;
    this.blank = row;
    this.count = count;
    this.packed = packed;
    this.all = packed.value
      ? (JSON.parse(packed.value) as Row[])
      : [...body.rows].map((each) => valuesOf(each));
    while (this.all.length > 1 && isEmpty(this.all[this.all.length - 1])) {
      this.all.pop();
    }
    body.replaceChildren();
    for (const hidden of element.querySelectorAll("[data-row-acts], [data-row-tools]")) {
      hidden.classList.remove("d-none");
    }
    element.querySelector("[data-row-scripts]")?.remove();
    this.totals = new Totals(element, () => this.values());
    this.pager = new Pager(element, (n) => this.goTo(n, 0));
    element.addEventListener("click", (event) => this.clicked(event));
    element.addEventListener("keydown", (event) => this.typed(event));
    element.addEventListener("paste", (event) => this.pasted(event));
    element.addEventListener("input", () => this.totals.later());
    element.addEventListener("change", () => this.totals.later());
    this.draw();
  }

  refill(kept: readonly Row[] | number): void {
    this.all = typeof kept === "number" ? Array.from({ length: kept }, () => this.none) : [...kept];
    this.isLong = false;
    this.start = 0;
    this.changed();
  }

  write(place: HTMLTableRowElement | null, values: Row): HTMLTableRowElement | null {
    const all = this.values();
    const at = place ? this.indexOf(place) : all.length - 1;
    const n = isEmpty(all[at]) ? at : at + 1;
    this.all = spliced(all, n, n === at ? 1 : 0, values);
    this.changed(n);
    return this.body.rows[n - this.start] ?? null;
  }

  pack(): void {
    if (this.isLong) {
      this.packed.value = JSON.stringify(this.values());
    }
  }

  private get none(): Row {
    return cellsOf(this.blank).map(() => "");
  }

  /** Every row as it stands now: what is shown may have been typed into. */
  private values(): Row[] {
    [...this.body.rows].forEach((row, n) => {
      this.all[this.start + n] = valuesOf(row);
    });
    return this.all;
  }

  private indexOf(row: HTMLTableRowElement): number {
    return this.start + row.sectionRowIndex;
  }

  private clicked(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const row = button?.closest("tr");
    if (!button) {
      return;
    }
    if ("rowAdd" in button.dataset) {
      this.add();
    } else if (row && "rowRemove" in button.dataset) {
      this.remove(this.indexOf(row));
    } else if (row && "rowCopy" in button.dataset) {
      this.copy(this.indexOf(row));
    } else if (row && "rowUp" in button.dataset) {
      this.move(this.indexOf(row), -1, "[data-row-up]");
    } else if (row && "rowDown" in button.dataset) {
      this.move(this.indexOf(row), 1, "[data-row-down]");
    }
  }

  private typed(event: KeyboardEvent): void {
    const cell = event.target;
    const row = cell instanceof HTMLElement ? cell.closest("tr") : null;
    // while a Chinese word is being composed, Enter chooses it
    if (!row || event.isComposing || !isCell(cell)) {
      return;
    }
    const n = this.indexOf(row);
    const column = cellsOf(row).indexOf(cell);
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      if (event.shiftKey) {
        this.copy(n);
      } else {
        this.move(n, event.key === "ArrowUp" ? -1 : 1, column);
      }
    } else if (event.altKey && (event.key === "PageUp" || event.key === "PageDown")) {
      event.preventDefault();
      this.goTo(n + (event.key === "PageUp" ? -PART : PART), column);
    } else if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.ctrlKey) {
      event.preventDefault();
      this.forward(n, column);
    }
  }

  private forward(n: number, column: number): void {
    if (column + 1 < this.none.length) {
      this.focus(n, column + 1);
    } else if (n + 1 < this.all.length) {
      this.goTo(n + 1, 0);
    } else {
      this.add();
    }
  }

  private add(): void {
    this.all = [...this.values(), this.none];
    this.done("row_added", this.all.length - 1);
  }

  private copy(n: number): void {
    const all = this.values();
    this.all = spliced(all, n + 1, 0, all[n] ?? this.none);
    this.done("row_copied", n + 1);
  }

  private remove(n: number): void {
    this.all = spliced(this.values(), n, 1);
    this.changed(Math.min(n, this.all.length - 1));
    this.focus(Math.max(0, Math.min(n, this.all.length - 1)), 0);
    this.tell("row_removed", n + 1);
  }

  private move(n: number, by: 1 | -1, focused: number | string): void {
    const all = [...this.values()];
    const [row, other] = [all[n], all[n + by]];
    if (!row || !other) {
      return;
    }
    all[n] = other;
    all[n + by] = row;
    this.all = all;
    this.changed(n + by);
    this.focus(n + by, focused);
    this.tell("row_moved", n + by + 1);
  }

  private pasted(event: ClipboardEvent): void {
    const cell = event.target;
    const row = cell instanceof HTMLElement ? cell.closest("tr") : null;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const several = cell instanceof HTMLTextAreaElement ? /\t/ : /[\t\n]/;
    if (!row || !isCell(cell) || !several.test(text.trimEnd())) {
      return;
    }
    event.preventDefault();
    const [first, column] = [this.indexOf(row), cellsOf(row).indexOf(cell)];
    const kinds = cellsOf(this.blank);
    const matrix = matrixOf(text);
    const all = [...this.values()];
    const unread: number[] = [];
    matrix.forEach((line, n) => {
      const values = [...(all[first + n] ?? this.none)];
      line.slice(0, kinds.length - column).forEach((value, m) => {
        const kind = kinds[column + m];
        values[column + m] = kind ? readable(value.trim(), kind) : value;
        if (value.trim() && !values[column + m]) {
          unread.push(first + n + 1);
        }
      });
      all[first + n] = values;
    });
    this.all = all;
    this.changed(first);
    this.focus(first, column);
    // what is in none of a cell's choices is left out, and said
    const rows = [...new Set(unread)].slice(0, SHOWN_UNREAD).join("、");
    const name = unread.length ? "rows_pasted_unread" : "rows_pasted";
    this.tell(name, matrix.length, { m: unread.length, rows });
  }

  /** Show a row and put the cursor there. */
  private goTo(n: number, column: number): void {
    this.values();
    const wanted = Math.max(0, Math.min(n, this.all.length - 1));
    this.draw(wanted);
    this.focus(wanted, column);
  }

  private focus(n: number, place: number | string): void {
    const row = this.body.rows[n - this.start];
    const found =
      typeof place === "number"
        ? row && cellsOf(row)[place]
        : row?.querySelector<HTMLElement>(place);
    found?.focus();
  }

  private done(said: string, n: number): void {
    this.changed(n);
    this.focus(n, 0);
    this.tell(said, n + 1);
  }

  private changed(n = 0): void {
    if (this.all.length === 0) {
      this.all = [this.none];
    }
    this.draw(n);
    this.element.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Show the rows, of a long table the part in which a row lies. */
  private draw(n = this.start): void {
    this.isLong ||= this.all.length > LONG;
    const size = this.isLong ? PART : this.all.length;
    this.start = this.isLong ? Math.floor(Math.max(0, n) / PART) * PART : 0;
    const part = this.all.slice(this.start, this.start + size);
    while (this.body.rows.length > part.length) {
      this.body.rows[this.body.rows.length - 1]?.remove();
    }
    while (this.body.rows.length < part.length) {
      this.body.append(this.blank.cloneNode(true));
    }
    const name = this.element.dataset.name ?? "";
    part.forEach((values, m) => {
      const row = this.body.rows[m];
      if (row) {
        cellsOf(row).forEach((cell, column) => {
          cell.value = values[column] ?? "";
        });
        rename(row, this.start + m, this.isLong ? "" : name);
      }
    });
    this.count.value = String(this.all.length);
    this.packed.name = this.isLong ? `${name}.json` : "";
    this.pager.show(this.isLong, this.start, PART, this.all.length);
    this.totals.later();
  }

  private tell(name: string, n: number, more: Record<string, string | number> = {}): void {
    const said = this.element.querySelector("[data-row-said]");
    const form = this.element.closest("form");
    if (said && form) {
      said.textContent = say(wordsOf(form), name, { n, ...more });
    }
  }
}

/** Rows with some of them, from one on, put in others' place. */
function spliced(all: readonly Row[], n: number, gone: number, ...come: Row[]): Row[] {
  return [...all.slice(0, n), ...come, ...all.slice(n + gone)];
}

function isEmpty(row: Row | undefined): boolean {
  return row !== undefined && row.every((value) => value === "");
}

function isCell(
  element: unknown,
): element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  );
}
