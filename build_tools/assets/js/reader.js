// A page with its lenses and notes. All state is in attributes; the style sheet does the showing.

import { Address, afterFrame, idIn, queryFor } from "./address.js";
import { Card } from "./card.js";
import { correction } from "./cite.js";
import { Column } from "./column.js";
import { control } from "./controls.js";
import { helpOf, keep } from "./help.js";
import { isPressed, Lenses, press } from "./lenses.js";
import { Notes } from "./notes.js";
import { Passages } from "./passages.js";
import { GAP } from "./settle.js";
import { LENSES } from "./state.js";
import { Strip } from "./strip.js";
import { watch } from "./watch.js";

/** @typedef {import("./notes.js").Note} Note */

export class Reader {
  /** @type {HTMLElement | null | undefined} where the reader came from */
  #origin = null;
  /** What the sizes were when all was put in its place. */
  size = "";

  /**
   * @param {HTMLElement} page the custom element
   * @param {AbortSignal} signal ends it all, when the page goes
   */
  constructor(page, signal) {
    this.page = page;
    this.text = this.find(".mc-text");
    this.bar = this.find(".mc-bar");
    const view = this.find(".mc-view");
    this.notes = new Notes(page, this.text);
    this.passages = new Passages(this.text, this.notes);
    this.column = new Column(this.find(".mc-notes"), this.text);
    this.strip = new Strip(this.find(".mc-strip"), this.text);
    this.card = new Card(page);
    this.lenses = new Lenses(view, this.text);
    this.help = helpOf(page, view);
    // A sample on another page leaves the address alone.
    const path = "sample" in page.dataset ? "" : location.pathname;
    this.address = new Address(path, () => this.#view(), signal);
    page.querySelector(".mc-fold")?.setAttribute("open", "");
    control(this, signal);
    watch(this, signal);
    this.passages.measure();
    this.change();
    this.follow();
    // Not before the page has come to rest: what is skipped and then scrolled to would seem to move.
    setTimeout(() => signal.aborted || this.passages.skip(), 500);
  }

  get open() {
    return this.notes.get(this.page.dataset.open ?? "");
  }

  /** The notes that the lenses show, in the order of the article. */
  get shown() {
    const { on } = this.lenses;
    return [...this.notes.values()].filter((note) => on.includes(note.lens));
  }

  /** The lower edge of what covers the top of the window while the article is read, in pixels. */
  get edge() {
    const { position, top } = getComputedStyle(this.bar);
    return position === "sticky" ? Number.parseFloat(top) + this.bar.offsetHeight : 0;
  }

  /** What the places depend on, besides the lenses. */
  get sizes() {
    const { width, height } = this.find(".mc-article").getBoundingClientRect();
    return [width, height, innerWidth, getComputedStyle(document.documentElement).fontSize].join(" ");
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement}
   */
  find(selector) {
    return /** @type {HTMLElement} */ (this.page.querySelector(selector));
  }

  // --- changes ---

  /**
   * Whatever changes what is shown, changes it here. What was is read, `mutate` writes, what became of it is read, and
   * then everything is put in its place: so the browser need not style and measure again and again.
   * @param {() => void} [mutate]
   * @param {boolean} [moves] whether words may come to stand elsewhere. Those under the reader's eyes do not
   * @param {() => void} [meanwhile] what to do while everything is measured
   */
  change(mutate = () => {}, moves = true, meanwhile = () => {}) {
    const { column, passages, strip } = this;
    const stay = moves ? passages.hold(this.edge) : () => {};
    column.look();
    mutate();
    const { open } = this;
    if (moves) this.lenses.paint();
    if (this.card.swap && open) press(this.card.swap, open.swaps.some(isPressed));
    column.stand(this.shown, open, open && this.card.element, passages.tops);
    stay();
    const marks = moves && passages.measure();
    if (open) passages.see(open);
    column.measure(passages.tops);
    this.size = this.sizes;
    const edge = this.edge;
    meanwhile();
    const { box } = strip;
    column.put();
    if (marks) strip.draw(marks, box);
    // Keep what is focused or scrolled to clear of the bar, and of the sheet.
    const { style } = document.documentElement;
    style.scrollPaddingTop = edge ? `${edge + GAP}px` : "";
    style.scrollPaddingBottom = open && !column.isWide ? `${column.cardHeight + GAP}px` : "";
    this.address.later();
  }

  /** @returns {string} the query and the fragment of what is shown now */
  #view() {
    const open = this.open;
    const hash = open ? `#${open.id}` : this.notes.named(idIn(location.hash)) ? "" : location.hash;
    return queryFor(this.lenses.state, location.search) + hash;
  }

