// Words taken by keyboard: a cursor that goes from word to word, by line and by sentence, and takes more with Shift.

import { isFramed } from "./framed.js";
import { MISSING_KIND } from "./desk.js";
import { around, byPlace, indexAt } from "./spans.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {import("./spans.js").Span} Span */

/** Pixels at the edges of the window in which the cursor is not left. */
const EDGE_OF_VIEW = 96;

/** What a block is called, by the first letter of its element. @type {Record<string, string>} */
const NAMES = { H: "heading", L: "item", T: "cell" };

export class Cursor {
  /** Numbers of words: where taking began, and where it is. */
  #from = 0;
  #at = 0;
  /** At the edge of a block, which it has been stopped at: the way that goes on from there. @type {1 | -1 | 0} */
  #stopped = 0;
  /** @type {Span | null} the mark that it has come to, be it a place, until it goes on */
  #come = null;

  /**
   * @param {Desk} desk
   * @param {HTMLElement} text
   * @param {import("./card.js").Card} card
   */
  constructor(desk, text, card) {
    this.desk = desk;
    this.text = text;
    this.card = card;
    text.addEventListener("keydown", (event) => this.#key(event));
    text.addEventListener("focus", () => {
      if (text.matches(":focus-visible") && !desk.hand && !desk.open) this.#show();
    });
    text.addEventListener("blur", () => {
      if (desk.hand && !desk.isAsking) desk.take(null, false);
    });
  }

  /** @param {Span} word which was pressed, and where the cursor now is */
  place(word) {
    this.#at = this.#from = indexAt(this.desk.sheet.words, word.start);
    this.#stopped = 0;
    this.#come = null;
  }

  get #span() {
    const { words } = this.desk.sheet;
    return around(words[this.#from], words[this.#at]);
  }

  /** @param {number} to @param {boolean} isMore @param {boolean} isHeld whether the key has been down for long */
  #go(to, isMore, isHeld) {
    const target = Math.max(0, Math.min(to, this.desk.sheet.words.length - 1));
    this.#come = null;
    if (isMore) {
      const [at, step] = this.#within(target);
      const isOn = step !== 0 && step === this.#stopped && !isHeld && at === this.#at;
      const goesOn = isOn && !this.#isHeading(at, step);
      this.#at = goesOn ? target : at;
      this.#stopped = goesOn ? 0 : step;
    } else {
      this.#from = this.#at = target;
      this.#stopped = 0;
    }
    this.#show();
  }

  /**
   * @param {number} to a word
   * @returns {[number, 1 | -1 | 0]} that word, or the last before it in the block that words are being taken in; and which
   *   way it would have gone on
   */
  #within(to) {
    const { sheet } = this.desk;
    const { words } = sheet;
    const step = to > this.#at ? 1 : -1;
    // On the way back to where taking began, blocks that are taken already are no hindrance.
    let at = (this.#from - this.#at) * step > 0 ? this.#from : this.#at;
    if ((to - at) * step <= 0) return [to, 0];
    const block = sheet.blockOf(words[at]);
    while (at !== to && sheet.blockOf(words[at + step]) === block) at += step;
    return [at, at === to ? 0 : step];
  }

  /**
   * @param {number} at the first or last word of its block
   * @param {1 | -1} step
   * @returns {boolean} whether a heading would be left or reached: it is a text of its own
   */
  #isHeading(at, step) {
    const { sheet } = this.desk;
    return [at, at + step].some((nth) => /^H\d$/.test(sheet.blockOf(sheet.words[nth]).tagName));
  }

