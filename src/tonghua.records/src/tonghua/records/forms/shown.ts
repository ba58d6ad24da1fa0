/** Fields that only some choices of another field ask for. */

/** Show the fields that the choice asks for; what is wrong is shown in any case. */
export function showByChoice(form: HTMLFormElement): void {
  const fields = [...form.querySelectorAll<HTMLElement>("[data-shown-by]")];
  if (fields.length === 0) {
    return;
  }
  const update = () => {
    for (const field of fields) {
      const chosen = choice(form, field.dataset.shownBy ?? "");
      const wanted = (field.dataset.shownFor ?? "").split(" ");
      field.hidden =
        chosen !== "" && !wanted.includes(chosen) && !field.querySelector(".invalid-feedback");
    }
    for (const set of form.querySelectorAll("fieldset")) {
      const all = [...set.querySelectorAll<HTMLElement>(".field")];
      set.hidden = all.length > 0 && all.every((field) => field.hidden);
    }
  };
  form.addEventListener("change", update);
  update();
}

/** The chosen token of a list; "" where nothing is chosen. */
function choice(form: HTMLFormElement, name: string): string {
  const control = form.elements.namedItem(`${name}:list`) ?? form.elements.namedItem(name);
  const value = control && "value" in control ? control.value : "";
  return value.startsWith("--") ? "" : value;
}
