// What a class has marked, in words and tables.

import { make } from "../suggest/parts.js";

/** @typedef {import("./files.js").Pupil} Pupil */
/** @typedef {import("./tally.js").Found} Found */
/** @typedef {import("./tally.js").Spot} Spot */
/** @typedef {{names: string[], kinds: Map<string, string>, signs: string[], size: number, hasNames: boolean, onWords: <S extends import("./spans.js").Span>(span: S) => S}} Context onWords gives a point the word before it */

const MOST_SPOTS = 12;

/** @param {number} number @param {string} noun @returns {string} */
const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** @param {string[]} signs @param {{start: number, end: number}} span */
const passageOf = (signs, { start, end }) => signs.slice(start, end).join("").trim();

/** @param {Pupil[]} pupils @param {import("./files.js").Bad[]} bad @returns {Node[]} what was read, and what was not */
export function readSummary(pupils, bad) {
  if (!pupils.length && !bad.length) return [];
  const marks = pupils.reduce((sum, one) => sum + one.marks.length, 0);
  const lost = pupils.reduce((sum, one) => sum + one.lost.length, 0);
  const twice = pupils.filter(
    ({ name }, at) => name && pupils.findIndex((one) => one.name === name) < at,
  ).length;
  return [
    make("p", {}, `${counted(pupils.length, "file")} with ${counted(marks, "mark")} read.`),
    ...(lost
      ? [
          make(
            "p",
            {},
            `${counted(lost, "mark")} left out: the article’s words have changed since, or the file has.`,
          ),
        ]
      : []),
    ...(twice
      ? [make("p", {}, `${counted(twice, "file")} with a name that another file has too: all are counted.`)]
      : []),
    ...(bad.length
      ? [
          // Most files are named by those who handed them in: a class that looks on is not to read who it was.
          make(
            "details",
            {},
            make("summary", {}, `${counted(bad.length, "file")} not counted: which, and why`),
            make(
              "ul",
              {},
              ...bad.map(({ file, why }) => make("li", {}, make("b", { dir: "auto" }, file), `: ${why}`)),
            ),
          ),
        ]
      : []),
  ];
}

/** @param {number[]} who @param {Context} context @returns {string} */
const namesOf = (who, { names }) => who.map((pupil) => isolated(names[pupil])).join(", ");

/** @param {string | undefined} words @returns {string} with a direction of their own (Unicode, UAX 9: isolates) */
const isolated = (words = "") => `\u2068${words}\u2069`;

/**
 * @param {Found[]} first
 * @param {Found[]} rest
 * @param {Context} context
 * @returns {Node[]}
 */
export function noteLists(first, rest, context) {
  const list = (/** @type {Found[]} */ found) =>
    make("ul", {}, ...found.map((one) => noteItem(one, context)));
  const more = `The other ${counted(rest.length, "note")}`;
  return [list(first), ...(rest.length ? [make("details", {}, make("summary", {}, more), list(rest))] : [])];
}

/** @param {Found} found @param {Context} context */
function noteItem({ note, whole, part, other }, context) {
  const [start, end] = /** @type {[number, number]} */ (note.spans[0]);
  const found = [...whole, ...part].sort((a, b) => a - b);
  const { hasNames, kinds, size } = context;
  const named = (/** @type {number[]} */ who) =>
    hasNames && who.length ? ` (${namesOf(who, context)})` : "";
  const lines = [
    `${kinds.get(note.kind)}. Found by ${found.length} of ${size}${named(found)}`,
    ...(part.length ? [`in part or with more around it by ${part.length}`] : []),
    ...(other.length ? [`marked as another kind by ${other.length}${named(other)}`] : []),
  ];
  return make(
    "li",
    {},
    placeButton({ start, end: Math.max(end, start + 1) }, note.gist),
    make("meter", { min: 0, max: size, value: found.length, "aria-hidden": "true" }),
    make("span", {}, `${lines.join("; ")}.`),
  );
}

