/**
 * What pages of Plone's own need under our Content-Security-Policy.
 *
 * Plone's modals compile their templates in the browser, and some control panels carry handlers in
 * attributes; the policy allows neither. Modal links become plain links, which they are without
 * script too, and the handlers that Plone is known to write do their work here, by name.
 */

type Mover = (id: string) => void;

const MOVE = /^javascript:(from2to|to2from|moveUp|moveDown)\('([\w.-]+)'\)$/;
const CONFIRM = "return confirm(this.getAttribute('confirm-message'));";
const SUBMIT = "form.submit()";

function call(name: string, id: string): void {
  const mover = (window as unknown as Record<string, Mover | undefined>)[name];
  mover?.(id);
}

function onClick(event: MouseEvent): void {
  const element = (event.target as Element | null)?.closest("[onclick]");
  const handler = element?.getAttribute("onclick")?.trim() ?? "";
  const move = MOVE.exec(handler);
  if (move?.[1] && move[2]) {
    call(move[1], move[2]);
  } else if (handler === CONFIRM && !confirm(element?.getAttribute("confirm-message") ?? "")) {
    event.preventDefault();
  }
}

function onChange(event: Event): void {
  const element = event.target;
  if (element instanceof HTMLSelectElement && element.getAttribute("onchange") === SUBMIT) {
    element.form?.submit();
  }
}

export function standInForPlone(): void {
  for (const link of document.querySelectorAll("a.pat-plone-modal")) {
    link.classList.remove("pat-plone-modal");
  }
  // links that lead nowhere, but do something
  for (const link of document.querySelectorAll(".toolbar-collapse, .toolbar-expand")) {
    link.setAttribute("role", "button");
  }
  for (const field of document.querySelectorAll(".ordered-selection-field[id]")) {
    call("copyDataForSubmit", field.id);
  }
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
}
