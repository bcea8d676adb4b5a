// Where passage and note stand on the projector: the whole sentence that the note is about begins below the buttons, at best
// with the line before it, and the note has the room that is left. Where both are too long the passage wins, and the
// note is read page by page. Pixels; of the text, from the top of the page.

import { articleText } from "../suggest/text.js";

/** @typedef {{top: number, bottom: number}} Stretch */

/** Above and below the passage. */
const MARGIN = 8;
/** A note that is longer than its place is read through so many lines at least. */
const LEAST_LINES = 4;
/** What the note may have of the room where it is about no place, so that the article is seen. */
const OF_THE_WHOLE = 0.7;

/**
 * @param {number} note how high it is
 * @param {number} most how high its place can be
 * @param {number} line of the note: so much of what was read stays in sight
 * @returns {number} how high its place is: what does not fit is read in pages of one height, for a last one of a few
 *   pixels would be a key that is pressed for nothing
 */
export function pageOf(note, most, line) {
  if (note <= most) return note;
  const room = Math.max(most, 2 * line);
  const pages = Math.ceil((note - line) / (room - line));
  return Math.ceil((note + (pages - 1) * line) / pages);
}

/**
 * @param {number} space between the buttons and the end of the window
 * @param {number} note how high it is
 * @param {number} line of the note
 * @param {Stretch | null} sentence or sentences of the passage; null where there is none
 * @returns {number} the most that the note can have
 */
export function roomFor(space, note, line, sentence) {
  if (!sentence) return Math.floor(space * OF_THE_WHOLE);
  const least = Math.min(note, LEAST_LINES * line, space / 2);
  return Math.floor(Math.max(least, space - (sentence.bottom - sentence.top) - 2 * MARGIN));
}

/**
 * @param {number} room that the note leaves to the text
 * @param {Stretch} sentence
 * @param {Stretch} passage the marked words in it
 * @param {number | null} before the top of the line before
 * @param {number} line of the text
 * @returns {number} where what is seen begins
 */
export function beginOf(room, sentence, passage, before, line) {
  const fits = (/** @type {number} */ from, /** @type {Stretch} */ { bottom }) =>
    bottom - from + 2 * MARGIN <= room;
  if (before !== null && fits(before, sentence)) return before;
  if (fits(sentence.top, sentence) || fits(sentence.top, passage)) return sentence.top;
  const left = room - (passage.bottom - passage.top) - 2 * MARGIN;
  return Math.max(sentence.top, passage.top - Math.max(0, Math.floor(left / line)) * line);
}

/** @param {Iterable<DOMRect>} boxes in the window @returns {Stretch | null} */
function boundsOf(boxes) {
  const seen = [...boxes].filter(({ width, height }) => width && height);
  if (!seen.length) return null;
  return {
    top: Math.min(...seen.map(({ top }) => top)) + scrollY,
    bottom: Math.max(...seen.map(({ bottom }) => bottom)) + scrollY,
  };
}

/**
 * @param {import("../suggest/text.js").ArticleText} text
 * @param {number} start
 * @param {number} end
 * @returns {DOMRect[]} the boxes of these words alone: a range has also those of elements between them
 */
function boxesOf({ parts, rangeOf }, start, end) {
  const whole = rangeOf(Math.max(0, start), end);
  return parts
    .filter(({ node }) => whole.intersectsNode(node))
    .flatMap(({ node, from, to }) => {
      const words = document.createRange();
      words.setStart(node, node === whole.startContainer ? whole.startOffset : from);
      words.setEnd(node, node === whole.endContainer ? whole.endOffset : to);
      return [...words.getClientRects()];
    });
}

/** Signs before a sentence among which the line before it is. */
const LOOK_BACK = 400;

export class Placing {
  /** @type {import("../suggest/text.js").Span[] | null} */
  #sentences = null;
  /** What was placed last: sizes and note. */
  #last = "";
  #scrolled = 0;

