// Marks and notes side by side: what both have, what only the notes have, what only the learner has.

import { make } from "../suggest/parts.js";
import { notesMeant } from "./choice.js";
import { compared } from "./compare.js";
import { bothHave, theNote, yours } from "./entries.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./given.js").Note} Note */

/** So many notes that were not found are told at once; the others are folded. */
const AT_ONCE = 5;
/** @param {Desk} desk @returns {Note[]} those that are compared, the first ones first; of the teacher's choice no others */
export function notesCompared({ article, choice, state }) {
  const meant = choice.notes.length
    ? notesMeant(article, choice.notes)
    : [...new Set([...(article.first.length ? notesMeant(article, []) : []), ...article.notes])];
  return meant.filter(({ kind }) => !state.kind || kind === state.kind);
}

/** @param {number} count of the notes chosen @param {string} about the only kind, or nothing @returns {string} a sentence */
export function comparedWith(count, about) {
  if (!count) return `None of the notes chosen for this lesson is${about}.`;
  const notes = count === 1 ? "one note" : `${count} notes`;
  return `Compared with the ${notes}${about} chosen for this lesson.`;
}

/** @param {Desk} desk @param {HTMLElement} section */
export function showResults(desk, section) {
  const { state, sheet, signs, names } = desk;
  const notes = notesCompared(desk);
  const marks = desk.marks.filter(({ kind }) => !state.kind || kind === state.kind);
  const text = {
    signs,
    words: sheet.words,
    sentences: sheet.sentences,
    isShown: (/** @type {any} */ span) => sheet.isShown(span),
  };
  const result = compared(marks, notes, text);
  const hasMet = result.both.length + result.near.length > 0;
  const isChosen = desk.choice.notes.length > 0;
  const about = state.kind ? ` on ${names.get(state.kind)?.toLowerCase()}` : "";
  section.replaceChildren(
    ...(isChosen ? [make("p", {}, comparedWith(notes.length, about))] : []),
    ...group("Found by both", result.both, (found) => bothHave(desk, found)),
    ...group("In the same sentence, at another place", result.near, (found) => bothHave(desk, found)),
    ...(hasMet ? notFound(desk, result.missed, about) : []),
    ...group(
      "Yours alone: worth discussing",
      [...result.own, ...result.wide.map(({ mark }) => mark)],
      (mark) => yours(desk, mark, result.wide.find((wide) => wide.mark === mark)?.notes ?? 0),
      result.own.length
        ? `No ${isChosen ? "chosen " : ""}note${about} is about these words. What do others in the class say?`
        : "",
    ),
    ...(hasMet ? [] : notFound(desk, result.missed, about)),
    ...(result.apart.length
      ? [
          make("h3", {}, `Not to be found by marking (${result.apart.length})`),
          make(
            "p",
            { className: "mc-quiet" },
            "About the article as a whole, or about what stood around it on its page.",
          ),
          make(
            "ul",
            { className: "mc-pairs" },
            ...result.apart.map((note) => make("li", {}, theNote(desk, note))),
          ),
        ]
      : []),
    make("h3", { className: "mc-again" }, "Another try"),
    make(
      "p",
      { className: "mc-again" },
      "Look through the text once more, for one kind only. Your marks stay.",
    ),
    make(
      "p",
      { className: "mc-row mc-kinds" },
      ...desk.article.kinds.map(([id, name]) =>
        make("button", { type: "button", className: `mc-tag mc-${id}`, "data-again": id }, name),
      ),
      make("button", { type: "button", "data-again": "" }, "All kinds"),
    ),
  );
}

/**
 * @template T
 * @param {string} name
 * @param {T[]} list
 * @param {(one: T) => Node[]} tell
 * @param {string} [all] what holds for all of them
 * @returns {Node[]}
 */
function group(name, list, tell, all = "") {
  // “None” would be the first thing to be read by whoever has found something else.
  if (!list.length) return [];
  return [
    make("h3", {}, `${name} (${list.length})`),
    ...(all ? [make("p", { className: "mc-quiet" }, all)] : []),
    make("ul", { className: "mc-pairs" }, ...list.map((one) => make("li", {}, ...tell(one)))),
  ];
}

/** @param {Desk} desk @param {Note[]} missed @param {string} about */
function notFound(desk, missed, about) {
  const entries = (/** @type {Note[]} */ notes) =>
    make("ul", { className: "mc-pairs" }, ...notes.map((note) => make("li", {}, theNote(desk, note))));
  const rest = missed.slice(AT_ONCE);
  return [
    make("h3", {}, `In the notes${about}, not in your marks (${missed.length})`),
    ...(missed.length
      ? [entries(missed.slice(0, AT_ONCE))]
      : [make("p", { className: "mc-quiet" }, "None this time.")]),
    ...(rest.length
      ? [make("details", { className: "mc-fold" }, make("summary", {}, `${rest.length} more`), entries(rest))]
      : []),
  ];
}
