// What a note says, part by part: one list for the projector, the printed key and the comparison.

/** @typedef {import("./given.js").Note} Note */

/** In the order of the article's page. The question to the class is last: it often asks for a judgement on what the others
 * say. */
const TOLD = /** @type {const} */ ([
  "observation",
  "known",
  "inference",
  "fair_reading",
  "plain",
  "missing",
  "ask",
]);

/** @typedef {(typeof TOLD)[number]} Part */

/** @param {Note} note @returns {Part[]} what there is to tell of it */
export const partsOf = (note) => TOLD.filter((part) => note[part]);

/** @param {Note} note @returns {Part[]} what is told beside a mark: what is on record elsewhere, the whole note has with its sources */
export const partsBeside = (note) => partsOf(note).filter((part) => part !== "known");

/**
 * Our own words are HTML of our own making, made when the site was built; a plain wording is text in the article's language.
 * @template {HTMLElement} E
 * @param {E} element
 * @param {Note} note
 * @param {Part} part
 * @returns {E} with the words of the part in it
 */
export function tellPart(element, note, part) {
  const words = note[part] ?? "";
  if (part === "plain") Object.assign(element, { textContent: words, dir: "auto" });
  else element.innerHTML = words;
  return element;
}
