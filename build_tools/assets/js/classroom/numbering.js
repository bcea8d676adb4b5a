// On which lines of a printed sheet a passage stands, and how that is said. Pure. Offsets are code points.

/**
 * In the order of the text: the offset at which words of a line begin, and the number of the line, from 1. It is 0 where what
 * follows is not on the sheet. In a row of a table several cells share lines, and a number comes again.
 * @typedef {[number, number][]} LineStarts
 */

/**
 * @param {[number, number]} span of a point, the sign before it counts
 * @param {LineStarts} starts
 * @returns {[number, number] | null} its first and its last line; null where it is not on the sheet
 */
export function linesOf([start, end], starts) {
  const at = (/** @type {number} */ offset) =>
    (starts.filter(([first]) => first <= offset).at(-1) ?? starts[0] ?? [0, 0])[1];
  const last = Math.max(0, end - 1);
  const [one, other] = [at(Math.min(start, last)), at(last)];
  return one && other ? [Math.min(one, other), Math.max(one, other)] : null;
}

/** @param {[number, number][]} lines @returns {string} `line 4`, `lines 4–5`, `lines 4, 17–18`; nothing where there are none */
export function linesInWords(lines) {
  const parts = [
    ...new Set(lines.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))),
  ];
  if (!parts.length) return "";
  return `${parts.length === 1 && !parts[0].includes("–") ? "line" : "lines"} ${parts.join(", ")}`;
}

/** @param {string} words */
export const sentenceCase = (words) => words && words[0].toUpperCase() + words.slice(1);

/** @param {string} id @param {string[]} chosen ids, in the teacher's order @returns {string} ` (2 of 4)` behind a note's own number; nothing for one that is not chosen */
export const placeInLesson = (id, chosen) =>
  chosen.includes(id) ? ` (${chosen.indexOf(id) + 1} of ${chosen.length})` : "";

/** @param {[number, number][]} spans @param {LineStarts} starts @returns {string} `Lines 4–5`; nothing where they are on none */
export function sheetInWords(spans, starts) {
  const words = linesInWords(spans.map((span) => linesOf(span, starts)).filter((lines) => lines !== null));
  return sentenceCase(words);
}
