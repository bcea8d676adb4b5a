// Where a lesson with the projector has got to: which note, and how much of it is shown. Pure. It begins with the bare
// article: a class that is still marking it sees no place that a note is about.

import { partsOf } from "./told.js";

/** @typedef {import("./given.js").Note} Note */
/**
 * @typedef {object} Stage
 * @property {number} at which of the notes, from 0; -1 before the first of them: the bare article
 * @property {number} step 0: its passage alone; 1: what it is about; from 2 on: its parts, one at a time. 0 where there
 *   is no note yet
 * @property {boolean} isWhole whether all of its parts are shown together
 * @property {boolean} isHidden whether nothing is shown but the clean article
 */

/** @param {Note} note @returns {number} the step at which all of it has been shown */
const lastOf = (note) => 1 + partsOf(note).length;

/** @type {Stage} */
export const START = { at: -1, step: 0, isWhole: false, isHidden: false };

/**
 * @param {Note[]} notes at least one
 * @param {Stage} stage
 * @param {string} action
 * @returns {Stage} the same where the action leads nowhere
 */
export function acted(notes, stage, action) {
  const { at, step, isWhole, isHidden } = stage;
  const here = notes[at];
  const before = notes[at - 1];
  const shown = { at, step, isWhole, isHidden: false };
  switch (action) {
    case "hide":
      return { ...stage, isHidden: !isHidden };
    case "reveal":
      return here ? { ...shown, step: lastOf(here), isWhole: true } : shown;
    case "first":
      return START;
    case "last":
      return { ...START, at: notes.length - 1 };
    case "next":
      return at + 1 < notes.length ? { ...START, at: at + 1 } : shown;
    case "previous":
      return { ...START, at: Math.max(START.at, at - 1) };
    case "on":
      // What is hidden comes back as it was.
      if (isHidden) return shown;
      if (here && step < lastOf(here)) return { ...shown, step: step + 1 };
      return acted(notes, stage, "next");
    case "back":
      if (isHidden) return shown;
      if (isWhole) return { ...shown, step: 1, isWhole: false };
      if (step) return { ...shown, step: step - 1 };
      return before ? { ...START, at: at - 1, step: lastOf(before) } : START;
    default:
      return stage;
  }
}

/**
 * @param {unknown} kept as the browser has kept it over a reload
 * @param {Note[]} notes
 * @returns {Stage} where the lesson had got to; its start, where that is no place in these notes
 */
export function resumed(kept, notes) {
  const { at, step, isWhole, isHidden } = /** @type {Partial<Stage>} */ (Object(kept));
  if (at === START.at && isHidden === true && notes.length) return { ...START, isHidden };
  const note = Number.isInteger(at) ? notes[Number(at)] : undefined;
  const isPlace = note && Number.isInteger(step) && Number(step) >= 0 && Number(step) <= lastOf(note);
  return isPlace
    ? { at: Number(at), step: Number(step), isWhole: isWhole === true, isHidden: isHidden === true }
    : START;
}

/** A finger that moves far along a line goes on or back. @param {number} x pixels @param {number} y @returns {string} */
export const swiped = (x, y) =>
  Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y) ? (x < 0 ? "on" : "back") : "";

/** Keys by what they do; those of presenters among them. @type {Record<string, string>} */
export const KEYS = {
  ArrowRight: "on",
  PageDown: "on",
  " ": "on",
  Enter: "on",
  ArrowLeft: "back",
  PageUp: "back",
  Backspace: "back",
  ArrowDown: "next",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
  r: "reveal",
  h: "hide",
  b: "hide",
  ".": "hide",
  f: "full",
  c: "code",
};

/** Whether a key puts away what stands over the page: a presenter has no Escape. @param {string} key */
export const putsAway = (key) => /^(?:Page(?:Down|Up)|[bc.])$/i.test(key);
