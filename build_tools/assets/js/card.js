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
  if (!isWhole) copy.append(...all(element, "h3, .mc-labels").map((part) => part.cloneNode(true)));
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
   * @param {string} place it has among the others
   * @param {Note[]} also what else is on its words
   * @param {string} correct where corrections of it are asked for
   */
  open(note, place, also, correct) {
    const card = copyOf(note, true);
    // The theme gives what has the focus this class. To give it later has the browser style the whole card anew.
    card.className += " mc-open focus-visible";
    card.tabIndex = -1;
    // Copies: what is taken out of the card that was open would have it styled anew, just before it goes.
    const parts = /** @type {DocumentFragment} */ (this.parts.cloneNode(true));
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (parts.querySelector(name));
    this.swap = part("[data-do=swap]");
    part(".mc-place").textContent = place;
    part(".mc-correct").setAttribute("href", correct);
    this.swap.hidden = !note.swaps.length;
    const others = part(".mc-also");
    others.hidden = !also.length;
    also.forEach(({ id, number, kind }, index) => {
      const link = document.createElement("a");
      link.href = `#${id}`;
      link.append(`${number} ${kind}`);
      others.append(index ? ", " : "", link);
    });
    card.prepend(part(".mc-steps"));
    card.querySelector(".mc-body")?.prepend(others);
    card.append(parts);
    this.element = card;
  }

  /**
   * Copy a text, or offer it to be copied by hand where the browser does not allow it.
   * @param {string} text
   * @param {string} what
   */
  async copy(text, what) {
    const [status, copied] = /** @type {[HTMLElement, HTMLInputElement]} */ (
      all(/** @type {HTMLElement} */ (this.element), ".mc-status, .mc-copied")
    );
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = `${what} copied`;
    } catch {
      copied.hidden = false;
      copied.value = text;
      copied.select();
    }
  }
}
