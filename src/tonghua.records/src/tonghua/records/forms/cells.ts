/** The cells of a table's row. */

export type Cell = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The controls of a row that hold its values. */
export function cellsOf(row: HTMLTableRowElement): Cell[] {
  return [...row.querySelectorAll<Cell>("input, select, textarea")];
}

/** What stands in a row's cells. */
export function valuesOf(row: HTMLTableRowElement): string[] {
  return cellsOf(row).map((cell) => cell.value);
}

/** Number a row and name its cells after its place; without a name they are not sent. */
export function rename(row: HTMLTableRowElement, n: number, name: string): void {
  const head = row.querySelector("th");
  if (head) {
    head.textContent = String(n + 1);
  }
  for (const cell of cellsOf(row)) {
    cell.name = name && `${name}.${n}.${cell.dataset.column ?? ""}`;
  }
}
