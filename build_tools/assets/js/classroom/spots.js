// The places of a text that a class has marked: the words of a sentence that most of those marked who marked anything in
// it, and the places behind which something is missing. Kinds are compared on the same word only: who marked other words
// of a sentence does not disagree. Pure; pupils are named by their place in the list.

import { countsOf } from "./counts.js";
import { before, onWord } from "./points.js";
import { areSame, byPlace, indexAt, overlaps } from "./spans.js";

/** @typedef {import("./spans.js").Span} Span */
/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {import("./given.js").Note} Note */
/** @typedef {import("./compare.js").Text} Text */
/** @typedef {Mark & {pupil: number}} Own a mark, and whose it is */
/** @typedef {[string, number[]][]} Kinds by id, with the pupils who gave each; most first */
/**
 * @typedef {object} View how some words are seen by those who marked them
 * @property {number[]} on who marked them
 * @property {Kinds} kinds
 * @property {number[]} well who say that they are done well
 */
/**
 * @typedef {object} Place
 * @property {number} start
 * @property {number} end
 * @property {boolean} isPoint whether it is the place behind these words
 * @property {number[]} pupils who marked some of these words, or the place
 * @property {Kinds} beside what else they marked: others of its words, or these among many more
 * @property {Note[]} notes on it
 */
/** @typedef {Place & View & {apart: number}} Spot the view is of the word on which the class differs most, or else that most marked;
 *   apart: how many saw that otherwise than the most */

/** @param {Iterable<number>} values @returns {number[]} each once, in order */
const each = (values) => [...new Set(values)].sort((a, b) => a - b);

/**
 * @param {Mark[][]} pupils
 * @param {Note[]} notes
 * @param {Text} text
 * @returns {Spot[]} in order of the text
 */
export function spotsOf(pupils, notes, { signs, sentences, words }) {
  const hasWords = (/** @type {Span} */ { start, end }) => start < end;
  const marks = pupils.flatMap((own, pupil) => own.map((mark) => ({ ...mark, pupil }))).sort(byPlace);
  const [onWords, points] = [marks.filter(hasWords), marks.filter((mark) => !hasWords(mark))];
  const counts = countsOf(
    pupils.map((own) => own.filter(hasWords)),
    signs.length,
  );
  const noted = notes.flatMap((note) =>
    note.spans.map(([start, end]) => ({ ...onWord({ start, end }, words), note })),
  );
  const notesOn = (/** @type {Span} */ place, isMeant = (/** @type {typeof noted[number]} */ _) => true) => [
    ...new Set(noted.filter((one) => overlaps(one, place) && isMeant(one)).map(({ note }) => note)),
  ];
  const spots = sentences.flatMap((sentence) => {
    const here = onWords.filter((mark) => overlaps(mark, sentence));
    return here.length
      ? coresOf(sentence, counts, words).map(({ core, own }) => ({
          ...spotOf(core, here, own),
          notes: notesOn(core),
        }))
      : [];
  });
  /** @type {Map<number, Own[]>} by the word before each */
  const byWord = new Map();
  for (const mark of points) {
    const word = before(words, mark.start)?.start ?? -1;
    byWord.set(word, [...(byWord.get(word) ?? []), mark]);
  }
  const behind = [...byWord.values()].map((here) => {
    const { start, end } = onWord(/** @type {Own} */ (here.at(-1)), words);
    const isMissing = (/** @type {typeof noted[number]} */ { isPoint, note }) =>
      isPoint || note.kind === "missing-context";
    return {
      ...{ start, end, isPoint: true, pupils: each(here.map(({ pupil }) => pupil)), beside: [] },
      ...seenAs(here),
      notes: notesOn({ start, end }, isMissing),
    };
  });
  return [...spots, ...behind].sort(byPlace);
}

/**
 * @param {Span} sentence
 * @param {Uint16Array} counts
 * @param {Span[]} words of the text
 * @returns {{core: Span, own: Span[]}[]} the runs of words that at least half as many marked as marked any word of the sentence
 */
