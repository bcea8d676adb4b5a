// A teacher's choice of notes, made on the article's page. Loaded when it is asked for. The choice is part of addresses,
// that of this page too, and is kept nowhere else.

import { make } from "../suggest/parts.js";
import {
  choiceIn,
  FEWEST,
  fragmentOf,
  LESSON,
  leftOutInWords,
  lessonAddress,
  MOST,
  MOST_MARKS,
} from "./choice.js";
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
    const byId = new Map(notes.map((note) => [note.id, note]));
    // In the order of the article's file, which is not that of their places.
    const ids = page.querySelector("[data-first]")?.getAttribute("data-first")?.split(" ") ?? [];
    const first = ids.flatMap((id) => byId.get(id) ?? []);
    const others = notes.filter((note) => !first.includes(note));
    // A class without a choice gets the same.
    const usual = first.slice(0, LESSON).map(({ id }) => id);
    // Whoever has come from a lesson goes on with its notes, also with those that are too many.
    const known = notes.map((note) => ({
      id: note.id,
      formerly: [...note.querySelectorAll(":scope > span[id]")].map(({ id }) => id),
    }));
    const choice = choiceIn(location.hash, known);
    const asked = [...choice.notes, ...(choice.over ?? [])];
    const begun = asked.length
      ? " Those of the address are ticked to begin with."
      : usual.length
        ? ` The first ${usual.length} are ticked to begin with.`
        : "";
    this.marks = make("input", {
      type: "number",
      min: "0",
      max: String(MOST_MARKS),
      value: String(choice.marks ?? USUAL),
      size: 3,
    });
    this.list = make(
      "div",
      { className: "mc-choice" },
      ...part(`Told first, in this order: ${counted(first.length)}`, first),
      ...part(`${first.length ? "The others" : "All"} by place: ${counted(others.length)}`, others),
    );
    this.told = make("p", { role: "status" });
    this.leads = make("ul");
    const gate = make("label", {}, "Pupils mark this many phrases before the notes open: ", this.marks);
    const foot = make("div", {}, make("p", {}, gate), this.told, this.leads);
    // In sight while the list is long: the sheet of the page knows nothing of this.
    Object.assign(foot.style, {
      position: "sticky",
      bottom: "-0.8rem",
      borderTop: "1px solid var(--mc-rule)",
      background: "var(--mc-paper)",
    });
    const none = make(
      "button",
      {
        type: "button",
        onclick: () => {
          this.#choose([]);
          this.#write();
        },
      },
      "Choose none",
    );
    this.dialog = make(
      "dialog",
      { className: "mc-help", "aria-labelledby": "mc-choose" },
      make("form", { method: "dialog" }, make("button", { className: "mc-close" }, "Close")),
      make("h2", { id: "mc-choose" }, "Choose notes for a lesson"),
      make(
        "p",
        {},
        `Three to five fill the time that a lesson has to compare; up to ${MOST} can be chosen.${begun} Their order is that in which you tick them. The choice is part of the addresses below: keep them, or give them to your class. The address of this page has it too, so that it is here again when you load the page anew. It is stored nowhere else.`,
      ),
      ...leftOutInWords({ ...choice, over: [] }).map((words) => make("p", {}, words)),
      make("p", {}, none),
      this.list,
      foot,
    );
    page.append(this.dialog);
    this.dialog.addEventListener("input", () => {
      this.#read();
      this.#write();
    });
    signal.addEventListener("abort", () => this.dialog.close());
    this.#choose(asked.length ? asked : usual);
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
    const marks = this.#asked;
    const leads = LEADS.map(([file, name]) => {
      // A class view asks for no marks.
      const choice = { notes: this.#chosen, marks: file === "class.html" ? null : marks };
      const href = lessonAddress(file, choice, location.href, "");
      return leadOf(href, name, ...(file === PRACTICE ? [this.#code(href)] : []));
    });
    this.leads.replaceChildren(...(isFit ? leads : []));
  }

  /** @returns {number | null} that pupils mark; null where nothing fit is asked for */
  get #asked() {
    return this.marks.validity.valid && this.marks.value ? Number(this.marks.value) : null;
  }

  /** The choice into the address, where the next load of the page finds it. */
  #write() {
    const fragment = fragmentOf({ notes: this.#chosen, marks: this.#asked });
    try {
      history.replaceState(history.state, "", fragment || location.pathname + location.search);
    } catch {
      // Some browsers take only so many addresses in half a minute: the next one will do.
    }
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

/** @param {number} many */
const counted = (many) => `${many} note${many === 1 ? "" : "s"}`;

/** @param {string} title @param {Element[]} notes @returns {HTMLElement[]} nothing where there are none */
function part(title, notes) {
  if (!notes.length) return [];
  const list = make("ul", {}, ...notes.map(item));
  Object.assign(list.style, { listStyle: "none", margin: "0", padding: "0" });
  const heading = make("h3", {}, title);
  heading.style.margin = "0.8em 0 0.2em";
  return [heading, list];
}

/** @param {Element} note @returns {HTMLElement} */
function item(note) {
  const words = (/** @type {string} */ selector) => note.querySelector(selector)?.textContent ?? "";
  const gist = words(".mc-gist");
  // As a class writes it beside a phrase.
  const sign = note.matches(".mc-good-practice") ? "+ " : "";
  const stance = make("span", { className: "mc-stance" }, sign + words(".mc-stance"));
  const one = make(
    "li",
    {},
    make(
      "label",
      {},
      make("input", { type: "checkbox", value: note.id }),
      make("b", {}),
      ` ${gist} `,
      make("span", { className: "mc-quiet" }, words(".mc-kind")),
      ...(note.matches(".mc-concern") ? [] : [stance]),
    ),
    fold(note, gist),
  );
  Object.assign(one.style, { maxWidth: "none", margin: "0 0 0.4rem" });
  if (sign) stance.style.fontWeight = "600";
  return one;
}

/**
 * @param {Element} note
 * @param {string} gist
 * @returns {HTMLElement} what it says of which words, to read before it is chosen
 */
function fold(note, gist) {
  const opens = make("summary", { "aria-label": `Read the note: ${gist}` }, "Read the note");
  opens.style.padding = "0.1rem 0";
  const more = make("details", {}, opens);
  more.style.marginInlineStart = "1.6em";
  more.addEventListener("toggle", () => {
    if (more.childElementCount > 1) return;
    for (const said of note.querySelectorAll(".mc-quote, .mc-body > dl")) more.append(said.cloneNode(true));
    for (const named of more.querySelectorAll("[id]")) named.removeAttribute("id");
  });
  return more;
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
