/** A page that is come back to keeps its one-time key, though the site has made it anew. */

interface Kept {
  recordsOnce?: string;
}

/** Remember the form's key with this place in the browser's history, or take up the one there. */
export function keepKey(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name="_once"]');
  const kept = (history.state ?? {}) as Kept;
  const [entry] = performance.getEntriesByType("navigation");
  const again = entry instanceof PerformanceNavigationTiming && entry.type !== "navigate";
  if (!field) {
    return;
  }
  if (again && kept.recordsOnce) {
    field.value = kept.recordsOnce;
  } else {
    history.replaceState({ ...kept, recordsOnce: field.value }, "");
  }
}
