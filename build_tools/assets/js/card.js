// What stands for a note on the screen: its head beside the text, and the open one's card with all that it can do. Both
// are copies. The notes of the finished page stay as they are, for paper.

import { all } from "./notes.js";

/** @typedef {import("./notes.js").Note} Note */
/** @typedef {"next" | "previous" | "close" | "swap" | "Link" | "APA" | "MLA" | "Plain"} Action */

/**
 * @param {Note} note
 * @param {boolean} isWhole or its head only
 * @returns {HTMLElement} a copy without ids, which knows its note by `data-note`, in a box of its own. The box has no
 *   class: when one that has a class comes or goes, a rule of the theme has the browser style everything beside it anew
 */
export function copyOf({ id, element }, isWhole) {
  const copy = /** @type {HTMLElement} */ (element.cloneNode(isWhole));
  if (!isWhole) copy.append(...all(element, "h3, .mc-labels").map((part) => part.cloneNode(true)));
  for (const part of [copy, ...all(copy, "[id]")]) part.removeAttribute("id");
  copy.dataset.note = id;
  document.createElement("div").append(copy);
  return copy;
}

export class Card {
  /** @type {HTMLElement | undefined} the open note */
  element;

  /** @param {HTMLElement} page which has the parts that every card gets */
  constructor(page) {
    const { content } = /** @type {HTMLTemplateElement} */ (page.querySelector("template"));
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (content.querySelector(name));
    this.steps = part(".mc-steps");
    this.place = part(".mc-place");
    this.also = part(".mc-also");
    this.actions = part(".mc-actions");
    this.swap = part("[data-do=swap]");
    this.correct = part(".mc-correct");
    this.status = part(".mc-status");
    this.copied = /** @type {HTMLInputElement} */ (part("input"));
  }

  /**
   * @param {Note} note
   * @param {string} place it has among the others
   * @param {Note[]} also what else is on its words
   * @param {string} correct where corrections of it are asked for
   */
  open(note, place, also, correct) {
    const card = copyOf(note, true);
    card.classList.add("mc-open");
    card.tabIndex = -1;
    this.place.textContent = place;
    this.swap.hidden = !note.swaps.length;
    this.copied.hidden = true;
    this.status.textContent = "";
    this.correct.setAttribute("href", correct);
    this.also.hidden = !also.length;
    this.also.lastElementChild?.replaceChildren(
      ...also.flatMap(({ id, number, kind }, index) => {
        const link = document.createElement("a");
        link.href = `#${id}`;
        link.append(`${number} ${kind}`);
        return [index ? ", " : "", link];
      }),
    );
    card.prepend(this.steps);
    card.querySelector(".mc-body")?.prepend(this.also);
    card.append(this.actions);
    this.element = card;
  }

  /**
   * Copy a text, or offer it to be copied by hand where the browser does not allow it.
   * @param {string} text
   * @param {string} what
   */
  async copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      this.status.textContent = `${what} copied`;
    } catch {
      this.copied.hidden = false;
      this.copied.value = text;
      this.copied.select();
    }
  }
}
