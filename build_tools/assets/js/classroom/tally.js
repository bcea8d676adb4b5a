// What the marks of a class come to: how many marked each word, who found which note, and where they saw it differently.
// Pure; offsets are code points of the article's visible text. Pupils are named by their place in the list.

import { compared } from "./compare.js";
import { byPlace, indexAt, overlaps } from "./spans.js";

/** @typedef {import("./spans.js").Span} Span */
/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {import("./given.js").Note} Note */
/** @typedef {{signs: string[], words: Span[], sentences: Span[], isShown: (span: Span) => boolean}} Text */

/** @typedef {{start: number, end: number, count: number}} Piece marked words, and how many pupils marked them */
/**
 * @typedef {object} Found who marked the passage of a note
 * @property {Note} note
 * @property {number[]} whole marked all of it, with its kind
 * @property {number[]} part marked a part of it, or more, with its kind
 * @property {number[]} other marked it, or a part of it, as another kind
 */
/**
 * @typedef {object} Spot the words of a sentence that most of those marked who marked anything in it
 * @property {number} start
 * @property {number} end
 * @property {number[]} pupils who marked some of these words
 * @property {[string, number[]][]} kinds with those who marked it so, most first
 * @property {boolean} isNoted whether a note is on it
 */

/** @param {Iterable<number>} values @returns {number[]} each once, in order */
const each = (values) => [...new Set(values)].sort((a, b) => a - b);

/**
 * How many pupils marked each code point. Who marked it twice counts once.
 * @param {Mark[][]} pupils their marks
 * @param {number} length of the text
 * @returns {Uint16Array}
 */
export function countsOf(pupils, length) {
  const counts = new Uint16Array(length);
  const last = new Int32Array(length).fill(-1);
  for (const [pupil, marks] of pupils.entries())
    for (const { start, end } of marks)
      for (let at = start; at < end; at++)
        if (last[at] !== pupil) {
          last[at] = pupil;
          counts[at] = /** @type {number} */ (counts[at]) + 1;
        }
  return counts;
}

/** @param {Uint16Array} counts @returns {Piece[]} the marked words, cut where the number changes */
export function piecesOf(counts) {
  /** @type {Piece[]} */
  const pieces = [];
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] ?? 0;
    const before = pieces[pieces.length - 1];
    if (before?.end === at && before.count === count) before.end++;
    else if (count) pieces.push({ start: at, end: at + 1, count });
  }
  return pieces;
}

/**
 * @param {Note[]} notes
 * @param {Mark[][]} pupils
 * @param {Text} text
 * @returns {Found[]} for each note that a mark can meet, in the order of the notes
 */
export function foundOf(notes, pupils, text) {
  const found = new Map(
    notes.map((note) => [note, /** @type {Found} */ ({ note, whole: [], part: [], other: [] })]),
  );
  for (const note of compared([], notes, text).apart) found.delete(note);
  for (const [pupil, marks] of pupils.entries())
    for (const { note, meetings } of compared(marks, notes, text).both) {
      const [closest] = meetings;
      const how = !closest?.isKind ? "other" : closest.relation === "same" ? "whole" : "part";
      found.get(note)?.[how].push(pupil);
    }
  return [...found.values()];
}

/**
 * @param {Mark[][]} pupils
 * @param {Note[]} notes
 * @param {Uint16Array} counts of the same marks
 * @param {Text} text
 * @returns {Spot[]} in order of the text
 */
export function spotsOf(pupils, notes, counts, { sentences, words }) {
  const marks = pupils.flatMap((own, pupil) => own.map((mark) => ({ ...mark, pupil })));
  marks.sort(byPlace);
  const noted = notes.flatMap(({ spans }) =>
    spans.map(([start, end]) => ({ start, end: Math.max(end, start + 1) })),
  );
  return sentences.flatMap((sentence) => {
    const here = marks.filter((mark) => overlaps(mark, sentence));
    return here.length ? coresOf(sentence, counts, words).map((core) => spotOf(core, here, noted)) : [];
  });
}

/**
 * @param {Span} sentence
 * @param {Uint16Array} counts
 * @param {Span[]} words of the text
 * @returns {Span[]} the runs of words that at least half as many marked as marked any word of the sentence
 */
function coresOf(sentence, counts, words) {
  const first = indexAt(words, sentence.start);
  const here = words
    .slice(first, indexAt(words, sentence.end - 1) + 1)
    .filter(({ end }) => end <= sentence.end);
  const most = here.map(({ start, end }) => Math.max(...counts.subarray(start, end)));
  const peak = Math.max(...most);
  /** @type {Span[]} */
  const cores = [];
  for (const [nth, { start, end }] of here.entries()) {
    if (!most[nth] || /** @type {number} */ (most[nth]) * 2 < peak) continue;
    const before = cores[cores.length - 1];
    if (before && before.end === here[nth - 1]?.end) before.end = end;
    else cores.push({ start, end });
  }
  return cores;
}

/**
 * @param {Span} core
 * @param {(Mark & {pupil: number})[]} marks
 * @param {Span[]} noted
 * @returns {Spot}
 */
function spotOf(core, marks, noted) {
  const here = marks.filter((mark) => overlaps(mark, core));
  /** @type {Map<string, Set<number>>} */
  const kinds = new Map();
  for (const { kind, pupil } of here) kinds.set(kind, (kinds.get(kind) ?? new Set()).add(pupil));
  return {
    ...core,
    pupils: each(here.map(({ pupil }) => pupil)),
    kinds: [...kinds]
      .map(([kind, who]) => /** @type {[string, number[]]} */ ([kind, each(who)]))
      .sort((a, b) => b[1].length - a[1].length),
    isNoted: noted.some((span) => overlaps(span, core)),
  };
}

/**
 * @param {Spot[]} spots
 * @param {number} size of the class
 * @returns {{kinds: Spot[], whether: Spot[], ours: Spot[]}} where pupils tagged one passage differently; where about half
 *   of the class marked it and half did not; and what many marked without a note of ours on it. Most talked-over first
 */
export function toDiscuss(spots, size) {
  const few = size < 8 ? 1 : 2;
  const second = (/** @type {Spot} */ { kinds }) => kinds[1]?.[1].length ?? 0;
  const share = (/** @type {Spot} */ { pupils }) => pupils.length / size;
  const by =
    (/** @type {(spot: Spot) => number} */ value) => (/** @type {Spot} */ a, /** @type {Spot} */ b) =>
      value(b) - value(a) || byPlace(a, b);
  return {
    kinds: spots.filter((spot) => second(spot) >= few && spot.pupils.length > 1).sort(by(second)),
    whether: spots
      .filter((spot) => size > 2 && share(spot) >= 1 / 3 && share(spot) <= 2 / 3)
      .sort(by((spot) => -Math.abs(share(spot) - 0.5))),
    ours: spots
      .filter((spot) => !spot.isNoted && spot.pupils.length > Math.max(1, size / 10))
      .sort(by(({ pupils }) => pupils.length)),
  };
}
