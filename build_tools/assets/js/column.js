// The column beside the text: the heads of the notes near the window, and the open note among them. On a narrow screen
// there is the open note alone, in a sheet.

import { copyOf } from "./card.js";
import { GAP, settle } from "./settle.js";

/** @typedef {import("./notes.js").Note} Note */

/** From this width on notes stand beside the text; below it the open one is a sheet. The style sheet says the same. */
export const WIDE = "(min-width: 64em)";

/**
 * @param {readonly number[]} tops of boxes, in pixels from the top of the window
 * @param {number} height of the window
 * @returns {number[]} the indexes of those in the window or near it
 */
export function near(tops, height) {
  return tops.flatMap((top, index) => (Math.abs(top - height / 2) < 0.8 * height ? index : []));
}

export class Column {
  isWide = false;
  /** Of the window. */
  #height = 0;
  /** @type {readonly Note[]} all that have a place, in the order of the article */
  #notes = [];
  /** @type {Note | undefined} */
  #open;
  /** @type {HTMLElement | undefined} */
  #card;
  /** @type {Note | undefined} the one that was open, whose card is still here */
  #old;
  /**
   * @type {Map<Note | undefined, HTMLElement>} of those near the window and the open one, each in a box. A box stays
   *   when a note is opened: when one comes or goes, a rule of the theme has the browser style all others anew
   */
  #boxes = new Map();
  cardHeight = 300;
  /** @type {Map<Note | undefined, number>} what is known of the heights of heads */
  #heights = new Map();
  #usual = 50;
  /** @type {Map<Note, number>} where their passages are, in pixels from the top of the text */
  #wanted = new Map();
  /** @type {number[]} where the notes are put, in pixels from the top of the column */
  #tops = [];
  /** Of the column, in pixels from the top of the window; and how far below it the text begins. */
  #top = 0;
  #offset = 0;
  /** How far above its passage the open note stands, so that more of it is in sight. */
  #lifted = 0;
  #margin = document.createElement("div");

