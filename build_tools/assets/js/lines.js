// The article with numbered lines, for paper: a copy of its text, as wide as it is printed, is broken where the browser
// breaks it. Loaded when it is asked for.

import { breakLines, startsOfLines } from "./breaks.js";

/** Every so many lines there is a number. */
const STEP = 5;

const ADDED = ".mc-ref, .mc-begins, .mc-says, .mc-swapped, .mc-swap, .mc-missing, wbr";

/** Print the clean article with numbered lines. @param {HTMLElement} page the custom element */
export function lines(page) {
  const text = /** @type {HTMLElement} */ (page.querySelector(".mc-article .mc-text"));
  const copy = /** @type {HTMLElement} */ (text.cloneNode(true));
  for (const part of copy.querySelectorAll(ADDED)) part.remove();
  for (const part of copy.querySelectorAll("mark, .mc-said, .mc-lead")) part.replaceWith(...part.childNodes);
  for (const part of copy.querySelectorAll("[id], [data-lazy]")) {
    part.removeAttribute("id");
    part.removeAttribute("data-lazy");
  }
  copy.normalize();
  copy.className += " mc-lined";
  text.after(copy);
  breakLines(startsOfLines(copy), STEP);
  copy.dataset.broken = "";
  page.dataset.print = "clean";
  print();
}
