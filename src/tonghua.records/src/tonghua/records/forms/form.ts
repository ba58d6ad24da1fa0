/** A form of ours: it keeps what is typed, is sent once, and by the person who filled it in. */

import { Draft } from "./draft";
import { keepKey, rememberKey } from "./key";
import { Notices } from "./notices";
import { pack } from "./rows";
import { Session } from "./session";
import { showByChoice } from "./shown";

/** `data-records-form` on a form. */
export function form(element: HTMLElement): void {
  if (!(element instanceof HTMLFormElement)) {
    return;
  }
  keepKey(element);
  const notices = new Notices(element);
  const session = new Session(element);
  showByChoice(element);
  const draft = new Draft(element, session, notices);
  const sending = new Sending(element, session, draft, notices);
  element.addEventListener("submit", (event) => void sending.start(event));
  window.addEventListener("pageshow", () => sending.rest());
  window.addEventListener("beforeunload", (event) => {
    if (draft.isOpen) {
      event.preventDefault();
    }
  });
  element.addEventListener("keydown", (event) => {
    // what everybody's fingers do now and then
    if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void draft.save();
    }
  });
  const back = () => void sending.checkAgain();
  window.addEventListener("focus", back);
}

class Sending {
  private busy = false;
  private pressed: HTMLInputElement | null = null;
  private stuck = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly session: Session,
    private readonly draft: Draft,
    private readonly notices: Notices,
  ) {}

  /** Send the form once, when it is known that it will be taken. */
  async start(event: SubmitEvent): Promise<void> {
    const button = event.submitter;
    if (!this.busy && button instanceof HTMLElement && "harmless" in button.dataset) {
      this.draft.stop();
      return;
    }
    event.preventDefault();
    if (this.busy) {
      return;
    }
    this.hold();
    const standing = await this.session.refresh();
    if (standing !== "mine") {
      this.stuck = true;
      this.rest();
      this.notices.tell("");
      this.notices.warn(standing);
      this.notices.showTrouble();
      return;
    }
    this.draft.stop();
    pack(this.form);
    rememberKey(this.form);
    if (button instanceof HTMLButtonElement) {
      this.pressed = document.createElement("input");
      this.pressed.type = "hidden";
      this.pressed.name = button.name;
      this.pressed.value = button.value;
      this.form.append(this.pressed);
    }
    this.form.submit();
  }

  /** The page is shown, perhaps again: buttons work. */
  rest(): void {
    this.busy = false;
    this.pressed?.remove();
    this.pressed = null;
    for (const button of this.buttons) {
      button.disabled = false;
    }
    this.draft.resume();
  }

  /** Somebody comes back to the page, perhaps from logging in. */
  async checkAgain(): Promise<void> {
    if (this.stuck && (await this.session.refresh()) === "mine") {
      this.stuck = false;
      this.notices.clear();
    }
    if (this.draft.isOpen) {
      await this.draft.save();
    }
  }

  private hold(): void {
    this.busy = true;
    this.notices.tell("sending");
    for (const button of this.buttons) {
      button.disabled = true;
    }
  }

  private get buttons(): NodeListOf<HTMLButtonElement> {
    return this.form.querySelectorAll<HTMLButtonElement>(".records-buttons button");
  }
}
