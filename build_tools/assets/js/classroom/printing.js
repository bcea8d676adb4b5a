// A chosen lesson on paper: the key to its notes, and the sheet for its pupils. Both are made when they are printed, in the
// browser, for what is made with the site knows no choice. The lines of the text are those of the sheet that is made with
// the site, so that there is one numbering; where there is none they are broken here. They are broken nowhere else, so that
// the key counts them as the sheet does, whatever the printer and its paper.

import { breakLines, startsOfLines } from "../breaks.js";
import { make } from "../suggest/parts.js";
import { articleText } from "../suggest/text.js";
import { linesInWords, linesOf } from "./numbering.js";
import { partsOf } from "./stage.js";

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
  const copy = copyOfText();
  // Where the text does not begin with its title, that stands above it, and is no line of it.
  const title = document.querySelector(".mc-sheet > .mc-head > h1");
  const place = find("sheet", ".mc-paper-text");
  place.replaceChildren(...(title ? [title.cloneNode(true)] : []), copy);
  // Of a text from right to left, the margin to write in is on the left.
  const body = document.querySelector(".mc-sheet > .mc-article > .mc-text");
  place.dir = body ? getComputedStyle(body).direction : "";
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
  breakLines(starts, 1);
  copy.dataset.broken = "";
  for (const part of copy.querySelectorAll("p, li"))
    part.toggleAttribute("data-short", part.querySelectorAll(".mc-line").length < 4);
  const seen = new Set();
  for (const number of copy.querySelectorAll(".mc-line")) {
    const name = number.textContent;
    // The next cell of a row has the same lines.
    if (seen.has(name)) number.remove();
    seen.add(name);
    number.toggleAttribute("data-fifth", Number(name) % 5 === 0);
  }
  fitted(copy);
  sheet.hidden = isAlone;
  find("key", "ol").replaceChildren(...items);
}

/** The page is as it was. */
export function emptyPaper() {
  for (const section of sections()) section.hidden = true;
  find("sheet", ".mc-paper-text").replaceChildren();
}

/** @returns {HTMLElement} headline and text once more, without what would be there twice */
function copyOfText() {
  const copy = make("div", { className: "mc-lined" });
  for (const [name, selector] of [
    ["mc-head", ".mc-sheet > .mc-head > .mc-text"],
    ["mc-article", ".mc-sheet > .mc-article > .mc-text"],
  ]) {
    const text = document.querySelector(selector);
    if (text) copy.append(make("div", { className: name }, text.cloneNode(true)));
  }
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
  for (const back of copy.querySelectorAll('a[href^="#fnref--"]')) back.remove();
  return copy;
}

/**
 * @param {import("./numbering.js").LineStarts} lines
 * @param {import("../suggest/text.js").ArticleText} text
 * @returns {[Text, number, number][]} where each begins, and its number
 */
function startsOf(lines, { rangeOf }) {
  return lines
    .filter(([, number]) => number)
    .map(([offset, number]) => {
      const { startContainer, startOffset } = rangeOf(offset, offset + 1);
      return [/** @type {Text} */ (startContainer), startOffset, number];
    });
}

/**
 * What is too wide gets smaller type, each table by itself: the lines were broken elsewhere, and in another font.
 * @param {HTMLElement} copy
 */
function fitted(copy) {
  /** @type {HTMLElement[]} */
  const tables = [...copy.querySelectorAll("table")];
  for (const table of tables) table.hidden = true;
  shrink(copy, /** @type {HTMLElement[]} */ ([...copy.querySelectorAll(".mc-text")]));
  for (const table of tables) {
    table.hidden = false;
    shrink(copy, [table]);
  }
}

/** @param {HTMLElement} copy @param {HTMLElement[]} parts of it, which get smaller together until nothing is too wide */
function shrink(copy, parts) {
  const sizes = parts.map((part) => Number.parseFloat(getComputedStyle(part).fontSize));
  let size = 1;
  // Insets do not get smaller with the type, so that once is not always enough.
  for (let left = 8; left && copy.scrollWidth > copy.clientWidth; left--) {
    size *= copy.clientWidth / copy.scrollWidth;
    parts.forEach(({ style }, nth) => {
      style.fontSize = `${sizes[nth] * size}px`;
    });
  }
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
    ...partsOf(note).map((part) =>
      part === "plain"
        ? make(
            "p",
            {},
            make("strong", {}, `${article.parts[part]}.`),
            " ",
            make("span", { dir: "auto" }, note.plain ?? ""),
          )
        : html(article.parts[part] ?? part, note[part] ?? ""),
    ),
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
  return words ? `${words[0].toUpperCase()}${words.slice(1)}:` : "Not on the sheet:";
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