  /** What is told where it has been stopped. */
  get #edge() {
    const step = this.#stopped;
    if (!step) return "";
    const { sheet } = this.desk;
    const { tagName } = sheet.blockOf(sheet.words[this.#at]);
    const name = NAMES[tagName[0]] ?? "paragraph";
    const edge = `${step > 0 ? "End" : "Beginning"} of the ${name}`;
    if (!this.#isHeading(this.#at, step)) return `${edge}: once more to go on`;
    if (name === "heading") return `${edge}, which is taken by itself`;
    return `${edge}: ${step > 0 ? "behind" : "before"} it is a heading, which is taken by itself`;
  }

  #show() {
    const { desk } = this;
    const { words } = desk.sheet;
    if (!words.length) return;
    this.#at = Math.min(this.#at, words.length - 1);
    this.#from = Math.min(this.#from, words.length - 1);
    desk.take(this.#span, false);
    const { top, bottom } = this.#boxOf(this.#at);
    // In a frame that is as high as the text, only the browser knows which part of it is in view.
    if (isFramed())
      desk.sheet.rangeOf(words[this.#at]).startContainer.parentElement?.scrollIntoView({ block: "nearest" });
    else if (top < EDGE_OF_VIEW || bottom > innerHeight - EDGE_OF_VIEW)
      scrollBy({ top: top - innerHeight / 3, behavior: "instant" });
    const mark = this.#marked;
    const isPoint = mark?.start === mark?.end;
    const where = mark && (isPoint ? "after it " : desk.markOn(this.#span) ? "" : "in ");
    const on = mark ? `, ${where}mark ${desk.numberOf(mark)}, ${desk.names.get(mark.kind)}` : "";
    const edge = this.#edge;
    const here = `${desk.wordsOf(this.#span)}${on}`;
    desk.say(edge ? `${here}. ${edge}` : here, edge);
  }

  /** @returns {Mark | undefined} the open mark, the one come to, or on the words; of a single word, around it */
  get #marked() {
    const { desk } = this;
    const there = desk.open ?? this.#come;
    const mark = there && desk.markOn(there);
    if (mark) return mark;
    const span = desk.hand ?? this.#span;
    return this.#from === this.#at ? desk.markAround(span) : desk.markOn(span);
  }

  /** @param {number} nth @returns {DOMRect} of a word's first line */
  #boxOf(nth) {
    const { sheet } = this.desk;
    return sheet.rangeOf(sheet.words[nth]).getClientRects()[0] ?? new DOMRect();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.target !== this.text || event.altKey || event.metaKey || !this.desk.sheet.words.length) return;
    const isForward = this.desk.sheet.isRightToLeft ? "ArrowLeft" : "ArrowRight";
    const { shiftKey, ctrlKey, key } = event;
    const name = key === "ArrowRight" || key === "ArrowLeft" ? (key === isForward ? "forward" : "back") : key;
    const going = this.#target(name, ctrlKey);
    if (going !== null) {
      event.preventDefault();
      this.#go(going, shiftKey, event.repeat);
      return;
    }
    if (ctrlKey || !this.#act(key.toLowerCase())) return;
    event.preventDefault();
  }

  /** @param {string} name of the key @param {boolean} isFar @returns {number | null} the word to go to */
  #target(name, isFar) {
    const at = this.#at;
    if (name === "forward") return isFar ? this.#sentenceFrom(1) : at + 1;
    if (name === "back") return isFar ? this.#sentenceFrom(-1) : at - 1;
    if (name === "ArrowDown") return this.#line(1);
    if (name === "ArrowUp") return this.#line(-1);
    const bounds = this.#sentence();
    if (name === "Home") return isFar ? 0 : bounds[0];
    if (name === "End") return isFar ? Infinity : bounds[1];
    return null;
  }

  /** @returns {[number, number]} the first and the last word of the sentence that the cursor is in */
  #sentence() {
    const { sheet } = this.desk;
    const { start, end } = sheet.sentenceAt(sheet.words[this.#at].start);
    return [indexAt(sheet.words, start), lastBefore(sheet.words, end)];
  }

  /** @param {1 | -1} step */
  #sentenceFrom(step) {
    const [first, last] = this.#sentence();
    if (step > 0) return last + 1;
    if (this.#at > first) return first;
    const at = this.#at;
    this.#at = Math.max(0, first - 1);
    const [before] = this.#sentence();
    this.#at = at;
    return before;
  }

  /** @param {1 | -1} step @returns {number} the word above or below */
  #line(step) {
    const { words } = this.desk.sheet;
    const from = this.#boxOf(this.#at);
    const middle = (from.left + from.right) / 2;
    let best = this.#at;
    /** @type {number | null} */
    let line = null;
    let least = Infinity;
    for (let nth = this.#at + step; nth >= 0 && nth < words.length; nth += step) {
      const { left, right, top, bottom } = this.#boxOf(nth);
      const height = (top + bottom) / 2;
      if (height > from.top && height < from.bottom) continue;
      line ??= height;
      if (height < line - from.height / 2 || height > line + from.height / 2) break;
      const away = Math.max(left - middle, middle - right, 0);
      if (away < least) [best, least] = [nth, away];
    }
    return best;
  }

  /** @param {string} key @returns {boolean} whether it does something here */
  #act(key) {
    const { desk, card } = this;
    const { sheet } = desk;
    const mark = this.#marked ?? (desk.hand && desk.markAround(desk.hand));
    if (key === "s") {
      [this.#from, this.#at] = this.#sentence();
      this.#stopped = 0;
      this.#come = null;
      this.#show();
    } else if (key === "a") {
      const { end } = sheet.sentenceAt(sheet.words[this.#at].start);
      desk.mark(MISSING_KIND, { start: end, end });
    } else if (key === "enter" || key === " ") {
      // Of what is marked, the reason is what is still to be told.
      if (this.#marked) this.#open(this.#marked);
      else {
        desk.take(desk.hand ?? this.#span, true);
        /** @type {HTMLElement | null} */ (card.element.querySelector("button.mc-tag"))?.focus();
      }
    } else if (key === "delete" && mark && (desk.hand || desk.open)) desk.remove(mark);
    else if (key === "n" || key === "p") this.#toMark(key === "n" ? 1 : -1);
    else return false;
    return true;
  }

  /** @param {Mark} mark whose reason is to be written */
  #open(mark) {
    const { desk, card } = this;
    desk.open = mark;
    desk.hand = null;
    desk.tell();
    card.focusReason();
  }

  /** @param {1 | -1} step */
  #toMark(step) {
    const { desk } = this;
    const here = this.#come ?? this.#span;
    const next =
      step > 0
        ? desk.marks.find((mark) => byPlace(mark, here) > 0)
        : [...desk.marks].reverse().find((mark) => byPlace(mark, here) < 0);
    if (!next) return desk.show(step > 0 ? "No further mark." : "No mark before.");
    this.#comeTo(next);
    this.#show();
  }

  /** @param {Span} mark to its words, or to the sentence behind which something is missing */
  #comeTo(mark) {
    const { sheet } = this.desk;
    const { words } = sheet;
    this.#from = indexAt(words, mark.start < mark.end ? mark.start : sheet.sentenceAt(mark.start - 1).start);
    this.#at = Math.max(this.#from, lastBefore(words, mark.end));
    this.#stopped = 0;
    this.#come = mark;
  }

  /** Be at a mark that is left, wherever it was made: the next keys are about it. @param {Span} mark */
  stand(mark) {
    const { sheet } = this.desk;
    const { start, end } = this.#span;
    const around = mark.start < mark.end ? mark : sheet.sentenceAt(mark.start - 1);
    if (around.start <= start && end <= around.end) this.#come = mark;
    else this.#comeTo(mark);
  }
}

/** @param {Span[]} words @param {number} end @returns {number} the last of them that begins before it */
function lastBefore(words, end) {
  const nth = indexAt(words, end - 1);
  return nth < words.length && words[nth].start < end ? nth : nth - 1;
}
