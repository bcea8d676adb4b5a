// What a class has marked, in words and tables. Every figure says of how many it is.

import { make } from "../suggest/parts.js";
import { DONE_WELL } from "./handed.js";
import { isolated } from "./isolated.js";
import { reasonsSaid } from "./reasons.js";
import { placeInLesson, sheetInWords } from "./numbering.js";
import { wordsBefore } from "./points.js";
import { cutShort } from "./words.js";

/** @typedef {import("./files.js").Pupil} Pupil */
/** @typedef {import("./tally.js").Found} Found */
/** @typedef {import("./spots.js").Spot} Spot */
/** @typedef {{names: string[], kinds: Map<string, string>, signs: string[], sentences: import("./spans.js").Span[], size: number, hasNames: boolean, chosen: string[], lines: import("./numbering.js").LineStarts, isTold: (note: import("./given.js").Note) => boolean, reasons: import("./reasons.js").Reasons, onWords: <S extends import("./spans.js").Span>(span: S) => S & {isPoint: boolean}}} Context isTold: with a teacher's choice, of the chosen notes alone; reasons: what has not been told of them; onWords gives a point the word before it */

/** So many of a list are told at once: it is to be taken in within a minute. */
const AT_ONCE = 5;
const SHORT = 40;
const OF_REASONS = 90;

/**
 * @param {number} number
 * @param {string} noun
 * @param {string} [verb] of one
 * @param {string} [verbs] of several
 * @returns {string}
 */
export function counted(number, noun, verb = "", verbs = "") {
  const [ending, does] = number === 1 ? ["", verb] : ["s", verbs];
  return `${number.toLocaleString("en")} ${noun}${ending} ${does}`.trimEnd();
}

/** @param {string[]} signs @param {{start: number, end: number}} span */
export const passageOf = (signs, { start, end }) => signs.slice(start, end).join("").trim();

/**
 * @param {{signs: string[], sentences: import("./spans.js").Span[]}} text
 * @param {{start: number, end: number, isPoint?: boolean}} place
 * @param {number} [most] signs of its words
 * @returns {string} its words in quotation marks; of the place behind some, those before it
 */
export function placeSaid(text, place, most = Infinity) {
  if (place.isPoint) return `after “${isolated(wordsBefore(text, place.end))}”`;
  return `“${isolated(cutShort(passageOf(text.signs, place), most))}”`;
}

/** @param {{start: number, end: number, isPoint?: boolean}} place @param {Context} context @returns {string} `, line 4.` behind its words, where there is a sheet */
function lineBehind({ start, end, isPoint }, { lines }) {
  const words = sheetInWords([[isPoint ? end : start, end]], lines);
  return words && `, ${words.toLowerCase()}.`;
}

/** @param {import("./given.js").Note} note @param {Context} context @returns {string} `Lines 4–5. `, where there is a sheet */
function linesBefore({ spans }, { lines }) {
  const words = sheetInWords(spans, lines);
  return words && `${words}. `;
}

/** @param {import("./given.js").Note} note @param {Context} context @returns {string} its number, and in a lesson of chosen notes its place there */
export const numberSaid = ({ id, number }, { chosen }) => `${number}${placeInLesson(id, chosen)}`;

/** @param {number[]} who @param {Context} context @returns {string} of the few: those who did not, where most did */
function namesOf(who, { names, size }) {
  const told = (/** @type {number[]} */ some) => some.map((pupil) => isolated(names[pupil])).join(", ");
  if (who.length * 2 <= size) return told(who);
  const others = names.flatMap((_, pupil) => (who.includes(pupil) ? [] : [pupil]));
  return others.length ? `all but ${told(others)}` : "all";
}

/** @param {{start: number, end: number}} span @param {string} words @returns {HTMLElement} what shows a place in the text */
const placeButton = ({ start, end }, words) =>
  make(
    "button",
    { type: "button", dir: "auto", "data-start": String(start), "data-end": String(end) },
    words,
  );

/** @param {Node[]} items @param {string} nothing what to say where there are none @param {string} [ofMore] of the fold that holds the rest */
function partlyFolded(items, nothing, ofMore = "more") {
  if (!items.length) return [make("p", { className: "mc-hint" }, nothing)];
  const list = make("ul", {}, ...items.slice(0, AT_ONCE));
  const rest = items.slice(AT_ONCE);
  return rest.length ? [list, foldOf(`${rest.length} ${ofMore}`, make("ul", {}, ...rest))] : [list];
}

/** @param {string} words @param {Node} content */
const foldOf = (words, content) => make("details", {}, make("summary", {}, words), content);

/**
 * @param {Spot[]} spots
 * @param {Context} context
 * @param {{nothing: string, elsewhere?: Map<Spot, string>, isSplit?: boolean}} told elsewhere: those that are told whole
 *   under another heading, and which; isSplit: how many did not mark it is said too
 * @returns {Node[]}
 */
