// The article's visible text as it stands in the page, with the way from places in the page to offsets and back. It is
// what build_tools/read/article.py calls the visible text: a soft break is a space, a hard break and every boundary of
// blocks a newline, and nothing comes from what we put into it. Offsets are code points.

import { sentencesOf } from "./sentences.js";

/** @typedef {{start: number, end: number}} Span */
/** @typedef {{node: Text, from: number, to: number, start: number}} Part words of the article in one node */
/**
 * @typedef {object} ArticleText
 * @property {string} text
 * @property {Part[]} parts in order
 * @property {(range: Range) => Span | null} spanOf the article's words in a range; null where there are none
 * @property {(start: number, end: number) => Range} rangeOf
 * @property {Span[]} sentences
 */

const TEXTS = ".mc-head > .mc-text, .mc-article > .mc-text:not(.mc-lined)";
/** What the page puts between the words, and what stands for a picture. */
const OURS =
  ".mc-ref, .mc-begins, .mc-says, .mc-swapped, .mc-swap, .mc-missing, .mc-line, .mc-footnote-ref, .mc-image-link, " +
  '.mc-image-words, img, wbr, .mc-footnotes a[href^="#fnref--"]';
const HOLDS_BLOCKS = /^(?:ARTICLE|BLOCKQUOTE|DIV|HR|OL|SECTION|TABLE|TBODY|TFOOT|THEAD|TR|UL)$/;
const HOLDS_WORDS = /^(?:H[1-6]|P|TD|TH)$/;

class Collected {
  text = "";
  length = 0;
  /** @type {Part[]} */
  parts = [];
  /** Whether a block has just ended that has no words yet: a list's item has none where another block begins. */
  isWaiting = false;

  /** @param {string} words */
  add(words) {
    this.text += words;
    this.length += [...words].length;
  }

  endBlock() {
    if (this.text && !this.text.endsWith("\n")) this.add("\n");
    this.isWaiting = false;
  }

  /** @param {Element} element whose children are looked through */
  walk(element) {
    for (const node of element.childNodes) {
      if (node instanceof Text) this.take(node);
      else if (node instanceof Element) this.enter(node);
    }
  }

  /** @param {Element} element */
  enter(element) {
    const name = element.tagName;
    if (element.matches(OURS)) return;
    if (name === "BR") {
      this.add("\n");
      return;
    }
    const isFurniture = element.matches(".mc-furniture");
    if (HOLDS_WORDS.test(name) || isFurniture) this.endBlock();
    else if (name === "LI") this.isWaiting = true;
    this.walk(element);
    if (name === "LI" || HOLDS_BLOCKS.test(name)) this.isWaiting = true;
  }

  /** @param {Text} node */
  take(node) {
    const parent = /** @type {Element} */ (node.parentElement);
    const { previousSibling: before, nextSibling: after } = node;
    if (HOLDS_BLOCKS.test(parent.tagName)) return;
    let [from, to] = [0, node.data.length];
    // Line ends that the page's source has around blocks, and behind a break; a space before the way back from a note.
    if (node.data[0] === "\n" && (before?.nodeName === "BR" || (parent.tagName === "LI" && isEdge(before))))
      from = 1;
    if (to > from && parent.tagName === "LI" && node.data.endsWith("\n") && isEdge(after)) to--;
    if (to > from && after instanceof Element && after.matches('.mc-footnotes a[href^="#fnref--"]')) to--;
    if (from >= to) return;
    if (this.isWaiting) this.endBlock();
    this.parts.push({ node, from, to, start: this.length });
    this.add(node.data.slice(from, to).replaceAll("\n", " "));
  }
}

/** @param {Node | null} node beside a text in a list's item @returns {boolean} whether no words of its line do follow */
function isEdge(node) {
  return !node || HOLDS_BLOCKS.test(node.nodeName) || HOLDS_WORDS.test(node.nodeName);
}

/**
 * @param {ParentNode} root that holds one article as the page shows it
 * @returns {ArticleText}
 */
export function articleText(root) {
  const collected = new Collected();
  let language = "";
  for (const element of root.querySelectorAll(TEXTS)) {
    collected.isWaiting = true;
    collected.walk(element);
    language = element.closest("[lang]")?.getAttribute("lang") ?? "";
  }
  const { text, parts } = collected;
  /** @type {Span[] | null} */
  let sentences = null;
  return {
    text,
    parts,
    spanOf: (range) => spanOf(parts, range),
    rangeOf: (start, end) => rangeOf(parts, start, end),
    get sentences() {
      sentences ??= sentencesOf(text, language);
      return sentences;
    },
  };
}

/** @param {string} string */
const sizeOf = (string) => [...string].length;

/** @param {Part[]} parts @param {Range} range @returns {Span | null} */
function spanOf(parts, range) {
  let [start, end] = [Infinity, -Infinity];
  for (const { node, from, to, start: offset } of parts) {
    if (!range.intersectsNode(node)) continue;
    const first = node === range.startContainer ? Math.max(range.startOffset, from) : from;
    const last = node === range.endContainer ? Math.min(range.endOffset, to) : to;
    if (first >= last) continue;
    start = Math.min(start, offset + sizeOf(node.data.slice(from, first)));
    end = Math.max(end, offset + sizeOf(node.data.slice(from, last)));
  }
  return start < end ? { start, end } : null;
}

/** @param {Part[]} parts @param {number} start @param {number} end @returns {Range} */
function rangeOf(parts, start, end) {
  const range = document.createRange();
  const first = parts.find((part) => start < endOf(part)) ?? parts[parts.length - 1];
  const last = [...parts].reverse().find((part) => part.start < end) ?? parts[0];
  if (!first || !last) return range;
  range.setStart(first.node, unitAt(first, Math.max(start, first.start)));
  range.setEnd(last.node, unitAt(last, Math.min(end, endOf(last))));
  return range;
}

/** @param {Part} part @returns {number} the offset at which it ends */
function endOf({ node, from, to, start }) {
  return start + sizeOf(node.data.slice(from, to));
}

/** @param {Part} part @param {number} offset of the text @returns {number} where that is in the node */
function unitAt({ node, from, to, start }, offset) {
  const signs = [...node.data.slice(from, to)].slice(0, offset - start);
  return from + signs.join("").length;
}
