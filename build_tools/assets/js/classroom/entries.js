// The entries of the comparison: a mark beside the note that it has found, a note alone, a mark alone.

import { make } from "../suggest/parts.js";
import { foreignOf, markWords } from "./marks.js";
import { placeInLesson, sheetInWords } from "./numbering.js";
import { keyOf } from "./spans.js";
import { partsBeside, tellPart } from "./told.js";
import { cutShort, wordsIn } from "./words.js";

/** @typedef {import("./compare.js").Found} Found */
/** @typedef {import("./compare.js").Meeting} Meeting */
/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./given.js").Note} Note */
/** @typedef {import("./handed.js").Mark} Mark */

const IN_PART = {
  same: "You marked the same words.",
  inside: "Found in part: your mark is within its words.",
  around: "Found in part: your mark takes in more words.",
  across: "Found in part: your mark and the note share some words.",
  at: "Found: your mark is at the place where something is missing.",
  near: "Near: your mark is in the same sentence, and not at the place where something is missing.",
};

/** @param {Desk} desk @param {Found} found */
export function bothHave(desk, { note, meetings, places }) {
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
      `Mark ${desk.numberOf(mark)}`,
      ...onPaper(desk, [mark]),
      ": ",
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
export function yours(desk, mark, taken) {
  const notes = taken === 1 ? "one note is" : `${taken} notes are`;
  return [
    make(
      "div",
      { className: `mc-yours mc-alone mc-${mark.kind}` },
      `Mark ${desk.numberOf(mark)}`,
      ...onPaper(desk, [mark]),
      ": ",
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

/** @param {Desk} desk @param {import("./spans.js").Span[]} places @returns {Node[]} their lines, which the printed text has where there is a sheet */
function onPaper({ article }, places) {
  const lines = sheetInWords(
    places.map(({ start, end }) => [start, end]),
    article.lines ?? [],
  );
  return lines ? [make("span", { className: "mc-on-paper" }, `, ${lines.toLowerCase()}`)] : [];
}

/** @param {Desk} desk @param {Note} note */
export function theNote(desk, note) {
  const { sheet, names, article, choice } = desk;
  const called = `Note ${note.number}${placeInLesson(note.id, choice.notes)}`;
  const places = note.spans.map(([start, end]) => ({ start, end }));
  const quotes = note.spans.map(([start, end]) =>
    start < end ? cutShort(wordsIn(sheet.signs, { start, end }), 160) : desk.wordsOf({ start, end }),
  );
  const isPoint = note.spans.every(([start, end]) => start === end);
  const first = article.first.includes(note.id) ? " · one of the first to read" : "";
  const good = note.stance === "good-practice" ? " · good practice" : "";
  return make(
    "div",
    { className: `mc-theirs mc-${note.kind}`, id: `note-${note.id}`, tabIndex: -1 },
    make("h4", {}, called, ...onPaper(desk, places), `: ${note.gist}`),
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
                "aria-label": `Show ${called.toLowerCase()} in the text`,
              },
              "In the text",
            ),
          ),
        ]
      : []),
    make(
      "dl",
      {},
      ...partsBeside(note).map((part) =>
        make("div", {}, make("dt", {}, article.parts[part]), tellPart(make("dd"), note, part)),
      ),
    ),
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
