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
  /** @type {Map<number, Item[]>} */
  const ending = new Map();
  for (const item of items) {
    for (const bound of [item.start, item.end]) if (bound > start && bound < end) bounds.add(bound);
    listed(ending, item.end).push(item);
  }
  const sorted = [...bounds].sort((a, b) => a - b);
  const order = new Map(items.map((item, nth) => [item, nth]));
  const inOrder = [...items].sort((a, b) => a.start - b.start);
  let next = 0;
  /** @type {Item[]} */
  let on = [];
  return sorted.slice(1).map((to, nth) => {
    const from = sorted[nth];
    on = on.filter((item) => item.end > from);
    for (; next < inOrder.length && inOrder[next].start < to; next++)
      if (inOrder[next].end > from) on.push(inOrder[next]);
    on.sort((a, b) => Number(order.get(a)) - Number(order.get(b)));
    return { start: from, end: to, on: on.map(called), ending: (ending.get(to) ?? []).map(called) };
  });
}

/** @param {Item} item */
const called = ({ key }) => key;

/**
 * @template K, V
 * @param {Map<K, V[]>} lists
 * @param {K} key
 * @returns {V[]} the one of them, a new one where there was none
 */
function listed(lists, key) {
  const list = lists.get(key) ?? [];
  if (!list.length) lists.set(key, list);
  return list;
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
      listed(found, nth).push(item);
  return found;
}

/** @param {{start: number, end: number}} part @param {Item} item */
const touches = (part, item) => part.start < item.end;
