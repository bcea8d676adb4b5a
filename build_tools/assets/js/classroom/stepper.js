// The text sentence by sentence, for whoever cannot select in it: each sentence, or some of its words, with buttons.

import { make } from "../suggest/parts.js";
import { MISSING_KIND } from "./desk.js";
import { doneWell, foreignOf, markWords } from "./marks.js";
import { indexAt, keyOf, overlaps } from "./spans.js";
import { isComposed, isEnter } from "./typed.js";
import { cutShort, wordsIn } from "./words.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./spans.js").Span} Span */

export class Stepper {
  /** Whether the learner has been here last, and not in the text. */
  isLast = false;
  #at = 0;
  /** @type {Span | null} the words marked here last, as long as it is they that one is at */
  #made = null;
  /** Whether it has been opened: before that it costs nothing. */
  #isMade = false;
  #marks = make("ul", { className: "mc-own-list" });
  #sentence = make("blockquote", {
    tabIndex: -1,
    id: "sentence",
    "aria-labelledby": "sentence-place sentence",
  });
  #place = make("p", { id: "sentence-place" });
  #next = make(
    "button",
    { type: "button", id: "next-sentence", onclick: () => this.#go(this.#at + 1) },
    "Next sentence",
  );
  #jump = make("select", { id: "sentence-jump" });
  #first = make("select", { id: "first-word" });
  #last = make("select", { id: "last-word" });
  #well = make("input", { type: "checkbox" });
  #why = make("textarea", {
    id: "sentence-why",
    rows: 2,
    maxLength: 2000,
    dir: "auto",
    enterKeyHint: "done",
    "aria-describedby": "sentence-why-keys",
  });
  #whyName = make("label", { htmlFor: "sentence-why" });
  #whyKeys = make(
    "p",
    { id: "sentence-why-keys", className: "mc-quiet" },
    make("kbd", {}, "Enter"),
    " goes on",
  );
  #whyField = make(
    "div",
    { className: "mc-field", hidden: true },
    this.#whyName,
    " ",
    this.#why,
    this.#whyKeys,
  );

  /** @param {Desk} desk @param {HTMLElement} element @param {HTMLDetailsElement} fold in which it is */
  constructor(desk, element, fold) {
    this.desk = desk;
    this.element = element;
    this.fold = fold;
    fold.addEventListener("toggle", () => {
      if (fold.open && !this.#isMade) this.#make();
      if (!fold.open && desk.hand) desk.letGo();
    });
    this.#jump.addEventListener("change", () => this.#go(Number(this.#jump.value)));
    for (const [select, other, isLess] of [
      [this.#first, this.#last, (/** @type {number} */ a, /** @type {number} */ b) => a > b],
      [this.#last, this.#first, (/** @type {number} */ a, /** @type {number} */ b) => a < b],
    ])
      select.addEventListener("change", () => {
        const isMoved = isLess(Number(select.value), Number(other.value));
        if (isMoved) other.value = select.value;
        this.#made = null;
        desk.take(this.#span, false);
        if (!isMoved) return;
        const which = other === this.#first ? "from" : "to";
        desk.say(`The word ${which} which you mark has moved, too: now ${desk.quoteOf(this.#span)}.`);
      });
    this.#why.addEventListener("input", () => {
      if (this.#made) desk.edit(this.#made, { comment: this.#why.value });
    });
    // As in the card of a mark.
    this.#why.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (isComposed(event) || !isEnter(event)) return;
      event.preventDefault();
      this.#next.focus();
    });
  }

  /** Come to it, at the sentence itself: its name is the sentence, so that it is read out at once. */
  enter() {
    this.fold.open = true;
    if (!this.#isMade) this.#make();
    this.#sentence.scrollIntoView({ block: "center" });
    this.#sentence.focus({ preventScroll: true });
    this.isLast = true;
    // Now that the text, which lets go of its words with the focus, has it no more.
    this.desk.take(this.#span, false);
  }

  #make() {
    this.#isMade = true;
    const { desk } = this;
    const button = (/** @type {string} */ name, /** @type {() => void} */ onclick, more = {}) =>
      make("button", { type: "button", onclick, ...more }, name);
    const field = (/** @type {any} */ control, /** @type {string} */ name) =>
      make("div", { className: "mc-field" }, make("label", { htmlFor: control.id }, name), " ", control);
    this.element.replaceChildren(
      this.#place,
      this.#sentence,
      make(
        "p",
        { className: "mc-row" },
        button("Sentence before", () => this.#go(this.#at - 1)),
        this.#next,
      ),
      make(
        "fieldset",
        {},
        make("legend", {}, "Mark"),
        make(
          "div",
          { className: "mc-row" },
          field(this.#first, "from the word"),
          field(this.#last, "to the word"),
        ),
        make("p", {}, make("label", { className: "mc-tag mc-well" }, this.#well, doneWell("Done well"))),
        make(
          "p",
          { className: "mc-row mc-kinds" },
          ...desk.article.kinds.map(([id, name]) =>
            button(name, () => this.#mark(id, this.#span, this.#well.checked), {
              className: `mc-tag mc-${id}`,
            }),
          ),
        ),
        make(
          "p",
          { className: "mc-row" },
          button("Something is missing after this sentence", () => {
            const { end } = this.#current;
            this.#mark(MISSING_KIND, { start: end, end });
          }),
        ),
        this.#whyField,
      ),
      this.#marks,
      field(this.#jump, "Go to sentence"),
    );
    this.#go(0, false);
  }

  /** @returns {Span} the sentence */
  get #current() {
    return this.desk.sheet.sentences[this.#at];
  }

  /** @returns {Span[]} its words */
  get #words() {
    const { words } = this.desk.sheet;
    const { start, end } = this.#current;
    const found = words.slice(indexAt(words, start)).filter((word) => word.start < end);
    return found.length ? found : [this.#current];
  }

  /** @returns {Span} the words that are chosen: the whole sentence with its marks, as long as nothing less is */
  get #span() {
    const words = this.#words;
    const [first, last] = [Number(this.#first.value), Number(this.#last.value)];
    const { start, end } = this.#current;
    return {
      start: first === 0 ? start : words[first].start,
      end: last === words.length - 1 ? end : words[last].end,
    };
  }

  /** @param {number} to @param {boolean} [isAsked] by the reader, who is told of it */
  #go(to, isAsked = true) {
    const { desk } = this;
    const { sentences, signs } = desk.sheet;
    if (!sentences.length) return;
    this.#at = Math.max(0, Math.min(to, sentences.length - 1));
    this.#well.checked = false;
    this.#made = null;
    const words = this.#words.map((word, nth) => `${nth + 1} ${wordsIn(signs, word)}`);
    const options = (/** @type {string[]} */ names) =>
      names.map((name, nth) => make("option", { value: String(nth) }, name));
    this.#first.replaceChildren(...options(words));
    this.#last.replaceChildren(...options(words));
    this.#last.value = String(words.length - 1);
    for (const [name, value] of Object.entries(foreignOf(desk)))
      for (const element of [this.#sentence, this.#first, this.#last]) element.setAttribute(name, value);
    this.#sentence.textContent = wordsIn(signs, this.#current);
    this.#place.textContent = `Sentence ${this.#at + 1} of ${sentences.length}`;
    if (this.#jump.childElementCount !== sentences.length)
      this.#jump.replaceChildren(
        ...options(sentences.map((span, nth) => `${nth + 1} ${cutShort(wordsIn(signs, span), 50)}`)),
      );
    this.#jump.value = String(this.#at);
    this.show();
    if (!isAsked) return;
    this.isLast = true;
    desk.take(this.#span, false);
    desk.say(`${this.#place.textContent}. ${this.#sentence.textContent}`);
  }

  /** @param {string} kind @param {Span} span @param {boolean} [isDoneWell] */
  #mark(kind, span, isDoneWell = false) {
    const { desk } = this;
    this.#made = span;
    this.isLast = true;
    desk.mark(kind, span, isDoneWell, "Why? Say it in the field after these buttons.");
    this.#well.checked = false;
    desk.open = null;
    desk.tell();
  }

  /** The marks that stand in the sentence. */
  show() {
    if (!this.#isMade) return;
    const { desk } = this;
    if (
      this.#at >= desk.sheet.sentences.length ||
      this.#jump.childElementCount !== desk.sheet.sentences.length
    )
      return this.#go(this.#at, false);
    this.#showWhy();
    const { start, end } = this.#current;
    const here = desk.marks.filter((mark) =>
      mark.start < mark.end ? overlaps(mark, { start, end }) : mark.start > start && mark.start <= end,
    );
    this.#marks.replaceChildren(
      ...here.map((mark) =>
        make(
          "li",
          { className: `mc-${mark.kind}` },
          `Mark ${desk.numberOf(mark)}: `,
          ...markWords(desk, mark),
          " ",
          make(
            "button",
            { type: "button", "data-mark": keyOf(mark), "aria-label": `Change mark ${desk.numberOf(mark)}` },
            "Change",
          ),
        ),
      ),
    );
  }

  /** The reason of the mark just made, of which the name of the field says which it is. */
  #showWhy() {
    const { desk } = this;
    const mark = this.#made && desk.markOn(this.#made);
    this.#whyField.hidden = !mark;
    if (!mark) return;
    const name = `Why? Mark ${desk.numberOf(mark)}, ${desk.quoteOf(mark)}: a few words, if you like`;
    if (this.#whyName.textContent !== name) this.#whyName.textContent = name;
    if (this.#why.value !== mark.comment) this.#why.value = mark.comment;
  }
}
