// How many pupils of a class marked each word. Pure; offsets are code points.

/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {{start: number, end: number, count: number}} Piece marked words, and how many pupils marked them */

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