  /**
   * @param {HTMLElement} section the notes of the finished page
   * @param {HTMLElement} text
   */
  constructor(section, text) {
    this.text = text;
    this.#margin.className = "mc-margin";
    section.append(this.#margin);
  }

  /** Read where the column is. (Not even the size of the window is to be had without styling all that has changed.) */
  look() {
    this.isWide = matchMedia(WIDE).matches;
    this.#height = innerHeight;
    this.#top = this.#margin.getBoundingClientRect().top;
    this.#offset = this.text.getBoundingClientRect().top - this.#top;
  }

  /**
   * Write: which notes stand here from now on. Those near the window are here to be measured.
   * @param {readonly Note[]} notes
   * @param {Note | undefined} open
   * @param {HTMLElement | undefined} card the open note's
   * @param {Map<Note, number>} tops where their passages are thought to be, in pixels from the top of the text
   */
  stand(notes, open, card, tops) {
    if (open !== this.#open) {
      // The card that was open goes when the focus has gone from it: else the browser styles it anew before it goes.
      this.#old = this.#open;
      this.#open = open;
      this.#lifted = 0;
      if (card) this.#boxes.get(open)?.replaceChildren(card);
    }
    this.#card = card;
    this.#notes = this.isWide ? notes : notes.filter((note) => note === open);
    this.#settle(tops);
    this.#place();
  }

  /**
   * Read the heights of what stands here, and where their passages are.
   * @param {Map<Note, number>} tops in pixels from the top of the text
   */
  measure(tops) {
    this.look();
    if (this.#card) this.cardHeight = this.#card.offsetHeight;
    for (const [note, box] of this.#boxes) {
      if (note === this.#open || note === this.#old || this.#heights.has(note)) continue;
      this.#usual = box.offsetHeight;
      this.#heights.set(note, this.#usual);
    }
    this.#settle(tops);
  }

  /**
   * Bring the open note and its passage into sight: beside each other, or the passage above the sheet.
   * @param {Note} note
   * @param {Element | undefined} reference its number that was followed
   * @param {number} edge the lower edge of what covers the top of the window
   */
  bring(note, reference, edge) {
    const { card, isWide } = this;
    const below = isWide ? innerHeight : card.top;
    // A note on the whole article has no passage; beside the text it has a place of its own.
    const last = reference?.getBoundingClientRect() ?? (isWide ? card : undefined);
    if (!last) return;
    const here = note.words[0]?.getBoundingClientRect();
    const isWhole = here?.height && last.bottom >= here.top && last.bottom - here.top < (below - edge) / 2;
    const first = isWhole ? here.top : last.top;
    if (first < edge || last.bottom > below) scroll(first - edge - (below - edge) / 8);
    if (!isWide) return;
    this.#lift(edge);
    // Above the text there is no room for a card: rather than be cut off, it comes up with its passage.
    const { top } = reference?.getBoundingClientRect() ?? this.card;
    const by = Math.min(this.card.bottom + GAP - innerHeight, top - edge - GAP);
    if (by < 1) return;
    scroll(by);
    this.#lift(edge);
  }

  /**
   * The open note stands beside its passage, and higher where the window would cut it off.
   * @param {number} edge
   */
  #lift(edge) {
    this.look();
    const note = /** @type {Note} */ (this.#open);
    const top = this.#top + (this.#wanted.get(note) ?? -this.#offset) + this.#offset;
    const lowest = Math.min(top, this.#height - this.cardHeight - GAP);
    this.#lifted = Math.max(0, top - Math.max(edge + GAP, lowest));
    this.#settle(this.#wanted);
  }

  /** Write: everything to its place. */
  put() {
    this.look();
    if (this.#old) this.#boxes.get(this.#old)?.replaceChildren(copyOf(this.#old, false));
    this.#old = undefined;
    if (this.#place()) requestAnimationFrame(() => this.follow(this.#wanted));
  }

  /**
   * The window has moved: bring the heads that are near it now.
   * @param {Map<Note, number>} tops
   */
  follow(tops) {
    this.look();
    if (this.#place()) this.measure(tops);
    this.put();
  }

  /** Forget the heights: the size of the words may have changed. */
  forget() {
    this.#heights.clear();
  }

  /** Where the open note is, in pixels from the top of the window. */
  get card() {
    const index = this.#notes.indexOf(/** @type {Note} */ (this.#open));
    const top = this.isWide ? this.#top + (this.#tops[index] ?? 0) : this.#height - this.cardHeight;
    return { top, bottom: top + this.cardHeight };
  }

  /** @param {Map<Note, number>} tops */
  #settle(tops) {
    this.#wanted = tops;
    // A note on the whole article stands above the others.
    const wanted = this.#notes.map((note) => (tops.get(note) ?? -this.#offset) + this.#offset);
    const open = this.#notes.indexOf(/** @type {Note} */ (this.#open));
    if (open >= 0) wanted[open] = (wanted[open] ?? 0) - this.#lifted;
    const heights = this.#notes.map((note) => this.#heights.get(note) ?? this.#usual);
    if (open >= 0) heights[open] = this.cardHeight;
    this.#tops = settle(wanted, heights, open).map(Math.round);
    this.#tops.push((this.#tops.at(-1) ?? 0) + (heights.at(-1) ?? 0));
  }

  /** @returns {boolean} whether one of the heads that have come near has not been measured */
  #place() {
    const indexes = near(
      this.#tops.map((top) => top + this.#top),
      this.#height,
    );
    const standing = new Set([this.#open, this.#old, ...indexes.map((index) => this.#notes[index])]);
    for (const [note, box] of this.#boxes)
      if (!standing.has(note)) {
        box.remove();
        this.#boxes.delete(note);
      }
    let next = this.#margin.firstChild;
    let isNew = false;
    this.#notes.forEach((note, index) => {
      if (!standing.has(note)) return;
      const isOpen = note === this.#open;
      let box = this.#boxes.get(note);
      if (!box) {
        box = document.createElement("div");
        box.append((isOpen && this.#card) || copyOf(note, false));
        this.#boxes.set(note, box);
      }
      isNew ||= !isOpen && !this.#heights.has(note);
      if (box === next) next = box.nextSibling;
      else this.#margin.insertBefore(box, next);
      // No room is left for it above the open note.
      box.style.visibility = this.isWide && Number(this.#tops[index]) < 0 ? "hidden" : "";
      box.style.transform = this.isWide ? `translateY(${this.#tops[index]}px)` : "";
    });
    this.#margin.style.blockSize = this.isWide ? `${this.#tops.at(-1)}px` : "";
    return isNew;
  }
}

/** @param {number} top how far, in pixels */
function scroll(top) {
  scrollBy({ top, behavior: "instant" });
}