/** @param {{start: number, end: number}} span @param {string} words @returns {HTMLElement} what shows a place in the text */
const placeButton = ({ start, end }, words) =>
  make(
    "button",
    { type: "button", dir: "auto", "data-start": String(start), "data-end": String(end) },
    words,
  );

/** @param {Spot[]} spots @param {Context} context */
export function spotList(spots, context) {
  if (!spots.length) return make("p", { className: "mc-hint" }, "Nowhere.");
  const items = spots.map((spot) =>
    make(
      "li",
      {},
      placeButton(spot, `“${passageOf(context.signs, spot)}”`),
      ` ${counted(spot.pupils.length, "pupil")}: `,
      spot.kinds
        .map(([kind, who]) => `${who.length} ${(context.kinds.get(kind) ?? kind).toLowerCase()}`)
        .join(", "),
    ),
  );
  const list = (/** @type {Node[]} */ some) => make("ul", {}, ...some);
  if (items.length <= MOST_SPOTS) return list(items);
  const rest = make(
    "details",
    {},
    make("summary", {}, `${items.length - MOST_SPOTS} more`),
    list(items.slice(MOST_SPOTS)),
  );
  return make("div", {}, list(items.slice(0, MOST_SPOTS)), rest);
}

/** @param {Pupil[]} pupils @param {Found[]} found @param {Context} context */
export function pupilsTable(pupils, found, { names, kinds }) {
  const head = ["Pupil", "Marks", ...kinds.values(), "With a reason", "Notes found"];
  const rows = pupils.map(({ marks }, at) => {
    const notes = found.filter(({ whole, part }) => whole.includes(at) || part.includes(at)).length;
    const of = [...kinds.keys()].map((kind) => marks.filter((mark) => mark.kind === kind).length);
    const figures = [marks.length, ...of, marks.filter(({ comment }) => comment).length, notes];
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
  return make(
    "details",
    {},
    make("summary", {}, "Each pupil’s marks, by number"),
    make("div", { className: "mc-scroll" }, table),
  );
}

/**
 * @param {{start: number, end: number}} span
 * @param {Pupil[]} pupils
 * @param {import("./given.js").Note[]} notes
 * @param {Context} context
 * @returns {Node[]} all that was marked at a place, and the notes there
 */
export function detailsOf(span, pupils, notes, { names, kinds, signs, size, onWords }) {
  const isHere = (/** @type {{start: number, end: number}} */ place) => {
    const { start, end } = onWords(place);
    return start < span.end && span.start < Math.max(end, start + 1);
  };
  const here = pupils.flatMap(({ marks }, at) => marks.filter(isHere).map((mark) => ({ ...mark, at })));
  const who = new Set(here.map(({ at }) => at));
  const lists = [...kinds].flatMap(([kind, name]) => {
    const marks = here.filter((mark) => mark.kind === kind);
    if (!marks.length) return [];
    const items = marks.map(({ at, start, end, comment }) =>
      make(
        "li",
        { dir: "auto" },
        make("b", {}, isolated(names[at])),
        `: ${start === end ? "behind " : ""}“${isolated(passageOf(signs, onWords({ start, end })))}”`,
        comment ? `. ${isolated(comment)}` : "",
      ),
    );
    return [make("h3", {}, `${name}: ${new Set(marks.map(({ at }) => at)).size}`), make("ul", {}, ...items)];
  });
  const there = notes.filter(({ spans }) => spans.some(([start, end]) => isHere({ start, end })));
  return [
    make("p", {}, make("q", { dir: "auto" }, passageOf(signs, span)), ` Marked by ${who.size} of ${size}.`),
    ...lists,
    ...(there.length ? [make("h3", {}, there.length > 1 ? "Notes here" : "The note here")] : []),
    ...there.map(({ id, gist, kind }) =>
      make("p", {}, make("a", { href: `./#${id}` }, gist), ` (${(kinds.get(kind) ?? kind).toLowerCase()})`),
    ),
  ];
}