  /**
   * Show these lenses and no others, and this note as the open one: none, where its lens is off.
   * @param {string[]} lenses those that are on with some more, or without some
   * @param {Note | undefined} note
   * @param {() => void} [meanwhile]
   */
  #show(lenses, note, meanwhile) {
    const { open, page } = this;
    const next = note && lenses.includes(note.lens) ? note : undefined;
    const mutate = () => {
      this.lenses.on = lenses;
      if (next === open) return;
      // Attributes and not classes: rules of the theme have the browser style all that is near a change of class.
      for (const part of partsOf(open)) delete part.dataset.here;
      for (const part of partsOf(next)) part.dataset.here = "";
      delete page.dataset.open;
      if (next) this.#open(next);
    };
    this.change(mutate, lenses.length !== this.lenses.on.length, meanwhile);
  }

  /** @param {Note} note */
  #open(note) {
    this.page.dataset.open = note.id;
    const also = new Set(note.words.flatMap((words) => this.notes.on(words)));
    also.delete(note);
    const { shown } = this;
    const place = `${shown.indexOf(note) + 1} of ${shown.length}`;
    this.card.open(note, place, [...also], correction(this.page, note));
  }

  /**
   * Show the lenses that the reader has chosen, here and on the next page.
   * @param {string[]} lenses
   */
  choose(lenses) {
    this.#show(lenses, this.open);
    if (this.address.isOurs) keep({ lenses: this.lenses.view.dataset.lenses });
  }

  /** @param {string} lens */
  toggle(lens) {
    const { on } = this.lenses;
    this.choose(on.includes(lens) ? on.filter((name) => name !== lens) : this.lenses.and(lens));
  }

  // --- notes ---

  /**
   * @param {Note} note
   * @param {HTMLElement | undefined} reference from where it was opened
   */
  #go(note, reference) {
    const arrive = () => {
      this.#origin = reference;
      focus(this.card.element);
      this.#reveal(note, reference);
    };
    if (this.open === note) arrive();
    else this.#show(this.lenses.and(note.lens), note, arrive);
  }

  /**
   * Bring a note's passage into sight, beside the note or above the sheet.
   * @param {Note} note
   * @param {Element | undefined} reference
   */
  #reveal(note, reference) {
    const edge = this.edge;
    const { card, isWide } = this.column;
    const below = isWide ? innerHeight : card.top;
    // A note on the whole article has no passage; beside the text it has a place of its own.
    const last = reference?.getBoundingClientRect() ?? (isWide ? card : undefined);
    if (!last) return;
    const here = note.words[0]?.getBoundingClientRect();
    const isWhole = here?.height && last.bottom >= here.top && last.bottom - here.top < (below - edge) / 2;
    const first = isWhole ? here.top : last.top;
    if (first >= edge && last.bottom <= below) return;
    scrollBy({ top: first - edge - (below - edge) / 8, behavior: "instant" });
  }

  /** @returns {HTMLElement | null | undefined} where the reader came from */
  #close() {
    const { open } = this;
    if (!open) return;
    this.#show(this.lenses.on, undefined);
    return this.#origin ?? this.find(`.mc-lenses [data-lens="${open.lens}"]`);
  }

  /**
   * Open a note and say so in the address. A sheet is a step that the back button takes back.
   * @param {Note} note
   * @param {HTMLElement | undefined} [reference]
   */
  visit(note, reference = note.references[0]) {
    if (!this.column.isWide && !this.address.isStep) this.address.step();
    this.#go(note, reference);
  }

  /**
   * Close the open note, and go back to its passage.
   * @param {HTMLElement | null} [reference] to which
   */
  dismiss(reference = this.#origin) {
    this.#origin = reference;
    this.#close()?.focus();
    this.address.back();
  }

  /** Open the note that the address names, or close the one it no longer names. */
  follow() {
    if (!this.address.isOurs) return;
    if (!history.state?.opened) history.scrollRestoration = "auto";
    const id = idIn(location.hash);
    const note = this.notes.named(id);
    const reference = document.getElementById(id);
    const named = this.notes.about(reference);
    if (note) {
      this.#go(note, note.references[0]);
      // The browser goes to what the address names too. There is nothing to be seen, so it takes the focus away.
      const again = () => document.activeElement === document.body && focus(this.card.element);
      afterFrame(again);
      if (document.readyState !== "complete")
        addEventListener("load", () => afterFrame(again), { once: true });
    } else {
      const origin = this.#close();
      if (named) {
        this.#show(this.lenses.and(named.lens), undefined);
        reference?.scrollIntoView({ block: "center" });
        focus(reference);
      } else if (id === "notes") {
        this.#show(LENSES, undefined);
        this.find(".mc-notes").scrollIntoView();
      } else if (!id) focus(origin);
    }
    this.address.later();
  }
}

/** @param {HTMLElement | null | undefined} element gets the focus where it is */
function focus(element) {
  element?.focus({ preventScroll: true });
}

/** @param {Note | undefined} note */
function partsOf(note) {
  return note ? [...note.words, ...note.references] : [];
}
