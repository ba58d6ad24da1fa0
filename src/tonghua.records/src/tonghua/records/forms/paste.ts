/** A block of cells from a spreadsheet. */

import { cellsOf, type Cell } from "./cells";

/** Lines and cells of a pasted text; a cell in quotes may hold line ends. */
export function matrixOf(text: string): string[][] {
  const lines: string[][] = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g;
  for (const [, quoted, plain = "", end] of text
    .replace(/\r\n?/g, "\n")
    .replace(/\n+$/, "")
    .matchAll(cells)) {
    lines[lines.length - 1]?.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
    if (end === "\n") {
      lines.push([]);
    } else if (end === "") {
      break;
    }
  }
  return lines;
}

/** Write a block into rows, beginning at a column; what has no cell is left out. */
export function fill(rows: HTMLTableRowElement[], column: number, matrix: string[][]): void {
  matrix.forEach((line, n) => {
    const row = rows[n];
    const cells = row ? cellsOf(row).slice(column) : [];
    line.forEach((value, m) => {
      const cell = cells[m];
      if (cell) {
        put(cell, value.trim());
      }
    });
  });
}

function put(cell: Cell, value: string): void {
  if (cell instanceof HTMLSelectElement) {
    const found = [...cell.options].find(
      (option) => option.value === value || option.text.trim() === value,
    );
    cell.value = found?.value ?? "";
  } else {
    cell.value = cell.type.startsWith("date") ? momentOf(value, cell.type) : value;
  }
}

/** 2026/3/6 10:00 and its like as a control of days or moments wants it. */
function momentOf(value: string, type: string): string {
  const [y, m, d, hour = "0", minute = "00"] = value.match(/\d+/g) ?? [];
  if (!y || !m || !d) {
    return value;
  }
  const two = (part: string) => part.padStart(2, "0");
  const day = `${y}-${two(m)}-${two(d)}`;
  return type === "date" ? day : `${day}T${two(hour)}:${two(minute)}`;
}
