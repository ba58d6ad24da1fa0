/** A page that is come back to keeps its one-time key, though the site has made it anew. */

/** Take up the key that was last sent from this page, where the browser has come back to it. */
export function keepKey(form: HTMLFormElement): void {
  const [entry] = performance.getEntriesByType("navigation");
  const again = entry instanceof PerformanceNavigationTiming && entry.type !== "navigate";
  const field = fieldOf(form);
  const sent = sessionStorage.getItem(place());
  if (!again) {
    sessionStorage.removeItem(place());
  } else if (field && sent) {
    field.value = sent;
  }
}

/** The form is about to be sent: its key is this page's, whoever comes back. */
export function rememberKey(form: HTMLFormElement): void {
  sessionStorage.setItem(place(), fieldOf(form)?.value ?? "");
}

function place(): string {
  return `records-once:${location.href}`;
}

function fieldOf(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector('input[name="_once"]');
}
