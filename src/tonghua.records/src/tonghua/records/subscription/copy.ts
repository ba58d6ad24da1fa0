/** 复制: a button beside a line of text that puts it on the clipboard, and says so. */

/** `data-records-copy` on what holds an input, a button (hidden until now) and a status. */
export function copy(element: HTMLElement): void {
  const input = element.querySelector("input");
  const button = element.querySelector("button");
  const said = element.querySelector("[role=status]");
  if (!input || !button || !said) {
    return;
  }
  button.hidden = false;
  input.addEventListener("focus", () => input.select());
  button.addEventListener("click", () => {
    void put(input).then((done) => {
      said.textContent = done ? (button.dataset["said"] ?? "") : "";
    });
  });
}

/** An office's own network may be without https, where browsers keep the clipboard closed. */
async function put(input: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    input.select();
    return document.execCommand("copy");
  }
}
