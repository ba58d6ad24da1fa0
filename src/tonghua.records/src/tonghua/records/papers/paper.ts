/** 文书: load the PDF reader where a paper is open; it is no part of the pages without one. */

import { beside } from "../frontend/places";

/** Say that the paper cannot be shown; the links to the files are there all along. */
function fail(element: HTMLElement): void {
  element.dataset["state"] = "failed";
}

export function paper(element: HTMLElement): void {
  element.dataset["state"] = "loading";
  import(/* @vite-ignore */ beside(__READER__))
    .then((module: typeof import("./reader")) => module.read(element))
    .catch((error: unknown) => {
      console.warn("paper", error);
      fail(element);
    });
}
