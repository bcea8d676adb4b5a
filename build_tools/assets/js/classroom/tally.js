// What the marks of a class come to: who found which note, and where they saw it differently.
// Pure; offsets are code points of the article's visible text. Pupils are named by their place in the list.

import { compared, placesOf } from "./compare.js";
import { byPlace } from "./spans.js";

/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {import("./given.js").Note} Note */
/** @typedef {import("./compare.js").Text} Text */
/** @typedef {import("./spots.js").Spot} Spot */

/**
 * @typedef {object} Found who marked the passage of a note
 * @property {Note} note
 * @property {number[]} whole marked all of it, with its kind
 * @property {number[]} part marked a part of it, or more, with its kind
 * @property {number[]} other marked it, or a part of it, as another kind
 * @property {number[]} near marked something else in the sentence in which something is missing, with its kind, and have not found it
 * @property {number[]} well of all but these, who say that it is done well
 */
/**
 * @typedef {object} Talk
 * @property {Spot[]} most what most pupils marked, most first: some at least, and all that over two thirds did
 * @property {Spot[]} torn where those who marked the same words saw them differently: as different kinds, or as done well. It may
 *   be among the most too
 * @property {Spot[]} half what about half marked and the others did not, among neither of these
 * @property {Spot[]} ours what several marked, and no note is on it: also where it is among the others
 */

/** @param {Mark} mark */
const isPoint = ({ start, end }) => start === end;

/** So many of what most marked are told even where few did. */
const TOP_SPOTS = 5;
/** A class is split over a place where this share of it has marked it, and the others have not. */
const HALF = [0.4, 0.6];
/** A place is seen differently where one in so many of those who marked it did not see it as the most. */
const TORN = 4;

/**
 * @param {Note[]} notes
 * @param {Mark[][]} pupils
 * @param {Text} text
 * @returns {Found[]} for each note that a mark can meet, in the order of the notes
 */
export function foundOf(notes, pupils, text) {
  const found = new Map(
    notes.map((note) => [
      note,
      /** @type {Found} */ ({ note, whole: [], part: [], other: [], near: [], well: [] }),
    ]),
  );
  const placed = placesOf(notes, text);
  for (const [note, places] of placed) if (!places.length) found.delete(note);
  for (const [pupil, marks] of pupils.entries()) {
    const { both, near } = compared(marks, notes, text, placed);
    for (const { note, meetings } of both) {
      const [closest] = meetings;
      const isWhole = closest?.relation === "same" || (closest?.relation === "at" && isPoint(closest.mark));
      const one = found.get(note);
      one?.[!closest?.isKind ? "other" : isWhole ? "whole" : "part"].push(pupil);
      if (meetings.some(({ mark, relation }) => mark.isDoneWell && relation !== "near"))
        one?.well.push(pupil);
    }
    for (const { note } of near) found.get(note)?.near.push(pupil);
  }
  return [...found.values()];
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
  const share = (/** @type {Spot} */ spot) => count(spot) / size;
  const awayFromHalf = (/** @type {Spot} */ spot) => Math.abs(share(spot) - 0.5);
  const isTorn = (/** @type {Spot} */ spot) =>
    spot.on.length > 1 && spot.apart >= few && spot.apart * TORN >= spot.on.length;
  const isHalf = (/** @type {Spot} */ spot) => size > 2 && share(spot) >= HALF[0] && share(spot) <= HALF[1];
  const most = [...spots]
    .sort((a, b) => count(b) - count(a) || byPlace(a, b))
    .filter((spot, nth) => count(spot) >= Math.min(2, size) && (nth < TOP_SPOTS || share(spot) > 2 / 3));
  const torn = spots.filter(isTorn).sort((a, b) => b.apart - a.apart || byPlace(a, b));
  const half = spots
    .filter((spot) => isHalf(spot) && !isTorn(spot) && !most.includes(spot))
    .sort((a, b) => awayFromHalf(a) - awayFromHalf(b) || byPlace(a, b));
  const ours = spots
    .filter((spot) => !spot.notes.length && count(spot) > Math.max(1, size / 10))
    .sort((a, b) => count(b) - count(a) || byPlace(a, b));
  return { most, torn, half, ours };
}
