/** A plain form that a double click sends once; forms of ours have more (`form.ts`). */

/** After so long a form that did not get away may be sent again. */
const AGAIN = 10_000;

/** `data-records-only-once` on a form. */
export function onlyOnce(element: HTMLElement): void {
  let sent = false;
  const rest = () => {
    sent = false;
  };
  element.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    window.setTimeout(rest, AGAIN);
  });
  window.addEventListener("pageshow", rest);
}
