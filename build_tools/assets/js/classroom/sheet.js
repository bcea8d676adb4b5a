// The article on the page: where each word stands in it, and the marks on its words. Only what changes is drawn anew.

import { Characters } from "../suggest/characters.js";
import { make } from "../suggest/parts.js";
import { articleText } from "../suggest/text.js";
import { asPublished } from "./again.js";
import { byPart } from "./pieces.js";
import { pieced } from "./shown.js";
import { indexAt } from "./spans.js";
import { wordSpans } from "./words.js";

/** @typedef {{start: number, end: number}} Span */
/**
 * @typedef {object} Shown something on the text: a learner's mark, or a note's passage
 * @property {string} key
 * @property {string} id of what it belongs to
 * @property {number} start
 * @property {number} end the same for a point
 * @property {boolean} isOwn
 * @property {string} kind
 * @property {boolean} isDoneWell
 * @property {string} number
 * @property {string} name what it is, for those who do not see it
 */

const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, td, th, blockquote, .mc-furniture";

export class Sheet {
  /** @type {string[]} how each part is drawn */
  #drawn = [];
  /** @type {Map<string, HTMLElement>} the button behind each mark */
  #buttons = new Map();
  /** @type {WeakMap<HTMLElement, string>} what each of them is called */
  #names = new WeakMap();

  /** @param {HTMLElement} root holds headline and text */
  constructor(root) {
    asPublished(root);
    this.root = root;
    // One that is pointed at is called by its name.
    root.addEventListener("pointerover", ({ target }) => {
      const button = /** @type {HTMLElement} */ (target).closest("button");
      const name = button && this.#names.get(button);
      if (name) button.title = name;
    });
    const { text, parts, ...article } = articleText(root);
    this.article = article;
    this.text = text;
    this.signs = new Characters(text);
    const words = root.querySelector(".mc-article .mc-text");
    this.language = words?.closest("[lang]")?.getAttribute("lang") ?? "";
    this.isRightToLeft = !!words && getComputedStyle(words).direction === "rtl";
    this.parts = parts.map(({ node, from, to, start }) => {
      const unit = this.signs.unit(start);
      return {
        start,
        end: this.signs.point(unit + to - from),
        unit,
        from,
        data: node.data,
        link: node.parentElement?.closest("a") ?? null,
        block: node.parentElement?.closest(BLOCKS) ?? root,
        isFurniture: !!node.parentElement?.closest(".mc-furniture"),
        /** @type {ChildNode[]} what stands in the place of the words */
        nodes: [/** @type {ChildNode} */ (node)],
        /** @type {Element[]} what stands behind them, each with a button in it */
        behind: [],
      };
    });
    /** @type {WeakMap<Node, {part: number, unit: number}>} where the words in a node begin */
    this.places = new WeakMap();
    this.parts.forEach(({ nodes, unit, from }, part) => {
      this.places.set(nodes[0], { part, unit: unit - from });
    });
    this.allWords = wordSpans(this.signs, this.language);
  }

  /** The words that can be seen. */
  get words() {
    return this.#seen().words;
  }

  /** The sentences that can be seen. */
  get sentences() {
    const seen = this.#seen();
    seen.sentences ??= this.article.sentences.filter((span) => this.isShown(span));
    return seen.sentences;
  }

  /** @param {number} offset @returns {Span} the sentence that holds it, or the next; else nothing but the place */
  sentenceAt(offset) {
    return this.sentences[indexAt(this.sentences, offset)] ?? { start: offset, end: offset };
  }

  /** @type {{all: boolean, words: Span[], sentences?: Span[]} | undefined} */
  #cached;

  #seen() {
    const all = this.root.matches("[data-furniture]");
    if (this.#cached?.all !== all)
      this.#cached = { all, words: this.allWords.filter((word) => this.isShown(word)) };
    return this.#cached;
  }

  /** @param {Span} span @returns {boolean} whether it can be seen: what stood around the article is hidden at first */
  isShown(span) {
    return this.root.matches("[data-furniture]") || !this.isFurniture(span);
  }

  get hasFurniture() {
    return this.parts.some(({ isFurniture }) => isFurniture);
  }

  /** @param {Span} span @returns {boolean} whether it stands around the article on its page, and not in it */
  isFurniture({ start }) {
    return this.parts[indexAt(this.parts, start)]?.isFurniture ?? false;
  }

  /** @param {Span} span @returns {Element} the heading, paragraph, item or cell that it begins in */
  blockOf({ start }) {
    return this.parts[indexAt(this.parts, start)]?.block ?? this.root;
  }

  /** @param {Node} node @param {number} offset in it @returns {number | null} */
  offsetAt(node, offset) {
    const place = this.places.get(node);
    return place ? this.signs.point(place.unit + offset) : null;
  }

  /** @param {Range} range @returns {Span | null} */
  spanOf(range) {
    let [start, end] = [Infinity, -Infinity];
    for (const part of this.parts)
      for (const text of part.nodes.flatMap(textsIn)) {
        if (!range.intersectsNode(text)) continue;
        const from = text === range.startContainer ? range.startOffset : 0;
        const to = text === range.endContainer ? range.endOffset : text.data.length;
        if (from >= to) continue;
        start = Math.min(start, Math.max(part.start, this.offsetAt(text, from) ?? Infinity));
        end = Math.max(end, Math.min(part.end, this.offsetAt(text, to) ?? -Infinity));
      }
    return start < end ? { start, end } : null;
  }

