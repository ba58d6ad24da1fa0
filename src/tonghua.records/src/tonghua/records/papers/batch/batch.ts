/** 批量生成文书: asks for slice after slice until the job is done, and shows how far it is. */

/** How long to wait before asking again while others work on the rest. */
const OTHERS = 1_000;

interface Said {
  decided: number;
  total: number;
  message: string;
  finished: boolean;
  busy: boolean;
}

/** `data-records-batch="ADDRESS"`: the address of the next slice. */
export function batch(element: HTMLElement): void {
  const address = element.dataset["recordsBatch"] ?? "";
  const form = element.querySelector("form");
  const bar = element.querySelector("progress");
  const words = element.querySelector("[aria-live]");
  if (!form || !bar || !words) {
    return;
  }

  async function next(body: FormData): Promise<Said> {
    const answer = await fetch(address, {
      method: "POST",
      body,
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) {
      throw new Error(`${answer.status}`);
    }
    return (await answer.json()) as Said;
  }

  // once the page is left, or nothing goes on, nobody asks for more
  let over = false;

  async function run(): Promise<void> {
    while (!over) {
      const said = await next(new FormData(form!));
      if (over) {
        return;
      }
      bar!.max = said.total;
      bar!.value = said.decided;
      words!.textContent = said.message;
      if (said.finished) {
        over = true;
        location.reload();
      } else if (said.busy) {
        await new Promise((resume) => window.setTimeout(resume, OTHERS));
      }
    }
  }

  function stop(error: unknown): void {
    // a page that is left in the middle says nothing: what was asked for is made all the same
    if (!over) {
      over = true;
      console.warn("batch", error);
      words!.textContent = element.dataset["stopped"] ?? "";
      form!.hidden = false;
    }
  }

  window.addEventListener("pagehide", () => {
    over = true;
  });
  form.hidden = true;
  run().catch(stop);
}

/** `data-records-ticks` on a form: a button that ticks all its boxes, or none. */
export function ticks(element: HTMLElement): void {
  if (!(element instanceof HTMLFormElement)) {
    return;
  }
  const boxes = () =>
    [...element.elements].filter(
      (each): each is HTMLInputElement =>
        each instanceof HTMLInputElement && each.type === "checkbox" && each.name.endsWith(":list"),
    );
  for (const button of element.querySelectorAll<HTMLButtonElement>("[data-ticks-all]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const wanted = boxes().some((box) => !box.checked);
      for (const box of boxes()) {
        box.checked = wanted;
      }
    });
  }
}
