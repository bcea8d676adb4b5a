// Where everything is: the passages in the text, and the notes beside them.

import { settle } from "./settle.js";

/** @typedef {import("./reader.js").Note} Note */
/** @typedef {{note: Note, link: HTMLElement, isFirst: boolean}} Reference */

/** From this width on notes stand beside the text; below it the open one is a sheet. The style sheet says the same. */
export const WIDE = matchMedia("(min-width: 64em)");

/**
 * @typedef {object} Block a paragraph, heading or list of the text
 * @property {HTMLElement} element
 * @property {Reference[]} references
 * @property {number} start how many characters stand before it
 * @property {number} end the same, with its own
 * @property {boolean} isSkipped whether the browser has not made it ready: to measure it would
 */

export class Places {
  /** @type {Map<Element, Block>} */
  #blocks = new Map();
  /** @type {Map<Note, number>} where each note's first passage is, in pixels from the top of the column */
  #found = new Map();
  /** @type {ReadonlySet<Note>} */
  #shown = new Set();
  /** @type {Map<Note, number>} what is known of the notes' heights */
  #heights = new Map();
  /** @type {Map<Note, number>} where the shown notes are put */
  #tops = new Map();
  /** @type {Set<Note>} those near the window, which alone are rendered */
  #near = new Set();
  #usual = 50;
  /** Gives the column its height. (To set it on the column itself would style every note in it anew.) */
  #room = document.createElement("div");

