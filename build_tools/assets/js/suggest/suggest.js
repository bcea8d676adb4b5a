// Suggest a note: from words that were selected, or from a sentence of a list. Loaded when it is asked for.

import { describe } from "./describe.js";
import { Drafts } from "./draft.js";
import { NoteForm } from "./form.js";
import { narrower } from "./narrow.js";
import { make } from "./parts.js";
import { articleText } from "./text.js";
import { wholeWords } from "./whole.js";

/** @typedef {{start: number, end: number}} Span */
/** @typedef {import("./form.js").Passage} Passage */

export const engine = { articleText, describe };

/** A draft by its passage, as an address names it: from here to there in the article, in code points. */
const NAMED = /^#draft=(\d+)-(\d+)$/;

/** @type {WeakMap<HTMLElement, Suggesting>} */
const pages = new WeakMap();

/**
 * @param {HTMLElement} page the custom element
 * @param {AbortSignal} signal ends it
 * @param {boolean} isAsked whether the form is asked for; otherwise words were selected, and it is offered
 */
export function suggest(page, signal, isAsked) {
  const here = pages.get(page) ?? new Suggesting(page, signal);
  pages.set(page, here);
  if (isAsked) here.ask();
  else here.offer();
}

/** @param {Range} range @returns {boolean} whether readers see it: not what stood around the text, unless it is shown */
function isSeen({ startContainer }) {
  return startContainer.parentElement?.checkVisibility?.() !== false;
}

class Suggesting {
  /** @type {Promise<any> | undefined} what is known at the site: techniques and the repository's host */
  #known;
  /** @type {HTMLElement | null} where the reader came from */
  #origin = null;
  /** @type {Span | null} what the button beside the selected words is for */
  offered = null;
  /** @type {import("./form.js").Passage | undefined} what the note is about */
  passage;

