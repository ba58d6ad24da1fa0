/** Where the site serves the bundles from. */

const script = document.currentScript as HTMLScriptElement | null;

/** The address of a file beside records.js. */
export function beside(name: string): string {
  return new URL(name, script?.src ?? document.baseURI).href;
}
