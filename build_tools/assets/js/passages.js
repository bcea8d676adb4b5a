// Where the passages are in the text, as far as the browser has made it ready.

import { all } from "./notes.js";

/** @typedef {import("./notes.js").Note} Note */

/**
 * @typedef {object} Block a paragraph, heading or list of the text
 * @property {{note: Note, link: Element}[]} references
 * @property {boolean} isSkipped whether the browser has not made it ready: to measure what is in it would
 */

/**
 * Where things are taken to stand in a block that is not ready: evenly.
 * @param {{top: number, height: number}} block in pixels
 * @param {number} count how many there are
 * @returns {number[]} their heights, in pixels
 */
export function spread({ top, height }, count) {
  return Array.from({ length: count }, (_, nth) => top + (height * (nth + 0.5)) / count);
}

export class Passages {
  /** @type {Map<Element, Block>} */
  #blocks = new Map();
  /** @type {Map<Note, number>} where each note's first passage is, in pixels from the top of the text */
  tops = new Map();

  /**
   * @param {HTMLElement} text the article's words
   * @param {HTMLElement | null} headline those that stand above it
   * @param {import("./notes.js").Notes} notes
   */
  constructor(text, headline, notes) {
    this.text = text;
    const blocks = [...(headline?.children ?? []), ...text.children];
    for (const block of blocks) this.#blocks.set(block, { references: [], isSkipped: false });
    for (const [link, note] of notes.references)
      this.#blocks
        .get(/** @type {Element} */ (link.closest(".mc-text > *")))
        ?.references.push({ note, link });
  }

  /** Let the browser skip the blocks that are well off the screen, from now on. */
  skip() {
    const window = innerHeight;
    const boxes = /** @type {[HTMLElement, DOMRect][]} */ (
      [...this.text.children].map((block) => [block, block.getBoundingClientRect()])
    );
    for (const [block, { top, bottom, height }] of boxes) {
      if (bottom > -window && top < 2 * window) continue;
      // What it is taken to measure while it is skipped, until it has been on the screen again.
      block.style.containIntrinsicBlockSize = `auto ${height}px`;
      block.dataset.lazy = "";
    }
  }

  /**
   * Take note that the browser has made a block ready, or let go of it.
   * @param {Event} event of the type `contentvisibilityautostatechange`
   */
  changed(event) {
    const block = this.#blocks.get(/** @type {Element} */ (event.target));
    if (block) block.isSkipped = /** @type {{skipped?: boolean}} */ (event).skipped ?? false;
  }

  /**
   * Remember what stands at the top of the reader's window.
   * @param {number} edge the lower edge of what covers it
   * @returns {() => void} puts it back there
   */
  hold(edge) {
    // Below the article, the sections after it.
    const blocks = [...this.text.children, ...all(document.body, "marked-copy > section")];
    const block = blocks.find((element) => element.getBoundingClientRect().bottom > edge);
    const before = block?.getBoundingClientRect().top ?? 0;
    // Above the article, what opens may push it down.
    if (!block || (block === this.text.firstElementChild && before > edge)) return () => {};
    return () => {
      const moved = block.getBoundingClientRect().top - before;
      if (moved) scrollBy({ top: moved, behavior: "instant" });
    };
  }

  /**
   * Measure every passage.
   * @returns {{lens: string, y: number}[]} them, in pixels from the top of the text
   */
  measure() {
    const start = this.text.getBoundingClientRect().top;
    this.tops = new Map();
    /** @type {{lens: string, y: number}[]} */
    const marks = [];
    for (const [block, { references, isSkipped }] of this.#blocks) {
      const guesses = isSkipped ? spread(block.getBoundingClientRect(), references.length) : [];
      references.forEach(({ note, link }, nth) => {
        const y = (guesses[nth] ?? topOf(link)) - start;
        marks.push({ lens: note.lens, y });
        if (link === note.references[0]) this.tops.set(note, y);
      });
    }
    return marks;
  }

  /**
   * Measure the passage of one note, wherever it is.
   * @param {Note} note
   * @param {Element | null | undefined} link its number there, where it has several
   */
  see(note, link = note.references[0]) {
    if (link) this.tops.set(note, topOf(link) - this.text.getBoundingClientRect().top);
  }
}

/**
 * @param {Element} link
 * @returns {number} its place in the window; that of the words before it while its lens is off
 */
function topOf(link) {
  const box = link.getBoundingClientRect();
  if (box.height) return box.top;
  /** @type {Element | null | undefined} */
  let before = link.parentElement;
  while (before && !before.getClientRects().length)
    before = before.previousElementSibling ?? before.parentElement;
  return [...(before?.getClientRects() ?? [])].at(-1)?.top ?? 0;
}
