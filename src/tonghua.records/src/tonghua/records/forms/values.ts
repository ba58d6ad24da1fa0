/** What a form holds, as pairs of name and value, and back again. */

import { pack, refill } from "./rows";

export type Pair = [name: string, value: string];
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Made anew for each page, or not for keeping. */
const BESIDE = new Set(["_once", "_authenticator"]);
const KINDS = new Set(["file", "password", "submit", "button", "image", "reset"]);

/** The controls of a form that a draft keeps. */
export function controls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (each): each is Control =>
      (each instanceof HTMLInputElement ||
        each instanceof HTMLSelectElement ||
        each instanceof HTMLTextAreaElement) &&
      each.name !== "" &&
      !BESIDE.has(each.name) &&
      !KINDS.has(each.type) &&
      !each.name.endsWith("-empty-marker"),
  );
}

/** Name and value of all that is filled in or chosen. */
export function collect(form: HTMLFormElement): Pair[] {
  pack(form);
  const pairs: Pair[] = [];
  for (const control of controls(form)) {
    if (control instanceof HTMLSelectElement) {
      for (const option of control.selectedOptions) {
        pairs.push([control.name, option.value]);
      }
    } else if (!isTick(control) || control.checked) {
      pairs.push([control.name, control.value]);
    }
  }
  return pairs;
}

/** Put values back: rows first, then each control by its name. */
export function restore(form: HTMLFormElement, pairs: readonly Pair[]): void {
  const byName = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    byName.set(name, [...(byName.get(name) ?? []), value]);
  }
  for (const table of form.querySelectorAll<HTMLElement>("[data-records-rows]")) {
    const name = table.dataset.name ?? "";
    const [packed = ""] = byName.get(`${name}.json`) ?? [];
    const count = Number(byName.get(`${name}.count`)?.[0]);
    if (packed) {
      refill(table, JSON.parse(packed) as string[][]);
    } else if (Number.isInteger(count)) {
      refill(table, count);
    }
  }
  for (const control of controls(form)) {
    put(control, byName.get(control.name) ?? []);
  }
  for (const control of controls(form)) {
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function put(control: Control, values: string[]): void {
  if (control instanceof HTMLSelectElement) {
    for (const option of control.options) {
      option.selected = values.includes(option.value);
    }
  } else if (isTick(control)) {
    control.checked = values.includes(control.value);
  } else {
    control.value = values.shift() ?? "";
  }
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === "checkbox" || control.type === "radio";
}
