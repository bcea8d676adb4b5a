// How many pupils marked each word, shown in the text: a ground and a line that are the stronger the more they are.

import { markAround } from "./shown.js";

/** @typedef {import("./tally.js").Piece} Piece */
/** @typedef {import("../suggest/text.js").ArticleText} ArticleText */

export const LEVELS = 5;

/** @param {number} count @param {number} size of the class @returns {number} from 1 to LEVELS */
export const levelOf = (count, size) => Math.max(1, Math.ceil((count / size) * LEVELS));

/**
 * Put an element around each piece, or several where the text has other elements between.
 * @param {ArticleText} article as it stands in the page now
 * @param {Piece[]} pieces in order, apart from each other
 * @param {number} size of the class
 */
export function heat(article, pieces, size) {
  const { parts } = article;
  let last = parts.length - 1;
  // From the end: what is cut off a node stands behind what is still to come.
  for (const piece of [...pieces].reverse()) {
    while (last > 0 && /** @type {any} */ (parts[last]).start >= piece.end) last--;
    for (let index = last; index >= 0; index--) {
      const part = /** @type {import("../suggest/text.js").Part} */ (parts[index]);
      const words = [...part.node.data.slice(part.from, part.to)];
      if (part.start + words.length <= piece.start) break;
      const [from, to] = [Math.max(piece.start, part.start) - part.start, piece.end - part.start];
      const at = part.from + words.slice(0, from).join("").length;
      label(markAround(part.node, at, words.slice(from, to).join("").length, "mc-heat"), piece, size);
    }
  }
}

/**
 * @param {HTMLElement} element
 * @param {Piece} piece
 * @param {number} size
 */
function label(element, { start, count }, size) {
  element.dataset.start = String(start);
  element.dataset.level = String(levelOf(count, size));
  element.title = `Marked by ${count} of ${size}`;
}
