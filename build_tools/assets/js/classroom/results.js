// Marks and notes side by side: what both have, what only the notes have, what only the learner has.

import { make } from "../suggest/parts.js";
import { notesMeant } from "./choice.js";
import { compared } from "./compare.js";
import { foreignOf, markWords } from "./marks.js";
import { keyOf } from "./spans.js";
import { cutShort, wordsIn } from "./words.js";

/** @typedef {import("./compare.js").Found} Found */
/** @typedef {import("./compare.js").Meeting} Meeting */
/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./given.js").Note} Note */
/** @typedef {import("./handed.js").Mark} Mark */

/** So many notes that were not found are told at once; the others are folded. */
const AT_ONCE = 5;
/** What of a note is told beside a mark. */
const TOLD_BESIDE = /** @type {const} */ ([
  "observation",
  "inference",
  "fair_reading",
  "plain",
  "missing",
  "ask",
]);
const IN_PART = {
  same: "You marked the same words.",
  inside: "Found in part: your mark is within its words.",
  around: "Found in part: your mark takes in more words.",
  across: "Found in part: your mark and the note share some words.",
  near: "Found: your mark is at the place where something is missing.",
};

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
  const isChosen = desk.choice.notes.length > 0;
  const about = state.kind ? ` on ${names.get(state.kind)?.toLowerCase()}` : "";
  section.replaceChildren(
    ...(isChosen ? [make("p", {}, comparedWith(notes.length, about))] : []),
    ...group("Found by both", result.both, (found) => bothHave(desk, found)),
    ...(result.both.length ? notFound(desk, result.missed, about) : []),
    ...group(
      "Yours alone: worth discussing",
      [...result.own, ...result.wide.map(({ mark }) => mark)],
      (mark) => yours(desk, mark, result.wide.find((wide) => wide.mark === mark)?.notes ?? 0),
      result.own.length
        ? `No ${isChosen ? "chosen " : ""}note${about} is about these words. What do others in the class say?`
        : "",
    ),
    ...(result.both.length ? [] : notFound(desk, result.missed, about)),
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

/** @param {Desk} desk @param {Found} found */
function bothHave(desk, { note, meetings, places }) {
  const [{ relation }] = meetings;
  const some =
    note.spans.length > 1 ? ` This note is about ${note.spans.length} places; you marked ${places}.` : "";
  return [
    make("p", { className: "mc-meets" }, IN_PART[relation] + some),
    make(
      "div",
      { className: "mc-side-by-side" },
      make(
        "div",
        { className: "mc-yours" },
        make("h4", {}, "You"),
        ...meetings.map((meeting) => met(desk, note, meeting)),
      ),
      theNote(desk, note),
    ),
  ];
}

/** @param {Desk} desk @param {Note} note @param {Meeting} meeting */
function met(desk, note, { mark, isKind, doneWell }) {
  const { names } = desk;
  return make(
    "div",
    { className: `mc-${mark.kind}` },
    make(
      "p",
      {},
      `Mark ${desk.numberOf(mark)}: `,
      ...markWords(desk, { ...mark, comment: "" }),
      " ",
      toText(desk, mark),
    ),
    ...(mark.comment ? [make("p", { className: "mc-reason", dir: "auto" }, mark.comment)] : []),
    ...(isKind
      ? []
      : [
          make(
            "p",
            { className: "mc-other-kind" },
            `You marked it as ${names.get(mark.kind)?.toLowerCase()}; the note is about ${names.get(note.kind)?.toLowerCase()}. Both can be so.`,
          ),
        ]),
    // Of two that are about different things, one can be done well and the other not.
    ...(doneWell === "both" || (isKind && doneWell !== "neither")
      ? [make("p", {}, wellSaid(doneWell, note))]
      : []),
  );
}

/** @param {"both" | "mark" | "note"} who says that it is done well @param {Note} note */
function wellSaid(who, { stance }) {
  if (who === "both") return "You and the note both find it done well.";
  if (who === "note") return "The note finds it done well, and you did not say so: worth discussing.";
  const other = stance === "question" ? "asks a question about it" : "has a concern about it";
  return `You find it done well, and the note ${other}: worth discussing.`;
}

/** @param {Desk} desk @param {Mark} mark @param {number} taken notes that a wide mark takes in */
function yours(desk, mark, taken) {
  const notes = taken === 1 ? "one note is" : `${taken} notes are`;
  return [
    make(
      "div",
      { className: `mc-yours mc-alone mc-${mark.kind}` },
      `Mark ${desk.numberOf(mark)}: `,
      ...markWords(desk, mark),
      " ",
      toText(desk, mark),
      ...(taken
        ? [
            make(
              "p",
              { className: "mc-quiet" },
              `This mark is long: ${notes} somewhere in it. Mark the words themselves, and compare again.`,
            ),
          ]
        : []),
    ),
  ];
}

/** @param {Desk} desk @param {Mark} mark */
const toText = (desk, mark) =>
  make(
    "button",
    {
      type: "button",
      "data-show": keyOf(mark),
      "aria-label": `Show mark ${desk.numberOf(mark)} in the text`,
    },
    "In the text",
  );

/** @param {Desk} desk @param {Note} note */
function theNote(desk, note) {
  const { sheet, names, article } = desk;
  const quotes = note.spans.map(([start, end]) =>
    start < end ? cutShort(wordsIn(sheet.signs, { start, end }), 160) : desk.wordsOf({ start, end }),
  );
  const isPoint = note.spans.every(([start, end]) => start === end);
  const first = article.first.includes(note.id) ? " · one of the first to read" : "";
  const good = note.stance === "good-practice" ? " · good practice" : "";
  return make(
    "div",
    { className: `mc-theirs mc-${note.kind}`, id: `note-${note.id}`, tabIndex: -1 },
    make("h4", {}, `Note ${note.number}: ${note.gist}`),
    make("p", { className: "mc-quiet" }, `${names.get(note.kind)}: ${note.name}${good}${first}`),
    ...(quotes.length
      ? [
          make(
            "p",
            {},
            ...(isPoint ? ["Something is missing after "] : []),
            ...[...new Set(quotes)].flatMap((quote, nth) => [
              nth ? " … " : "",
              make("q", foreignOf(desk), quote),
            ]),
            " ",
            make(
              "button",
              {
                type: "button",
                "data-show-note": note.id,
                "aria-label": `Show note ${note.number} in the text`,
              },
              "In the text",
            ),
          ),
        ]
      : []),
    make("dl", {}, ...TOLD_BESIDE.flatMap((key) => said(desk.article.parts[key], key, note))),
    ...(desk.page
      ? [
          make(
            "p",
            { className: "mc-whole" },
            make("a", { href: `${desk.page}#${note.id}` }, "The whole note, with its sources"),
          ),
        ]
      : []),
  );
}

/** @param {string} name @param {keyof Note} key @param {Note} note @returns {Node[]} */
function said(name, key, note) {
  const words = note[key];
  if (typeof words !== "string") return [];
  const told = make("dd");
  // Our own words, made HTML when the site was built; a plain wording is text.
  if (key === "plain") told.textContent = words;
  else told.innerHTML = words;
  return [make("div", {}, make("dt", {}, name), told)];
}
