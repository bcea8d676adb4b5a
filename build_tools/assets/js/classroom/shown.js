// Words of the article with elements around them, which the projector, the practice and the class view put there.
// Offsets are code points.

import { Characters } from "../suggest/characters.js";
import { byPart, cut } from "./pieces.js";

/** @typedef {import("../suggest/text.js").ArticleText} ArticleText */
/** @typedef {import("../suggest/text.js").Part} Part */
/** @typedef {import("./pieces.js").Item} Item */

/**
 * The words of a node anew, cut at every bound of what lies on them.
 * @param {string} data of the node
 * @param {import("./spans.js").Span} stretch of the article that stands in it
 * @param {(offset: number) => number} unitOf where an offset is in the data
 * @param {Item[]} items each with words in the stretch, or a point in it
 * @param {(words: Text, keys: string[]) => ChildNode} around puts an element around words on which these lie
 * @param {(keys: string[]) => ChildNode[]} [behind] what follows where these end
 * @returns {ChildNode[]} what stands in the place of the node; no text of it is empty
 */
export function pieced(data, { start, end }, unitOf, items, around, behind = () => []) {
  /** @type {ChildNode[]} */
  const nodes = [new Text(data.slice(0, unitOf(start)))];
  for (const piece of cut(start, end, items)) {
    const words = new Text(data.slice(unitOf(piece.start), unitOf(piece.end)));
    nodes.push(piece.on.length ? around(words, piece.on) : words, ...behind(piece.ending));
  }
  nodes.push(new Text(data.slice(unitOf(end))));
  return nodes.filter((node) => !(node instanceof Text) || node.data);
}

/**
 * @param {ArticleText} article as it stands in the page now
 * @param {Item[]} items in the order in which they are named where they overlap
 * @param {(words: Text, keys: string[]) => ChildNode} around puts an element around words on which these lie
 */
export function wrap({ text, parts }, items, around) {
  const signs = new Characters(text);
  const stretches = parts.map(({ from, to, start }) => ({
    start,
    end: signs.point(signs.unit(start) + to - from),
  }));
  const found = byPart(stretches, items);
  for (const nth of [...found.keys()].sort((a, b) => a - b)) {
    const { node, from, start } = parts[nth];
    const first = from - signs.unit(start);
    const on = found.get(nth) ?? [];
    node.replaceWith(
      ...pieced(node.data, stretches[nth], (offset) => first + signs.unit(offset), on, around),
    );
  }
}

/**
 * @param {ArticleText} article as it stands in the page now
 * @param {[number, number][]} spans Of a point, the word before it is shown
 * @param {string} name of the class
 * @returns {HTMLElement[]} in order; several for a span, where the text has other elements between
 */
export function wrapped(article, spans, name) {
  const signs = new Characters(article.text);
  const points = new Set();
  const items = spans.map(([start, end], nth) => {
    if (start === end) points.add(String(nth));
    return { key: String(nth), start: start === end ? wordBefore(signs, start) : start, end };
  });
  /** @type {HTMLElement[]} */
  const marks = [];
  wrap(article, items, (words, keys) => {
    const mark = markAround(words, name);
    if (keys.some((key) => points.has(key))) mark.classList.add("mc-at-point");
    marks.push(mark);
    return mark;
  });
  return marks;
}

/** @param {Characters} signs @param {number} point @returns {number} where the word before it begins */
function wordBefore(signs, point) {
  let at = point;
  while (at > 0 && !signs.at(at - 1)?.trim()) at--;
  while (at > 0 && signs.at(at - 1)?.trim()) at--;
  return at;
}

/** @param {Text} words @param {string} name of the class @returns {HTMLElement} around these words */
export function markAround(words, name) {
  const element = document.createElement("mark");
  element.className = name;
  element.append(words);
  return element;
}

/** @param {ParentNode} page takes such elements out again */
export function unmarked(page) {
  const parents = new Set();
  for (const element of page.querySelectorAll("mark")) {
    parents.add(element.parentNode);
    element.replaceWith(...element.childNodes);
  }
  for (const parent of parents) parent.normalize();
}
