// What to do with the words in hand, and the mark that is open: one card, beside the text or at the foot of the window.

import { make } from "../suggest/parts.js";
import { MISSING_KIND } from "./desk.js";
import { isFramed } from "./framed.js";
import { doneWell } from "./marks.js";
import { styleOf } from "./placed.js";
import { keyOf } from "./spans.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {import("./spans.js").Span} Span */

const WIDE_ENOUGH = "(min-width: 62rem)";
/** Pixels between it and the edges of the window. */
const EDGE = 8;

export class Card {
  #subject = "";
  /** What had the focus in it is gone, and it has the focus itself only with the next picture. */
  isOwed = false;

  /** @param {Desk} desk @param {HTMLElement} element @param {HTMLElement} column beside which it stands on a wide screen */
  constructor(desk, element, column) {
    this.desk = desk;
    this.element = element;
    this.column = column;
    this.place = styleOf(element);
    element.addEventListener("input", ({ target }) => {
      const { name, value } = /** @type {HTMLTextAreaElement} */ (target);
      if (desk.open && name === "reason") desk.edit(desk.open, { comment: value });
      if (desk.open && name === "mark-kind") desk.mark(value, desk.open);
      if (name === "done-well")
        desk.setDoneWell(desk.open ?? desk.hand, /** @type {HTMLInputElement} */ (target).checked);
    });
    element.addEventListener("focusin", () => this.#fit());
    // It has grown, or the window has shrunk: so it does when the keys of a phone slide up.
    new ResizeObserver(() => this.#fit()).observe(element);
    addEventListener("resize", () => this.#fit());
  }

  /** @param {EventTarget | null} target of a key @returns {boolean} whether it was pressed here */
  has(target) {
    return this.element.contains(/** @type {Node} */ (target)) || (this.isOwed && target === document.body);
  }

  /** The next that is typed is the reason of the mark that is open. */
  focusReason() {
    this.#reason?.focus({ preventScroll: true });
  }

  /** @returns {HTMLTextAreaElement | null} */
  get #reason() {
    return this.element.querySelector("[name=reason]");
  }

  /** Keep all of it in the window, and in it the reason that is being written. */
  #fit() {
    const { element, place } = this;
    if (element.hidden) return;
    const most = innerHeight - element.offsetHeight - EDGE;
    if (matchMedia(WIDE_ENOUGH).matches && Number.parseFloat(place.top) > most)
      place.top = `${Math.max(EDGE, most)}px`;
    const reason = this.#reason;
    if (!reason || document.activeElement !== reason) return;
    const hidden = reason.getBoundingClientRect().bottom - element.getBoundingClientRect().bottom + EDGE;
    if (hidden > 0) element.scrollTop += hidden;
  }

  show() {
    const { desk, element } = this;
    const mark = desk.open && desk.markOn(desk.open);
    const span = mark ?? (desk.isAsking ? desk.hand : null);
    const subject = span ? `${mark ? "mark" : "hand"} ${keyOf(span)} ${desk.state.kind}` : "";
    if (subject !== this.#subject) {
      const hadFocus = element.contains(document.activeElement) || this.isOwed;
      this.#subject = subject;
      element.hidden = !span;
      this.isOwed = false;
      if (span) {
        element.replaceChildren(...(mark ? this.#mark(mark) : this.#hand(span)));
        this.isOwed = hadFocus && !element.contains(document.activeElement);
        // Both lay out the page. Before the frame it is laid out once, for all that has changed.
        requestAnimationFrame(() => {
          if (this.#subject !== subject) return;
          this.#place(span);
          if (this.isOwed && !element.contains(document.activeElement))
            element.focus({ preventScroll: true });
          this.isOwed = false;
        });
      }
    } else if (span) this.#update(mark);
  }

  /** @param {Span} span */
  #hand(span) {
    const { desk } = this;
    const offered = desk.article.kinds.filter(([id]) => !desk.state.kind || id === desk.state.kind);
    const inside = desk.markAround(span);
    const number = (/** @type {string} */ id) => desk.article.kinds.findIndex(([kind]) => kind === id) + 1;
    return [
      this.#head("Mark these words as", desk.quoteOf(span)),
      make(
        "p",
        { className: "mc-row mc-kinds" },
        ...offered.map(([id, name]) =>
          make(
            "button",
            {
              type: "button",
              className: `mc-tag mc-${id}`,
              "data-kind": id,
              "aria-keyshortcuts": String(number(id)),
            },
            name,
          ),
        ),
      ),
      this.#doneWell("W"),
      make(
        "p",
        { className: "mc-row mc-more" },
        make("button", { type: "button", "data-do": "whole-sentence" }, "Take the whole sentence"),
        ...(!desk.state.kind || desk.state.kind === MISSING_KIND
          ? [
              make(
                "button",
                { type: "button", "data-do": "missing-after" },
                "Something is missing after this sentence",
              ),
            ]
          : []),
        ...(inside
          ? [
              make(
                "button",
                { type: "button", "data-mark": keyOf(inside) },
                `Open mark ${desk.numberOf(inside)}`,
              ),
            ]
          : []),
      ),
    ];
  }

  /** @param {Mark} mark */
  #mark(mark) {
    const { desk } = this;
    const isPoint = mark.start === mark.end;
    const kinds = isPoint ? [] : desk.article.kinds;
    return [
      this.#head(`Mark ${desk.numberOf(mark)}`, desk.quoteOf(mark)),
      ...(isPoint ? [make("p", {}, "Something is missing there.")] : []),
      ...(kinds.length
        ? [
            make(
              "fieldset",
              { className: "mc-row mc-kinds" },
              make("legend", { className: "mc-sr" }, "Kind"),
              ...kinds.map(([id, name]) =>
                make(
                  "label",
                  { className: `mc-tag mc-${id}` },
                  make("input", { type: "radio", name: "mark-kind", value: id, checked: id === mark.kind }),
                  name,
                ),
              ),
            ),
            this.#doneWell(),
          ]
        : []),
      make("label", { htmlFor: "reason", className: "mc-label" }, "Why? A few words, if you like"),
      make(
        "span",
        { className: "mc-by-typing", id: "by-typing" },
        "Just type. ",
        make("kbd", {}, "Enter"),
        " goes on",
      ),
      make("textarea", {
        id: "reason",
        name: "reason",
        rows: 2,
        maxLength: 2000,
        dir: "auto",
        enterKeyHint: "done",
        "aria-describedby": "by-typing",
        value: mark.comment,
      }),
      make(
        "p",
        { className: "mc-row mc-more" },
        make("button", { type: "button", className: "mc-main", "data-do": "done" }, "Go on"),
        make("button", { type: "button", "data-do": "remove" }, "Remove"),
        make("button", { type: "button", "data-do": "propose" }, "Propose as a note"),
      ),
    ];
  }

  /** Whether the words are done well: of whichever kind they are. @param {string} [key] that says so too */
  #doneWell(key) {
    return make(
      "p",
      { className: "mc-row mc-more" },
      make(
        "label",
        { className: "mc-tag mc-well" },
        make("input", {
          type: "checkbox",
          name: "done-well",
          checked: this.desk.isDoneWell,
          ...(key && { "aria-keyshortcuts": key }),
        }),
        doneWell("Done well"),
      ),
    );
  }

  /** @param {Mark | null | undefined} mark what has changed elsewhere */
  #update(mark) {
    const well = /** @type {HTMLInputElement | null} */ (this.element.querySelector("[name=done-well]"));
    if (well) well.checked = this.desk.isDoneWell;
    if (!mark) return;
    const reason = this.#reason;
    if (reason && reason.value !== mark.comment && document.activeElement !== reason)
      reason.value = mark.comment;
    for (const radio of this.element.querySelectorAll("[name=mark-kind]")) {
      const { value } = /** @type {HTMLInputElement} */ (radio);
      /** @type {HTMLInputElement} */ (radio).checked = value === mark.kind;
    }
    const name = this.element.querySelector("#card-name");
    const words = `Mark ${this.desk.numberOf(mark)}`;
    if (name && name.textContent !== words) name.textContent = words;
  }