  /** @param {HTMLElement} sheet @param {HTMLElement} slide @param {HTMLElement} top of the page, with its buttons @param {HTMLElement} bar */
  constructor(sheet, slide, top, bar) {
    this.sheet = sheet;
    this.slide = slide;
    this.top = top;
    this.bar = bar;
  }

  /** @returns {number} how much of the window's top the buttons have, once what is above them is gone */
  #fit() {
    const { offsetTop } = this.bar;
    document.documentElement.style.setProperty("--mc-above", `${offsetTop}px`);
    return this.top.offsetHeight - offsetTop + MARGIN;
  }

  /** @returns {number} the height of a line of the note */
  get line() {
    return Number.parseFloat(getComputedStyle(this.slide).lineHeight);
  }

  /**
   * @param {import("./given.js").Note | undefined} note that is shown, its words marked in the sheet
   * @param {boolean} isNew whether it was not shown before, or less of it
   */
  place(note, isNew) {
    const { slide, sheet } = this;
    const barred = this.#fit();
    const space = innerHeight - barred;
    const found = note && this.#find(note);
    const { line } = this;
    slide.style.height = "";
    slide.classList.remove("mc-tight");
    const edge = slide.offsetHeight - slide.clientHeight;
    const most = roomFor(space - edge, slide.scrollHeight, line, found?.sentence ?? null);
    slide.classList.toggle("mc-tight", slide.scrollHeight > most);
    if (slide.scrollHeight > most) slide.classList.remove("mc-tight");
    const page = pageOf(slide.scrollHeight, most, this.line) + edge;
    slide.style.height = `${page}px`;
    const sizes = [innerWidth, barred, sheet.offsetWidth, sheet.offsetHeight, note?.id].join(" ");
    const isLaid = sizes === this.#last;
    this.#last = sizes;
    if (!found) return;
    const { sentence, passage, before } = found;
    const isSeen = sentence.top >= scrollY + barred && sentence.bottom <= scrollY + innerHeight - page;
    // What was moved by hand is left there, as long as the sentence is seen, or only the bars of a telephone came or went.
    const isMoved = isLaid && Math.abs(scrollY - this.#scrolled) > 2;
    if (isLaid && (isSeen || (isMoved && !isNew))) return;
    const from = beginOf(space - page, sentence, passage, before, found.line);
    // The buttons stay where they are only from here on.
    const stuck = this.bar.offsetTop - MARGIN;
    scrollTo(0, Math.max(from - MARGIN - barred, stuck));
    this.#scrolled = scrollY;
  }

  /**
   * @param {import("./given.js").Note} note
   * @returns {{sentence: Stretch, passage: Stretch, before: number | null, line: number} | null} of the first place that is seen
   */
  #find({ spans }) {
    const marks = [...this.sheet.querySelectorAll("mark")];
    const mark = marks.find((mark) => mark.getClientRects().length);
    if (!mark) return null;
    const text = articleText(this.sheet);
    this.#sentences ??= text.sentences;
    const sentences = this.#sentences;
    for (const [start, end] of spans) {
      const [from, to] = start === end ? [start - 1, end] : [start, end];
      const passage = boundsOf(boxesOf(text, from, to));
      if (!passage) continue;
      const whole = sentences.filter((one) => one.start < to && one.end > from);
      const first = Math.min(from, ...whole.map((one) => one.start));
      const last = Math.max(to, ...whole.map((one) => one.end));
      const sentence = boundsOf([...boxesOf(text, first, last), ...mark.getClientRects()]) ?? passage;
      const lines = first > 0 ? boxesOf(text, first - LOOK_BACK, first) : [];
      const above = lines.filter(
        ({ width, bottom, top }) => width && (bottom + top) / 2 + scrollY < sentence.top,
      );
      return {
        sentence,
        passage,
        before: above.length ? Math.max(...above.map(({ top }) => top)) + scrollY : null,
        line: Number.parseFloat(getComputedStyle(/** @type {Element} */ (mark.parentElement)).lineHeight),
      };
    }
    return null;
  }
}
