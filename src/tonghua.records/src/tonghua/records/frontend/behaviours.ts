/**
 * Behaviours: small functions that make an element of the page do more.
 *
 * An element asks for one by its attribute, `data-records-<name>`. Each runs once on each element:
 * when the page is there, and when Plone's patterns bring new content in (a modal, a grid's row).
 */

export type Behaviour = (element: HTMLElement) => void;

const known = new Map<string, Behaviour>();
const done = new WeakMap<Element, Set<string>>();

/** Register what runs on each element with `data-records-<name>`. */
export function behaviour(name: string, run: Behaviour): void {
  known.set(name, run);
}

/** Run every behaviour on an element and all inside it. */
export function apply(root: Element): void {
  for (const [name, run] of known) {
    const selector = `[data-records-${name}]`;
    const found = [...root.querySelectorAll<HTMLElement>(selector)];
    if (root instanceof HTMLElement && root.matches(selector)) {
      found.unshift(root);
    }
    for (const element of found) {
      runOnce(element, name, run);
    }
  }
}

function runOnce(element: HTMLElement, name: string, run: Behaviour): void {
  const names = done.get(element) ?? new Set();
  if (names.has(name)) {
    return;
  }
  done.set(element, names.add(name));
  try {
    run(element);
  } catch (error) {
    // one that fails takes no other with it
    console.error(`data-records-${name}`, error);
  }
}

/** Begin: on the page as it is, and on whatever comes later. */
export function start(): void {
  const begin = () => {
    apply(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) {
          if (node instanceof Element) {
            apply(node);
          }
        }
      }
    }).observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
}
