/** What stands under a table: how many rows say something, and what its numbers come to. */

import { say, wordsOf, type Words } from "./words";

/** Column, column of its unit or -1, head. */
type Sum = readonly [column: number, unit: number, head: string];
type Row = readonly string[];

export class Totals {
  private readonly sums: readonly Sum[];
  private readonly words: Words;
  private readonly place: HTMLElement | null;
  private asked = 0;

  constructor(
    element: HTMLElement,
    private readonly rows: () => readonly Row[],
  ) {
    this.sums = JSON.parse(element.dataset.sums ?? "[]") as Sum[];
    this.words = wordsOf(element);
    this.place = element.querySelector("[data-row-totals]");
  }

  /** Once for all that happens until the page is drawn. */
  later(): void {
    this.asked ||= requestAnimationFrame(() => {
      this.asked = 0;
      this.update();
    });
  }

  private update(): void {
    const rows = this.rows().filter((row) => row.some((value) => value !== ""));
    const said = [say(this.words, "count", { n: rows.length })];
    for (const [column, unit, head] of this.sums) {
      const sum = this.sumOf(rows, column, unit);
      if (sum) {
        said.push(say(this.words, "sum", { column: head, sum }));
      }
    }
    const text = said.join(this.words.between ?? "");
    if (this.place && this.place.textContent !== text) {
      this.place.textContent = text;
    }
  }

  private sumOf(rows: readonly Row[], column: number, unit: number): string {
    const found = new Map<string, number>();
    for (const row of rows) {
      const text = (row[column] ?? "").replace(/,/g, "").trim();
      const value = text === "" ? NaN : Number(text);
      if (Number.isFinite(value)) {
        const measure = (row[unit] ?? "").trim();
        found.set(measure, (found.get(measure) ?? 0) + value);
      }
    }
    return [...found]
      .map(([measure, value]) => `${Number(value.toFixed(6))} ${measure}`.trim())
      .join(this.words.several);
  }
}