  /**
   * @param {HTMLElement} page
   * @param {AbortSignal} signal
   */
  constructor(page, signal) {
    this.page = page;
    this.article = page.dataset.article ?? "";
    this.drafts = new Drafts(() => localStorage, this.article);
    this.style = make("link", { rel: "stylesheet", href: new URL("suggest.css", import.meta.url).href });
    this.button = make("button", { type: "button", className: "mc-offer", hidden: true }, "Suggest a note");
    this.body = make("div");
    this.dialog = make(
      "dialog",
      { className: "mc-suggest", "aria-labelledby": "mc-suggest" },
      make(
        "div",
        { className: "mc-suggest-head" },
        make("button", { type: "button", className: "mc-close", onclick: () => this.close() }, "Close"),
        make("h2", { id: "mc-suggest", tabIndex: -1, "aria-describedby": "mc-passage" }, "Suggest a note"),
      ),
      this.body,
    );
    page.append(this.style, this.button, this.dialog);
    // Otherwise pressing it would take the selection away.
    this.button.addEventListener("pointerdown", (/** @type {Event} */ event) => event.preventDefault());
    this.button.addEventListener("click", () => this.ask(this.offered));
    document.addEventListener(
      "selectionchange",
      () => {
        // Not at once: where a touch takes the selection away, it may be on the button.
        if (getSelection()?.isCollapsed) setTimeout(() => this.offer(), 400);
      },
      { signal },
    );
    this.dialog.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.stopPropagation();
      this.close();
    });
    this.dialog.addEventListener("click", (/** @type {Event} */ { target }) => {
      if (/** @type {Element} */ (target).closest("[data-discard]")) this.discard();
    });
    signal.addEventListener("abort", () => this.dialog.close());
  }

  /** The passage that is selected in the article. */
  get selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    return this.page.contains(range.commonAncestorContainer) && !this.dialog.contains(range.startContainer)
      ? articleText(this.page).spanOf(range)
      : null;
  }

  /** A button beside the words that are selected, below them: what the system shows stands above. */
  offer() {
    const span = this.dialog.open ? null : this.selected;
    this.button.hidden = !span;
    if (!span) return;
    this.offered = span;
    const box = getSelection()?.getRangeAt(0).getBoundingClientRect();
    const around = this.page.getBoundingClientRect();
    if (!box) return;
    this.button.style.top = `${box.bottom - around.top + 12}px`;
    this.button.style.left = `${Math.max(0, Math.min(box.left - around.left, around.width - this.button.offsetWidth))}px`;
  }

  /** @param {Span | null} [selected] words that the form is asked for */
  async ask(selected = this.selected) {
    const { hash } = location;
    this.#origin = /** @type {HTMLElement} */ (document.activeElement);
    this.button.hidden = true;
    this.#known ??= fetch(new URL("suggest.json", import.meta.url)).then((answer) => answer.json());
    try {
      this.known = await this.#known;
    } catch {
      this.#known = undefined;
      this.body.replaceChildren(make("p", {}, "The list of techniques could not be loaded. Try again."));
      this.#open();
      return;
    }
    if (hash.startsWith("#draft=")) this.follow(hash);
    else if (selected) this.write(selected);
    else this.pick();
  }

  /** The drafts whose words still stand where they stood. */
  get begun() {
    const words = [...articleText(this.page).text];
    return this.drafts.all.filter(({ start, end, exact }) => words.slice(start, end).join("") === exact);
  }

  /**
   * Open the form at the draft that an address names, and do no more.
   * @param {string} hash
   */
  follow(hash) {
    // When the page is loaded again, the form stays closed.
    history.replaceState(history.state, "", location.pathname + location.search);
    const [, ...bounds] = NAMED.exec(hash) ?? [];
    const draft = this.begun.find(({ start, end }) => [start, end].join() === bounds.map(Number).join());
    if (draft) {
      this.write(draft);
      return;
    }
    this.pick();
    this.body.prepend(
      make(
        "p",
        { role: "alert" },
        "The draft that the address names is not here. It was discarded, or it is kept in another browser, or its words have changed in the article since.",
      ),
    );
  }

  /** A list of sentences, for whoever cannot select words, and of what was begun. */
  pick() {
    this.passage = undefined;
    const article = articleText(this.page);
    const words = [...article.text];
    const button = (/** @type {Span} */ { start, end }) =>
      make(
        "button",
        { type: "button", onclick: () => this.write({ start, end }, true) },
        words.slice(start, end).join(""),
      );
    const list = (/** @type {Span[]} */ spans) =>
      make("ol", { dir: "auto" }, ...spans.map((span) => make("li", {}, button(span))));
    const drafts = this.begun;
    this.body.replaceChildren(
      ...(drafts.length ? [make("h3", {}, "What you have begun"), list(drafts)] : []),
      make("h3", {}, "Pick a sentence"),
      make("p", { className: "mc-hint" }, "Or close this, and select words in the article."),
      list(article.sentences.filter(({ start, end }) => isSeen(article.rangeOf(start, end)))),
    );
    this.#mark();
    this.#open();
  }

  /**
   * @param {Span} span
   * @param {boolean} [isPicked] whether it is a sentence of the list, of which only some words may be meant
   */
  write(span, isPicked = false) {
    const { text, rangeOf } = articleText(this.page);
    const known = this.begun.find((draft) => draft.start === span.start && draft.end === span.end);
    const { start, end } = known ?? wholeWords(text, span);
    const exact = [...text].slice(start, end).join("");
    const passage = { start, end, exact };
    this.passage = passage;
    const taken = [...this.page.querySelectorAll("[id]")].map(({ id }) => id);
    const form = new NoteForm(this.passage, describe(text, start, end), this.known, {
      article: this.article,
      taken,
      page: this.page,
      drafts: this.drafts,
    });
    this.body.replaceChildren(
      make("blockquote", { id: "mc-passage", dir: "auto" }, exact),
      make("button", { type: "button", onclick: () => this.pick() }, "Another passage"),
      ...(isPicked ? [narrower(passage, (part) => this.#narrow(passage, part))] : []),
      form.element,
    );
    this.#open();
    this.#mark(rangeOf(start, end));
  }

  /**
   * What has been typed goes with the passage, unless there is a draft on those words.
   * @param {Passage} passage
   * @param {Span} words of it
   */
  #narrow(passage, words) {
    const { text } = articleText(this.page);
    const { start, end } = wholeWords(text, words);
    const part = { start, end, exact: [...text].slice(start, end).join("") };
    const draft = this.drafts.of(passage);
    if (draft && !this.drafts.of(part)) {
      this.drafts.drop(passage);
      this.drafts.put({ ...draft, ...part });
    }
    this.write(part);
  }

  /** @param {Range} [range] what the note is about, which is shown in the article */
  #mark(range) {
    const { highlights } = /** @type {any} */ (CSS);
    if (!highlights) return;
    highlights.delete("mc-suggested");
    if (range) highlights.set("mc-suggested", new Highlight(range));
    const box = range?.getBoundingClientRect();
    if (!box) return;
    // Between what covers the top of the window while one reads, and the sheet where there is one.
    const edge = Number.parseFloat(document.documentElement.style.scrollPaddingTop) || 0;
    const sheet = this.dialog.getBoundingClientRect();
    const end = sheet.left > 0 ? innerHeight : sheet.top;
    if (box.top < edge || box.bottom > end) scrollBy({ top: box.top - edge - 8, behavior: "instant" });
  }

  /** It can be taken back: the button stands beside those that hand the note in. */
  discard() {
    const draft = this.passage && this.drafts.of(this.passage);
    if (this.passage) this.drafts.drop(this.passage);
    this.pick();
    if (!draft) return;
    const back = () => {
      this.drafts.put(draft);
      this.write(draft);
    };
    this.body.prepend(
      make(
        "p",
        {},
        "The draft is discarded. ",
        make("button", { type: "button", onclick: back }, "Take it back"),
      ),
    );
  }

  #open() {
    const { scrollX, scrollY } = window;
    if (!this.dialog.open) this.dialog.show();
    this.dialog.scrollTop = 0;
    this.dialog.querySelector("h2").focus({ preventScroll: true });
    // A dialog that opens gives the focus to its first button, and some browsers scroll to where it would stand.
    scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  }

  close() {
    this.dialog.close();
    this.#mark();
    const origin = this.#origin;
    if (origin && !this.passage && origin !== document.body && origin.checkVisibility?.()) origin.focus();
    else {
      // Back to the passage, where there is nothing else to have the focus.
      const { start, end } = this.passage ?? { start: 0, end: 1 };
      const { startContainer } = articleText(this.page).rangeOf(start, end);
      const block = startContainer.parentElement?.closest("p, li, h1, h2, h3, h4, td, th, blockquote, div");
      if (!(block instanceof HTMLElement)) return;
      block.tabIndex = -1;
      block.addEventListener("blur", () => block.removeAttribute("tabindex"), { once: true });
      block.focus();
    }
    this.passage = undefined;
  }
}
