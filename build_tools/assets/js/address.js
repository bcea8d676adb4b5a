// The address says which view this is, and which note is open. It is written when the browser has nothing else to do:
// to write it takes as long as to open a note. Before a reader can leave the page or copy the address, it is right.

/** @typedef {import("./state.js").View} View */

/**
 * The query for a view. What is not ours in the query stays.
 * @param {View} view
 * @param {string} search
 */
export function queryFor(view, search) {
  const query = new URLSearchParams(search);
  const { lenses } = view;
  const ours = {
    lens: lenses.join(","),
    notes: lenses.length ? view.notes : "",
    voice: lenses.includes("speaking") ? view.voice : "",
    wording: view.plain && lenses.includes("wording") ? "plain" : "",
  };
  for (const [name, value] of Object.entries(ours))
    if (value) query.set(name, value);
    else query.delete(name);
  const text = query.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}

/**
 * @param {string} hash
 * @returns {string} the id it names; nothing for one that is not well formed
 */
export function idIn(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

/** @param {() => void} run when the page shows what has been asked for */
export function afterFrame(run) {
  requestAnimationFrame(() => setTimeout(run));
}

export class Address {
  #isDue = false;
  /** Whether what is due is a step that the back button takes back. */
  #isNew = false;

  /**
   * @param {string} path of the page. With instant navigation another one may come in the place of ours
   * @param {() => string} describe the query and the fragment that are right now
   * @param {AbortSignal} signal
   */
  constructor(path, describe, signal) {
    this.path = path;
    this.describe = describe;
    // To copy the address, a reader leaves the page for the browser's bar.
    for (const type of ["pagehide", "blur", "visibilitychange", "click"])
      addEventListener(type, this.write, { capture: type === "click", signal });
  }

  get isOurs() {
    return location.pathname === this.path;
  }

  /** @returns {boolean} whether the back button closes what is open */
  get isStep() {
    return history.state?.opened ?? this.#isNew;
  }

  /** What comes is a step of its own, and the entry before it has what was. */
  step() {
    this.write();
    this.#isNew = true;
    this.later();
  }

  /** Something has changed. What it looks like comes first: to write an address takes as long as to open a note. */
  later() {
    // Not when the browser has nothing else to do, which in a very high window may never be.
    if (!this.#isDue) afterFrame(this.write);
    this.#isDue = true;
  }

  write = () => {
    const [isDue, isNew] = [this.#isDue, this.#isNew];
    this.#isDue = this.#isNew = false;
    if (!isDue || !this.isOurs) return;
    const view = this.describe();
    const address = this.path + view;
    try {
      if (isNew) {
        // When it is taken back, the place on the page is the reader's, not the one kept with the entry.
        history.scrollRestoration = "manual";
        history.pushState({ ...history.state, opened: true }, "", address);
      } else if (view !== location.search + location.hash) history.replaceState(history.state, "", address);
    } catch {
      // Some browsers take only so many addresses in half a minute.
    }
  };

  /** What was open is closed. */
  back() {
    const isWritten = !this.#isNew && history.state?.opened;
    this.#isNew = false;
    if (!isWritten) this.later();
    else {
      this.#isDue = false;
      history.back();
    }
  }
}
