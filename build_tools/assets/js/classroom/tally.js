// What the marks of a class come to: how many marked each word, who found which note, and where they saw it differently.
// Pure; offsets are code points of the article's visible text. Pupils are named by their place in the list.

import { compared, placesOf } from "./compare.js";
import { byPlace, indexAt, overlaps } from "./spans.js";

/** @typedef {import("./spans.js").Span} Span */
/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {import("./given.js").Note} Note */
/** @typedef {import("./compare.js").Text} Text */

/** @typedef {{start: number, end: number, count: number}} Piece marked words, and how many pupils marked them */
/**
 * @typedef {object} Found who marked the passage of a note
 * @property {Note} note
 * @property {number[]} whole marked all of it, with its kind
 * @property {number[]} part marked a part of it, or more, with its kind
 * @property {number[]} other marked it, or a part of it, as another kind
 * @property {number[]} well of all these, who say that it is done well
 */
/**
 * @typedef {object} Spot the words of a sentence that most of those marked who marked anything in it
 * @property {number} start
 * @property {number} end
 * @property {number[]} pupils who marked some of these words
 * @property {[string, number[]][]} kinds with those who marked it so, most first
 * @property {number[]} well who say that they, or some of them, are done well
 * @property {Note[]} notes on it
 */
/**
 * @typedef {object} Talk
 * @property {Spot[]} most what most pupils marked, most first: some at least, and all that over two thirds did
 * @property {Spot[]} torn where those who marked it saw it differently: as different kinds, or as done well. It may be among the
 *   most too
 * @property {Spot[]} half what about half marked and the others did not, among neither of these
 * @property {Spot[]} ours what several marked, and no note is on it: also where it is among the others
 */

/** So many of what most marked are told even where few did. */
const TOP_SPOTS = 5;
/** A class is split over a place where this share of it has marked it, and the others have not. */
const HALF = [0.4, 0.6];
/** A place is seen differently where one in so many of those who marked it did not see it as the most. */
const TORN = 4;

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
    notes.map((note) => [note, /** @type {Found} */ ({ note, whole: [], part: [], other: [], well: [] })]),
  );
  const placed = placesOf(notes, text);
  for (const [note, places] of placed) if (!places.length) found.delete(note);
  for (const [pupil, marks] of pupils.entries())
    for (const { note, meetings } of compared(marks, notes, text, placed).both) {
      const [closest] = meetings;
      const how = !closest?.isKind ? "other" : closest.relation === "same" ? "whole" : "part";
      const one = found.get(note);
      one?.[how].push(pupil);
      if (meetings.some(({ mark }) => mark.isDoneWell)) one?.well.push(pupil);
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
  const noted = notes.flatMap((note) =>
    note.spans.map(([start, end]) => ({ start, end: Math.max(end, start + 1), note })),
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
 * @param {(Span & {note: Note})[]} noted
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
    well: each(here.filter(({ isDoneWell }) => isDoneWell).map(({ pupil }) => pupil)),
    notes: [...new Set(noted.filter((span) => overlaps(span, core)).map(({ note }) => note))],
  };
}

/**
 * What to talk over.
 * @param {Spot[]} spots
 * @param {number} size of the class
 * @returns {Talk}
 */
export function talkOf(spots, size) {
  const few = size < 8 ? 1 : 2;
  const count = (/** @type {Spot} */ { pupils }) => pupils.length;
  /** How many saw another kind than the most, or differ from the most in whether it is done well. */
  const second = (/** @type {Spot} */ { kinds, pupils, well }) =>
    Math.max(kinds[1]?.[1].length ?? 0, Math.min(well.length, pupils.length - well.length));
  const share = (/** @type {Spot} */ spot) => count(spot) / size;
  const awayFromHalf = (/** @type {Spot} */ spot) => Math.abs(share(spot) - 0.5);
  const isTorn = (/** @type {Spot} */ spot) =>
    count(spot) > 1 && second(spot) >= few && second(spot) * TORN >= count(spot);
  const isHalf = (/** @type {Spot} */ spot) => size > 2 && share(spot) >= HALF[0] && share(spot) <= HALF[1];
  const most = [...spots]
    .sort((a, b) => count(b) - count(a) || byPlace(a, b))
    .filter((spot, nth) => count(spot) >= Math.min(2, size) && (nth < TOP_SPOTS || share(spot) > 2 / 3));
  const torn = spots.filter(isTorn).sort((a, b) => second(b) - second(a) || byPlace(a, b));
  const half = spots
    .filter((spot) => isHalf(spot) && !isTorn(spot) && !most.includes(spot))
    .sort((a, b) => awayFromHalf(a) - awayFromHalf(b) || byPlace(a, b));
  const ours = spots
    .filter((spot) => !spot.notes.length && count(spot) > Math.max(1, size / 10))
    .sort((a, b) => count(b) - count(a) || byPlace(a, b));
  return { most, torn, half, ours };
}
