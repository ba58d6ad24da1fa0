/** Officers: whether each certificate holds on the record's day, and whether two are chosen. */

import { say, wordsOf, type Words } from "./words";

const NEEDED = 2;

/** `data-records-officers` on the boxes; the day is that of the form's start. */
export function officers(element: HTMLElement): void {
  const form = element.closest("form");
  const name = element.dataset.dayField;
  const start = name ? form?.elements.namedItem(name) : null;
  if (!form || !(start instanceof HTMLInputElement)) {
    return;
  }
  const words = wordsOf(element);
  form.addEventListener("change", () => {
    const day = start.value.slice(0, 10);
    if (/^\d{4}-\d{2}-\d{2}$/.test(day)) {
      update(element, day, words);
    }
  });
}

function update(element: HTMLElement, day: string, words: Words): void {
  let chosen = 0;
  for (const officer of element.querySelectorAll<HTMLElement>(".records-officer")) {
    const { since = "", until = "" } = officer.dataset;
    const expired = until !== "" && day > until;
    const early = since !== "" && day < since;
    const certificate = officer.querySelector(".records-certificate");
    if (certificate) {
      certificate.textContent = expired
        ? say(words, "expired", { day: named(until, words) })
        : early
          ? say(words, "notYet", { day: named(since, words) })
          : until
            ? say(words, "until", { day: named(until, words) })
            : say(words, "open");
      certificate.classList.toggle("text-body-secondary", !expired && !early);
      certificate.classList.toggle("text-danger", expired || early);
      certificate.classList.toggle("fw-bold", expired || early);
    }
    if (officer.querySelector("input")?.checked && !expired && !early) {
      chosen += 1;
    }
  }
  const count = element.querySelector("[data-count]");
  const sentence = say(words, chosen >= NEEDED ? "met" : "tooFew", {
    n: chosen,
    day: named(day, words),
  });
  if (count && count.textContent !== sentence) {
    count.textContent = sentence;
  }
}

/** 2026-03-06 as a paper writes it. */
function named(day: string, words: Words): string {
  const [y = 0, m = 0, d = 0] = day.split("-").map(Number);
  return say(words, "day", { y, m, d });
}
