// <marked-copy>: lenses and notes on a finished page. All state is in its attributes; the style sheet does the showing.

import { settle } from "./beside.js";
import { keep, kept, LENS_OF, LENSES, queryFor, viewIn } from "./state.js";
import { Strip } from "./strip.js";
import { make, swipes, Tools } from "./tools.js";

/** @typedef {keyof typeof LENS_OF} Kind */
/**
 * @typedef {object} Note
 * @property {string} id
 * @property {string} number
 * @property {Kind} kind
 * @property {string} lens the lens that shows it
 * @property {HTMLElement} element
 * @property {HTMLAnchorElement[]} references its numbers in the text, in order
 */

/** From this width on notes stand beside the text; below it the open one is a sheet. The style sheet says the same. */
const WIDE = matchMedia("(min-width: 64em)");
const GAP = 8;

class MarkedCopy extends HTMLElement {
  /** @type {Map<string, Note>} */
  #notes = new Map();
  /** @type {Strip | undefined} */
  #strip;
  #tools = new Tools();
  #gone = new AbortController();
  /** What was measured of the text: the height that each visible note wants, in pixels from the top of the notes. */
  #wanted = /** @type {Map<Note, number>} */ (new Map());
  /** @type {Element | null} where the reader came from */
  #origin = null;

  connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    try {
      this.#begin();
      this.dataset.ready = "";
    } catch (error) {
      // The page is finished without us: better no lenses than half of them.
      delete this.dataset.on;
      throw error;
    }
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  /** @returns {boolean} whether this is a sample on another page, which leaves the address alone */
  get #sample() {
    return this.dataset.sample !== undefined;
  }

  get #lenses() {
    return LENSES.filter(lens => this.dataset.lenses?.split(" ").includes(lens));
  }

  get #open() {
    return this.#notes.get(this.dataset.open ?? "");
  }

  /** The notes that the lenses show, in the order of the article; all of them while no lens is on. */
  get #shown() {
    const lenses = this.#lenses;
    const notes = [...this.#notes.values()];
    return lenses.length ? notes.filter(note => lenses.includes(note.lens)) : notes;
  }

  #begin() {
    const { signal } = this.#gone;
    const kinds = /** @type {Kind[]} */ (Object.keys(LENS_OF));
    for (const element of this.querySelectorAll(".mc-note")) {
      const kind = kinds.find(name => element.classList.contains(`mc-${name}`)) ?? "sourcing";
      const number = element.querySelector(".mc-number")?.textContent ?? "";
      const note = { id: element.id, number, kind, lens: LENS_OF[kind], element, references: [] };
      this.#notes.set(element.id, /** @type {Note} */ (/** @type {unknown} */ (note)));
    }
    for (const link of this.querySelectorAll(".mc-text .mc-ref a")) {
      const reference = /** @type {HTMLAnchorElement} */ (link);
      this.#notes.get(idIn(reference))?.references.push(reference);
    }
    this.querySelector(".mc-fold")?.setAttribute("open", "");
    this.#addVoices();
    const text = this.#find(".mc-text");
    this.#strip = new Strip(text);
    this.#strip.listen(signal);
    this.#find(".mc-bar").append(this.#strip.element);
    this.#setUpHelp();

    const { keys, announce } = kept();
    if (keys === false) this.dataset.keys = "off";
    if (announce === false) this.dataset.quiet = "";
    const asked = this.#sample ? null : viewIn(location.search);
    if (asked?.voice) this.dataset.voice = asked.voice;
    if (asked?.plain) this.dataset.wording = "plain";
    this.#show(asked?.lenses ?? this.#lenses);

    this.addEventListener("click", event => this.#clicked(event), { signal });
    document.addEventListener("keydown", event => this.#pressed(event), { signal });
    if (!this.#sample) addEventListener("hashchange", () => this.#follow(), { signal });
    addEventListener("afterprint", () => delete this.dataset.print, { signal });
    swipes(this, action => this.#act(action), signal);
    const sizes = new ResizeObserver(() => this.#place());
    sizes.observe(this.#find(".mc-article"));
    signal.addEventListener("abort", () => sizes.disconnect());
    if (!this.#sample) this.#follow();
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement}
   */
  #find(selector) {
    const element = this.querySelector(selector);
    if (!(element instanceof HTMLElement)) throw new Error(`marked-copy: nothing here is ${selector}`);
    return element;
  }

  // --- lenses ---

  /**
   * Show these lenses and no others, with the words under the reader's eyes staying where they are.
   * @param {string[]} lenses
   */
  #show(lenses) {
    const stay = this.#hold();
    this.dataset.lenses = lenses.join(" ");
    const open = this.#open;
    if (open && lenses.length && !lenses.includes(open.lens)) this.#close(false);
    this.#paint();
    stay();
  }

  /** Bring controls, address and places into line with the attributes. */
  #paint() {
    const lenses = this.#lenses;
    const plain = this.dataset.wording === "plain";
    const { voice = "" } = this.dataset;
    for (const button of this.querySelectorAll(".mc-bar button")) {
      const { dataset } = /** @type {HTMLElement} */ (button);
      const pressed =
        dataset.lens !== undefined
          ? lenses.includes(dataset.lens)
          : dataset.wording !== undefined
            ? (dataset.wording === "plain") === plain
            : dataset.voice !== undefined && dataset.voice === voice;
      if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", String(pressed));
    }
    for (const words of this.querySelectorAll(".mc-said.mc-chosen")) words.classList.remove("mc-chosen");
    if (voice)
      for (const words of this.querySelectorAll(`.mc-said[data-voice="${CSS.escape(voice)}"]`))
        words.classList.add("mc-chosen");
    if (!this.#sample) {
      const query = queryFor({ lenses, voice, plain }, location.search);
      if (query !== location.search)
        history.replaceState(history.state, "", location.pathname + query + location.hash);
    }
    this.#place();
  }

  /** @param {string} lens */
  #toggle(lens) {
    const lenses = this.#lenses;
    this.#show(lenses.includes(lens) ? lenses.filter(name => name !== lens) : [...lenses, lens]);
    this.#keepLenses();
  }

  #keepLenses() {
    if (!this.#sample) keep({ lenses: this.dataset.lenses });
  }

  /** @param {boolean} plain whether all loaded passages are shown in plain wording */
  #word(plain) {
    const stay = this.#hold();
    if (plain) this.dataset.wording = "plain";
    else delete this.dataset.wording;
    for (const odd of this.querySelectorAll(".mc-odd")) this.#setOdd(odd, false);
    for (const button of this.querySelectorAll(".mc-swap"))
      button.setAttribute("aria-pressed", String(plain));
    this.#paint();
    stay();
  }

  /**
   * @param {Element} element
   * @param {boolean} odd whether it differs from what is chosen for all
   */
  #setOdd(element, odd) {
    element.classList.toggle("mc-odd", odd);
  }

  /**
   * Swap one passage.
   * @param {string} passage the id of its reference
   */
  #swap(passage) {
    const name = CSS.escape(passage);
    const button = this.querySelector(`.mc-swap[data-for="${name}"]`);
    if (!button) return;
    const stay = this.#hold();
    const plain = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(plain));
    for (const element of this.querySelectorAll(`[data-swap="${name}"], .mc-swapped[data-for="${name}"]`))
      this.#setOdd(element, plain !== (this.dataset.wording === "plain"));
    this.#place();
    stay();
  }

  /** The shares as one bar, whose parts are buttons: one voice stays, the rest dims. */
  #addVoices() {
    const shares = [...this.querySelectorAll(".mc-shares li")];
    if (!shares.length) return;
    const parts = shares.map(share => {
      const { voice = "", percent = "0" } = /** @type {HTMLElement} */ (share).dataset;
      const name = share.querySelector("strong")?.textContent ?? voice;
      const label = `${name}, ${percent} % of the words`;
      const part = make(
        "button",
        {
          type: "button",
          class: share.className,
          "data-voice": voice,
          "aria-pressed": "false",
          "aria-label": label,
          title: label,
        },
        name,
      );
      part.style.flexGrow = percent;
      return part;
    });
    const group = make(
      "div",
      { class: "mc-voices", role: "group", "aria-label": "Show one voice" },
      ...parts,
    );
    this.#find(".mc-lenses").after(group);
  }

  // --- places ---

  /**
   * Remember what stands at the top of the reader's window.
   * @returns {() => void} puts it back there
   */
  #hold() {
    const edge = this.#edge();
    const blocks = [...this.#find(".mc-text").children];
    let [low, high] = [0, blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((blocks[middle]?.getBoundingClientRect().bottom ?? 0) > edge) high = middle;
      else low = middle + 1;
    }
    const block = blocks[low];
    const before = block?.getBoundingClientRect().top ?? 0;
    // Above the article, what opens may push it down.
    if (!block || (low === 0 && before > edge)) return () => {};
    return () => {
      const moved = block.getBoundingClientRect().top - before;
      if (moved) scrollBy({ top: moved, behavior: "instant" });
    };
  }

  /** @returns {number} the lower edge of what covers the top of the window when the article is read, in pixels */
  #edge() {
    const bar = this.#find(".mc-bar");
    const { position, top } = getComputedStyle(bar);
    return position === "sticky" ? parseFloat(top) + bar.offsetHeight : 0;
  }

  /** Measure where notes want to be, and put them there. */
  #place() {
    const text = this.#find(".mc-text").getBoundingClientRect();
    const top = this.#find(".mc-notes").getBoundingClientRect().top;
    const shown = this.#lenses.length ? new Set(this.#shown) : new Set();
    /** @type {{kind: string, y: number}[]} */
    const marks = [];
    this.#wanted = new Map();
    for (const note of this.#notes.values()) {
      note.references.forEach((reference, index) => {
        const y = reference.getBoundingClientRect().top;
        marks.push({ kind: note.kind, y: y - text.top });
        if (!index && shown.has(note)) this.#wanted.set(note, y - top);
      });
      if (!note.references.length && shown.has(note)) this.#wanted.set(note, 0);
    }
    this.#strip?.draw(marks, text);
    this.#settle();
  }

  /** Put the visible notes beside their passages. */
  #settle() {
    const column = this.#find(".mc-notes");
    if (!WIDE.matches) {
      column.style.minBlockSize = "";
      return;
    }
    const notes = [...this.#wanted.keys()];
    const heights = notes.map(note => note.element.offsetHeight);
    const open = this.#open;
    const tops = settle([...this.#wanted.values()], heights, GAP, open ? notes.indexOf(open) : -1);
    notes.forEach(({ element }, index) => {
      const shift = `translateY(${Math.round(tops[index] ?? 0)}px)`;
      if (element.style.transform !== shift) element.style.transform = shift;
    });
    column.style.minBlockSize = `${(tops.at(-1) ?? 0) + (heights.at(-1) ?? 0)}px`;
  }

  /**
   * Bring a note's passage into sight, beside the note or above the sheet.
   * @param {Note} note
   * @param {Element | undefined} reference
   */
  #reveal(note, reference) {
    const edge = this.#edge();
    const below = WIDE.matches ? innerHeight : note.element.getBoundingClientRect().top;
    // A note on the whole article has no passage; beside the text it has a place of its own.
    const goal = reference ?? (WIDE.matches ? note.element : undefined);
    if (!goal) return;
    const last = goal.getBoundingClientRect();
    const here = this.querySelector("mark.mc-here")?.getBoundingClientRect();
    const first = here?.height && last.bottom - here.top < (below - edge) / 2 ? here.top : last.top;
    if (first >= edge && last.bottom <= below) return;
    scrollBy({ top: first - edge - (below - edge) / 8, behavior: "instant" });
  }

  // --- notes ---

  /** Open the note that the address names, or close the one it no longer names. */
  #follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    const note = this.#notes.get(id);
    if (note) {
      if (note !== this.#open) this.#openNote(note, note.references[0]);
    } else if (id.startsWith("ref--")) {
      const reference = document.getElementById(id);
      const named = reference instanceof HTMLAnchorElement && this.#notes.get(idIn(reference));
      if (!named) return;
      this.#close(false);
      this.#ensure(named);
      reference.scrollIntoView({ block: "center" });
    } else if (this.#open) this.#close(false);
    else if (id === "notes" && !this.#lenses.length) {
      this.#show([...LENSES]);
      this.#find(".mc-notes").scrollIntoView();
    }
  }

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
    if (before === note) {
      note.element.focus({ preventScroll: true });
      return;
    }
    if (before) this.#shut(before);
    this.#ensure(note);
    this.#origin = reference ?? null;
    this.dataset.open = note.id;
    note.element.classList.add("mc-open");
    note.element.tabIndex = -1;
    const shown = this.#shown;
    /** @type {Set<Note>} */
    const also = new Set();
    for (const mark of this.querySelectorAll(`mark[data-notes~="${CSS.escape(note.id)}"]`)) {
      mark.classList.add("mc-here");
      for (const id of /** @type {HTMLElement} */ (mark).dataset.notes?.split(" ") ?? []) {
        const other = this.#notes.get(id);
        if (other && other !== note) also.add(other);
      }
    }
    for (const link of note.references) link.classList.add("mc-here");
    const swap = note.references.find(link =>
      this.querySelector(`.mc-swap[data-for="${CSS.escape(link.id)}"]`),
    );
    this.#tools.enter(note, {
      at: shown.indexOf(note) + 1,
      of: shown.length,
      also: [...also],
      swaps: Boolean(swap),
      plain: swap ? this.#isPlain(swap.id) : false,
      correct: this.#correction(note),
    });
    this.#settle();
    note.element.scrollTop = 0;
    note.element.focus({ preventScroll: true });
    this.#reveal(note, reference);
  }

  /** @param {string} passage */
  #isPlain(passage) {
    return (
      this.querySelector(`.mc-swap[data-for="${CSS.escape(passage)}"]`)?.getAttribute("aria-pressed") ===
      "true"
    );
  }

  /** @param {Note} note */
  #shut(note) {
    note.element.classList.remove("mc-open");
    for (const element of this.querySelectorAll(".mc-here")) element.classList.remove("mc-here");
    delete this.dataset.open;
  }

  /** @param {boolean} back whether the reader goes back to the passage */
  #close(back) {
    const note = this.#open;
    if (!note) return;
    this.#tools.leave();
    this.#shut(note);
    this.#settle();
    if (!back) return;
    const origin = this.#origin ?? note.element.querySelector("h3 a");
    if (origin instanceof HTMLElement) {
      origin.focus({ preventScroll: true });
      const box = origin.getBoundingClientRect();
      if (box.top < this.#edge() || box.bottom > innerHeight) origin.scrollIntoView({ block: "center" });
    }
  }

  /**
   * Open a note and say so in the address: the first one as a step that the back button takes back.
   * @param {Note} note
   * @param {Element | undefined} [reference]
   */
  #visit(note, reference = note.references[0]) {
    const first = !this.#open;
    this.#openNote(note, reference);
    if (this.#sample || location.hash === `#${note.id}`) return;
    const address = `${location.pathname}${location.search}#${note.id}`;
    if (first) history.pushState({ ...history.state, opened: true }, "", address);
    else history.replaceState(history.state, "", address);
  }

  #dismiss() {
    this.#close(true);
    if (this.#sample || !location.hash) return;
    if (history.state?.opened) {
      // The place on the page is the reader's, not the one kept with the entry.
      const { scrollRestoration } = history;
      history.scrollRestoration = "manual";
      addEventListener("popstate", () => (history.scrollRestoration = scrollRestoration), { once: true });
      history.back();
    } else history.replaceState(history.state, "", location.pathname + location.search);
  }

  /** @param {1 | -1} step */
  #step(step) {
    const shown = this.#shown;
    const open = this.#open;
    let next;
    if (open) next = shown[shown.indexOf(open) + step];
    else {
      const edge = this.#edge();
      const after = shown.findIndex(
        note => (note.references[0]?.getBoundingClientRect().top ?? -Infinity) >= edge,
      );
      const at = after < 0 ? shown.length : after;
      next = shown[step > 0 ? at : at - 1];
    }
    if (next) this.#visit(next);
  }

  /** @param {import("./tools.js").Action} action */
  #act(action) {
    const note = this.#open;
    if (action === "next") this.#step(1);
    else if (action === "previous") this.#step(-1);
    else if (action === "close") this.#dismiss();
    else if (!note) return;
    else if (action === "swap") {
      if (!this.#lenses.includes("wording")) this.#show([...this.#lenses, "wording"]);
      const plain = note.references.some(link => this.#isPlain(link.id));
      for (const link of note.references) if (this.#isPlain(link.id) === plain) this.#swap(link.id);
      this.#tools.swap.setAttribute("aria-pressed", String(!plain));
    } else if (action === "Link") this.#tools.copy(this.#address(note), action);
    else this.#tools.copy(this.#citation(note, action), `${action} citation`);
  }

  /** @param {Note} note */
  #address(note) {
    const page = this.#sample ? this.querySelector("figcaption a") : null;
    const base = page instanceof HTMLAnchorElement ? page.href : location.href;
    return `${base.split(/[?#]/)[0]}#${note.id}`;
  }

  /**
   * @param {Note} note
   * @param {string} style
   */
  #citation(note, style) {
    const line = /** @type {HTMLElement} */ (this.#find(`.mc-citation[data-style="${style}"]`));
    const [before, between, after] = JSON.parse(line.dataset.note ?? "[]");
    return before + note.number + between + this.#address(note) + after;
  }

  /** @param {Note} note */
  #correction(note) {
    const { correct = "", article = "" } = this.dataset;
    const link = new URL(correct, location.href);
    // A form that can be filled in beforehand.
    if (link.search) {
      link.searchParams.set("title", `Note ${note.number} (${note.id}) on ${article}`);
      link.searchParams.set("address", this.#address(note));
    }
    return link.href;
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
      if (!control.hash || control.pathname !== location.pathname) return;
      const id = idIn(control);
      const note = this.#notes.get(id);
      if (note) {
        event.preventDefault();
        this.#visit(note, control.closest(".mc-ref") ? control : note.references[0]);
      } else if (control.closest(".mc-back")) {
        const passage = document.getElementById(id);
        if (!passage || !this.contains(passage)) return;
        event.preventDefault();
        if (id.startsWith("ref--")) this.#origin = passage;
        this.#dismiss();
      }
    } else if (!control && getSelection()?.isCollapsed !== false) {
      const closed = target.closest(".mc-note:not(.mc-open)");
      const here = closed ? this.#notes.get(closed.id) : this.#noteAt(target);
      if (here) this.#visit(here);
    }
  }

  /**
   * The note to open for a click on the words of a passage: the shown one that ends first.
   * @param {Element} target
   */
  #noteAt(target) {
    const mark = /** @type {HTMLElement | null} */ (target.closest("mark[data-notes]"));
    const lenses = this.#lenses;
    const notes = (mark?.dataset.notes?.split(" ") ?? []).flatMap(id => this.#notes.get(id) ?? []);
    const shown = notes.filter(note => lenses.includes(note.lens));
    // Of several the one that is open gives way to the next: a passage under several notes offers each.
    const open = this.#open;
    return shown[(open ? shown.indexOf(open) + 1 : 0) % shown.length];
  }

  /** @param {HTMLButtonElement} button */
  #pushed(button) {
    const { lens, wording, voice, print } = button.dataset;
    const action = button.dataset.do;
    if (lens) this.#toggle(lens);
    else if (wording) this.#word(wording === "plain");
    else if (voice) {
      if (this.dataset.voice === voice) delete this.dataset.voice;
      else this.dataset.voice = voice;
      this.#paint();
    } else if (button.classList.contains("mc-swap")) this.#swap(button.dataset.for ?? "");
    else if (action) this.#act(/** @type {import("./tools.js").Action} */ (action));
    else if (button.classList.contains("mc-more")) this.#help?.showModal();
    else if (print) {
      this.#help?.close();
      this.dataset.print = print;
      window.print();
    }
  }

  get #help() {
    const dialog = this.querySelector(".mc-help");
    return dialog instanceof HTMLDialogElement ? dialog : null;
  }

  #setUpHelp() {
    const choices = kept();
    for (const box of this.querySelectorAll(".mc-help input")) {
      const input = /** @type {HTMLInputElement} */ (box);
      const name = /** @type {"keys" | "announce"} */ (input.name);
      input.checked = choices[name] !== false;
      input.addEventListener("change", () => {
        keep({ [name]: input.checked });
        if (name === "announce") this.toggleAttribute("data-quiet", !input.checked);
        else if (input.checked) delete this.dataset.keys;
        else this.dataset.keys = "off";
      });
    }
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = /** @type {Element} */ (event.target);
    if (target.closest("input, textarea, select, [contenteditable], dialog")) return;
    if (event.key === "Escape") {
      if (this.#open) this.#dismiss();
      return;
    }
    if (this.dataset.keys === "off") return;
    const lens = LENSES[Number(event.key) - 1];
    if (lens) this.#toggle(lens);
    else if (event.key === "0") {
      this.#show([]);
      this.#keepLenses();
    } else if (event.key === "j") this.#step(1);
    else if (event.key === "k") this.#step(-1);
    else if (event.key === "w" && this.#lenses.includes("wording"))
      this.#word(this.dataset.wording !== "plain");
    else if (event.key === "?") this.#help?.showModal();
    else return;
    event.preventDefault();
  }
}

/** @param {HTMLAnchorElement} link */
function idIn(link) {
  return decodeURIComponent(link.hash.slice(1));
}

customElements.define("marked-copy", MarkedCopy);
