// What a class has marked at one place of the text, and the notes there.

import { make } from "../suggest/parts.js";
import { isolated } from "./isolated.js";
import { sentenceCase, sheetInWords } from "./numbering.js";
import { overlaps } from "./spans.js";
import { NOT_CHOSEN, numberSaid, placeSaid } from "./report.js";

/** @typedef {import("./files.js").Pupil} Pupil */

/**
 * @param {{start: number, end: number}} span
 * @param {Pupil[]} pupils
 * @param {import("./given.js").Note[]} notes
 * @param {import("./report.js").Context} context
 * @returns {Node[]}
 */
export function detailsOf(span, pupils, notes, context) {
  const { names, kinds, size, isTold, onWords } = context;
  const isHere = (/** @type {{start: number, end: number}} */ place) => overlaps(onWords(place), span);
  const here = pupils.flatMap(({ marks }, at) => marks.filter(isHere).map((mark) => ({ ...mark, at })));
  const who = new Set(here.map(({ at }) => at));
  const lists = [...kinds].flatMap(([kind, name]) => {
    const marks = here.filter((mark) => mark.kind === kind);
    if (!marks.length) return [];
    /** @type {Map<number, string[]>} what each pupil marked, who may have marked more than once */
    const said = new Map();
    for (const { at, start, end, isDoneWell, comment } of marks) {
      const words = placeSaid(context, onWords({ start, end }));
      const reason = comment && `. ${isolated(comment)}`;
      const one = words + (isDoneWell ? ", done well" : "") + reason;
      said.set(at, [...(said.get(at) ?? []), one]);
    }
    const items = [...said].map(([at, all]) =>
      make("li", { dir: "auto" }, make("b", {}, isolated(names[at])), `: ${all.join("; and ")}`),
    );
    return [make("h3", {}, `${name}: ${said.size} of ${size}`), make("ul", {}, ...items)];
  });
  const all = notes.filter(({ spans }) => spans.some(([start, end]) => isHere({ start, end })));
  const there = all.filter(isTold);
  const places = here.length
    ? here
    : all.flatMap(({ spans }) => spans.map(([start, end]) => ({ start, end }))).filter(isHere);
  const isPoint = places.length > 0 && places.every(({ start, end }) => start === end);
  const lines = sheetInWords([[isPoint ? span.end : span.start, span.end]], context.lines);
  const line = lines && ` ${lines} of the sheet.`;
  // The notes are few, and come before a list of pupils that may be long.
  return [
    make(
      "p",
      {},
      make("span", { dir: "auto" }, sentenceCase(placeSaid(context, { ...span, isPoint }))),
      `${line} Marked by ${who.size} of ${size}.`,
    ),
    ...(all.length && !there.length ? [make("p", {}, `${NOT_CHOSEN}.`)] : []),
    ...(there.length ? [make("h3", {}, there.length > 1 ? "Notes here" : "The note here")] : []),
    ...there.map(({ id, gist, kind, ...note }) =>
      make(
        "p",
        {},
        // In a window of its own: what has been read is kept nowhere, and would be gone with this page.
        make(
          "a",
          { href: `./#${id}`, target: "_blank", rel: "noopener" },
          `${numberSaid({ id, gist, kind, ...note }, context)}. `,
          gist,
        ),
        ` (${(kinds.get(kind) ?? kind).toLowerCase()}; opens in a new window)`,
      ),
    ),
    ...lists,
  ];
}
