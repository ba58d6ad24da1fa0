/** Sentences that the page brings along, with `${name}` for what is filled in. */

export type Words = Readonly<Record<string, string>>;

/** The sentences of an element's `data-words`. */
export function wordsOf(element: HTMLElement): Words {
  return JSON.parse(element.dataset.words ?? "{}") as Words;
}

/** One sentence with its values. */
export function say(
  words: Words,
  name: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const sentence = words[name] ?? "";
  return sentence.replace(/\$\{(\w+)\}/g, (whole, key: string) =>
    key in values ? String(values[key]) : whole,
  );
}
