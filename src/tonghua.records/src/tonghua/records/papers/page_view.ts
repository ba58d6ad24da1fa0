/** One page of a paper: a canvas, drawn when it is needed, under a layer of text. */

import { TextLayer, type PDFPageProxy, type RenderTask } from "pdfjs-dist/legacy/build/pdf.mjs";

/** More pixels than this cost memory and show nothing more. */
const SHARPEST = 2;

export class PageView {
  readonly element = document.createElement("div");
  private readonly canvas = document.createElement("canvas");
  private readonly text = document.createElement("div");
  private scale = 0;
  private drawn = 0;
  private task: RenderTask | undefined;

  /** `label` names the page to those who hear it. */
  constructor(
    readonly page: PDFPageProxy,
    label: string,
  ) {
    this.element.className = "records-page";
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", label);
    this.canvas.setAttribute("aria-hidden", "true");
    this.text.className = "records-page-text";
    this.element.append(this.canvas, this.text);
  }

  /** The page's width at scale 1, in CSS pixels. */
  get width(): number {
    return this.page.getViewport({ scale: 1 }).width;
  }

  /** Take another size; what is drawn is stretched until it is drawn anew. */
  resize(scale: number): void {
    this.scale = scale;
    const viewport = this.page.getViewport({ scale });
    const style = this.element.style;
    style.setProperty("--total-scale-factor", String(scale));
    style.setProperty("--scale-round-x", "1px");
    style.setProperty("--scale-round-y", "1px");
    style.width = `${Math.floor(viewport.width)}px`;
    style.height = `${Math.floor(viewport.height)}px`;
  }

  /** Lay the text over the page, so that it can be selected and found. */
  async lay(): Promise<void> {
    const layer = new TextLayer({
      textContentSource: this.page.streamTextContent(),
      container: this.text,
      viewport: this.page.getViewport({ scale: this.scale }),
    });
    await layer.render();
  }

  /** Draw the page at its size, unless it is. */
  async draw(): Promise<void> {
    if (this.drawn === this.scale) {
      return;
    }
    this.task?.cancel();
    const scale = this.scale;
    const sharp = Math.min(window.devicePixelRatio || 1, SHARPEST);
    const viewport = this.page.getViewport({ scale: scale * sharp });
    // drawn apart and then put in, so that the page does not flash white
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const task = this.page.render({ canvas, viewport });
    this.task = task;
    this.drawn = scale;
    try {
      await task.promise;
    } catch (error) {
      if (this.task === task) {
        this.drawn = 0;
      }
      if ((error as Error).name !== "RenderingCancelledException") {
        throw error;
      }
      return;
    }
    this.canvas.width = canvas.width;
    this.canvas.height = canvas.height;
    this.canvas.getContext("2d")?.drawImage(canvas, 0, 0);
    this.element.dataset["drawn"] = "";
  }
}
