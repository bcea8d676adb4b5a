// The notes of a page, each with the words that it is about.

import { idIn } from "./address.js";

/**
 * @typedef {object} Note
 * @property {string} id
 * @property {string} number
 * @property {string} gist its point, in a line
 * @property {string} lens the lens that shows it
 * @property {HTMLElement} element in the finished page, which stays as it is
 * @property {HTMLAnchorElement[]} references its numbers in the text, in order
 * @property {HTMLElement[]} words what is marked
 * @property {HTMLElement[]} swaps the buttons that put plain wording in their place
 */

/**
 * @template {HTMLElement} Type
 * @param {Element} root
 * @param {string} selector
 * @returns {Type[]}
 */
export function all(root, selector) {
  return /** @type {Type[]} */ ([...root.querySelectorAll(selector)]);
}

/**
 * Notes by their ids, in the order of the article.
 * @extends {Map<string, Note>}
 */
export class Notes extends Map {
  /** @type {Map<Element, Note>} each number in the text, with its note */
  references = new Map();

  /**
   * @param {HTMLElement} page
   * @param {HTMLElement} text where the article's words are
   */
  constructor(page, text) {
    super();
    for (const element of all(page, ".mc-note")) {
      const [number = "", gist = ""] = all(element, ".mc-number, .mc-gist").map((part) => part.textContent);
      const { id, dataset } = element;
      const { lens = "" } = dataset;
      this.set(id, { id, number, gist, lens, element, references: [], words: [], swaps: [] });
    }
    for (const link of /** @type {HTMLAnchorElement[]} */ (all(text, ".mc-ref a"))) {
      const note = this.get(idIn(link.hash));
      if (!note) continue;
      note.references.push(link);
      this.references.set(link, note);
    }
    for (const words of all(text, "mark[data-notes]"))
      for (const note of this.on(words)) note.words.push(words);
    for (const button of all(text, ".mc-swap"))
      this.about(document.getElementById(button.dataset.for ?? ""))?.swaps.push(button);
  }

  /**
   * @param {Element | null} reference a number in the text
   * @returns {Note | undefined} its note
   */
  about(reference) {
    return this.references.get(/** @type {Element} */ (reference));
  }

  /**
   * @param {string} id of a note, or one that it had before
   * @returns {Note | undefined}
   */
  named(id) {
    return this.get(document.getElementById(id)?.closest(".mc-note")?.id ?? "");
  }

  /**
   * @param {Element} words
   * @returns {Note[]} those on these words
   */
  on(words) {
    return (words.getAttribute("data-notes")?.split(" ") ?? []).flatMap((id) => this.get(id) ?? []);
  }
}

/**
 * @param {Note | undefined} note
 * @returns {HTMLElement[]} all that stands for it in the text
 */
export function partsOf(note) {
  return note ? [...note.words, ...note.references] : [];
}
