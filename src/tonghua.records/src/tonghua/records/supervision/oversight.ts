/** 监督看板: load ECharts where the dashboard is open; its tables are there without it. */

import { beside } from "../frontend/places";

export function oversight(element: HTMLElement): void {
  const print = element.querySelector<HTMLElement>("[data-act=print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  import(/* @vite-ignore */ beside(__CHARTS__))
    .then((module: typeof import("./charts")) => module.draw(element))
    .catch((error: unknown) => {
      // the tables say the same
      console.warn("oversight", error);
    });
}
