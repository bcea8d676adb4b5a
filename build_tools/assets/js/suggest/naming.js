// The field for the note's name: what the note will be called, and why.

import { make, tell } from "./parts.js";
import { ID } from "./questions.js";

/**
 * Say what the note will be called, and offer it in place of a name that cannot be taken.
 * @param {HTMLElement} field
 * @param {string} id that the note will have
 * @param {boolean} isPlace whether it says no more than where the passage stands
 * @param {string} [wrong] what is wrong with the name that was typed
 */
export function offerName(field, id, isPlace, wrong) {
  const control = /** @type {HTMLInputElement} */ (field.querySelector("input"));
  control.placeholder = id;
  const why = `Its point has too few Latin letters to be named after, so it is “${id}”, after its place in the text. Type a better name if you like.`;
  tell(/** @type {HTMLElement} */ (field.querySelector(".mc-hint")), isPlace ? why : (ID.hint ?? ""));
  // Only what is new: somebody may be on the button.
  const offered = field.querySelector("button");
  if (offered?.textContent === (wrong && id)) return;
  offered?.remove();
  if (!wrong) return;
  const onclick = () => {
    // First: the button that has the focus is about to go.
    control.focus();
    control.value = id;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  };
  control.after(make("button", { type: "button", onclick }, id));
}