  /**
   * @param {HTMLElement} text the article's words
   * @param {HTMLElement} column the notes' element
   * @param {HTMLElement} bar what sticks to the top of the window
   * @param {Iterable<Note>} notes
   */
  constructor(text, column, bar, notes) {
    this.text = text;
    this.column = column;
    this.bar = bar;
    let start = 0;
    for (const child of text.children) {
      const element = /** @type {HTMLElement} */ (child);
      const end = start + (element.textContent?.length ?? 0);
      this.#blocks.set(element, { element, references: [], start, end, isSkipped: false });
      start = end;
    }
    this.#room.className = "mc-room";
    column.append(this.#room);
    for (const note of notes)
      note.references.forEach((link, index) => {
        let block = /** @type {HTMLElement} */ (link);
        while (block.parentElement && block.parentElement !== text) block = block.parentElement;
        this.#blocks.get(block)?.references.push({ note, link, isFirst: !index });
      });
    /** How many characters all blocks have. */
    this.length = start || 1;
  }

  /** Let the browser skip the blocks that are well off the screen, from now on. */
  skip() {
    const blocks = /** @type {HTMLElement[]} */ ([...this.#blocks.keys()]);
    const boxes = blocks.map((block) => block.getBoundingClientRect());
    blocks.forEach((block, index) => {
      const { top = 0, bottom = 0, height = 0 } = boxes[index] ?? {};
      if (bottom > -innerHeight && top < 2 * innerHeight) return;
      // What it is taken to measure while it is skipped, until it has been on the screen again.
      block.style.containIntrinsicBlockSize = `auto ${height}px`;
      block.classList.add("mc-lazy");
    });
  }

  /**
   * Take note that the browser has made a block ready, or let go of it.
   * @param {Event} event of the type `contentvisibilityautostatechange`
   */
  changed(event) {
    const block = this.#blocks.get(/** @type {Element} */ (event.target));
    if (block) block.isSkipped = /** @type {{skipped?: boolean}} */ (event).skipped ?? false;
  }

  /** @returns {number} the lower edge of what covers the top of the window while the article is read, in pixels */
  get edge() {
    const { position, top } = getComputedStyle(this.bar);
    return position === "sticky" ? Number.parseFloat(top) + this.bar.offsetHeight : 0;
  }

  /**
   * Remember what stands at the top of the reader's window.
   * @returns {() => void} puts it back there
   */
  hold() {
    const { edge } = this;
    const ready = [...this.#blocks.values()].filter(({ isSkipped }) => !isSkipped);
    const block = ready.find(({ element }) => element.getBoundingClientRect().bottom > edge)?.element;
    const before = block?.getBoundingClientRect().top ?? 0;
    // Above the article, what opens may push it down.
    if (!block || (block === this.text.firstElementChild && before > edge)) return () => {};
    return () => {
      const moved = block.getBoundingClientRect().top - before;
      if (moved) scrollBy({ top: moved, behavior: "instant" });
    };
  }

  /**
   * Measure the passages, and put the notes beside them.
   * @param {ReadonlySet<Note>} shown in the order of the article
   * @param {Note | undefined} open
   * @returns {{lens: string, y: number}[]} every passage, in pixels from the top of the text
   */
  measure(shown, open) {
    const { top: textTop, bottom: textBottom } = this.text.getBoundingClientRect();
    const columnTop = this.column.getBoundingClientRect().top;
    /** @type {{lens: string, y: number}[]} */
    const marks = [];
    /** @type {Map<Note, number>} */
    const found = new Map();
    // Read in the same breath as the places of the words.
    if (open) this.#heights.set(open, open.element.offsetHeight);
    const add = (/** @type {Reference} */ { note, isFirst }, /** @type {number} */ y) => {
      marks.push({ lens: note.lens, y: y - textTop });
      if (isFirst) found.set(note, y - columnTop);
    };
    // Blocks that are not ready are taken to fill the room between those that are, by the length of their words.
    let from = { at: 0, y: textTop };
    /** @type {Block[]} */
    let waiting = [];
    const fill = (/** @type {number} */ at, /** @type {number} */ y) => {
      const scale = (y - from.y) / (at - from.at || 1);
      waiting.forEach((block, index) => {
        const end = waiting[index + 1]?.start ?? at;
        const { length } = block.references;
        block.references.forEach((reference, nth) => {
          const place = block.start + ((end - block.start) * (nth + 0.5)) / length;
          const isOpen = reference.note === open;
          add(reference, isOpen ? topOf(reference.link) : from.y + (place - from.at) * scale);
        });
      });
      waiting = [];
    };
    for (const block of this.#blocks.values()) {
      if (block.isSkipped) {
        waiting.push(block);
        continue;
      }
      const { top, bottom } = block.element.getBoundingClientRect();
      fill(block.start, top);
      for (const reference of block.references) add(reference, topOf(reference.link));
      from = { at: block.end, y: bottom };
    }
    fill(this.length, textBottom);
    this.#found = found;
    this.#shown = shown;
    this.settle(open);
    return marks;
  }

  /**
   * A note has been opened: the words have not moved, only the notes make room for it.
   * @param {Note} note
   */
  open(note) {
    if (!WIDE.matches) return;
    const [link] = note.references;
    this.#heights.set(note, note.element.offsetHeight);
    if (link) this.#found.set(note, topOf(link) - this.column.getBoundingClientRect().top);
    this.settle(note);
  }

  /** Forget the notes' heights: the size of their words may have changed. */
  forget() {
    this.#heights.clear();
  }

  /**
   * Put the shown notes in their places, as measured.
   * @param {Note | undefined} open it stays level with its passage
   */
  settle(open) {
    if (!WIDE.matches) {
      this.#tops.clear();
      this.render(open);
      this.#room.style.blockSize = "";
      return;
    }
    const notes = [...this.#shown];
    const wanted = notes.map((note) => this.#found.get(note) ?? 0);
    const fixed = open ? notes.indexOf(open) : -1;
    // Once with the heights that are known, and again if some that came near are others.
    for (let round = 0; round < 3; round++) {
      const heights = notes.map((note) => this.#heights.get(note) ?? this.#usual);
      const tops = settle(wanted, heights, fixed);
      this.#tops = new Map(notes.map((note, index) => [note, Math.round(tops[index] ?? 0)]));
      this.#room.style.blockSize = `${(tops.at(-1) ?? 0) + (heights.at(-1) ?? 0)}px`;
      if (!this.render(open)) break;
    }
  }

  /**
   * Render the notes near the window, and those only.
   * @param {Note | undefined} open
   * @returns {boolean} whether one of them is not as high as it was taken to be
   */
  render(open) {
    const columnTop = this.column.getBoundingClientRect().top;
    /** @type {Set<Note>} */
    const near = new Set();
    for (const [note, top] of this.#tops)
      if (note === open || Math.abs(columnTop + top - innerHeight / 2) < 0.8 * innerHeight) near.add(note);
    for (const note of this.#near) if (!near.has(note)) leave(note.element);
    for (const note of near) {
      const { classList, style } = note.element;
      classList.add("mc-near");
      const shift = `translateY(${this.#tops.get(note)}px)`;
      if (style.transform !== shift) style.transform = shift;
    }
    this.#near = near;
    let isOther = false;
    for (const note of near) {
      if (this.#heights.has(note)) continue;
      const height = note.element.offsetHeight;
      this.#heights.set(note, height);
      if (Math.abs(height - this.#usual) < 1) continue;
      isOther = true;
      if (note !== open) this.#usual = height;
    }
    return isOther;
  }

  /**
   * A note is shut again: its height is no longer what it was.
   * @param {Note} note
   */
  shut(note) {
    this.#heights.delete(note);
  }

  /**
   * @param {Note} note
   * @returns {boolean} whether its passage begins below what covers the top of the window
   */
  isBelow(note) {
    return this.column.getBoundingClientRect().top + (this.#found.get(note) ?? -Infinity) >= this.edge;
  }

  /**
   * Bring a note's passage into sight, beside the note or above the sheet.
   * @param {Note} note
   * @param {Element | undefined} reference
   */
  reveal(note, reference) {
    const { edge } = this;
    const below = WIDE.matches ? innerHeight : note.element.getBoundingClientRect().top;
    // A note on the whole article has no passage; beside the text it has a place of its own.
    const goal = reference ?? (WIDE.matches ? note.element : undefined);
    if (!goal) return;
    const last = goal.getBoundingClientRect();
    const here = this.text.querySelector("mark.mc-here")?.getBoundingClientRect();
    const isWhole = here?.height && last.bottom >= here.top && last.bottom - here.top < (below - edge) / 2;
    const first = isWhole ? here.top : last.top;
    if (first >= edge && last.bottom <= below) return;
    scrollBy({ top: first - edge - (below - edge) / 8, behavior: "instant" });
  }
}

/**
 * @param {Element} link
 * @returns {number} its place in the window; that of the words before it while its lens is off
 */
function topOf(link) {
  const box = link.getBoundingClientRect();
  if (box.height) return box.top;
  /** @type {Element | null | undefined} */
  let before = link.parentElement;
  while (before && !before.getClientRects().length)
    before = before.previousElementSibling ?? before.parentElement;
  return [...(before?.getClientRects() ?? [])].at(-1)?.top ?? 0;
}

/** @param {HTMLElement} element */
function leave(element) {
  element.classList.remove("mc-near");
  element.style.transform = "";
}
