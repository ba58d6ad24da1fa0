/**
 * The PDF reader, on pdf.js: pages that are drawn as they come into view, fitted to the width.
 *
 * The page brings the controls (`data-part`, `data-act`) with their words; this brings them to life.
 */

import { GlobalWorkerOptions, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { PageView } from "./page_view";

const beside = (name: string) => new URL(name, import.meta.url).href;
GlobalWorkerOptions.workerSrc = beside(__WORKER__);

const STEP = 1.25;
const SMALLEST = 0.5;
const LARGEST = 4;

function part<T extends HTMLElement>(root: HTMLElement, name: string): T {
  const found = root.querySelector<T>(`[data-part="${name}"]`);
  if (!found) {
    throw new Error(`the reader wants data-part="${name}"`);
  }
  return found;
}

class Reader {
  private readonly sheet: HTMLElement;
  private readonly number: HTMLInputElement;
  private zoom = 1;
  private shown = 1;
  private width = 0;

  constructor(
    root: HTMLElement,
    private readonly views: readonly PageView[],
  ) {
    this.sheet = part(root, "pages");
    this.number = part(root, "page");
    part(root, "count").textContent = String(views.length);
    this.number.max = String(views.length);
    this.sheet.append(...views.map((view) => view.element));
    this.resize();

    const watch = new IntersectionObserver((changes) => {
      for (const change of changes) {
        if (change.isIntersecting) {
          this.draw(change.target);
        }
      }
    });
    views.forEach((view) => watch.observe(view.element));
    // the window's own scrolling shows pages too, where the sheet is as long as they are
    this.sheet.addEventListener("scroll", () => this.follow(), { passive: true });
    document.addEventListener("scroll", () => this.follow(), { passive: true });
    new ResizeObserver(() => this.resize()).observe(this.sheet);

    const acts: Record<string, () => void> = {
      previous: () => this.go(this.shown - 1),
      next: () => this.go(this.shown + 1),
      smaller: () => this.enlarge(this.zoom / STEP),
      larger: () => this.enlarge(this.zoom * STEP),
      fit: () => this.enlarge(1),
    };
    for (const button of root.querySelectorAll<HTMLElement>("[data-act]")) {
      button.addEventListener("click", () => acts[button.dataset["act"] ?? ""]?.());
    }
    this.number.addEventListener("change", () => this.go(Number(this.number.value) || this.shown));
    this.sheet.addEventListener("keydown", (event) => {
      const act = { "+": "larger", "=": "larger", "-": "smaller", "0": "fit" }[event.key];
      if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        acts[act]?.();
      }
    });
  }

  /** Draw a page that has come into view, and the one that comes next. */
  private draw(element: Element): void {
    const at = this.views.findIndex((each) => each.element === element);
    for (const view of this.views.slice(at, at + 2)) {
      view.draw().catch((error: unknown) => console.warn("page", error));
    }
  }

  /** Which page stands at the top of what is seen. */
  private follow(): void {
    const top = Math.max(this.sheet.getBoundingClientRect().top, 0);
    const bottom = Math.min(this.sheet.getBoundingClientRect().bottom, window.innerHeight);
    const middle = (top + bottom) / 2;
    const at = this.views.findIndex(
      (view) => view.element.getBoundingClientRect().bottom >= middle,
    );
    this.shown = at < 0 ? this.views.length : at + 1;
    if (document.activeElement !== this.number) {
      this.number.value = String(this.shown);
    }
  }

  private go(to: number): void {
    this.shown = Math.min(Math.max(Math.round(to), 1), this.views.length);
    this.number.value = String(this.shown);
    const view = this.views[this.shown - 1];
    if (view) {
      const long = this.sheet.scrollHeight > this.sheet.clientHeight + 1;
      if (long) {
        this.sheet.scrollTop = view.element.offsetTop;
      } else {
        view.element.scrollIntoView();
      }
    }
  }

  private enlarge(zoom: number): void {
    this.zoom = Math.min(Math.max(zoom, SMALLEST), LARGEST);
    this.resize(true);
  }

  /** Fit every page to the sheet's width, times the zoom. */
  private resize(again = false): void {
    const style = getComputedStyle(this.sheet);
    const width =
      this.sheet.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (width <= 0 || (!again && Math.abs(width - this.width) < 2)) {
      return;
    }
    this.width = width;
    const height = this.sheet.scrollHeight;
    const at = height ? this.sheet.scrollTop / height : 0;
    for (const view of this.views) {
      view.resize((width / view.width) * this.zoom);
    }
    this.sheet.scrollTop = at * this.sheet.scrollHeight;
    for (const view of this.views) {
      if (view.element.dataset["drawn"] !== undefined) {
        this.draw(view.element);
      }
    }
  }
}

/** Open the paper that the element names in `data-records-paper`; rejects when it cannot. */
export async function read(element: HTMLElement): Promise<void> {
  const paper = await getDocument({
    url: element.dataset["recordsPaper"] ?? "",
    cMapUrl: beside("cmaps/"),
    standardFontDataUrl: beside("standard_fonts/"),
    // the policy compiles nothing in the page, and our papers have no image that asks for it
    useWasm: false,
    disableRange: true,
  }).promise;
  const label = element.dataset["label"] ?? "";
  const views: PageView[] = [];
  for (let number = 1; number <= paper.numPages; number++) {
    const name = label.replace("{page}", String(number));
    views.push(new PageView(await paper.getPage(number), name));
  }
  element.dataset["state"] = "open";
  new Reader(element, views);
  for (const view of views) {
    await view.lay();
  }
}