  /** @param {Span} span @returns {Range} */
  rangeOf({ start, end }) {
    const range = document.createRange();
    const first = indexAt(this.parts, start === end ? start - 1 : start);
    let last = indexAt(this.parts, end - 1);
    if (!this.parts[last] || this.parts[last].start >= end) last--;
    if (!this.parts[first] || !this.parts[last]) return range;
    range.setStart(...this.#placeIn(first, start, false));
    range.setEnd(...this.#placeIn(last, end, true));
    return range;
  }

  /** @param {number} nth @param {number} offset @param {boolean} isEnd @returns {[Node, number]} */
  #placeIn(nth, offset, isEnd) {
    const part = this.parts[nth];
    const unit = this.signs.unit(Math.min(Math.max(offset, part.start), part.end));
    let found = /** @type {[Node, number]} */ ([part.nodes[0], 0]);
    for (const text of part.nodes.flatMap(textsIn)) {
      const from = this.places.get(text)?.unit ?? 0;
      if (from > unit || (from === unit && isEnd)) break;
      found = [text, Math.min(unit - from, text.data.length)];
    }
    return found;
  }

  /** @param {Shown[]} shown in the order of their numbers */
  draw(shown) {
    const parts = byPart(this.parts, shown);
    this.parts.forEach((_, nth) => {
      const items = parts.get(nth) ?? [];
      const form = items
        .map(({ key, kind, isDoneWell, start, end }) => `${key} ${kind} ${isDoneWell} ${start} ${end}`)
        .join("\n");
      if (form === (this.#drawn[nth] ?? "")) return;
      this.#drawn[nth] = form;
      this.#drawPart(nth, items);
    });
    for (const { key, name, number } of shown) {
      const button = this.#buttons.get(key);
      // A new mark gives all behind it other numbers: what is done here is done many times.
      if (!button || this.#names.get(button) === name) continue;
      this.#names.set(button, name);
      button.setAttribute("aria-label", name);
      /** @type {Text} */ (button.firstChild).data = number;
    }
  }

  /** @param {number} nth @param {Shown[]} items */
  #drawPart(nth, items) {
    const part = this.parts[nth];
    for (const behind of part.behind) {
      const button = /** @type {HTMLElement} */ (behind.firstElementChild);
      const key = button.dataset.key ?? "";
      // Of a mark that now ends earlier in the text there is a new one already.
      if (this.#buttons.get(key) === button) this.#buttons.delete(key);
      behind.remove();
    }
    part.behind = [];
    const byKey = new Map(items.map((item) => [item.key, item]));
    /** @param {string[]} keys */
    const named = (keys) => keys.map((key) => /** @type {Shown} */ (byKey.get(key)));
    const { data, from, unit } = part;
    const nodes = pieced(
      data,
      part,
      (offset) => from + this.signs.unit(offset) - unit,
      items,
      (words, keys) => marked(words, named(keys)),
      (keys) => {
        const made = named(keys).map((item, at) => {
          // No line begins with a number: the first is kept with the words.
          const isFirst = !at && !(part.link && part.behind.length);
          const className = isFirst ? "mc-at mc-with-words" : "mc-at";
          return make("span", { className }, this.#button(item));
        });
        part.behind.push(...made);
        // No button stands in a link.
        return part.link ? [] : made;
      },
    );
    const [old, ...others] = part.nodes;
    old.replaceWith(...nodes);
    for (const other of others) other.remove();
    part.nodes = nodes.filter((node) => !part.behind.includes(/** @type {any} */ (node)));
    part.link?.after(...part.behind);
    let at = unit - from;
    for (const text of part.nodes.flatMap(textsIn)) {
      this.places.set(text, { part: nth, unit: at });
      at += text.data.length;
    }
  }

  /** @param {Shown} item */
  #button({ key, id, isOwn, isDoneWell, kind, start, end }) {
    const button = make("button", {
      type: "button",
      className: [
        `mc-ref mc-${kind}`,
        isOwn ? "mc-of-own" : "mc-of-note",
        ...(isDoneWell ? ["mc-done-well"] : []),
        ...(start === end ? ["mc-point"] : []),
      ].join(" "),
      "data-key": key,
      [isOwn ? "data-mark" : "data-note"]: id,
      textContent: " ",
    });
    this.#buttons.set(key, button);
    return button;
  }

  /** @param {string} key @returns {HTMLElement | undefined} the button of a mark */
  button(key) {
    return this.#buttons.get(key);
  }
}

/** @param {Text} text @param {Shown[]} on */
function marked(text, on) {
  const kinds = new Set(on.map(({ isOwn, kind }) => `mc-${isOwn ? "own" : "note"}-${kind}`));
  const keys = on.filter(({ isOwn }) => isOwn).map(({ id }) => id);
  return make("mark", { className: ["mc-on", ...kinds].join(" "), "data-marks": keys.join(" ") }, text);
}

/** @param {Node} node @returns {Text[]} */
function textsIn(node) {
  if (node instanceof Text) return [node];
  return [...node.childNodes].filter((child) => child instanceof Text);
}
