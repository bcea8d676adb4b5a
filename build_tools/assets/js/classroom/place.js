// What a class has marked at one place of the text, and the notes there.

import { make } from "../suggest/parts.js";
import { isolated, passageOf } from "./report.js";

/** @typedef {import("./files.js").Pupil} Pupil */

/**
 * @param {{start: number, end: number}} span
 * @param {Pupil[]} pupils
 * @param {import("./given.js").Note[]} notes
 * @param {import("./report.js").Context} context
 * @returns {Node[]}
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
    const items = marks.map(({ at, start, end, isDoneWell, comment }) =>
      make(
        "li",
        { dir: "auto" },
        make("b", {}, isolated(names[at])),
        `: ${start === end ? "behind " : ""}“${isolated(passageOf(signs, onWords({ start, end })))}”`,
        isDoneWell ? ", done well" : "",
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
    ...there.map(({ id, number, gist, kind }) =>
      make(
        "p",
        {},
        // In a window of its own: what has been read is kept nowhere, and would be gone with this page.
        make("a", { href: `./#${id}`, target: "_blank", rel: "noopener" }, `${number}. `, gist),
        ` (${(kinds.get(kind) ?? kind).toLowerCase()}; opens in a new window)`,
      ),
    ),
  ];
}