function coresOf(sentence, counts, words) {
  const first = indexAt(words, sentence.start);
  const here = words
    .slice(first, indexAt(words, sentence.end - 1) + 1)
    .filter(({ end }) => end <= sentence.end);
  const most = here.map(({ start, end }) => Math.max(...counts.subarray(start, end)));
  const peak = Math.max(...most);
  /** @type {{core: Span, own: Span[]}[]} */
  const cores = [];
  for (const [nth, word] of here.entries()) {
    if (!most[nth] || /** @type {number} */ (most[nth]) * 2 < peak) continue;
    const last = cores[cores.length - 1];
    if (last && last.core.end === here[nth - 1]?.end) {
      last.core.end = word.end;
      last.own.push(word);
    } else cores.push({ core: { start: word.start, end: word.end }, own: [word] });
  }
  return cores;
}

/**
 * @param {Span} core
 * @param {Own[]} marks
 * @param {Span[]} words of the core
 */
function spotOf(core, marks, words) {
  const here = marks.filter((mark) => overlaps(mark, core));
  // A mark that is mostly on other words says little about these.
  const isOnIt = (/** @type {Span} */ { start, end }) =>
    2 * (Math.min(end, core.end) - Math.max(start, core.start)) >= end - start;
  const close = here.filter(isOnIt);
  const views = words.map((word) => {
    const view = viewOf((close.length ? close : here).filter((one) => overlaps(one, word)));
    return { ...view, apart: apartOn(view, severalKinds(here)) };
  });
  const [view] = views.sort((one, other) => other.apart - one.apart || other.on.length - one.on.length);
  // Where all saw it alike, who marked more words with the same kind did, too.
  const [[kind]] = view.kinds;
  const isAlike = (/** @type {Own} */ mark) => view.kinds.length === 1 && mark.kind === kind;
  const kinds = view.kinds.length === 1 ? kindsOf(here.filter(isAlike)) : view.kinds;
  const isTold = (/** @type {Own} */ mark) =>
    kinds.some(([other, who]) => other === mark.kind && who.includes(mark.pupil));
  return {
    ...core,
    isPoint: false,
    pupils: each(here.map(({ pupil }) => pupil)),
    ...view,
    kinds,
    beside: kindsOf(here.filter((mark) => !isTold(mark))),
  };
}

/** @param {Own[]} marks on the same words @returns {View} */
const viewOf = (marks) => ({
  on: each(marks.map(({ pupil }) => pupil)),
  kinds: kindsOf(marks),
  well: each(marks.filter(({ isDoneWell }) => isDoneWell).map(({ pupil }) => pupil)),
});

/** @param {Own[]} marks on the same place */
function seenAs(marks) {
  const view = viewOf(marks);
  return { ...view, apart: apartOn(view, severalKinds(marks)) };
}

/** @param {Own[]} marks @returns {Kinds} */
function kindsOf(marks) {
  /** @type {Map<string, number[]>} */
  const kinds = new Map();
  for (const { kind, pupil } of marks) kinds.set(kind, [...(kinds.get(kind) ?? []), pupil]);
  return [...kinds]
    .map(([kind, who]) => /** @type {[string, number[]]} */ ([kind, each(who)]))
    .sort((a, b) => b[1].length - a[1].length);
}

/** @param {Own[]} marks @returns {number[]} who gave two kinds to the same words, and so disagrees with nobody who gave one of them */
const severalKinds = (marks) =>
  each(
    marks
      .filter((one) =>
        marks.some(
          (other) =>
            one.pupil === other.pupil &&
            one.kind !== other.kind &&
            (overlaps(one, other) || areSame(one, other)),
        ),
      )
      .map(({ pupil }) => pupil),
  );

/**
 * @param {View} view
 * @param {number[]} several pupils who gave it two kinds
 * @returns {number} how many saw another kind than the most, or differ from the most in whether it is done well
 */
export function apartOn({ kinds, on, well }, several) {
  const sizes = kinds.map(([, who]) => who.filter((pupil) => !several.includes(pupil)).length);
  const [, second = 0] = sizes.sort((a, b) => b - a);
  return Math.max(second, Math.min(well.length, on.length - well.length));
}
