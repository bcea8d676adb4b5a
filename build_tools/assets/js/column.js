// The column beside the text: the heads of the notes near the window, and the open note among them. On a narrow screen
// there is the open note alone, in a sheet.

import { copyOf } from "./card.js";
import { settle } from "./settle.js";

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
  #media = matchMedia(WIDE);
  isWide = this.#media.matches;
  #height = innerHeight;
  /** @type {readonly Note[]} all that have a place, in the order of the article */
  #notes = [];
  /** @type {Note | undefined} */
  #open;
  /** @type {HTMLElement | null | undefined} */
  #old;
  /** @type {Map<Note, HTMLElement>} those near the window and the open one, as they stand here */
  #copies = new Map();
  cardHeight = 300;
  /** @type {Map<Note, number>} what is known of the heights of heads */
  #heights = new Map();
  #usual = 50;
  /** @type {Map<Note, number>} where their passages are, in pixels from the top of the text */
  #wanted = new Map();
  /** @type {number[]} where the notes are put, in pixels from the top of the column */
  #tops = [];
  /** Of the column, in pixels from the top of the window; and how far below it the text begins. */
  #top = 0;
  #offset = 0;
  #margin = document.createElement("div");
  /** Gives the column its height. */
  #room = document.createElement("span");

  /**
   * @param {HTMLElement} section the notes of the finished page
   * @param {HTMLElement} text
   */
  constructor(section, text) {
    this.text = text;
    this.#margin.className = "mc-margin";
    this.#room.className = "mc-room";
    this.#margin.append(this.#room);
    section.append(this.#margin);
  }

  /** Read where the column is. (Not even the size of the window is to be had without styling all that has changed.) */
  look() {
    this.isWide = this.#media.matches;
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
      this.#old = this.#open && this.#copies.get(this.#open)?.parentElement;
      if (this.#open) this.#copies.delete(this.#open);
      if (open) this.#drop(open);
      if (open && card) this.#copies.set(open, card);
    }
    this.#open = open;
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
    for (const [note, copy] of this.#copies)
      if (note === this.#open) this.cardHeight = copy.offsetHeight;
      else if (!this.#heights.has(note)) {
        this.#usual = copy.offsetHeight;
        this.#heights.set(note, this.#usual);
      }
    this.#settle(tops);
  }

  /** Write: everything to its place. */
  put() {
    this.look();
    this.#old?.remove();
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
    const standing = new Set([this.#open, ...indexes.map((index) => this.#notes[index])]);
    for (const note of this.#copies.keys()) if (!standing.has(note)) this.#drop(note);
    let next = this.#room.nextSibling;
    let isNew = false;
    this.#notes.forEach((note, index) => {
      if (!standing.has(note)) return;
      const copy = this.#copies.get(note) ?? copyOf(note, false);
      this.#copies.set(note, copy);
      isNew ||= note !== this.#open && !this.#heights.has(note);
      const box = /** @type {HTMLElement} */ (copy.parentElement);
      if (next === this.#old) next = next?.nextSibling ?? null;
      if (box === next) next = box.nextSibling;
      else this.#margin.insertBefore(box, next);
      apply(box, "transform", this.isWide ? `translateY(${this.#tops[index]}px)` : "");
    });
    apply(this.#room, "blockSize", `${this.isWide ? this.#tops.at(-1) : 0}px`);
    return isNew;
  }

  /** @param {Note} note */
  #drop(note) {
    this.#copies.get(note)?.parentElement?.remove();
    this.#copies.delete(note);
  }
}

/**
 * @param {HTMLElement} element
 * @param {"transform" | "blockSize"} property
 * @param {string} value
 */
function apply({ style }, property, value) {
  if (style[property] !== value) style[property] = value;
}
