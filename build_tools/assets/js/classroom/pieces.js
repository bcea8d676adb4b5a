// A text under marks, cut at every bound of a mark: pieces never nest, and each knows all that lies on it.

import { indexAt } from "./spans.js";

/** @typedef {{key: string, start: number, end: number}} Item something on the text; a point where both are equal */
/** @typedef {{start: number, end: number, on: string[], ending: string[]}} Piece of the text: what lies on it, and what ends with it */

/**
 * @param {number} start
 * @param {number} end
 * @param {Item[]} items each with some of its words in the stretch, or a point behind one of them
 * @returns {Piece[]} which are the whole stretch; those that nothing lies on too
 */
export function cut(start, end, items) {
  const bounds = new Set([start, end]);
  for (const item of items)
    for (const bound of [item.start, item.end]) if (bound > start && bound < end) bounds.add(bound);
  const sorted = [...bounds].sort((a, b) => a - b);
  return sorted.slice(1).map((to, nth) => {
    const from = sorted[nth];
    return {
      start: from,
      end: to,
      on: items.filter((item) => item.start < to && item.end > from).map(({ key }) => key),
      ending: items.filter((item) => item.end === to).map(({ key }) => key),
    };
  });
}

/**
 * @template {Item} I
 * @param {{start: number, end: number}[]} parts in order, none within another
 * @param {I[]} items
 * @returns {Map<number, I[]>} by the number of the part, what has words there or ends there; in the order of the items
 */
export function byPart(parts, items) {
  /** @type {Map<number, I[]>} */
  const found = new Map();
  // A point belongs to the words before it.
  for (const item of items)
    for (
      let nth = indexAt(parts, item.start === item.end ? item.start - 1 : item.start);
      nth < parts.length && touches(parts[nth], item);
      nth++
    )
      found.set(nth, [...(found.get(nth) ?? []), item]);
  return found;
}

/** @param {{start: number, end: number}} part @param {Item} item */
const touches = (part, item) => part.start < item.end;