  /** @param {string} name @param {string} quote */
  #head(name, quote) {
    return make(
      "div",
      { className: "mc-card-head" },
      make(
        "p",
        {},
        make("strong", { id: "card-name" }, name),
        " ",
        make("span", { className: "mc-card-quote", dir: "auto" }, quote),
      ),
      make(
        "button",
        { type: "button", className: "mc-close", "data-do": "let-go", "aria-label": "Close" },
        "×",
      ),
    );
  }

  /** @param {Span} span the words that it is about, which it does not cover */
  #place(span) {
    const { element, place, column, desk } = this;
    const words = desk.sheet.rangeOf(span).getBoundingClientRect();
    if (matchMedia(WIDE_ENOUGH).matches) {
      const { left, width } = column.getBoundingClientRect();
      const most = innerHeight - element.offsetHeight - EDGE;
      // Below the way on, where there is room.
      const way = column.firstElementChild?.getBoundingClientRect().bottom ?? 0;
      const least = way < most ? Math.max(EDGE, way + EDGE) : EDGE;
      place.left = `${left}px`;
      place.width = `${width}px`;
      place.top = `${Math.max(least, Math.min(words.top, most))}px`;
      return;
    }
    place.cssText = "";
    if (isFramed()) {
      place.top = `${words.bottom + scrollY + EDGE}px`;
      return;
    }
    const { top } = element.getBoundingClientRect();
    if (words.height && words.bottom > top - EDGE && words.height < top)
      scrollBy({ top: words.bottom - top + 3 * EDGE, behavior: "instant" });
  }
}
