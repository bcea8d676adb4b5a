// A learner's marks beside the notes: what both have, what only the notes have, and what only the learner has. It counts
// nothing as right or wrong. Offsets are code points.
//
// A mark finds a note when both have a letter or a figure in common: spaces and quotation marks at the edges do not
// count. The same words are found whole, all else in part. (So do the tasks on spans of SemEval-2020, 11, and 2023, 3,
// though these weigh the overlap, and we only say it.) Where one of the two is a place at which something is missing, a
// mark of missing context is at it when no letter and no figure stands between them, or when it has words on both sides of
// it. In the same sentence it is near, and has not found it.

import { DONE_WELL } from "./handed.js";
import { before } from "./points.js";
import { byPlace, indexAt, overlaps } from "./spans.js";

/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {import("./given.js").Note} Note */
/** @typedef {import("./spans.js").Span} Span */
/** @typedef {Span & {core: Span}} Place a passage of a note, and its words without the marks at their edges */
/** @typedef {{signs: string[], words: Span[], sentences: Span[], isShown: (span: Span) => boolean}} Text */
/** @typedef {"same" | "inside" | "around" | "across" | "at" | "near"} Relation of a mark's words to a note's; at: at the place where
 *   something is missing; near: elsewhere in the sentence behind which or in which it is */
/** @typedef {"both" | "mark" | "note" | "neither"} DoneWell which of the two says that it is done well */
/** @typedef {{mark: Mark, relation: Relation, isKind: boolean, doneWell: DoneWell, places: number[]}} Meeting of a mark with a note, at these of its passages */
/** @typedef {{note: Note, meetings: Meeting[], places: number}} Found the closest meeting first; at how many passages */
/**
 * @typedef {object} Compared
 * @property {Found[]} both
 * @property {Found[]} near notes that no mark meets, but for marks elsewhere in the sentence in which something is missing
 * @property {Note[]} missed notes that no mark meets
 * @property {Mark[]} own marks that meet no note
 * @property {{mark: Mark, notes: number}[]} wide marks that take in too much to tell what is meant, and how many notes
 * @property {Note[]} apart notes that no mark can meet: they are about the whole article, or about what is not shown
 */

/** Words of a mark from which on it says little about any single passage, unless that is long itself. */
const WIDE = 80;
const TIMES = 5;
const LETTER_OR_NUMBER = /[\p{L}\p{M}\p{N}]/u;

/**
 * @param {Mark[]} marks
 * @param {Note[]} notes in the order in which they shall be told
 * @param {Text} text
 * @param {Map<Note, Place[]>} [placed] where they are, if that is known
 * @returns {Compared}
 */
export function compared(marks, notes, text, placed = placesOf(notes, text)) {
  const { signs, words } = text;
  const core = (/** @type {Span} */ span) => coreOf(span, signs);
  const cores = new Map(marks.map((mark) => [mark, core(mark)]));
  const size = (/** @type {Span} */ { start, end }) => indexAt(words, end - 1) - indexAt(words, start) + 1;
  /** @type {Map<Mark, number>} */
  const tooWide = new Map();
  const met = new Set();
  /** @type {Compared} */
  const result = { both: [], near: [], missed: [], own: [], wide: [], apart: [] };
  for (const note of notes) {
    const places = /** @type {Place[]} */ (placed.get(note));
    if (!places.length) {
      result.apart.push(note);
      continue;
    }
    /** @type {Meeting[]} */
    const meetings = [];
    for (const mark of marks) {
      const own = /** @type {Span} */ (cores.get(mark));
      /** @type {Map<number, Relation> | null} nothing is made for all those that have nothing to do with each other */
      let relations = null;
      let isWide = false;
      for (let nth = 0; nth < places.length; nth++) {
        const relation = relationOf(own, places[nth], mark, note, text);
        if (!relation) continue;
        const most = Math.max(WIDE, TIMES * size(places[nth]));
        if (/^(?:around|at|near)$/.test(relation) && size(own) > most) isWide = true;
        else relations = (relations ?? new Map()).set(nth, relation);
      }
      if (relations) {
        const [relation] = [...relations.values()].sort(byCloseness);
        meetings.push({
          mark,
          relation,
          isKind: mark.kind === note.kind,
          doneWell: whoSaysDoneWell(mark, note),
          places: [...relations.keys()],
        });
        met.add(mark);
      } else if (isWide) tooWide.set(mark, (tooWide.get(mark) ?? 0) + 1);
    }
    meetings.sort(
      (a, b) =>
        Number(isNear(a)) - Number(isNear(b)) ||
        Number(b.isKind) - Number(a.isKind) ||
        byCloseness(a.relation, b.relation) ||
        byPlace(a.mark, b.mark),
    );
    const isFound = meetings.some((meeting) => !isNear(meeting));
    if (meetings.length)
      result[isFound ? "both" : "near"].push({
        note,
        meetings,
        places: new Set(meetings.flatMap((meeting) => (isFound && isNear(meeting) ? [] : meeting.places)))
          .size,
      });
    else result.missed.push(note);
  }
  for (const mark of marks) {
    if (met.has(mark)) continue;
    const notesIn = tooWide.get(mark);
    if (notesIn) result.wide.push({ mark, notes: notesIn });
    else result.own.push(mark);
  }
  return result;
}

