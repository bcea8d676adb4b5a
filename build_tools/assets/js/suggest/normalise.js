// Text made comparable, as build_tools/anchor/normalise.py does it: what typesetting changes is levelled, and every
// offset leads back. Offsets are code points.

import { Characters, SPACES } from "./characters.js";
import { UNSPACED_LETTERS, WIDE_MARKS } from "./tables.js";

export const DOUBLE_QUOTES = '"“”„‟«»″‶〃〝〞〟＂⹂「」｢｣﹁﹂❝❞🙶🙷';
export const SINGLE_QUOTES = "'‘’‚‛‹›′‵`´ʼ＇『』﹃﹄❛❜";
export const DASHES = "-‐‑‒–—―−⁃﹘﹣－⸺⸻\u05be";
export const ZERO_WIDTH =
  "\\xad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufe00-\\ufe0f\\ufeff";

/** The signs that stand for letters in another shape: first and last code point of each range. */
const SHAPE_RANGES = [
  [0x2e9f, 0x2fd5],
  [0xfb00, 0xfb28],
  [0xfb4f, 0xfdfb],
  [0xfe70, 0xfefc],
  [0xff10, 0xff19],
  [0xff21, 0xff3a],
  [0xff41, 0xff5a],
  [0xff61, 0xff9f],
];

/** @returns {Map<string, string>} shapes of letters, each with the letters that it stands for */
function shapes() {
  const found = new Map();
  for (const [first, last] of SHAPE_RANGES)
    for (let code = first; code <= last; code++) {
      const sign = String.fromCharCode(code);
      const letters = sign.normalize("NFKC");
      if (sign.normalize("NFKD") !== sign.normalize("NFD") && letters[0] !== " ") found.set(sign, letters);
    }
  return found;
}

export const SHAPES = shapes();
const SHARED_MARKS = new Set([...DOUBLE_QUOTES, ...SINGLE_QUOTES, ...DASHES, ..."…⋯·"]);
const UNSPACED_SIGN = new RegExp(`[${UNSPACED_LETTERS}${WIDE_MARKS}]`, "u");
const EMPTY = new RegExp(`[${SPACES}${ZERO_WIDTH}][${SPACES}${ZERO_WIDTH}]+|[${ZERO_WIDTH}]`, "gu");
const A_SPACE = new RegExp(`[${SPACES}]`, "u");
const SINGLE_SPACE = new RegExp(`(?<![${SPACES}${ZERO_WIDTH}])[${SPACES}](?![${SPACES}${ZERO_WIDTH}])`, "gu");
const DROPPED = new RegExp(`(?!\\u200d)[${ZERO_WIDTH}]|\\u200d(?!\\p{Extended_Pictographic})`, "gu");
const UNSEEN_ONLY = new RegExp(`^[${SPACES}${ZERO_WIDTH}]+$`, "u");
const LEVELLED = levelled();

/** @returns {Map<string, string>} */
function levelled() {
  /** @type {Map<string, string>} */
  const table = new Map([...SHAPES].filter(([, letters]) => [...letters].length === 1));
  for (const sign of DOUBLE_QUOTES) table.set(sign, '"');
  for (const sign of SINGLE_QUOTES) table.set(sign, "'");
  for (const sign of DASHES) table.set(sign, "-");
  return table;
}

/** @param {string} string */
function level(string) {
  let out = "";
  for (const sign of string) out += A_SPACE.test(sign) ? " " : (LEVELLED.get(sign) ?? sign);
  return out;
}

/** @param {string} cluster */
function levelCluster(cluster) {
  const letters = [...cluster.replace(DROPPED, "")].map((sign) => SHAPES.get(sign) ?? sign).join("");
  const bare = level(letters.normalize("NFC"));
  return bare.length > 1 && bare[0] === " " ? `\xa0${bare.slice(1)}` : bare;
}

/** @type {Intl.Segmenter} */
const CLUSTERS = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * @param {Characters} text
 * @returns {Uint8Array | null} for each offset, 1 where it lies inside a grapheme cluster; null when none does
 */
export function innerOffsets(text) {
  if (/^[\0-\x7f]*$/.test(text.string) && !text.string.includes("\r\n")) return null;
  const inside = new Uint8Array(text.length + 1).fill(1);
  let count = 0;
  for (const { index } of CLUSTERS.segment(text.string)) {
    inside[text.point(index)] = 0;
    count++;
  }
  inside[text.length] = 0;
  return count === text.length ? null : inside;
}

/** @type {Map<string, boolean>} */
const unspaced = new Map();

/** @param {string} sign @returns {boolean} whether it belongs to a script that sets no spaces */
function isUnspaced(sign) {
  const known = unspaced.get(sign) ?? UNSPACED_SIGN.test(sign);
  unspaced.set(sign, known);
  return known;
}