export function spotList(spots, context, { nothing, elsewhere = new Map(), isSplit = false }) {
  const items = spots.map((spot) => {
    const [marked, size] = [spot.pupils.length, context.size];
    const number = isSplit ? `${marked} marked it, ${size - marked} did not` : `${marked} of ${size}`;
    const line = lineBehind(spot, context);
    const where = elsewhere.get(spot);
    return where
      ? make(
          "li",
          {},
          placeButton(spot, placeSaid(context, spot, SHORT)),
          `${line} ${number}. See “${where}”.`,
        )
      : make(
          "li",
          {},
          placeButton(spot, placeSaid(context, spot)),
          `${line} ${number}: ${saidOf(spot, context)}`,
          ...reasonsAt([spot], context),
        );
  });
  return partlyFolded(items, nothing);
}

/** @param {import("./spans.js").Span[]} places @param {Context} context */
const reasonsAt = (places, context) => reasonLines(context.reasons.at(places), context);

/** @param {import("./reasons.js").Reasoned[]} marks @param {Context} context @returns {Node[]} for paper alone */
const reasonLines = (marks, { hasNames, kinds, names }) =>
  reasonsSaid(marks, kinds, hasNames ? names : null).map(([kind, said]) =>
    make("p", { className: "mc-reasons" }, make("b", {}, `${kind}: `), said),
  );

/** @param {Context} context @returns {Node[]} the reasons that have been told nowhere else */
export const otherReasons = (context) =>
  context.reasons.rest().map((marks) => {
    const place = placeSaid(context, marks[0], OF_REASONS);
    return make(
      "li",
      {},
      make("b", { dir: "auto" }, place),
      lineBehind(marks[0], context),
      ...reasonLines(marks, context),
    );
  });

/** @param {Spot} spot @param {Context} context @returns {string} */
export function saidOf({ kinds, beside, notes, on, pupils, well }, context) {
  const kindsSaid = (/** @type {import("./spots.js").Kinds} */ some) =>
    some.map(([kind, who]) => `${who.length} ${(context.kinds.get(kind) ?? kind).toLowerCase()}`).join(", ");
  const all = kinds.flatMap(([, who]) => who);
  const several = new Set(all.filter((pupil, nth) => all.indexOf(pupil) < nth)).size;
  const twice = several ? ` (${counted(several, "pupil")} as more than one kind)` : "";
  const others = beside.length ? `; on other or more words: ${kindsSaid(beside)}` : "";
  const isAll = well.length === on.length && on.length === pupils.length;
  const who = isAll ? "all of them say" : counted(well.length, "pupil", "says", "say");
  const good = well.length ? `; ${who} that it is done well` : "";
  return `${kindsSaid(kinds)}${twice}${others}${good}. ${notesSaid(notes, context)}.`;
}

/** @param {import("./given.js").Note[]} notes on a place @param {Context} context @returns {string} */
function notesSaid(notes, context) {
  const numbers = notes.filter(context.isTold).map((note) => numberSaid(note, context));
  const last = numbers.pop();
  if (!last) return notes.length ? NOT_CHOSEN : "No note is on it";
  return numbers.length ? `Notes ${numbers.join(", ")} and ${last}` : `Note ${last}`;
}

/** Of a note, where the teacher has chosen others: a class that looks on is not to read what it is. */
export const NOT_CHOSEN = "A note that is not chosen is on it";

/**
 * @param {Found[]} chosen by the teacher, or else to begin with
 * @param {Found[]} rest none where the teacher has chosen
 * @param {number} apart how many more there are that no mark can meet
 * @param {boolean} isChoice whether the teacher has chosen
 * @param {Context} context
 * @returns {{found: Node[], nobody: Node[]}} the notes that somebody has met, and those that nobody has: each once
 */
export function noteLists(chosen, rest, apart, isChoice, context) {
  const isMet = (/** @type {Found} */ { whole, part, other }) =>
    whole.length + part.length + other.length > 0;
  const isMissed = (/** @type {Found} */ one) => !isMet(one);
  const all = counted(chosen.length + rest.length, isChoice ? "chosen note" : "note");
  const more = apart
    ? ` ${apart} more ${apart === 1 ? "is" : "are"} about no words of this text, so that nobody can mark ${apart === 1 ? "it" : "them"}.`
    : "";
  const missed = [...chosen, ...rest].filter(isMissed).length;
  const found = chosen.length + rest.length - missed;
  const those = found === 1 ? `the one ${all.slice(2)}` : `each of the ${all}`;
  const hint = (/** @type {string} */ words) => make("p", { className: "mc-hint" }, words);
  const items = (/** @type {Found[]} */ some, /** @type {typeof noteItem} */ itemOf) =>
    some.map((one) => itemOf(one, context));
  return {
    found: found
      ? firstAndOthers(items(chosen.filter(isMet), noteItem), items(rest.filter(isMet), noteItem))
      : [hint(all.startsWith("0 ") ? "There is none that a mark can meet." : `None of ${all}.`)],
    nobody: missed
      ? [
          make("p", {}, `${missed} of ${all}.${more}`),
          ...firstAndOthers(
            items(chosen.filter(isMissed), missedItem),
            items(rest.filter(isMissed), missedItem),
          ),
        ]
      : [hint(((found ? `Somebody marked ${those}.` : "") + more).trim())],
  };
}

