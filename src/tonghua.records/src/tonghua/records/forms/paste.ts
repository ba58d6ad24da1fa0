/** A block of cells from a spreadsheet. */

import type { Cell } from "./cells";

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

/** What somebody pasted, as a control of this kind wants it: the token of a title, a day, a text. */
export function readable(value: string, kind: Cell): string {
  if (kind instanceof HTMLSelectElement) {
    const found = [...kind.options].find(
      (option) => option.value === value || option.text.trim() === value,
    );
    return found?.value ?? "";
  }
  return kind.type.startsWith("date") ? momentOf(value, kind.type) : value;
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
