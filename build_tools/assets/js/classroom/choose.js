// A teacher's choice of notes, made on the article's page. Loaded when it is asked for. The choice is part of addresses,
// and is kept nowhere else.

import { make } from "../suggest/parts.js";
import { FEWEST, lessonAddress, MOST, MOST_MARKS } from "./choice.js";
import { USUAL } from "./gate.js";
import { keepForOffline } from "./keep.js";

/** @type {WeakMap<HTMLElement, Choosing>} */
const pages = new WeakMap();

/**
 * @param {HTMLElement} page the custom element
 * @param {AbortSignal} signal ends it
 */
export function choose(page, signal) {
  const here = pages.get(page) ?? new Choosing(page, signal);
  pages.set(page, here);
  here.dialog.showModal();
  // Whoever prepares a lesson may give it where there is no network.
  keepForOffline();
}

const PRACTICE = "practice.html";
const LEADS = /** @type {[string, string][]} */ ([
  [PRACTICE, "Practice, for the pupils"],
  ["projector.html", "Projector, and to print key and sheet"],
  ["class.html", "Class view"],
]);

class Choosing {
  /** @type {string[]} ids, in the order in which they were chosen */
  #chosen = [];

  /**
   * @param {HTMLElement} page
   * @param {AbortSignal} signal
   */
  constructor(page, signal) {
    const notes = [...page.querySelectorAll(".mc-note")];
    // The five that the page tells first are the choice to begin with.
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const told = page.querySelectorAll("#five-notes--list a");
    const first = [...told].map(({ hash }) => hash.slice(1));
    const begun = first.length
      ? ` The ${first.length} that the page tells first are ticked to begin with.`
      : "";
    this.marks = make("input", {
      type: "number",
      min: "0",
      max: String(MOST_MARKS),
      value: String(USUAL),
      size: 3,
    });
    this.list = make("ul", { className: "mc-choice" }, ...notes.map((note) => this.#item(note)));
    this.list.style.listStyle = "none";
    this.told = make("p", { role: "status" });
    this.leads = make("ul");
    const foot = make("div", {}, this.told, this.leads);
    // In sight while the list is long: the sheet of the page knows nothing of this.
    Object.assign(foot.style, { position: "sticky", bottom: "-0.8rem", background: "var(--mc-paper)" });
    this.dialog = make(
      "dialog",
      { className: "mc-help", "aria-labelledby": "mc-choose" },
      make("form", { method: "dialog" }, make("button", { className: "mc-close" }, "Close")),
      make("h2", { id: "mc-choose" }, "Choose notes for a lesson"),
      make(
        "p",
        {},
        `Three to five fill the time that a lesson has to compare; up to ${MOST} can be chosen.${begun} Their order is that in which you tick them. The choice is part of the addresses below: keep them, or give them to your class. Nothing is stored.`,
      ),
      make("p", {}, make("button", { type: "button", onclick: () => this.#choose([]) }, "Choose none")),
      this.list,
      make("p", {}, make("label", {}, "Pupils mark this many phrases before the notes open: ", this.marks)),
      foot,
    );
    page.append(this.dialog);
    this.dialog.addEventListener("input", () => this.#read());
    signal.addEventListener("abort", () => this.dialog.close());
    this.#choose(first);
  }

  /** @param {Element} note @returns {HTMLElement} */
  #item(note) {
    const words = (/** @type {string} */ selector) => note.querySelector(selector)?.textContent ?? "";
    const box = make("input", { type: "checkbox", value: note.id });
    return make(
      "li",
      {},
      make(
        "label",
        {},
        box,
        make("b", {}),
        ` ${words(".mc-gist")} `,
        make("span", { className: "mc-quiet" }, words(".mc-kind")),
      ),
    );
  }

  /** @returns {HTMLInputElement[]} */
  get #boxes() {
    return [...this.list.querySelectorAll("input")];
  }

  /** @param {string[]} ids */
  #choose(ids) {
    for (const box of this.#boxes) box.checked = ids.includes(box.value);
    this.#chosen = ids;
    this.#read();
  }

  /** What is ticked now: what was chosen before stays in its order. */
  #read() {
    const ticked = this.#boxes.filter(({ checked }) => checked).map(({ value }) => value);
    this.#chosen = [...new Set([...this.#chosen.filter((id) => ticked.includes(id)), ...ticked])];
    for (const box of this.#boxes) {
      const place = this.#chosen.indexOf(box.value) + 1;
      /** @type {Element} */ (box.nextElementSibling).textContent = place ? ` ${place}.` : "";
    }
    const count = this.#chosen.length;
    const isFit = count >= FEWEST && count <= MOST;
    const there = this.#boxes.length;
    const few = `. This article has ${there} note${there === 1 ? "" : "s"}: a class can use them all without a choice.`;
    const asked = isFit ? "." : there < FEWEST ? few : `: choose from ${FEWEST} to ${MOST}.`;
    this.told.textContent = `${count} chosen${asked}`;
    const marks = this.marks.validity.valid && this.marks.value ? Number(this.marks.value) : null;
    const leads = LEADS.map(([file, name]) => {
      // A class view asks for no marks.
      const choice = { notes: this.#chosen, marks: file === "class.html" ? null : marks };
      const href = lessonAddress(file, choice, location.href, "");
      return leadOf(href, name, ...(file === PRACTICE ? [this.#code(href)] : []));
    });
    this.leads.replaceChildren(...(isFit ? leads : []));
  }

  /** @param {string} address @returns {HTMLElement} a button that shows it as a code */
  #code(address) {
    const button = make("button", { type: "button" }, "Show as a code");
    button.addEventListener("click", () => {
      import("./code.js").then(
        ({ showCode }) => showCode(this.dialog, address, "Practice"),
        () => button.replaceWith(" The code did not load: you may be offline."),
      );
    });
    return button;
  }
}

/** @param {string} href @param {string} name @param {...HTMLElement} more @returns {HTMLElement} a link, and a button that copies it */
function leadOf(href, name, ...more) {
  const copy = make("button", { type: "button" }, "Copy address");
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(href);
      copy.textContent = "Copied";
    } catch {
      // Not allowed here: it can be copied by hand.
      copy.replaceWith(make("code", {}, href));
    }
  });
  return make("li", {}, make("a", { href }, name), " ", copy, ...more.flatMap((one) => [" ", one]));
}
