// A chosen lesson on paper: the key to its notes, and the sheet for its pupils. Both are made when they are printed, in the
// browser, for what is made with the site knows no choice. The lines of the text are those of the sheet that is made with
// the site, so that there is one numbering; where there is none they are broken here. They are broken nowhere else, so that
// the key counts them as the sheet does, whatever the printer and its paper.

import { startsOfLines } from "../breaks.js";
import { make } from "../suggest/parts.js";
import { articleText } from "../suggest/text.js";
import { numberLines, placeCopy, startsOf } from "./lined.js";
import { linesInWords, linesOf, sentenceCase } from "./numbering.js";
import { partsOf, tellPart } from "./told.js";

/** @typedef {import("./given.js").Given} Given */
/** @typedef {import("./given.js").Note} Note */

/** @param {string} id @param {string} selector @returns {any} */
const find = (id, selector) => document.querySelector(`#paper-${id} ${selector}`);

/** @returns {NodeListOf<HTMLElement>} */
const sections = () => document.querySelectorAll(".mc-paper");

/**
 * Make ready what `what` names: `key`, `sheet`, or both.
 * @param {Given} article
 * @param {Note[]} notes of the lesson, in their order
 * @param {string} what
 * @param {string} address of the practice with these notes, or nothing
 * @param {(() => Element | null) | undefined} picture of it, where codes can be made
 */
export function fillPaper(article, notes, what, address, picture) {
  const sheet = /** @type {HTMLElement} */ (document.querySelector("#paper-sheet"));
  for (const section of sections()) {
    section.hidden = !what.includes(section.id.replace("paper-", ""));
    const told = /** @type {HTMLElement} */ (section.querySelector(".mc-paper-address"));
    told.hidden = !address;
    /** @type {Element} */ (told.querySelector("b")).textContent = address.replace(/^https?:\/\//, "");
    const code = address ? picture?.() : null;
    section.querySelector(".mc-paper-code")?.replaceChildren(...(code ? [code] : []));
  }
  // For its lines, the text is laid out for the key alone too.
  const isAlone = sheet.hidden;
  sheet.hidden = false;
  const copy = placeCopy(find("sheet", ".mc-paper-text"));
  const text = articleText(copy);
  const starts = article.lines ? startsOf(article.lines, text) : startsOfLines(copy);
  /** @type {import("./numbering.js").LineStarts} */
  const offsets = article.lines ?? starts.map(([node, at], nth) => [offsetOf(text.parts, node, at), nth + 1]);
  const lines = (/** @type {[number, number]} */ [start, end]) =>
    text.rangeOf(start === end ? start - 1 : start, end).getClientRects().length
      ? linesOf([start, end], offsets)
      : null;
  const signs = [...text.text];
  const items = notes.map((note) => keyItem(note, article, signs, note.spans.map(lines)));
  numberLines(copy, starts);
  sheet.hidden = isAlone;
  find("key", "ol").replaceChildren(...items);
}

/** The page is as it was. */
export function emptyPaper() {
  for (const section of sections()) section.hidden = true;
  find("sheet", ".mc-paper-text").replaceChildren();
}

/**
 * @param {import("../suggest/text.js").Part[]} parts
 * @param {Text} node in which a line begins
 * @param {number} at where in it
 * @returns {number} code points of the article before it
 */
function offsetOf(parts, node, at) {
  const part = parts.find((one) => one.node === node);
  if (part) return part.start + [...node.data.slice(part.from, Math.max(part.from, at))].length;
  // What is no word of the article, as the number of a footnote.
  const next = parts.find((one) => node.compareDocumentPosition(one.node) & Node.DOCUMENT_POSITION_FOLLOWING);
  return next ? next.start : Infinity;
}

/**
 * @param {Note} note
 * @param {Given} article
 * @param {string[]} signs of the text
 * @param {([number, number] | null)[]} lines of its passages; nothing of those that are not on the sheet
 * @returns {HTMLElement}
 */
function keyItem(note, article, signs, lines) {
  const kind = new Map(article.kinds).get(note.kind);
  const more = article.paper?.[note.id] ?? { signs: [], stance: "", else: [], sources: [] };
  const html = (/** @type {string} */ name, /** @type {string} */ text) => {
    const body = make("span", {});
    body.innerHTML = text;
    return make("p", {}, make("strong", {}, `${name}.`), " ", body);
  };
  return make(
    "li",
    {},
    make("h4", {}, `${whereOf(note, lines)} `, make("span", {}, note.gist)),
    make(
      "p",
      { className: "mc-paper-label" },
      ...more.signs.map((sign) => make("b", { className: "mc-sign" }, sign)),
      `${kind}: ${note.name}. ${more.stance}. Note ${note.number} on the article’s page.`,
    ),
    ...quotesOf(note, signs, lines),
    ...partsOf(note).map((part) => {
      const name = `${article.parts[part] ?? part}.`;
      return make("p", {}, make("strong", {}, name), " ", tellPart(make("span"), note, part));
    }),
    ...(more.else.length ? [html("For discussion", more.else.join(" "))] : []),
    ...(more.sources.length
      ? [html("Sources, with links on the article’s page", `${more.sources.join("; ")}.`)]
      : []),
  );
}

/** @param {Note} note @param {([number, number] | null)[]} lines @returns {string} */
function whereOf(note, lines) {
  if (!note.spans.length) return "Whole text:";
  const words = linesInWords(lines.filter((line) => line !== null));
  return words ? `${sentenceCase(words)}:` : "Not on the sheet:";
}

/**
 * @param {Note} note
 * @param {string[]} signs
 * @param {([number, number] | null)[]} lines
 * @returns {HTMLElement[]} the different words that it is about, with the lines of each where there are several
 */
function quotesOf(note, signs, lines) {
  /** @type {Map<string, [number, number][]>} */
  const found = new Map();
  note.spans.forEach(([start, end], nth) => {
    const words = signs.slice(start, end).join("").replace(/\s+/gu, " ").trim();
    const line = lines[nth];
    if (words) found.set(words, [...(found.get(words) ?? []), ...(line ? [line] : [])]);
  });
  return [...found].map(([words, places]) => {
    const where = found.size > 1 && places.length ? ` (${linesInWords(places)})` : "";
    return make("blockquote", {}, make("q", { dir: "auto" }, words), where);
  });
}
