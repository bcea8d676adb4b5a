// On which lines of a printed sheet a passage stands, and how that is said. Pure. Offsets are code points.

/**
 * @param {[number, number]} span of a point, the word before it counts
 * @param {number[]} starts of the lines, from first to last
 * @returns {[number, number]} its first and its last line, from 1
 */
export function linesOf([start, end], starts) {
  const at = (/** @type {number} */ offset) => Math.max(1, starts.filter((first) => first <= offset).length);
  const last = Math.max(0, end - 1);
  return [at(Math.min(start, last)), at(last)];
}

/** @param {[number, number][]} lines @returns {string} `line 4`, `lines 4–5`, `lines 4, 17–18`; nothing where there are none */
export function linesInWords(lines) {
  const parts = [
    ...new Set(lines.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))),
  ];
  if (!parts.length) return "";
  return `${parts.length === 1 && !parts[0].includes("–") ? "line" : "lines"} ${parts.join(", ")}`;
}