/** @param {Node[]} first @param {Node[]} others @returns {Node[]} where none come first, some of the others do */
function firstAndOthers(first, others) {
  if (!first.length) return partlyFolded(others, "");
  const list = make("ul", {}, ...first);
  return others.length
    ? [list, foldOf(`The other ${counted(others.length, "note")}`, make("ul", {}, ...others))]
    : [list];
}

/** @param {import("./given.js").Note} note @param {Map<string, string>} kinds names */
const kindSaid = ({ kind, stance }, kinds) =>
  `${kinds.get(kind)}${stance === DONE_WELL ? ", done well" : ""}`;

/** @param {import("./given.js").Note} note @param {Context["onWords"]} onWords @returns {import("./spans.js").Span} the words that show where it is */
function firstOf({ spans }, onWords) {
  const [start, end] = /** @type {[number, number]} */ (spans[0]);
  return onWords({ start, end });
}

/** @param {number[]} who @param {Context} context @returns {string} their names, where they are told */
const inBrackets = (who, context) => (context.hasNames && who.length ? ` (${namesOf(who, context)})` : "");

/** @param {number[]} who @param {Context} context @returns {string} of those who were in the right sentence, and not at the place */
const nearSaid = (who, context) =>
  who.length
    ? `; near it, in the same sentence, ${counted(who.length, "pupil", "marks", "mark")} something as missing${inBrackets(who, context)}`
    : "";

/** @param {Found} found @param {Context} context */
function missedItem({ note, near }, context) {
  const { kinds, onWords } = context;
  return make(
    "li",
    {},
    placeButton(firstOf(note, onWords), `${numberSaid(note, context)}. ${note.gist}`),
    ` ${linesBefore(note, context)}${kindSaid(note, kinds)}${nearSaid(near, context)}.`,
  );
}

/** @param {Found} found @param {Context} context */
function noteItem({ note, whole, part, other, near, well }, context) {
  const found = [...whole, ...part].sort((a, b) => a - b);
  const { kinds, onWords, size } = context;
  const named = (/** @type {number[]} */ who) => inBrackets(who, context);
  const those = part.length === found.length ? "all" : part.length;
  const partly = part.length ? `, ${those} of them in part or with more around it` : "";
  const lines = [
    `${linesBefore(note, context)}${kindSaid(note, kinds)}. Found by ${found.length} of ${size}${named(found)}${partly}`,
    ...(other.length ? [`marked as another kind by ${other.length} more${named(other)}`] : []),
    ...(well.length || note.stance === DONE_WELL
      ? [
          `of all these, ${well.length || "none"} ${well.length > 1 ? "say" : "says"} that it is done well${named(well)}`,
        ]
      : []),
  ];
  return make(
    "li",
    {},
    placeButton(firstOf(note, onWords), `${numberSaid(note, context)}. ${note.gist}`),
    make("meter", { min: 0, max: size, value: found.length, "aria-hidden": "true" }),
    make("span", {}, `${lines.join("; ")}${nearSaid(near, context)}.`),
    ...reasonsAt(
      note.spans.map(([start, end]) => onWords({ start, end })),
      context,
    ),
  );
}

/** What each has done, and not how much of it our notes say too: no points are counted. @param {Pupil[]} pupils @param {Context} context */
export function pupilsTable(pupils, { names, kinds }) {
  const head = ["Pupil", "Marks", ...kinds.values(), "Done well", "With a reason"];
  const rows = pupils.map(({ marks }, at) => {
    const of = [...kinds.keys()].map((kind) => marks.filter((mark) => mark.kind === kind).length);
    const well = marks.filter(({ isDoneWell }) => isDoneWell).length;
    const figures = [marks.length, ...of, well, marks.filter(({ comment }) => comment).length];
    return make(
      "tr",
      {},
      make("th", { scope: "row", dir: "auto" }, names[at]),
      ...figures.map((figure) => make("td", {}, String(figure))),
    );
  });
  const table = make(
    "table",
    {},
    make("thead", {}, make("tr", {}, ...head.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...rows),
  );
  return foldOf("Each pupil’s marks, by number", make("div", { className: "mc-scroll" }, table));
}
