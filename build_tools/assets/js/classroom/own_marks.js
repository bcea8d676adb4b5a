// A learner's marks on a text, and what is asked of them: which there is on these words, what it is called, what it says.

import { MOST_IN_FILE } from "./handed.js";
import { areSame, keyOf } from "./spans.js";
import { cutShort, wordsIn } from "./words.js";

/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {import("./spans.js").Span} Span */

export class OwnMarks {
  /** @param {import("./kept.js").Kept} kept @param {import("./sheet.js").Sheet} sheet the text */
  constructor(kept, sheet) {
    this.kept = kept;
    this.sheet = sheet;
  }

  /** @returns {string[]} the text, code point by code point */
  get signs() {
    return this.kept.signs;
  }

  get state() {
    return this.kept.state;
  }

  get marks() {
    return this.state.marks;
  }

  get isFull() {
    return this.marks.length >= MOST_IN_FILE;
  }

  /** @param {Span} span @returns {Mark | undefined} the mark on these words */
  markOn(span) {
    return this.marks.find((mark) => areSame(mark, span));
  }

  /** @param {Span} span @returns {Mark | undefined} the mark on these words, or else the shortest that holds them */
  markAround({ start, end }) {
    const holding = this.marks.filter(
      (mark) => mark.start <= start && mark.end >= end && mark.start < mark.end,
    );
    return holding.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
  }

  /** @param {string} key @returns {Mark | undefined} */
  markOf(key) {
    return this.marks.find((mark) => keyOf(mark) === key);
  }

  /** @param {Span} mark @returns {number} from 1, in the order of the text */
  numberOf(mark) {
    return this.marks.findIndex((other) => areSame(other, mark)) + 1;
  }

  /** @param {Span} span @returns {string} its words; of a point those before it */
  wordsOf(span) {
    if (span.start < span.end) return wordsIn(this.sheet.signs, span);
    return wordsIn(this.sheet.signs, this.sheet.sentenceAt(span.start - 1));
  }

  /** @type {WeakMap<Span, string>} of marks, which stay the same values until they are changed */
  #quotes = new WeakMap();

  /** @param {Span} span @returns {string} its words in quotation marks, or the place */
  quoteOf(span) {
    let quote = this.#quotes.get(span);
    if (quote === undefined) {
      quote = `${span.start < span.end ? "" : "after "}“${cutShort(this.wordsOf(span))}”`;
      this.#quotes.set(span, quote);
    }
    return quote;
  }
}
