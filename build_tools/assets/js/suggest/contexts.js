// The contexts that a passage can have, as build_tools/anchor/contexts.py lays them. Offsets are code points.

import { isSpace } from "./characters.js";
import { occurrences } from "./find.js";
import { sentence } from "./sentences.js";
import { withinWord } from "./whole.js";

/** @typedef {import("./characters.js").Characters} Characters */
/** @typedef {import("./find.js").SearchText} SearchText */
/** @typedef {import("./find.js").Span} Span */

const LONGEST_WORD = 32;
const FEW = 64;
const MOST_TRADED = 600;
const MOST_TRADES = 240;
const PARAGRAPH_ALLOWANCE = 100;
const SENTENCE_ALLOWANCE = 20;

/** One form of the text, and the passage in it around which context is laid. */
export class Field {
  /**
   * @param {Characters} text
   * @param {number} begin
   * @param {number} end
   * @param {Span} bare where the passage is in the original, with the rest of clusters that it cuts
   * @param {(offset: number) => number | null} startOf the offset in the original at which context may begin
   * @param {(offset: number) => number | null} endOf the same for its end
   * @param {Span} paragraph the lines on which the passage stands
   */
  constructor(text, begin, end, bare, startOf, endOf, paragraph) {
    this.text = text;
    this.begin = begin;
    this.end = end;
    this.bare = bare;
    this.startOf = startOf;
    this.endOf = endOf;
    this.paragraph = paragraph;
    this.isUnique = uniqueness(text, begin, end);
  }

  /** @param {SearchText} search @param {number} start @param {number} end */
  static raw(search, start, end) {
    let [begin, stop] = [start, end];
    while (!search.isBetweenClusters(begin)) begin--;
    while (!search.isBetweenClusters(stop)) stop++;
    const edge = (/** @type {number} */ offset) => (search.isBetweenClusters(offset) ? offset : null);
    const lines = search.text.lines(begin, stop);
    return new Field(search.text, begin, stop, [begin, stop], edge, edge, lines);
  }

  /** @param {SearchText} search @param {number} start @param {number} end */
  static normalised({ text, normalised }, start, end) {
    const { form } = normalised;
    let begin = normalised.offsetOf(start);
    let stop = normalised.offsetOf(end);
    while (form.at(begin) === " ") begin++;
    while (form.at(stop - 1) === " ") stop--;
    const [first, last] = text.lines(start, end);
    /** @type {Span} */
    const lines = [Math.min(normalised.offsetOf(first), begin), Math.max(normalised.offsetOf(last), stop)];
    const startOf = (/** @type {number} */ offset) => normalised.originOfStart(offset);
    const endOf = (/** @type {number} */ offset) => normalised.originOfEnd(offset);
    return new Field(form, begin, stop, [start, end], startOf, endOf, lines);
  }

  /** @param {Span} stretch @returns {Span} the same in the original */
  origin([begin, end]) {
    const start = begin < this.begin ? this.startOf(begin) : null;
    const stop = end > this.end ? this.endOf(end) : null;
    return [start ?? this.bare[0], stop ?? this.bare[1]];
  }

  /** @param {number} length @returns {number} where context of that length begins, or a little more */
  left(length) {
    const wanted = this.begin - length;
    let fallback = 0;
    for (let offset = wanted; offset > Math.max(0, wanted - LONGEST_WORD); offset--)
      if (!isSpace(this.text.at(offset)) && this.startOf(offset) !== null) {
        if (!withinWord(this.text, offset)) return offset;
        fallback ||= offset;
      }
    return fallback;
  }

  /** @param {number} length @returns {number} where context of that length ends, or a little more */
  right(length) {
    const wanted = this.end + length;
    const size = this.text.length;
    let fallback = size;
    for (let offset = wanted; offset < Math.min(size, wanted + LONGEST_WORD); offset++)
      if (!isSpace(this.text.at(offset - 1)) && this.endOf(offset) !== null) {
        if (!withinWord(this.text, offset)) return offset;
        if (fallback === size) fallback = offset;
      }
    return fallback;
  }

  /** @param {number} reach @returns {Span | null} the shortest unique stretch */
  shortest(reach) {
    if (this.isUnique(this.begin, this.end)) return [this.begin, this.end];
    const anywhere = this.#shortestWithin([0, this.text.length], reach);
    if (!anywhere) return null;
    let best = anywhere;
    const length = lengthOf(anywhere);
    for (const [bounds, allowance] of this.#preferred()) {
      const [low, high] = bounds();
      if (low <= best[0] && best[1] <= high) continue;
      const most = length + allowance;
      const inside = this.#shortestWithin([low, high], Math.min(reach, most - (this.end - this.begin)));
      if (inside && lengthOf(inside) <= most) best = inside;
    }
    return best;
  }

