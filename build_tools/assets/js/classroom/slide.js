// What the projector tells of a note: as much as has been revealed.

import { make } from "../suggest/parts.js";
import { sheetInWords } from "./numbering.js";
import { partsOf, tellPart } from "./told.js";

/** @typedef {import("./given.js").Given} Given */
/** @typedef {import("./given.js").Note} Note */
/** @typedef {import("./stage.js").Stage} Stage */

/** @param {...(Node | string)} words @returns {HTMLElement} where the lesson has got to */
export const placed = (...words) => make("p", { className: "mc-stage-place" }, ...words);

/**
 * @param {Given} article
 * @param {Note} note
 * @param {string} place which of the lesson it is; its number is that of the article, which practice and key have too
 * @param {Stage} stage
 * @returns {Node[]} of the parts of the note the last one that was revealed, unless all are asked for
 */
export function slideOf(article, note, place, { step, isWhole }) {
  const where = placesSaid(note, article.lines ?? []);
  const which = `Note ${note.number} · ${place}.`;
  if (!step) return [placed(`${which}${where} What would you mark here, and why?`)];
  const all = partsOf(note);
  const parts = isWhole ? all : all.slice(Math.max(0, step - 2), Math.max(0, step - 1));
  const kind = new Map(article.kinds).get(note.kind);
  return [
    placed(`${which} ${kind}: ${note.name}.`, ...stanceOf(article, note), where),
    make("h2", {}, note.gist),
    ...parts.flatMap((part) => [
      make("h3", {}, article.parts[part] ?? part),
      tellPart(make("p"), note, part),
    ]),
  ];
}

/** @param {Given} article @param {Note} note @returns {(Node | string)[]} what it is besides a concern, which needs no word */
function stanceOf({ paper }, { id, stance }) {
  const { signs = [], stance: name = "" } = paper?.[id] ?? {};
  if (stance === "concern" || !name) return [];
  // Behind the sign of the kind, that of what is done well.
  const sign = signs.slice(1).map((one) => make("b", { className: "mc-sign", "aria-hidden": "true" }, one));
  return [" ", ...sign, make("strong", {}, `${name}.`)];
}

/** @param {Note} note @param {import("./numbering.js").LineStarts} lines @returns {string} where it is about, and where that is on the sheet that is made with the site */
function placesSaid({ spans }, lines) {
  if (!spans.length) return " On the article as a whole.";
  const words = sheetInWords(spans, lines);
  const where = words && ` ${words} of the sheet.`;
  return spans.length > 1 ? ` In ${spans.length} places.${where}` : where;
}