/** @param {Mark} mark @param {Note} note @returns {DoneWell} */
function whoSaysDoneWell({ isDoneWell }, { stance }) {
  if (stance === DONE_WELL) return isDoneWell ? "both" : "note";
  return isDoneWell ? "mark" : "neither";
}

/**
 * @param {Note[]} notes
 * @param {Text} text
 * @returns {Map<Note, Place[]>} where each can be met by a mark
 */
export function placesOf(notes, { signs, isShown }) {
  const isSeen = (/** @type {Span} */ { start, end }) =>
    isShown(start < end ? { start, end } : { start: start - 1, end });
  return new Map(
    notes.map((note) => [
      note,
      note.spans.map(([start, end]) => ({ start, end, core: coreOf({ start, end }, signs) })).filter(isSeen),
    ]),
  );
}

/** The closest first. @type {Relation[]} */
const CLOSENESS = ["same", "inside", "around", "across", "at", "near"];

/** @param {{relation: Relation}} meeting */
const isNear = ({ relation }) => relation === "near";

/** @param {Relation} a @param {Relation} b */
const byCloseness = (a, b) => CLOSENESS.indexOf(a) - CLOSENESS.indexOf(b);

/**
 * @param {Span} span
 * @param {string[]} signs
 * @returns {Span} it from its first letter or figure to its last: quotation marks and full stops are easily missed
 */
function coreOf({ start, end }, signs) {
  let [first, last] = [start, end];
  while (first < last && !LETTER_OR_NUMBER.test(signs[first])) first++;
  while (last > first && !LETTER_OR_NUMBER.test(signs[last - 1])) last--;
  return first < last ? { start: first, end: last } : { start, end };
}

/**
 * @param {Span} own the mark's core
 * @param {Place} place the passage
 * @param {Mark} mark
 * @param {Note} note
 * @param {Text} text
 * @returns {Relation | null}
 */
function relationOf(own, { core, start }, mark, note, text) {
  if (core.start === core.end) return mark.kind === MISSING ? toPoint(own, start, text) : null;
  // “Something is missing after this sentence”, and the note is about words in it.
  if (own.start === own.end) return note.kind === MISSING ? toPoint(core, own.start, text) : null;
  if (!overlaps(own, core)) return null;
  if (own.start === core.start && own.end === core.end) return "same";
  if (own.start >= core.start && own.end <= core.end) return "inside";
  return own.start <= core.start && own.end >= core.end ? "around" : "across";
}

const MISSING = "missing-context";

/**
 * @param {Span} own words, or a point
 * @param {number} point at which something is missing
 * @param {Text} text
 * @returns {"at" | "near" | null}
 */
function toPoint(own, point, { signs, sentences }) {
  const sentence = before(sentences, point);
  const isIn =
    sentence &&
    (own.start === own.end
      ? own.start > sentence.start && own.start <= sentence.end
      : overlaps(own, sentence));
  const isAround = own.start < point && point < own.end;
  if (isAround || (own.end === point && own.start <= point)) return "at";
  const isBehind = own.end < point;
  const [from, to] = isBehind ? [own.end, point] : [point, own.start];
  // Words that begin where something is missing before them are of the next sentence, mostly.
  const isBeside =
    (isIn || own.start === own.end) && signs.slice(from, to).every((sign) => !LETTER_OR_NUMBER.test(sign));
  if (isBeside && (isBehind || own.start === own.end)) return "at";
  return isIn ? "near" : null;
}
