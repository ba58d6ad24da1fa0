/** Tables whose rows are added, moved and removed, from the keyboard too. */

import { cellsOf, focusables, indexOf, isEmpty, renumber } from "./cells";
import { fill, matrixOf } from "./paste";
import { say, wordsOf } from "./words";

/** From here on the rows are sent as one field: a form of thousands of fields is slow. */
const PACKED = 100;
const tables = new WeakMap<HTMLElement, Rows>();

/** `data-records-rows` on a table's frame. */
export function rows(element: HTMLElement): void {
  if (!tables.has(element)) {
    tables.set(element, new Rows(element));
  }
}

/** Give a table as many rows as a draft had. */
export function resize(element: HTMLElement, count: number): void {
  rows(element);
  tables.get(element)?.resize(count);
}

/** Put long tables into one field each; the form is about to be sent. */
export function pack(form: HTMLFormElement): void {
  for (const element of form.querySelectorAll<HTMLElement>("[data-records-rows]")) {
    tables.get(element)?.pack();
  }
}

/** Take them apart again: the page is shown once more. */
export function unpack(form: HTMLFormElement): void {
  for (const element of form.querySelectorAll<HTMLElement>("[data-records-rows]")) {
    tables.get(element)?.unpack();
  }
}

class Rows {
  private readonly body: HTMLTableSectionElement;
  private readonly blank: HTMLTableRowElement;
  private readonly count: HTMLInputElement;
  private packed: HTMLInputElement | null = null;

  constructor(private readonly element: HTMLElement) {
    const body = element.querySelector("tbody");
    const count = element.querySelector<HTMLInputElement>("[data-row-count]");
    const last = body?.rows[body.rows.length - 1];
    if (!body || !count || !last) {
      throw new Error("no rows");
    }
    this.body = body;
    this.count = count;
    const buttons = element.querySelector<HTMLTemplateElement>("[data-row-buttons]");
    for (const row of body.rows) {
      row.append(...(buttons?.content.cloneNode(true).childNodes ?? []));
    }
    this.blank = last.cloneNode(true) as HTMLTableRowElement;
    while (body.rows.length > 1 && this.endsEmpty()) {
      body.rows[body.rows.length - 1]?.remove();
    }
    for (const hidden of element.querySelectorAll("[data-row-acts], [data-row-tools]")) {
      hidden.classList.remove("d-none");
    }
    element.addEventListener("click", (event) => this.clicked(event));
    element.addEventListener("keydown", (event) => this.typed(event));
    element.addEventListener("paste", (event) => this.pasted(event));
    this.changed(0);
  }

  resize(count: number): void {
    while (this.body.rows.length > Math.max(count, 1)) {
      this.body.rows[this.body.rows.length - 1]?.remove();
    }
    while (this.body.rows.length < count) {
      this.body.append(this.blank.cloneNode(true));
    }
    this.changed(0);
  }

  pack(): void {
    if (this.body.rows.length < PACKED) {
      return;
    }
    this.packed = document.createElement("input");
    this.packed.type = "hidden";
    this.packed.name = `${this.name}.json`;
    this.packed.value = JSON.stringify(
      [...this.body.rows].map((row) => cellsOf(row).map((cell) => cell.value)),
    );
    this.element.append(this.packed);
    this.switchCells(true);
  }

  unpack(): void {
    if (this.packed) {
      this.packed.remove();
      this.packed = null;
      this.switchCells(false);
    }
  }

  private get name(): string {
    return this.element.dataset.name ?? "";
  }

  private switchCells(off: boolean): void {
    for (const row of this.body.rows) {
      for (const cell of cellsOf(row)) {
        cell.disabled = off;
      }
    }
  }

  private endsEmpty(): boolean {
    const [last, before] = [...this.body.rows].slice(-2).reverse();
    return isEmpty(last) && isEmpty(before);
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
      this.remove(row);
    } else if (row && "rowUp" in button.dataset) {
      this.move(row, -1, button);
    } else if (row && "rowDown" in button.dataset) {
      this.move(row, 1, button);
    }
  }

  private typed(event: KeyboardEvent): void {
    const cell = event.target;
    const row = cell instanceof HTMLElement ? cell.closest("tr") : null;
    // while a Chinese word is being composed, Enter chooses it
    if (!row || event.isComposing || !(cell instanceof HTMLElement) || !("name" in cell)) {
      return;
    }
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      this.move(row, event.key === "ArrowUp" ? -1 : 1, cell);
    } else if (event.key === "Enter" && !event.shiftKey && !event.altKey && !isButton(cell)) {
      event.preventDefault();
      this.forward(row, cell);
    }
  }

  private forward(row: HTMLTableRowElement, cell: HTMLElement): void {
    const cells = focusables(row);
    const next = cells[cells.indexOf(cell) + 1];
    if (next) {
      next.focus();
    } else if (row.nextElementSibling instanceof HTMLTableRowElement) {
      focusables(row.nextElementSibling)[0]?.focus();
    } else {
      this.add();
    }
  }

  private add(): void {
    const row = this.blank.cloneNode(true) as HTMLTableRowElement;
    this.body.append(row);
    this.changed(this.body.rows.length - 1);
    focusables(row)[0]?.focus();
    this.tell("row_added", this.body.rows.length);
  }

  private remove(row: HTMLTableRowElement): void {
    const n = indexOf(row);
    if (this.body.rows.length === 1) {
      this.body.append(this.blank.cloneNode(true));
    }
    row.remove();
    this.changed(n);
    const near = this.body.rows[Math.min(n, this.body.rows.length - 1)];
    if (near) {
      focusables(near)[0]?.focus();
    }
    this.tell("row_removed", n + 1);
  }

  private move(row: HTMLTableRowElement, by: 1 | -1, focused: HTMLElement): void {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) {
      return;
    }
    if (by < 0) {
      other.before(row);
    } else {
      other.after(row);
    }
    this.changed(Math.max(0, indexOf(row) - 1));
    focused.focus();
    this.tell("row_moved", indexOf(row) + 1);
  }

  private pasted(event: ClipboardEvent): void {
    const cell = event.target;
    const row = cell instanceof HTMLElement ? cell.closest("tr") : null;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const several = cell instanceof HTMLTextAreaElement ? /\t/ : /[\t\n]/;
    if (!row || !(cell instanceof HTMLElement) || !several.test(text.trimEnd())) {
      return;
    }
    event.preventDefault();
    const matrix = matrixOf(text);
    const first = indexOf(row);
    while (this.body.rows.length < first + matrix.length) {
      this.body.append(this.blank.cloneNode(true));
    }
    fill([...this.body.rows].slice(first), focusables(row).indexOf(cell), matrix);
    this.changed(0);
    this.tell("rows_pasted", matrix.length);
  }

  private changed(from: number): void {
    renumber(this.body, this.name, from);
    this.count.value = String(this.body.rows.length);
    this.element.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private tell(name: string, n: number): void {
    const said = this.element.querySelector("[data-row-said]");
    const form = this.element.closest("form");
    if (said && form) {
      said.textContent = say(wordsOf(form), name, { n });
    }
  }
}

function isButton(element: HTMLElement): boolean {
  return element instanceof HTMLButtonElement;
}
