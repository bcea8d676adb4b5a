// A page with its lenses and notes. All state is in attributes; the style sheet does the showing.

import { Address, afterFrame, idIn, queryFor } from "./address.js";
import { Card, focus } from "./card.js";
import { correction } from "./cite.js";
import { Column } from "./column.js";
import { control } from "./controls.js";
import { helpOf, keep } from "./help.js";
import { isPressed, Lenses, press } from "./lenses.js";
import { Notes, partsOf } from "./notes.js";
import { Passages } from "./passages.js";
import { GAP } from "./settle.js";
import { LENSES, lensesIn } from "./state.js";
import { Strip } from "./strip.js";
import { Tour } from "./tour.js";
import { watch } from "./watch.js";

/** @typedef {import("./notes.js").Note} Note */
/** @typedef {import("./state.js").View} View */

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
    this.text = this.find(".mc-article .mc-text");
    this.bar = this.find(".mc-bar");
    const view = this.find(".mc-view");
    this.notes = new Notes(page, view);
    this.passages = new Passages(this.text, page.querySelector(".mc-head .mc-text"), this.notes);
    this.column = new Column(this.find(".mc-notes"), this.text);
    this.strip = new Strip(this.find(".mc-strip"), this.text);
    this.card = new Card(page);
    this.lenses = new Lenses(view);
    this.tour = new Tour(page, this.notes);
    this.help = helpOf(page, view);
    this.address = new Address(location.pathname, () => this.#view(), signal);
    control(this, signal);
    watch(this, signal);
    this.passages.measure();
    this.change();
    this.follow();
    // Not before the page has come to rest: what is skipped and then scrolled to would seem to move.
    setTimeout(() => signal.aborted || this.passages.skip(), 500);
  }

  get open() {
    const { open = "" } = this.page.dataset;
    return this.notes.get(open) ?? this.tour.stops.find(({ id }) => id === open);
  }

  /** The notes that stand beside the text, in the order of the article. */
  get shown() {
    const { lenses, notes, tour } = this;
    const stands = (/** @type {Note} */ note) => (tour.isOn ? tour.stops.includes(note) : lenses.shows(note));
    return [...notes.values()].filter(stands);
  }

  /** The notes that one steps through. */
  get steps() {
    if (this.tour.isOn) return this.tour.stops;
    return this.lenses.state.lenses.length ? this.shown : [...this.notes.values()];
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
    if (this.card.swap && open) press(this.card.swap, open.swaps.some(isPressed));
    const { shown } = this;
    // The end of a tour is no note, and stands where the last one does.
    if (open && !shown.includes(open))
      shown.splice(
        shown.findIndex((note) => note.words === open.words),
        0,
        open,
      );
    column.stand(shown, open, open && this.card.element, passages.tops);
    stay();
    const marks = moves && passages.measure();
    if (open) passages.see(open, this.notes.about(this.#origin ?? null) === open ? this.#origin : undefined);
    if (moves && this.lenses.count([...this.notes.values()], shown.length)) column.forget();
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
    const hash = open?.lens ? `#${open.id}` : this.notes.named(idIn(location.hash)) ? "" : location.hash;
    const { state, usual } = this.lenses;
    return queryFor({ ...state, notes: state.notes === usual ? "" : state.notes }, location.search) + hash;
  }

  /**
   * Show this and nothing else, and this note as the open one: none, where it would not be shown.
   * @param {View} state
   * @param {Note | undefined} note
   * @param {() => void} [meanwhile]
   */
  #show(state, note, meanwhile) {
    const { open, page, lenses, tour } = this;
    const isTour = tour.isOn && !state.lenses.length;
    const isShown = note && (isTour ? tour.stops.includes(note) : lenses.shows(note, state));
    const next = isShown ? note : undefined;
    const moves = JSON.stringify(state) !== JSON.stringify(lenses.state);
    const mutate = () => {
      tour.isOn = isTour;
      if (moves) lenses.show(state);
      if (next === open) return;
      // Attributes and not classes: rules of the theme have the browser style all that is near a change of class.
      for (const part of partsOf(open)) delete part.dataset.here;
      for (const part of partsOf(next)) part.dataset.here = "";
      delete page.dataset.open;
      if (next) this.#open(next);
    };
    this.change(mutate, moves, meanwhile);
  }

  /** @param {Note} note */
  #open(note) {
    this.page.dataset.open = note.id;
    const also = new Set(note.words.flatMap((words) => this.notes.on(words)));
    also.delete(note);
    const { steps } = this;
    this.card.open(note, steps, [...also], correction(this.page, note));
  }

  /**
   * What to show so that a note is seen, besides what is shown.
   * @param {Note} note
   * @returns {View}
   */
  with(note) {
    const { state } = this.lenses;
    if (this.tour.isOn && this.tour.stops.includes(note)) return state;
    const lenses = lensesIn([...state.lenses, note.lens].join());
    const more = { ...state, lenses };
    return this.lenses.shows(note, more) ? more : { ...more, notes: "all" };
  }

  /**
   * Show what the reader has chosen, here and on the next page.
   * @param {View} state
   */
  choose(state) {
    this.tour.isOn = false;
    this.#show(state, this.open);
    const { lenses, notes } = state;
    if (this.address.isOurs) keep({ lenses: lenses.join(" "), notes });
  }

  /** @param {string} lens */
  toggle(lens) {
    const { state } = this.lenses;
    const on = state.lenses;
    const lenses = on.includes(lens) ? on.filter((name) => name !== lens) : lensesIn([...on, lens].join());
    this.choose({ ...state, lenses });
  }

  /** Begin the tour: the article is clean but for its notes. */
  begin() {
    const [first] = this.tour.stops;
    if (!first) return;
    this.tour.isOn = true;
    this.#show({ ...this.lenses.state, lenses: [] }, undefined);
    this.visit(first);
  }

  // --- notes ---

  /**
   * @param {Note} note
   * @param {HTMLElement | undefined} reference from where it was opened
   */
  #go(note, reference) {
    this.#origin = reference;
    const arrive = () => {
      focus(this.card.element);
      this.column.bring(note, reference, this.edge);
    };
    if (this.open === note) this.change(undefined, false, arrive);
    else this.#show(this.with(note), note, arrive);
  }

  /** @returns {HTMLElement | null | undefined} where the reader came from */
  #close() {
    const { open } = this;
    if (!open) return;
    this.#show(this.lenses.state, undefined);
    return this.#origin ?? this.find(this.tour.isOn ? ".mc-tour a" : `.mc-lenses [value="${open.lens}"]`);
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

  /** Close the open note, and stay here. */
  leave() {
    if (!this.open) return;
    this.#close();
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
        this.#show(this.with(named), undefined);
        reference?.scrollIntoView({ block: "center" });
        focus(reference);
      } else if (id === "notes") {
        this.#show({ ...this.lenses.state, lenses: LENSES, notes: "all" }, undefined);
        const [first] = this.steps;
        if (this.column.isWide) this.find(".mc-notes").scrollIntoView();
        else if (first) this.#go(first, first.references[0]);
      } else if (!id) focus(origin);
    }
    this.address.later();
  }
}
