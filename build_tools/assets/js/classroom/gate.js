// How many marks are made before the notes open.

/**
 * What a lesson asks for that does not say. Three are enough to have looked through the whole text with a mind of one's
 * own, and few enough that nobody sits before a closed door.
 */
export const USUAL = 3;
/** In a short text there is no more to find than this: one mark in so many words. */
const WORDS = 12;

/**
 * @param {number | null} asked by the teacher
 * @param {number} words of the text
 * @returns {number} marks that open the notes
 */
export function needed(asked, words) {
  return Math.min(asked ?? USUAL, Math.max(1, Math.floor(words / WORDS)));
}

/** @param {number} number @returns {string} */
export const marksCounted = (number) => (number === 1 ? "1 mark" : `${number} marks`);

/** @param {number} needed @param {number | null} asked by the teacher @returns {string} a sentence */
export function gateSaid(needed, asked) {
  const isShort = asked !== null && needed < asked;
  const why = isShort ? ` (the text is short: ${needed} ${needed === 1 ? "is" : "are"} enough)` : "";
  return `The notes open after ${marksCounted(needed)}${why}.`;
}

/** @param {number} made @param {number} needed @returns {string} for those who see it and those who hear it */
export function progress(made, needed) {
  if (made > needed || !needed) return marksCounted(made);
  return `${made} of ${needed} ${needed === 1 ? "mark" : "marks"}`;
}