  /** @returns {[() => Span, number][]} */
  #preferred() {
    return [
      [() => this.paragraph, PARAGRAPH_ALLOWANCE],
      [() => this.#sentence(), SENTENCE_ALLOWANCE],
    ];
  }

  /** @returns {Span} the passage's sentences, as far as the paragraph goes */
  #sentence() {
    const [first, last] = this.paragraph;
    const low = Math.max(first, this.begin - MOST_TRADED);
    const high = Math.min(last, this.end + MOST_TRADED);
    return sentence(this.text, this.begin, this.end, "", [low, high]);
  }

  /** @param {Span} bounds @param {number} reach @returns {Span | null} */
  #shortestWithin([low, high], reach) {
    const { begin, end } = this;
    const left = remembered((length) => Math.max(low, this.left(length)));
    const right = remembered((length) => Math.min(high, this.right(length)));
    /** @type {((length: number) => Span)[]} */
    const attempts = [
      (length) => [left(length), end],
      (length) => [begin, right(length)],
      (length) => [left(length), right(length)],
    ];
    /** @type {Span | null} */
    let best = null;
    for (const attempt of attempts) {
      const found = this.#gallop(attempt, reach);
      if (found && (!best || lengthOf(found) < lengthOf(best))) best = found;
    }
    return best && lengthOf(best) - (end - begin) <= MOST_TRADED ? this.#trade(best, left, right) : best;
  }

  /**
   * The first unique one of a row of growing stretches: doubling, then halving the gap.
   * @param {(length: number) => Span} attempt
   * @param {number} reach
   */
  #gallop(attempt, reach) {
    let [short, long] = [0, 1];
    while (!this.isUnique(...attempt(long))) {
      if (long >= reach || String(attempt(long)) === String(attempt(reach))) return null;
      [short, long] = [long, Math.min(2 * long, reach)];
    }
    while (long - short > 1) {
      const middle = (short + long) >> 1;
      if (this.isUnique(...attempt(middle))) long = middle;
      else short = middle;
    }
    return attempt(long);
  }

  /**
   * A shorter stretch, if more on one side saves more than that on the other.
   * @param {Span} best
   * @param {(length: number) => number} leftOf
   * @param {(length: number) => number} rightOf
   * @returns {Span}
   */
  #trade(best, leftOf, rightOf) {
    let spare = lengthOf(best) - (this.end - this.begin);
    const lefts = cuts((length) => this.begin - leftOf(length), spare);
    const rights = cuts((length) => rightOf(length) - this.end, spare);
    let [left, right, trades] = [0, rights.length - 1, 0];
    while (left < lefts.length && right >= 0 && trades < MOST_TRADES) {
      if (lefts[left] + rights[right] >= spare) {
        right--;
        continue;
      }
      /** @type {Span} */
      const stretch = [this.begin - lefts[left], this.end + rights[right]];
      trades++;
      if (this.isUnique(...stretch)) {
        [best, spare] = [stretch, lefts[left] + rights[right]];
        right--;
      } else left++;
    }
    return best;
  }
}

/** @param {(length: number) => number} work @returns {(length: number) => number} it, done once for each length */
function remembered(work) {
  /** @type {Map<number, number>} */
  const known = new Map();
  return (length) => {
    const value = known.get(length) ?? work(length);
    known.set(length, value);
    return value;
  };
}

/** @param {Span} stretch */
function lengthOf([start, end]) {
  return end - start;
}

/** @param {(length: number) => number} snapped @param {number} below @returns {number[]} where context can be cut */
function cuts(snapped, below) {
  const row = [0];
  for (;;) {
    const last = row[row.length - 1];
    const cut = snapped(last + 1);
    if (cut >= below || cut <= last) return row;
    row.push(cut);
  }
}

/**
 * @param {Characters} text
 * @param {number} begin
 * @param {number} end
 * @returns {(start: number, stop: number) => boolean} whether a stretch around that passage stands only once
 */
function uniqueness(text, begin, end) {
  /** @type {number[]} */
  const equal = [];
  for (const at of occurrences(text, text.slice(begin, end))) if (equal.push(at) > FEW) break;
  if (equal.length > FEW)
    return (start, stop) => {
      const words = text.slice(start, stop);
      return text.find(words, text.find(words) + 1) < 0;
    };
  const others = equal.filter((at) => at !== begin);
  return (start, stop) => {
    const words = text.slice(start, stop);
    const before = begin - start;
    return !others.some((at) => at >= before && text.startsWith(words, at - before));
  };
}
