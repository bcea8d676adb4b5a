// The lenses: which are on, which of their notes they show, whose words are not dimmed, and which passages are in plain
// wording. All of it is in the page's form fields and attributes; the style sheet does the showing.

import { all } from "./notes.js";

/** @typedef {import("./state.js").View} View */

/** @param {Element} button */
export function isPressed(button) {
  return button.ariaPressed === "true";
}

/**
 * @param {Element} button
 * @param {boolean} is
 */
export function press(button, is) {
  button.ariaPressed = String(is);
}

/**
 * What a field stands for in an address: a group of voices for the first of them.
 * @param {HTMLInputElement} field
 */
function named({ name, value, dataset }) {
  return name === "voice" ? (dataset.ids?.split(" ")[0] ?? "") : value;
}

export class Lenses {
  /** @type {HTMLInputElement[]} */
  #fields;
  /** @type {View} what is shown, which is what the fields say but while a reader changes one */
  state;

  /** @param {HTMLElement} view the controls and the article */
  constructor(view) {
    this.view = view;
    this.#fields = all(view, ".mc-bar :is([type=checkbox], [type=radio])");
    /** Which notes an article shows when nothing is chosen. */
    this.usual = this.#fields.find(({ name }) => name === "notes")?.value ?? "all";
    this.state = this.asked;
    this.#swapAll();
  }

  /** @returns {View} what the fields say */
  get asked() {
    const chosen = (/** @type {string} */ name) =>
      this.#fields.filter((field) => field.name === name && field.checked).map(named);
    // Of two the one that was not chosen before.
    const voices = chosen("voice");
    return {
      lenses: chosen("lens"),
      notes: chosen("notes")[0] ?? "all",
      voice: voices.find((voice) => voice !== this.state?.voice) ?? voices[0] ?? "",
      plain: chosen("wording").length > 0,
    };
  }

  /**
   * Whether a note is shown.
   * @param {import("./notes.js").Note} note
   * @param {View} [state]
   */
  shows({ lens, element }, { lenses, notes } = this.state) {
    return lenses.includes(lens) && (notes === "all" || element.classList.contains(`mc-${notes}`));
  }

  /** @param {View} state what to show from now on */
  show(state) {
    const { plain } = this.state;
    this.state = state;
    const values = [...state.lenses, state.notes, state.plain && "plain"];
    for (const field of this.#fields)
      field.checked = field.name === "voice" ? named(field) === state.voice : values.includes(field.value);
    if (plain !== state.plain) this.#swapAll();
  }

  /**
   * Say how many notes are shown, of how many the lenses have; and whether their kinds need be told.
   * @param {import("./notes.js").Note[]} notes
   * @param {number} few
   * @returns {boolean} whether heads look otherwise than before
   */
  count(notes, few) {
    const many = notes.filter((note) => this.shows(note, { ...this.state, notes: "all" })).length;
    const count = this.view.querySelector(".mc-count");
    const noun = many === 1 ? "note" : "notes";
    if (count) count.textContent = few < many ? `${few} of ${many} ${noun}` : `${many} ${noun}`;
    const several = this.state.lenses.length !== 1;
    const page = this.view.closest("marked-copy");
    const before = page?.hasAttribute("data-several");
    return page?.toggleAttribute("data-several", several) !== before;
  }

  #swapAll() {
    for (const odd of all(this.view, "[data-odd]")) delete odd.dataset.odd;
    for (const button of all(this.view, ".mc-swap")) press(button, this.state.plain);
  }

  /**
   * Swap one passage.
   * @param {HTMLElement} button its own
   */
  swap(button) {
    const passage = CSS.escape(button.dataset.for ?? "");
    const isPlain = !isPressed(button);
    press(button, isPlain);
    for (const words of all(this.view, `[data-swap="${passage}"], .mc-swapped[data-for="${passage}"]`))
      words.toggleAttribute("data-odd", isPlain !== this.state.plain);
  }
}
