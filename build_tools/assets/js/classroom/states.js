// A learner's marks and what is known of them, as values: how they change, how those of a file come among them, and how one
// step is taken back. Pure.

import { MOST_IN_FILE } from "./handed.js";
import { areSame, keyOf } from "./spans.js";

/** @typedef {import("./handed.js").Mark} Mark */
/**
 * @typedef {object} State
 * @property {Mark[]} marks in the order of the text; no two on the same words
 * @property {boolean} isOpen whether the notes are
 * @property {string} kind the only one that this round is about, or nothing
 * @property {string} name of whose they are, as far as it was given
 * @property {string} set a random name of this set of marks, from its first mark until all of it is cleared
 */
/** @typedef {{before: State, after: State}} Step that can be taken back */

/** @type {State} */
export const NOTHING = Object.freeze({ marks: [], isOpen: false, kind: "", name: "", set: "" });

/** @param {State} state @param {Mark} mark @returns {State} with it, in the place of the one on its words */
export const withMark = (state, mark) => ({
  ...state,
  marks: [...state.marks.filter((other) => !areSame(other, mark)), mark],
});

/** @param {State} state @param {{start: number, end: number}} span @returns {State} without the mark on these words */
export const withoutMark = (state, span) => ({
  ...state,
  marks: state.marks.filter((other) => !areSame(other, span)),
});

/** @param {Mark[]} marks @returns {Mark[]} of those on the same words the last */
export const withoutDoubles = (marks) => [...new Map(marks.map((mark) => [keyOf(mark), mark])).values()];

/** @param {Mark} mark @param {Mark | undefined} other @returns {boolean} whether they say the same of the same words */
const isAlike = (mark, other) =>
  !!other &&
  areSame(mark, other) &&
  mark.kind === other.kind &&
  mark.isDoneWell === other.isDoneWell &&
  mark.comment === other.comment;

/**
 * @param {Step} step
 * @param {State} now
 * @returns {State} as it was before the step; what was marked, changed or removed since stays so
 */
export function takenBack({ before, after }, now) {
  const [there, then] = [byWords(now.marks), byWords(after.marks)];
  const removed = after.marks.filter((mark) => !there.has(keyOf(mark)));
  const since = now.marks.filter((mark) => !isAlike(mark, then.get(keyOf(mark))));
  const name = now.name === after.name ? before.name : now.name;
  const back = { ...before, name, isOpen: before.isOpen || now.isOpen };
  return since.reduce(withMark, removed.reduce(withoutMark, back));
}

/** @param {Mark[]} marks */
const byWords = (marks) => new Map(marks.map((mark) => [keyOf(mark), mark]));

/**
 * What becomes of marks when those of a file come: theirs alone; or both, and on the same words those that are there; or
 * both, and on the same words those that were saved later, as of one pupil on two devices.
 * @typedef {"replace" | "add" | "merge"} Way
 */

/** @typedef {{marks: Mark[], set: string, isLater: boolean, name?: string}} Come with a file; isLater: it was saved after the last change here */

/**
 * @param {State} state
 * @param {Come} file
 * @param {Way} way
 * @returns {State}
 */
export function joined(state, { marks, set, isLater, name = "" }, way) {
  const theirs = withoutDoubles(marks);
  if (way === "replace") return { ...NOTHING, marks: theirs, set, name };
  const own = byWords(state.marks);
  const room = MOST_IN_FILE - own.size;
  const fresh = theirs.filter((mark) => !own.has(keyOf(mark))).slice(0, Math.max(0, room));
  const changed = theirs.flatMap((mark) => {
    const mine = own.get(keyOf(mark));
    if (!mine || way === "add" || isAlike(mark, mine)) return [];
    const [last, first] = isLater ? [mark, mine] : [mine, mark];
    // A reason is lost to none.
    const kept = { ...last, comment: last.comment || first.comment };
    return isAlike(kept, mine) ? [] : [kept];
  });
  return [...fresh, ...changed].reduce(withMark, {
    ...state,
    set: state.set || set,
    // Marks that are added are somebody else's.
    name: state.name || (way === "add" ? "" : name),
  });
}

/**
 * @param {State} before
 * @param {State} after
 * @returns {{fresh: number, changed: number}} how many of the marks are on other words than before, and how many say something else of the same
 */
export function compareStates(before, after) {
  const then = byWords(before.marks);
  const fresh = after.marks.filter((mark) => !then.has(keyOf(mark))).length;
  const changed = after.marks.filter((mark) => {
    const old = then.get(keyOf(mark));
    return old && !isAlike(mark, old);
  }).length;
  return { fresh, changed };
}
