/** The cells of a table's rows. */

export type Cell = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The controls of a row that hold its values. */
export function cellsOf(row: HTMLTableRowElement): Cell[] {
  return [...row.querySelectorAll<Cell>("input, select, textarea")];
}

/** The same, for moving the focus. */
export function focusables(row: HTMLTableRowElement): HTMLElement[] {
  return cellsOf(row);
}

/** Whether a row says nothing. */
export function isEmpty(row: HTMLTableRowElement | undefined): boolean {
  return row !== undefined && cellsOf(row).every((cell) => cell.value === "");
}

/** A row's place among those of its table, from 0. */
export function indexOf(row: HTMLTableRowElement): number {
  return row.sectionRowIndex;
}

/** Name the cells of all rows from one on after their places. */
export function renumber(body: HTMLTableSectionElement, name: string, from: number): void {
  for (let n = from; n < body.rows.length; n += 1) {
    const row = body.rows[n];
    const head = row?.querySelector("th");
    if (head) {
      head.textContent = String(n + 1);
    }
    for (const cell of row ? cellsOf(row) : []) {
      const column = cell.name.slice(cell.name.lastIndexOf(".") + 1);
      cell.name = `${name}.${n}.${column}`;
    }
  }
}
