// The text once more, for paper: broken where lines begin and numbered, so that a class can call a line out. Where a sheet
// is made with the site its lines are kept, whatever the printer, so that there is one numbering of an article.

import { breakLines } from "../breaks.js";
import { make } from "../suggest/parts.js";
import { articleText } from "../suggest/text.js";

/** @param {HTMLElement} place gets the copy, and the title where this is no part of the text @returns {HTMLElement} the copy */
export function placeCopy(place) {
  const copy = copyOfText();
  // Where the text does not begin with its title, that stands above it, and is no line of it.
  const title = document.querySelector(".mc-sheet > .mc-head > h1");
  place.replaceChildren(...(title ? [title.cloneNode(true)] : []), copy);
  // Of a text from right to left, the margin to write in is on the left.
  const body = document.querySelector(".mc-sheet > .mc-article > .mc-text");
  place.dir = body ? getComputedStyle(body).direction : "";
  return copy;
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
  // The numbers of a learner's marks, which are pressed in the text alone.
  for (const one of copy.querySelectorAll("button"))
    one.replaceWith(make("span", { className: one.className }, one.textContent ?? ""));
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
  for (const back of copy.querySelectorAll('a[href^="#fnref--"]')) back.remove();
  return copy;
}

/**
 * @param {import("./numbering.js").LineStarts} lines
 * @param {import("../suggest/text.js").ArticleText} text
 * @returns {[Text, number, number][]} where each begins, and its number
 */
export function startsOf(lines, { rangeOf }) {
  return lines
    .filter(([, number]) => number)
    .map(([offset, number]) => {
      const { startContainer, startOffset } = rangeOf(offset, offset + 1);
      return [/** @type {Text} */ (startContainer), startOffset, number];
    });
}

/** Have the lines of the sheet that is made with the site. @param {HTMLElement} copy @param {import("./numbering.js").LineStarts} lines */
export const keepLines = (copy, lines) => numberLines(copy, startsOf(lines, articleText(copy)));

/**
 * @param {HTMLElement} copy in the page, as wide as it is printed
 * @param {[Text, number, number?][]} starts of its lines, each with its number if that is not its place among them
 */
export function numberLines(copy, starts) {
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
