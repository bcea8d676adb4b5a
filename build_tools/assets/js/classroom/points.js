// Places behind which something is missing: which words stand before one, to show it and to name it. Pure. Offsets are
// code points.

import { indexAt } from "./spans.js";
import { cutBefore } from "./words.js";

/** @typedef {import("./spans.js").Span} Span */

/**
 * @param {Span[]} spans words or sentences, in order
 * @param {number} point
 * @returns {Span | undefined} the one that the point is in or directly behind, whatever marks and space stand between
 */
export function before(spans, point) {
  const at = indexAt(spans, point);
  const here = spans[at];
  return here && here.start < point ? here : spans[at - 1];
}

/**
 * @template {Span} S
 * @param {S} place
 * @param {Span[]} words of the text
 * @returns {S & {isPoint: boolean}} a point on the word before it, to be seen
 */
export function onWord(place, words) {
  const isPoint = place.start === place.end;
  const word = isPoint ? before(words, place.start) : undefined;
  return word
    ? { ...place, start: word.start, end: Math.max(word.end, place.end), isPoint }
    : { ...place, isPoint };
}

/** So many signs tell a place. */
const TOLD_BEFORE = 40;

/**
 * @param {{signs: string[], sentences: Span[]}} text
 * @param {number} point
 * @returns {string} the last words of the sentence before it
 */
export function wordsBefore({ signs, sentences }, point) {
  const start = before(sentences, point)?.start ?? 0;
  const words = signs.slice(start, point).join("").replace(/\s+/gu, " ").trim();
  return cutBefore(words, TOLD_BEFORE);
}
