// The lenses: which are on, whose words are not dimmed, and which passages are in plain wording. All of it is in
// attributes of the view and of what is in it; the style sheet does the showing.

import { all } from "./notes.js";
import { lensesIn } from "./state.js";

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

export class Lenses {
  /** @type {HTMLElement[]} */
  #buttons;

  /**
   * @param {HTMLElement} view the bar and the article
   * @param {HTMLElement} text the article's words
   */
  constructor(view, text) {
    this.view = view;
    this.text = text;
    this.#buttons = all(view, ".mc-bar button[aria-pressed]");
    if (this.isPlain) this.swapAll(true);
    this.#dim();
  }

  /** Their names, in the order of the bar. */
  get on() {
    return lensesIn(this.view.dataset.lenses);
  }

  set on(lenses) {
    this.view.dataset.lenses = lenses.join(" ");
  }

  /**
   * @param {string} lens
   * @returns {string[]} those that are on, and this one
   */
  and(lens) {
    return lensesIn(`${this.view.dataset.lenses} ${lens}`);
  }

  /** What a reader of the address has to know. */
  get state() {
    return { lenses: this.on, voice: this.view.dataset.voice ?? "", plain: this.isPlain };
  }

  /** Whether all loaded passages are in plain wording, but for some. */
  get isPlain() {
    return this.view.dataset.wording === "plain";
  }

  /** @param {string} voice the one whose words are not dimmed; again, and no words are */
  choose(voice) {
    const { dataset } = this.view;
    if (dataset.voice === voice) delete dataset.voice;
    else dataset.voice = voice;
    this.#dim();
  }

  #dim() {
    const { voice } = this.state;
    for (const words of all(this.text, ".mc-said"))
      words.toggleAttribute("data-chosen", words.dataset.voice === voice);
  }

  /** Bring the controls into line with the attributes. */
  paint() {
    const { lenses, voice, plain } = this.state;
    for (const button of this.#buttons) {
      const { dataset } = button;
      const isVoice = dataset.voice ? dataset.voice === voice : (dataset.wording === "plain") === plain;
      press(button, dataset.lens ? lenses.includes(dataset.lens) : isVoice);
    }
  }

  /** @param {boolean} plain whether all loaded passages are shown in plain wording */
  swapAll(plain) {
    if (plain) this.view.dataset.wording = "plain";
    else delete this.view.dataset.wording;
    for (const odd of all(this.text, "[data-odd]")) delete odd.dataset.odd;
    for (const button of all(this.text, ".mc-swap")) press(button, plain);
  }

  /**
   * Swap one passage.
   * @param {HTMLElement} button its own
   */
  swap(button) {
    const passage = CSS.escape(button.dataset.for ?? "");
    const isPlain = !isPressed(button);
    press(button, isPlain);
    for (const words of all(this.text, `[data-swap="${passage}"], .mc-swapped[data-for="${passage}"]`))
      words.toggleAttribute("data-odd", isPlain !== this.isPlain);
  }
}
