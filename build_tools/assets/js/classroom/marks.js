// The learner's marks as the page shows them: in the text, and in a list beside it.

import { make } from "../suggest/parts.js";
import { MISSING_KIND } from "./desk.js";
import { isFramed } from "./framed.js";
import { DONE_WELL } from "./handed.js";
import { keyOf } from "./spans.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {import("./sheet.js").Shown} Shown */

/** @param {Desk} desk @param {import("./given.js").Note[]} notes that are shown too */
export function drawMarks(desk, notes) {
  const { sheet, marks, names } = desk;
  /** @type {Shown[]} */
  const own = marks.map((mark, nth) => ({
    ...mark,
    key: keyOf(mark),
    id: keyOf(mark),
    isOwn: true,
    number: String(nth + 1),
    name: `Mark ${nth + 1}, ${names.get(mark.kind)}${mark.isDoneWell ? ", done well" : ""}: ${desk.quoteOf(mark)}`,
  }));
  const theirs = notes.flatMap(({ id, number, kind, stance, spans }) =>
    spans.map(([start, end], nth) => ({
      key: `${id} ${nth}`,
      id,
      start,
      end,
      isOwn: false,
      isDoneWell: stance === DONE_WELL,
      kind,
      number: String(number),
      name: `Note ${number}, ${names.get(kind)}${stance === DONE_WELL ? ", good practice" : ""}`,
    })),
  );
  sheet.draw([...own, ...theirs]);
}

/** A longer list is laid out only where it is in sight: a new mark gives all behind it other numbers. */
const LONG_LIST = 30;

/** The list of one's own marks. An entry is made once, and stays as long as its mark. */
export class OwnList {
  /** @type {Map<string, {item: HTMLElement, form: string, number: number}>} */
  #items = new Map();

  /** @param {Desk} desk @param {HTMLElement} list */
  constructor(desk, list) {
    this.desk = desk;
    this.list = list;
  }

  show() {
    const { desk, list } = this;
    const keys = new Set(desk.marks.map(keyOf));
    // As high as it is, a frame shows all of it.
    const isLong = keys.size > LONG_LIST && !isFramed();
    list.toggleAttribute("data-long", isLong);
    // Without the browser's own numbers some do not take it for a list.
    if (isLong) list.setAttribute("role", "list");
    else list.removeAttribute("role");
    for (const [key, { item }] of this.#items)
      if (!keys.has(key)) {
        item.remove();
        this.#items.delete(key);
      }
    let next = list.firstElementChild;
    for (const [nth, mark] of desk.marks.entries()) {
      const item = this.#item(mark, nth + 1);
      if (item === next) next = item.nextElementSibling;
      else list.insertBefore(item, next);
    }
  }

  /** @param {Mark} mark @param {number} number */
  #item(mark, number) {
    const key = keyOf(mark);
    const form = `${mark.kind} ${mark.isDoneWell}\n${mark.comment}`;
    const known = this.#items.get(key);
    const item = known?.item ?? make("li");
    if (known?.number !== number) item.dataset.number = String(number);
    this.#items.set(key, { item, form, number });
    if (known?.form === form) return item;
    item.className = `mc-${mark.kind}`;
    item.replaceChildren(
      ...markWords(this.desk, mark, `own-${key}`),
      " ",
      make("button", { type: "button", "data-mark": key, "aria-describedby": `own-${key}` }, "Change"),
    );
    return item;
  }
}

/**
 * @param {Desk} desk
 * @param {Mark} mark
 * @param {string} [id] of its words
 * @returns {Node[]} its kind, its words and its reason; and whether they are done well
 */
export function markWords(desk, mark, id = "") {
  const isPoint = mark.start === mark.end;
  return [
    make("span", { className: "mc-kind-name" }, desk.names.get(mark.kind) ?? ""),
    " ",
    ...(mark.isDoneWell ? [doneWell(), " "] : []),
    ...(isPoint ? [mark.kind === MISSING_KIND ? "something is missing after " : "after "] : []),
    make("q", { ...(id && { id }), ...foreignOf(desk) }, desk.wordsOf(mark)),
    ...(mark.comment ? [make("p", { className: "mc-reason", dir: "auto" }, mark.comment)] : []),
  ];
}

/** What is done well has the sign that it has on paper too (templates/classroom/sheet.typ). */
export const doneWell = (name = "done well") => make("span", { className: "mc-done-well" }, name);

/** @param {Desk} desk the language and direction of the article's words */
export function foreignOf({ sheet }) {
  return { ...(sheet.language && { lang: sheet.language }), dir: "auto" };
}