/** @param {string} left @param {string} right whether white space between them is none between words */
export function closesUp(left, right) {
  const one = isUnspaced(left);
  const other = isUnspaced(right);
  return (one && (other || SHARED_MARKS.has(right))) || (other && SHARED_MARKS.has(left));
}

/**
 * Whether what stands around a stretch is set without a space between.
 * @param {Characters} text
 * @param {Uint8Array | null} inner
 * @param {number} begin
 * @param {number} end
 */
function isClose(text, inner, begin, end) {
  let before = begin - 1;
  while (inner && before > 0 && inner[before]) before--;
  return (
    before >= 0 &&
    end < text.length &&
    closesUp(/** @type {string} */ (text.at(before)), /** @type {string} */ (text.at(end)))
  );
}

/**
 * @typedef {[number, number, string]} Replacement begin, end, and what stands for it
 */

/**
 * @param {Characters} text
 * @param {Uint8Array | null} inner
 * @returns {Replacement[]} stretches whose form is not simply each character levelled, in order
 */
function replacements(text, inner) {
  /** @type {Replacement[]} */
  const found = [];
  for (const run of text.string.matchAll(EMPTY)) {
    let begin = text.point(run.index);
    let end = text.point(run.index + run[0].length);
    // A joiner belongs to the letter before it; a space may carry the mark behind it.
    while (inner && begin < end && inner[begin]) begin++;
    while (inner && end > begin && inner[end]) end--;
    if (begin >= end) continue;
    const isSpaced = A_SPACE.test(text.slice(begin, end)) && !isClose(text, inner, begin, end);
    if (end - begin > 1 || !isSpaced) found.push([begin, end, isSpaced ? " " : ""]);
  }
  for (const space of text.string.matchAll(SINGLE_SPACE)) {
    const begin = text.point(space.index);
    if (!inner?.[begin + 1] && isClose(text, inner, begin, begin + 1)) found.push([begin, begin + 1, ""]);
  }
  for (let begin = 0, end = 0; begin < text.length; begin = end) {
    for (end = begin + 1; inner?.[end]; ) end++;
    const cluster = text.slice(begin, end);
    if (end === begin + 1 && cluster < "\x80") continue;
    if (end === begin + 1 && !SHAPES.has(cluster) && cluster.normalize("NFC") === cluster) continue;
    if (UNSEEN_ONLY.test(cluster)) continue;
    const replacement = levelCluster(cluster);
    if (replacement !== level(cluster)) found.push([begin, end, replacement]);
  }
  return found.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
}

/** The normalised form of a text, with the way back. */
export class Normalised {
  /** @type {Replacement[]} */
  #replaced;
  /** @type {[number, number][]} where each of them stands in the form */
  #stands = [];

  /** @param {Characters} text @param {Uint8Array | null} inner */
  constructor(text, inner) {
    this.inner = inner;
    this.#replaced = replacements(text, inner);
    let [string, done, length] = ["", 0, 0];
    for (const [begin, end, replacement] of this.#replaced) {
      string += level(text.slice(done, begin)) + replacement;
      length += begin - done;
      const size = [...replacement].length;
      this.#stands.push([length, length + size]);
      length += size;
      done = end;
    }
    this.form = new Characters(string + level(text.slice(done)));
  }

  /** @param {number} offset @returns {number | null} where, in the original, what stands there begins */
  originOfStart(offset) {
    return this.#origin(
      offset,
      lastBelow(this.#stands, (stand) => stand[0] <= offset),
    );
  }

  /** @param {number} offset @returns {number | null} where, in the original, what stands before it ends */
  originOfEnd(offset) {
    return this.#origin(
      offset,
      lastBelow(this.#stands, (stand) => stand[0] < offset),
    );
  }

  /** @param {number} offset @param {number} nearest */
  #origin(offset, nearest) {
    let origin = offset;
    if (nearest >= 0) {
      const [begin, end] = this.#stands[nearest];
      if (offset >= end) origin = this.#replaced[nearest][1] + offset - end;
      else if (offset === begin) origin = this.#replaced[nearest][0];
      else return null;
    }
    return this.inner?.[origin] ? null : origin;
  }

  /** @param {number} origin @returns {number} the offset in the form of what stands there, or follows */
  offsetOf(origin) {
    const nearest = lastBelow(this.#replaced, ([begin]) => begin <= origin);
    if (nearest < 0) return origin;
    const [begin, end] = this.#stands[nearest];
    const beyond = origin - this.#replaced[nearest][1];
    if (beyond >= 0) return end + beyond;
    return origin === this.#replaced[nearest][0] ? begin : end;
  }
}

/**
 * @template T
 * @param {T[]} row
 * @param {(item: T) => boolean} holds for the first ones alone
 * @returns {number} the index of the last for which it holds, or -1
 */
function lastBelow(row, holds) {
  let [low, high] = [0, row.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(row[middle])) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** @param {string} words @returns {string} their normalised form alone */
export function normalise(words) {
  const text = new Characters(words);
  return new Normalised(text, innerOffsets(text)).form.string;
}
