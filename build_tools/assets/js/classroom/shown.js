// Words of the article with an element around them. Offsets are code points.

/** @typedef {import("../suggest/text.js").ArticleText} ArticleText */

/**
 * @param {ArticleText} article as it stands in the page now
 * @param {[number, number][]} spans in order. Of a point, the word before it is shown
 * @param {string} name of the class
 * @returns {HTMLElement[]} in order; several for a span, where the text has other elements between
 */
export function wrapped(article, spans, name) {
  const signs = [...article.text];
  const marks = [];
  // From the end: what is cut off a node stands behind what is still to come.
  for (const [start, end] of [...spans].reverse()) {
    const isPoint = start === end;
    const first = isPoint ? wordBefore(signs, start) : start;
    const parts = article.parts.filter((part) => part.start < end && first < endOfPart(part));
    for (const part of parts.reverse()) {
      const words = [...part.node.data.slice(part.from, part.to)];
      const [from, to] = [Math.max(first - part.start, 0), Math.min(end - part.start, words.length)];
      const at = part.from + words.slice(0, from).join("").length;
      const mark = markAround(part.node, at, words.slice(from, to).join("").length, name);
      if (isPoint) mark.classList.add("mc-at-point");
      marks.push(mark);
    }
  }
  return marks.reverse();
}

/** @param {import("../suggest/text.js").Part} part */
const endOfPart = ({ node, from, to, start }) => start + [...node.data.slice(from, to)].length;

/** @param {string[]} signs @param {number} point @returns {number} where the word before it begins */
function wordBefore(signs, point) {
  let at = point;
  while (at > 0 && !signs[at - 1]?.trim()) at--;
  while (at > 0 && signs[at - 1]?.trim()) at--;
  return at;
}

/**
 * @param {Text} node
 * @param {number} from code unit in it
 * @param {number} size code units
 * @param {string} name of the class
 * @returns {HTMLElement} around these words
 */
export function markAround(node, from, size, name) {
  const words = from ? node.splitText(from) : node;
  if (size < words.data.length) words.splitText(size);
  const element = document.createElement("mark");
  element.className = name;
  words.replaceWith(element);
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
