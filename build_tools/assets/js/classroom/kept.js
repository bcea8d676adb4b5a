// A learner's marks on this device. What another tab has changed is read before each change, so that nothing is lost.

import { fromPage, toPage, Unreadable } from "./handed.js";
import { byPlace } from "./spans.js";
import { NOTHING, withoutDoubles } from "./states.js";

/** @typedef {import("./given.js").Given} Given */
/** @typedef {import("./states.js").State} State */

/** Behind it stands the article's name: `marked-copy-practice:night-ferries`. */
const STORE = "marked-copy-practice";

export class Kept {
  /** Whether what is put is still there after the page has gone. */
  isKept = true;
  /** @type {string[]} the words of marks that stand in the text no more */
  lost = [];
  /** When it was changed last, in ISO 8601; nothing where it never was. */
  saved = "";
  /** @type {State} */
  #state = NOTHING;
  /** @type {string | null} as it was read or written last */
  #raw = null;
  /** @type {import("./handed.js").Mark[]} those that are somewhere else than on this page: in the storage, or in a file */
  #safe = [];

  /**
   * @param {() => Storage} storage which may throw, where the browser keeps nothing
   * @param {Given} given
   * @param {string[]} signs the text, code point by code point
   */
  constructor(storage, given, signs) {
    this.storage = storage;
    this.given = given;
    this.signs = signs;
    this.key = `${STORE}:${given.article}`;
    try {
      this.#raw = storage().getItem(this.key);
      this.#state = this.#read(this.#raw);
      this.areSafe();
      // Some browsers say only when something is written that they keep nothing; and what is full can be read.
      storage().setItem(STORE, "");
      storage().removeItem(STORE);
    } catch {
      this.isKept = false;
    }
  }

  /** @returns {State} as it was read or changed last */
  get state() {
    return this.#state;
  }

  /** Whether there are marks that would go with the page: kept nowhere, and in no file as they are now. */
  get isAtRisk() {
    const { marks } = this.#state;
    return !this.isKept && marks.length > 0 && JSON.stringify(marks) !== JSON.stringify(this.#safe);
  }

  /** The marks, as they are now, are somewhere else too. */
  areSafe() {
    this.#safe = this.#state.marks;
  }

  /** Read what another tab may have changed. */
  refresh() {
    if (!this.isKept) return;
    try {
      const raw = this.storage().getItem(this.key);
      if (raw === this.#raw) return;
      this.#raw = raw;
      this.#state = this.#read(raw);
      this.areSafe();
    } catch {
      this.isKept = false;
    }
  }

  /**
   * @param {(state: State) => State} change
   * @returns {State} what it has become
   */
  change(change) {
    this.refresh();
    const state = change(this.#state);
    const set = state.marks.length ? state.set || randomName() : state.set;
    // Who begins where nothing is left is somebody else.
    this.#state = { ...state, set: isNothing(state) ? "" : set, marks: [...state.marks].sort(byPlace) };
    this.saved = new Date().toISOString();
    this.#write();
    return this.#state;
  }

  #write() {
    const { marks, set, name, ...rest } = this.#state;
    try {
      if (isNothing(this.#state)) {
        this.#raw = null;
        this.storage().removeItem(this.key);
      } else if (this.isKept) {
        const page = toPage(this.given, this.signs, { name, marks, saved: this.saved, set });
        this.#raw = JSON.stringify({ page, ...rest });
        this.storage().setItem(this.key, this.#raw);
        this.areSafe();
      }
    } catch {
      // Blocked, or full: from here on the page alone knows it.
      this.isKept = false;
    }
  }

  /** @param {string | null} raw @returns {State} */
  #read(raw) {
    this.lost = [];
    this.saved = "";
    if (raw === null) return NOTHING;
    try {
      const { page, isOpen, kind } = JSON.parse(raw);
      const { marks, lost, saved, set, name } = fromPage(page, this.given, this.signs);
      this.lost = lost;
      this.saved = saved;
      return {
        marks: withoutDoubles(marks),
        set,
        name,
        isOpen: isOpen === true,
        kind: this.given.kinds.some(([id]) => id === kind) ? kind : "",
      };
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof TypeError || error instanceof Unreadable))
        throw error;
      // Something else stands there, which the next mark replaces.
      return NOTHING;
    }
  }
}

/** @returns {string} 64 random bits; `randomUUID` is not there on a page that came unencrypted */
function randomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  // Behind a letter, for a spreadsheet takes `12e45678` for a number.
  return `m${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** @param {State} state */
const isNothing = ({ marks, isOpen, kind }) => !marks.length && !isOpen && !kind;
