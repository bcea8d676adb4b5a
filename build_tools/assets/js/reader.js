// What a reader does with lenses and notes. All state is in attributes; the style sheet does the showing.

import { queryFor } from "./address.js";
import { Places, WIDE } from "./beside.js";
import { GAP } from "./settle.js";
import { idIn, keep, kept, LENSES } from "./state.js";
import { Strip } from "./strip.js";
import { swipes, Tools } from "./tools.js";

/**
 * @typedef {object} Note
 * @property {string} id
 * @property {string} number
 * @property {string} kind in words
 * @property {string} lens the lens that shows it
 * @property {HTMLElement} element
 * @property {HTMLAnchorElement[]} references its numbers in the text, in order
 */

export class Reader {
  /** @type {Map<string, Note>} */
  #notes = new Map();
  #tools = new Tools();
  /** @type {Element | null} where the reader came from */
  #origin = null;
  #size = "";
  /** Whose address is ours to write. With instant navigation another page may have come in our place. */
  #path = "";
  /** @type {HTMLElement} the bar and the article: what lenses change */
  #view;
  /** @type {HTMLElement} */
  #text;
  /** @type {Strip} */
  #strip;
  /** @type {Places} */
  #places;

  /**
   * @param {HTMLElement} page the custom element
   * @param {AbortSignal} signal ends it all, when the page goes
   */
  constructor(page, signal) {
    this.page = page;
    this.#path = location.pathname;
    this.#view = this.#find(".mc-view");
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (this.page.querySelectorAll(".mc-note"))) {
      const { id } = element;
      const { lens = "" } = element.dataset;
      const number = element.querySelector(".mc-number")?.textContent ?? "";
      const kind = element.querySelector(".mc-kind")?.textContent?.toLowerCase() ?? "";
      this.#notes.set(id, { id, number, kind, lens, element, references: [] });
    }
    this.#text = this.#find(".mc-text");
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (
      this.#text.querySelectorAll(".mc-ref a")
    ))
      this.#notes.get(idIn(link.hash))?.references.push(link);
    const bar = this.#find(".mc-bar");
    this.#strip = new Strip(this.#find(".mc-strip"), this.#text);
    this.#strip.listen(signal);
    this.page.querySelector(".mc-fold")?.setAttribute("open", "");
    this.#places = new Places(this.#text, this.#find(".mc-notes"), bar, this.#notes.values());
    this.#setUpHelp();
    if (this.#isPlain) this.#swapAll(true);
    this.#listen(signal);
    this.#paint();
    this.#place();
    if (!this.#isSample) this.#follow();
    // Not before the page has come to rest: what is skipped and then scrolled to would seem to move.
    setTimeout(() => signal.aborted || this.#places.skip(), 500);
  }

  /** @returns {boolean} whether this is a sample on another page, which leaves the address alone */
  get #isSample() {
    return this.page.dataset.sample !== undefined;
  }

  get #lenses() {
    const on = this.#view.dataset.lenses?.split(" ") ?? [];
    return LENSES.filter((lens) => on.includes(lens));
  }

  get #isPlain() {
    return this.#view.dataset.wording === "plain";
  }

  get #open() {
    return this.#notes.get(this.page.dataset.open ?? "");
  }

  /** The notes that the lenses show, in the order of the article. */
  get #shown() {
    const lenses = this.#lenses;
    return [...this.#notes.values()].filter((note) => lenses.includes(note.lens));
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    this.page.addEventListener("click", (event) => this.#clicked(event), { signal });
    document.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    // A step back changes the fragment, or only the lenses, which stay as the reader has them.
    if (!this.#isSample)
      for (const type of ["hashchange", "popstate"]) addEventListener(type, () => this.#follow(), { signal });
    addEventListener("afterprint", () => delete this.page.dataset.print, { signal });
    swipes(this.page, (action) => !WIDE.matches && this.#act(action), signal);
    let isDue = false;
    let isMoved = false;
    const later = (/** @type {boolean} */ hasMoved) => {
      if (!isDue) requestAnimationFrame(now);
      isDue = true;
      isMoved ||= hasMoved;
    };
    const now = () => {
      if (isMoved) this.#place();
      else {
        if (WIDE.matches && this.#places.render(this.#open)) this.#places.settle(this.#open);
        this.#strip.follow();
      }
      isDue = isMoved = false;
    };
    addEventListener("scroll", () => later(false), { passive: true, signal });
    const changed = (/** @type {Event} */ event) => {
      this.#places.changed(event);
      later(true);
    };
    this.#text.addEventListener("contentvisibilityautostatechange", changed, { signal });
    const sizes = new ResizeObserver(() => {
      if (this.#sizes() === this.#size) return;
      this.#places.forget();
      this.#place();
    });
    sizes.observe(this.#find(".mc-article"));
    sizes.observe(document.documentElement);
    signal.addEventListener("abort", () => {
      sizes.disconnect();
      Object.assign(document.documentElement.style, { scrollPaddingTop: "", scrollPaddingBottom: "" });
    });
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement}
   */
  #find(selector) {
    const element = this.page.querySelector(selector);
    if (!(element instanceof HTMLElement)) throw new Error(`marked-copy: nothing here is ${selector}`);
    return element;
  }

  // --- lenses ---

  /**
   * Show these lenses and no others, with the words under the reader's eyes staying where they are.
   * @param {string[]} lenses
   */
  #show(lenses) {
    const stay = this.#places.hold();
    this.#view.dataset.lenses = lenses.join(" ");
    this.#paint();
    stay();
    const open = this.#open;
    if (open && !lenses.includes(open.lens)) this.#close();
    else this.#place();
    this.#write();
  }

  /**
   * Show the lenses that the reader has chosen, here and on the next page.
   * @param {string[]} lenses
   */
  #choose(lenses) {
    this.#show(lenses);
    if (!this.#isSample) keep({ lenses: lenses.join(" ") });
  }

  /** @param {string} lens */
  #toggle(lens) {
    const lenses = this.#lenses;
    this.#choose(lenses.includes(lens) ? lenses.filter((name) => name !== lens) : [...lenses, lens]);
  }

  /** Bring the controls, and who is dimmed, into line with the attributes. */
  #paint() {
    const lenses = this.#lenses;
    const { voice = "" } = this.#view.dataset;
    for (const button of this.#find(".mc-bar").querySelectorAll("button[aria-pressed]")) {
      const { dataset } = /** @type {HTMLElement} */ (button);
      const isPressed =
        (dataset.lens && lenses.includes(dataset.lens)) ||
        (dataset.wording && (dataset.wording === "plain") === this.#isPlain) ||
        (dataset.voice && dataset.voice === voice);
      button.setAttribute("aria-pressed", String(Boolean(isPressed)));
    }
    for (const words of this.#text.querySelectorAll(".mc-chosen")) words.classList.remove("mc-chosen");
    if (voice && lenses.includes("speaking"))
      for (const words of this.#text.querySelectorAll(`.mc-said[data-voice="${CSS.escape(voice)}"]`))
        words.classList.add("mc-chosen");
  }

  /** @returns {string} what the places depend on, besides the lenses */
  #sizes() {
    const { width, height } = this.#find(".mc-article").getBoundingClientRect();
    return [width, height, innerWidth, getComputedStyle(document.documentElement).fontSize].join(" ");
  }

  /** Put the notes beside their passages, and draw the strip. */
  #place() {
    this.#strip.draw(this.#places.measure(new Set(this.#shown), this.#open));
    this.#size = this.#sizes();
    this.#clear();
  }

  /** Keep what is focused or scrolled to clear of the bar, and of the sheet. */
  #clear() {
    const { edge } = this.#places;
    const { style } = document.documentElement;
    style.scrollPaddingTop = edge ? `${edge + GAP}px` : "";
    const sheet = WIDE.matches ? undefined : this.#open;
    style.scrollPaddingBottom = sheet ? `${sheet.element.offsetHeight + GAP}px` : "";
  }

  /** @param {boolean} plain whether all loaded passages are shown in plain wording */
  #swapAll(plain) {
    if (plain) this.#view.dataset.wording = "plain";
    else delete this.#view.dataset.wording;
    for (const odd of this.#text.querySelectorAll(".mc-odd")) odd.classList.remove("mc-odd");
    for (const button of this.#text.querySelectorAll(".mc-swap"))
      button.setAttribute("aria-pressed", String(plain));
  }

  /**
   * Swap one passage.
   * @param {Element} button its own
   */
  #swap(button) {
    const passage = CSS.escape(button.getAttribute("data-for") ?? "");
    const isPlain = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isPlain));
    for (const words of this.#text.querySelectorAll(
      `[data-swap="${passage}"], .mc-swapped[data-for="${passage}"]`,
    ))
      words.classList.toggle("mc-odd", isPlain !== this.#isPlain);
  }

  /**
   * Change the article's words, with those under the reader's eyes staying where they are.
   * @param {() => void} change
   */
  #reword(change) {
    const stay = this.#places.hold();
    change();
    this.#paint();
    stay();
    this.#place();
    this.#write();
    const open = this.#open;
    if (open) this.#tools.swap.setAttribute("aria-pressed", String(this.#swapsOf(open).some(isPressed)));
  }

  /** @param {Note} note */
  #swapsOf(note) {
    return note.references.flatMap(
      (link) => this.#text.querySelector(`.mc-swap[data-for="${CSS.escape(link.id)}"]`) ?? [],
    );
  }

  // --- the address ---

  /** Write the view and the open note into the address. */
  #write() {
    if (this.#isSample || location.pathname !== this.#path) return;
    const view = { lenses: this.#lenses, voice: this.#view.dataset.voice ?? "", plain: this.#isPlain };
    const open = this.#open;
    const hash = open ? `#${open.id}` : this.#notes.has(idIn(location.hash)) ? "" : location.hash;
    const address = location.pathname + queryFor(view, location.search) + hash;
    if (address !== location.pathname + location.search + location.hash)
      history.replaceState(history.state, "", address);
  }

  /** Open the note that the address names, or close the one it no longer names. */
  #follow() {
    if (location.pathname !== this.#path) return;
    if (!history.state?.opened) history.scrollRestoration = "auto";
    const id = idIn(location.hash);
    const note = this.#notes.get(id);
    const reference = id.startsWith("ref--") ? document.getElementById(id) : null;
    const named = reference instanceof HTMLAnchorElement && this.#notes.get(idIn(reference.hash));
    if (note) this.#openNote(note, note.references[0]);
    else {
      const origin = this.#close();
      if (named) {
        this.#ensure(named);
        reference.scrollIntoView({ block: "center" });
        reference.focus({ preventScroll: true });
      } else if (id === "notes") {
        this.#show([...LENSES]);
        this.#find(".mc-notes").scrollIntoView();
      } else if (!id) origin?.focus({ preventScroll: true });
    }
    this.#write();
  }

  // --- notes ---

  /**
   * Switch on the lens that shows a note.
   * @param {Note} note
   */
  #ensure(note) {
    const lenses = this.#lenses;
    if (!lenses.includes(note.lens)) this.#show([...lenses, note.lens]);
  }

  /**
   * @param {Note} note
   * @param {Element | undefined} reference from where it was opened
   */
  #openNote(note, reference) {
    const before = this.#open;
    if (before !== note) {
      if (before) this.#shut(before);
      this.#ensure(note);
      this.#mark(note);
      this.#places.open(note);
      this.#clear();
      note.element.scrollTop = 0;
    }
    this.#origin = reference ?? null;
    note.element.focus({ preventScroll: true });
    this.#places.reveal(note, reference);
  }

  /**
   * Make a note the open one, and mark its passages.
   * @param {Note} note
   */
  #mark(note) {
    const { element, references } = note;
    this.page.dataset.open = note.id;
    element.classList.add("mc-open");
    element.tabIndex = -1;
    /** @type {Set<Note>} */
    const also = new Set();
    for (const words of this.#text.querySelectorAll(`mark[data-notes~="${CSS.escape(note.id)}"]`)) {
      words.classList.add("mc-here");
      for (const other of this.#notesOn(words)) also.add(other);
    }
    also.delete(note);
    for (const link of references) link.classList.add("mc-here");
    const shown = this.#shown;
    const swaps = this.#swapsOf(note);
    this.#tools.enter(note, {
      at: shown.indexOf(note) + 1,
      of: shown.length,
      also: [...also],
      swaps: Boolean(swaps.length),
      plain: swaps.some(isPressed),
      correct: this.#correction(note),
    });
  }

  /** @param {Note} note */
  #shut(note) {
    note.element.classList.remove("mc-open");
    for (const words of this.#text.querySelectorAll(".mc-here")) words.classList.remove("mc-here");
    delete this.page.dataset.open;
    this.#places.shut(note);
  }

  /** @returns {HTMLElement | null} where the reader came from */
  #close() {
    const note = this.#open;
    if (!note) return null;
    this.#tools.leave();
    this.#shut(note);
    this.#place();
    const origin = this.#origin ?? this.#find(`.mc-lenses [data-lens="${note.lens}"]`);
    return origin instanceof HTMLElement ? origin : null;
  }

  /**
   * Open a note and say so in the address. A sheet is a step that the back button takes back.
   * @param {Note} note
   * @param {Element | undefined} [reference]
   */
  #visit(note, reference = note.references[0]) {
    if (!history.state?.opened && !WIDE.matches && !this.#isSample) {
      // When it is taken back, the place on the page is the reader's, not the one kept with the entry.
      history.scrollRestoration = "manual";
      history.pushState({ ...history.state, opened: true }, "");
    }
    this.#openNote(note, reference);
    this.#write();
  }

  /** Close the open note, and go back to its passage. */
  #dismiss() {
    const origin = this.#close();
    origin?.focus({ preventScroll: true });
    const box = origin?.getBoundingClientRect();
    if (box && (box.top < this.#places.edge || box.bottom > innerHeight))
      origin?.scrollIntoView({ block: "center" });
    if (history.state?.opened) history.back();
    else this.#write();
  }

  /** @param {1 | -1} step */
  #step(step) {
    const open = this.#open;
    const shown = this.#lenses.length ? this.#shown : [...this.#notes.values()];
    if (open) {
      const next = shown[shown.indexOf(open) + step];
      if (next) this.#visit(next);
      return;
    }
    const { edge } = this.#places;
    const below = shown.findIndex((note) => this.#places.isBelow(note));
    const after = below < 0 ? shown.length : below;
    // At the top of the page the notes on the whole article come first.
    const isAbove = this.#text.getBoundingClientRect().top > edge;
    const next = shown[isAbove && step > 0 ? 0 : step > 0 ? after : after - 1];
    if (next) this.#visit(next);
  }

  /** @param {import("./tools.js").Action} action */
  #act(action) {
    const note = this.#open;
    if (action === "next") this.#step(1);
    else if (action === "previous") this.#step(-1);
    else if (!note) return;
    else if (action === "close") this.#dismiss();
    else if (action === "swap") {
      this.#ensure(note);
      const swaps = this.#swapsOf(note);
      const isPlain = swaps.some(isPressed);
      this.#reword(() => {
        for (const button of swaps) if (isPressed(button) === isPlain) this.#swap(button);
      });
    } else if (action === "Link") this.#tools.copy(this.#address(note), action);
    else this.#tools.copy(this.#citation(note, action), `${action} citation`);
  }

  /** @param {Note} note */
  #address(note) {
    return `${location.origin}${location.pathname}#${note.id}`;
  }

  /**
   * @param {Note} note
   * @param {string} style
   */
  #citation(note, style) {
    const { dataset } = this.#find(`.mc-citation[data-style="${style}"]`);
    const [before, between, after] = JSON.parse(dataset.note ?? "[]");
    return before + note.number + between + this.#address(note) + after;
  }

  /** @param {Note} note */
  #correction(note) {
    const { correct = "", article = "" } = this.page.dataset;
    const link = new URL(correct, location.href);
    // A form that can be filled in beforehand.
    if (link.search) {
      link.searchParams.set("title", `Note ${note.number} (${note.id}) on ${article}`);
      link.searchParams.set("address", this.#address(note));
    }
    return link.href;
  }

  /** @param {Element} words */
  #notesOn(words) {
    return (words.getAttribute("data-notes")?.split(" ") ?? []).flatMap((id) => this.#notes.get(id) ?? []);
  }

  // --- what the reader does ---

  /** @param {MouseEvent} event */
  #clicked(event) {
    if (
      event.defaultPrevented ||
      event.button ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const target = /** @type {Element} */ (event.target);
    const control = target.closest("button, a, summary, label, input");
    if (control instanceof HTMLButtonElement) this.#pushed(control);
    else if (control instanceof HTMLAnchorElement) {
      if (this.#led(control)) event.preventDefault();
    } else if (!control && getSelection()?.isCollapsed !== false) {
      const closed = target.closest(".mc-note:not(.mc-open)");
      const note = closed ? this.#notes.get(closed.id) : this.#noteAt(target);
      if (note) this.#visit(note);
    }
  }

  /**
   * Follow a link to a note or back from one.
   * @param {HTMLAnchorElement} link
   * @returns {boolean} whether it was one
   */
  #led(link) {
    if (!link.hash || link.pathname !== location.pathname || link.host !== location.host) return false;
    const id = idIn(link.hash);
    const note = this.#notes.get(id);
    if (note) {
      this.#visit(note, link.closest(".mc-ref") ? link : note.references[0]);
      return true;
    }
    if (!link.closest(".mc-back") || !id.startsWith("ref--")) return false;
    this.#origin = document.getElementById(id);
    this.#dismiss();
    return true;
  }

  /**
   * The note to open for a click on words: of several each in turn.
   * @param {Element} target
   */
  #noteAt(target) {
    const words = target.closest("mark[data-notes]");
    const lenses = this.#lenses;
    const shown = words ? this.#notesOn(words).filter((note) => lenses.includes(note.lens)) : [];
    const open = this.#open;
    return shown[(open ? shown.indexOf(open) + 1 : 0) % shown.length];
  }

  /** @param {HTMLButtonElement} button */
  #pushed(button) {
    const { lens, wording, voice, print } = button.dataset;
    const action = button.dataset.do;
    if (lens) this.#toggle(lens);
    else if (wording) this.#reword(() => this.#swapAll(wording === "plain"));
    else if (voice) {
      if (this.#view.dataset.voice === voice) delete this.#view.dataset.voice;
      else this.#view.dataset.voice = voice;
      this.#paint();
      this.#place();
      this.#write();
    } else if (button.classList.contains("mc-swap")) this.#reword(() => this.#swap(button));
    else if (action) this.#act(/** @type {import("./tools.js").Action} */ (action));
    else if (button.classList.contains("mc-more")) this.#help?.showModal();
    else if (print) {
      this.#help?.close();
      this.page.dataset.print = print;
      window.print();
    }
  }

  get #help() {
    const dialog = this.page.querySelector(".mc-help");
    return dialog instanceof HTMLDialogElement ? dialog : null;
  }

  #setUpHelp() {
    const choices = kept();
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (
      this.page.querySelectorAll(".mc-help input")
    )) {
      const name = /** @type {"keys" | "announce"} */ (input.name);
      const choose = () =>
        this.#view.toggleAttribute(name === "keys" ? "data-no-keys" : "data-quiet", !input.checked);
      input.checked = choices[name] !== false;
      choose();
      input.addEventListener("change", () => {
        keep({ [name]: input.checked });
        choose();
      });
    }
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = /** @type {Element} */ (event.target);
    if (target.closest("dialog")) return;
    if (event.key === "Escape" && this.#open && (this.page.contains(target) || target === document.body))
      this.#dismiss();
    if (
      this.#view.hasAttribute("data-no-keys") ||
      target.closest("input, textarea, select, [contenteditable]")
    )
      return;
    const lens = LENSES[Number(event.key) - 1];
    if (lens) this.#toggle(lens);
    else if (event.key === "0") this.#choose([]);
    else if (event.key === "j") this.#step(1);
    else if (event.key === "k") this.#step(-1);
    else if (event.key === "w" && this.#lenses.includes("wording"))
      this.#reword(() => this.#swapAll(!this.#isPlain));
    else if (event.key === "?" && this.#help) this.#help.showModal();
    else return;
    event.preventDefault();
  }
}

/** @param {Element} button */
function isPressed(button) {
  return button.getAttribute("aria-pressed") === "true";
}
