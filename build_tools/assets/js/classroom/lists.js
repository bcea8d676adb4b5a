// The lists beside the text: what there is to talk over in a class, each place told whole once.

import { make } from "../suggest/parts.js";
import { noteLists, otherReasons, pupilsTable, spotList } from "./report.js";
import { talkOf } from "./tally.js";

/** @typedef {import("./given.js").Note} Note */
/** @typedef {import("./spots.js").Spot} Spot */
/** @typedef {import("./tally.js").Found} Found */
/**
 * @typedef {object} Come what the marks of a class come to
 * @property {Spot[]} spots
 * @property {Found[]} found
 * @property {Note[]} notes to be told first: the teacher's, or those to begin with
 * @property {Note[]} rest that are told too
 * @property {boolean} isChoice whether the teacher has chosen
 * @property {import("./files.js").Pupil[]} pupils
 */

/** Ids of the elements that hold a list each; the heading of each has its id with `-head`. */
export const LISTS = ["most", "torn", "half", "nobody", "ours", "notes", "reasons", "pupils"];

/** @param {string} id @returns {any} */
const listAt = (id) => document.getElementById(id);

/** @param {Come} come @param {import("./report.js").Context} told */
export function layOut({ spots, found, notes, rest, isChoice, pupils }, told) {
  const { most, torn, half, ours } = talkOf(spots, pupils.length);
  /** Where a place is told whole, for where it stands a second time. @type {Map<Spot, string>} */
  const elsewhere = new Map();
  const toldIn = (/** @type {string} */ id, /** @type {Spot[]} */ some) => {
    for (const spot of some) if (!elsewhere.has(spot)) elsewhere.set(spot, listAt(`${id}-head`).textContent);
  };
  toldIn("torn", torn);
  listAt("torn").replaceChildren(...spotList(torn, told, { nothing: "Nowhere." }));
  const nothing = "No words were marked by two.";
  listAt("most").replaceChildren(...spotList(most, told, { nothing, elsewhere }));
  listAt("half").replaceChildren(...spotList(half, told, { nothing: "Nowhere.", isSplit: true }));
  toldIn("most", most);
  toldIn("half", half);
  listAt("ours").replaceChildren(...spotList(ours, told, { nothing: "Nowhere.", elsewhere }));

  // After the places, for reasons are told with the first that they belong to.
  const byNote = new Map(found.map((one) => [one.note, one]));
  const foundIn = (/** @type {Note[]} */ some) => some.flatMap((note) => byNote.get(note) ?? []);
  const [first, others] = [foundIn(notes), foundIn(rest)];
  const apart = notes.length + rest.length - first.length - others.length;
  const lists = noteLists(first, others, apart, isChoice, told);
  listAt("nobody").replaceChildren(...lists.nobody);
  listAt("notes").replaceChildren(...lists.found);
  const reasons = otherReasons(told);
  listAt("reasons").replaceChildren(make("ul", {}, ...reasons));
  listAt("reasons").parentElement.hidden = !reasons.length;
  listAt("pupils").replaceChildren(pupilsTable(pupils, told));
}
