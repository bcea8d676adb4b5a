// What stands for a note on the screen: its head beside the text, and the open one's card with all that it can do. Both
// are copies. The notes of the finished page stay as they are, for paper.

import { all } from "./notes.js";

/** @typedef {import("./notes.js").Note} Note */
/** @typedef {"next" | "previous" | "close" | "swap" | "Link" | "APA" | "MLA" | "Plain"} Action */

/**
 * @param {Note} note
 * @param {boolean} isWhole or its head only
 * @returns {HTMLElement} a copy without ids, which knows its note by `data-note`
 */
export function copyOf({ id, element }, isWhole) {
  const copy = /** @type {HTMLElement} */ (element.cloneNode(isWhole));
  if (!isWhole) copy.append(...all(element, "h3, .mc-kind").map((part) => part.cloneNode(true)));
  for (const part of [copy, ...all(copy, "[id]")]) part.removeAttribute("id");
  copy.dataset.note = id;
  return copy;
}

export class Card {
  /** @type {HTMLElement | undefined} the open note */
  element;
  /** @type {HTMLElement | undefined} */
  swap;

  /** @param {HTMLElement} page which has the parts that every card gets */
  constructor(page) {
    this.parts = /** @type {HTMLTemplateElement} */ (page.querySelector("template")).content;
  }

  /**
   * @param {Note} note
   * @param {Note[]} steps it and the others that one steps through
   * @param {Note[]} also what else is on its words
   * @param {string} correct where corrections of it are asked for
   */
  open(note, steps, also, correct) {
    const card = copyOf(note, true);
    // The theme gives what has the focus this class. To give it later has the browser style the whole card anew.
    card.classList.add("mc-note", "mc-open", "focus-visible");
    card.tabIndex = -1;
    // Copies: what is taken out of the card that was open would have it styled anew, just before it goes.
    const parts = /** @type {DocumentFragment} */ (this.parts.cloneNode(true));
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (parts.querySelector(name));
    this.swap = part("[data-do=swap]");
    const notes = steps.filter(({ lens }) => lens);
    const nth = notes.indexOf(note) + 1;
    const isLast = note === steps.at(-1);
    if (nth) part(".mc-place").textContent = `${nth} of ${notes.length}${isLast ? ", the last" : ""}`;
    part("[data-do=next]").toggleAttribute("disabled", isLast);
    part("[data-do=previous]").toggleAttribute("disabled", note === steps[0]);
    part(".mc-correct").setAttribute("href", correct);
    this.swap.hidden = !note.swaps.length;
    const others = part(".mc-also");
    others.hidden = !also.length;
    also.forEach(({ id, number, gist }, index) => {
      const link = document.createElement("a");
      link.href = `#${id}`;
      link.append(`${number} ${gist}`);
      others.append(index ? "; " : "", link);
    });
    card.prepend(part(".mc-steps"));
    const body = card.querySelector(".mc-body");
    // What is no note, at the end of a tour, has nothing to be cited.
    if (body) {
      body.append(others);
      card.append(parts);
    }
    this.element = card;
  }

  /** @param {string} text what a screen reader is told, and others see */
  say(text) {
    const status = this.element?.querySelector(".mc-status");
    if (status) status.textContent = text;
  }

  /**
   * Copy a text, or offer it to be copied by hand where the browser does not allow it.
   * @param {string} text
   * @param {string} what
   */
  async copy(text, what) {
    const copied = /** @type {HTMLInputElement} */ (this.element?.querySelector(".mc-copied"));
    try {
      await navigator.clipboard.writeText(text);
      this.say(`${what} copied`);
    } catch {
      copied.hidden = false;
      copied.value = text;
      copied.select();
    }
  }
}

/** @param {HTMLElement | null | undefined} element gets the focus where it is */
export function focus(element) {
  element?.focus({ preventScroll: true });
}
