// How many pupils marked each word, shown in the text: a ground and a line that are the stronger the more they are.

import { make } from "../suggest/parts.js";
import { markAround, wrap } from "./shown.js";

/** @typedef {import("./counts.js").Piece} Piece */
/** @typedef {import("../suggest/text.js").ArticleText} ArticleText */

export const LEVELS = 5;

/** @param {number} count @param {number} size of the class @returns {number} from 1 to LEVELS */
export const levelOf = (count, size) => Math.max(1, Math.ceil((count * LEVELS) / size));

/** @param {number} size of the class @returns {string[]} how many pupils each level is, where it is any */
const scaleOf = (size) =>
  Array.from({ length: LEVELS }, (_, nth) => {
    const [least, most] = [nth, nth + 1].map((level) => Math.floor((level / LEVELS) * size));
    return least + 1 < most ? `${least + 1} to ${most}` : least < most ? `${most}` : "";
  });

/** @param {number} size of the class @returns {(Node | string)[]} the grounds of the words, each with how many pupils it stands for */
export function scaleShown(size) {
  const levels = scaleOf(size).flatMap((words, nth) =>
    words ? [make("mark", { className: "mc-heat", "data-level": String(nth + 1) }, words), " "] : [],
  );
  return [...levels, `of ${size}`];
}

/**
 * Put an element around each piece, or several where the text has other elements between.
 * @param {ArticleText} article as it stands in the page now
 * @param {Piece[]} pieces in order, apart from each other
 * @param {number} size of the class
 */
export function heat(article, pieces, size) {
  const byKey = new Map(pieces.map((piece) => [String(piece.start), piece]));
  const items = [...byKey].map(([key, { start, end }]) => ({ key, start, end }));
  /** @type {Map<string, HTMLElement>} */
  const firsts = new Map();
  wrap(article, items, (words, [key]) => {
    const mark = markAround(words, "mc-heat");
    label(mark, /** @type {Piece} */ (byKey.get(key)), size);
    if (!firsts.has(key)) firsts.set(key, mark);
    return mark;
  });
  // One of them can have the focus. In a link nothing else can be pressed.
  for (const mark of firsts.values()) {
    if (mark.closest("a")) continue;
    mark.setAttribute("role", "button");
    mark.tabIndex = -1;
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
