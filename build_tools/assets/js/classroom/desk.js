// What a learner does at the desk: takes words in hand, marks them, opens a mark, compares. Those who show it are told.

import { choiceIn } from "./choice.js";
import { needed, progress } from "./gate.js";
import { MOST_IN_FILE } from "./handed.js";
import { Kept } from "./kept.js";
import { OwnMarks } from "./own_marks.js";
import { areSame, around } from "./spans.js";
import { NOTHING, takenBack, withMark, withoutMark } from "./states.js";

/** @typedef {import("./given.js").Given} Given */
/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {import("./states.js").State} State */
/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./spans.js").Span} Span */

/** The one kind whose notes are about what does not stand there: a place can have it too. */
export const MISSING_KIND = "missing-context";

export class Desk extends OwnMarks {
  /** @type {Span | null} the words in hand */
  hand = null;
  /** Whether it is asked what to do with them. */
  isAsking = false;
  /** Whether they are to be marked as done well. */
  isHandDoneWell = false;
  /** @type {Span | null} the words of the mark that is open */
  open = null;
  /** Whether the comparison is shown. */
  isComparing = false;
  /** @type {import("./states.js").Step | null} what can be taken back */
  step = null;
  /** @type {Span[]} the words that were marked since then, the last one last */
  #made = [];
  /** @type {Set<() => void>} */
  #watching = new Set();

  /**
   * @param {Given} article
   * @param {Sheet} sheet
   * @param {(words: string, shown: string) => void} say to those who do not see it, and what of it is to be seen too
   */
  constructor(article, sheet, say) {
    super(new Kept(() => localStorage, article, [...sheet.text]), sheet);
    this.article = article;
    this.say = (/** @type {string} */ words, shown = "") => say(words, shown);
    this.names = new Map(article.kinds);
    // What somebody has put aside outlives another load of the page, but not its tab: a device may be shared.
    this.#aside = new Kept(() => sessionStorage, article, this.signs);
    const aside = this.#aside.state;
    if (!aside.marks.length) return;
    if (this.marks.length) this.#aside.change(() => NOTHING);
    else this.step = { before: aside, after: this.state };
  }

  #aside;

  /** What the teacher asks for, in the address. */
  get choice() {
    const { hash } = location;
    if (this.#choice?.hash !== hash) this.#choice = { hash, ...choiceIn(hash, this.article.notes) };
    return this.#choice;
  }

  /** @type {(import("./choice.js").Choice & {hash: string}) | undefined} as it was read last */
  #choice;

  /** @param {() => void} show */
  watch(show) {
    this.#watching.add(show);
  }

  /** @param {string} words to all */
  show(words) {
    this.say(words, words);
  }

  tell() {
    for (const show of this.#watching) show();
  }

  get needed() {
    return needed(this.choice.marks, this.sheet.words.length);
  }

  get mayCompare() {
    return this.state.isOpen || this.marks.length >= this.needed;
  }

  get progress() {
    return progress(this.marks.length, this.state.isOpen ? 0 : this.needed);
  }

  /** The address of the article's own page, where the notes stand whole; nothing where it is not known. */
  get page() {
    return document.querySelector(".mc-top a + a")?.getAttribute("href") ?? this.article.address;
  }

  /** @param {Span | null} span @param {boolean} isAsking */
  take(span, isAsking) {
    // It holds for more words around the same ones, as long as it can be seen.
    if (!(isAsking && span && this.hand && areSame(around(span, this.hand), span)))
      this.isHandDoneWell = false;
    this.hand = span;
    this.isAsking = isAsking && !!span;
    this.open = null;
    this.tell();
  }

  letGo() {
    if (!this.hand && !this.open) return;
    this.take(null, false);
  }

  /**
   * @param {string} kind
   * @param {Span | null} [span] the words in hand, if not others
   * @param {boolean} [isDoneWell] besides what is said of the words in hand, and of the mark that is on them already
   * @param {string} [hint] how it goes on
   */
  mark(kind, span = this.hand, isDoneWell = false, hint = "") {
    if (!span) return;
    const { start, end } = span;
    const old = this.markOn(span);
    if (!old && this.isFull)
      return this.show(`There is room for ${MOST_IN_FILE} marks: remove others first.`);
    const could = this.mayCompare;
    const isWell =
      isDoneWell || old?.isDoneWell || (this.isHandDoneWell && !!this.hand && areSame(span, this.hand));
    const mark = { start, end, kind, isDoneWell: isWell, comment: old?.comment ?? "" };
    this.change((state) => withMark(state, mark));
    this.hand = null;
    this.isAsking = this.isHandDoneWell = false;
    this.open = { start, end };
    if (!old) this.#made.push({ start, end });
    const what = old ? `Mark ${this.numberOf(span)} is now` : "Mark made:";
    const opened = !could && this.mayCompare ? " You can compare now." : "";
    const well = isWell ? ", done well" : "";
    const then = hint && ` ${hint}`;
    this.say(
      `${what} ${this.names.get(kind)}${well}, ${this.quoteOf(mark)}.${old ? "" : this.#placed(mark)} ${this.progress}.${opened}${then}`,
    );
    this.tell();
  }

  /** @param {Span} mark @returns {string} its number, which those behind it had until now */
  #placed(mark) {
    const of = this.marks.length;
    return of > 1 ? ` It is mark ${this.numberOf(mark)} of ${of} now, in the order of the text.` : "";
  }

  /** Whether the words of the open mark are done well, or those in hand. */
  get isDoneWell() {
    const span = this.open ?? this.hand;
    return (span && this.markOn(span)?.isDoneWell) || this.isHandDoneWell;
  }

  /**
   * Say that the words of a mark are done well, or take it back. Words in hand without a mark are to be marked so.
   * @param {Span | null} [span]
   * @param {boolean} [isDoneWell] what they are not yet, if it is not told
   */
  setDoneWell(span = this.open ?? this.hand, isDoneWell = undefined) {
    const mark = span && this.markOn(span);
    if (mark) {
      const isWell = isDoneWell ?? !mark.isDoneWell;
      this.say(`Mark ${this.numberOf(mark)} ${isWell ? "is done well" : "is not “done well” any more"}.`);
      this.edit(mark, { isDoneWell: isWell });
    } else if (this.hand) {
      this.isHandDoneWell = isDoneWell ?? !this.isHandDoneWell;
      this.isAsking = true;
      this.say(this.isHandDoneWell ? "Done well. Of which kind?" : "Not “done well” any more.");
      this.tell();
    }
  }

  /** @param {Span} span @param {Partial<Mark>} told */
  edit(span, told) {
    const mark = this.markOn(span);
    if (!mark) return;
    this.change((state) => withMark(state, { ...mark, ...told }));
    this.tell();
  }

  /** @param {Span} span */
  remove(span) {
    const number = this.numberOf(span);
    this.takeStep((state) => withoutMark(state, span));
    this.say(`Mark ${number} removed. ${this.progress}. It can be taken back.`);
    this.tell();
  }

  /** Everything of whoever was here, for good as soon as the page is left. */
  clear() {
    this.#aside.change(() => NOTHING);
    this.#clear();
  }

  /** Somebody else begins. What was here is put aside, until the first mark is made or the tab is closed. */
  beginAnew() {
    this.kept.refresh();
    const { state } = this;
    this.#aside.change(() => state);
    this.#clear();
  }

  #clear() {
    this.takeStep(() => NOTHING);
    this.hand = null;
    this.tell();
  }

