/** A form's file: choosing one means to replace the one that is there; keeping it means none. */

export function fileInput(element: HTMLElement): void {
  const file = element.querySelector<HTMLInputElement>("input[type=file]");
  const choices = element.querySelectorAll<HTMLInputElement>("input[type=radio]");
  file?.addEventListener("change", () => {
    const wanted = file.value ? "replace" : "nochange";
    for (const choice of choices) {
      choice.checked = choice.value === wanted;
    }
  });
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      if (file && choice.value !== "replace") {
        file.value = "";
      }
    });
  }
}