  /** Change the marks in one step that can be taken back. @param {(state: State) => State} change */
  takeStep(change) {
    this.kept.refresh();
    const before = this.state;
    this.change(change);
    this.step = { before, after: this.state };
    this.#made = [];
    this.open = null;
    if (!this.state.isOpen) this.isComparing = false;
  }

  /** Whether it would bring back nothing of somebody else's: the first mark after all was cleared begins another set. */
  get canUndo() {
    return this.step !== null && this.state.set === this.step.after.set;
  }

  /** Take back the last step. What was marked since, in the same set, stays. */
  undo() {
    this.kept.refresh();
    const step = this.canUndo ? this.step : null;
    this.step = null;
    if (!step) return this.tell();
    this.change((state) => takenBack(step, state));
    this.show(`Taken back. ${this.progress}.`);
    this.tell();
  }

  /**
   * Take back what was done last, be it that a mark was made. With a reason it is removed, so that it can be had again.
   */
  undoLast() {
    this.kept.refresh();
    let last = this.#made.pop();
    while (last && !this.markOn(last)) last = this.#made.pop();
    const mark = last && this.markOn(last);
    if (!last || !mark) {
      if (this.canUndo) this.undo();
      else this.show("There is nothing to take back.");
      return;
    }
    const made = this.#made;
    const { comment } = mark;
    const what = `Mark ${this.numberOf(mark)}, ${this.quoteOf(mark)}, is taken back`;
    const span = last;
    if (comment) this.takeStep((state) => withoutMark(state, span));
    else this.change((state) => withoutMark(state, span));
    this.#made = made;
    this.hand = this.open = null;
    this.isAsking = false;
    if (!this.mayCompare) this.isComparing = false;
    const again = comment ? ". With its reason you get it again by “Take it back”" : "";
    this.show(`${what}${again}. ${this.progress}.`);
    this.tell();
  }

  /** Open the notes. */
  compare() {
    this.change((state) => ({ ...state, isOpen: true }));
    this.isComparing = true;
    this.hand = this.open = null;
    this.tell();
  }

  /** @param {string} kind the only one to look for in another try; nothing for all. The notes are known by then. */
  again(kind) {
    this.change((state) => ({ ...state, kind }));
    this.isComparing = false;
    this.tell();
  }

  /** @param {(state: State) => State} change */
  change(change) {
    this.kept.change(change);
    if (this.marks.length && this.#aside.state.marks.length) this.#aside.change(() => NOTHING);
  }
}
