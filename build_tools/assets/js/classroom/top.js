// How far the learner is, and what the page has to say about it.

import { make } from "../suggest/parts.js";
import { inWords } from "./words.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** @param {string} id @returns {any} */
const element = (id) => document.getElementById(id);

/** @param {any} target @param {string} words which are set only when they change: they may be read out */
const write = (target, words) => {
  if (target.textContent !== words) target.textContent = words;
};

/** @param {Desk} desk */
export function showTop(desk) {
  const { marks, needed, mayCompare, state, kept, names } = desk;
  write(element("count"), desk.progress);
  const isShort = desk.choice.marks !== null && needed < desk.choice.marks;
  const why = isShort ? ` (the text is short: ${needed} are enough)` : "";
  write(element("gate"), mayCompare ? "" : `The notes open after ${needed} marks${why}.`);
  const compare = element("compare");
  compare.setAttribute("aria-disabled", String(!mayCompare));
  write(compare, desk.isComparing ? "To the comparison" : "Compare with the notes");
  const dots = document.querySelector(".mc-dots");
  const wanted = state.isOpen ? 0 : needed;
  if (dots && dots.childElementCount !== wanted)
    dots.replaceChildren(...Array.from({ length: wanted }, () => make("i")));
  dots?.childNodes.forEach((dot, nth) => {
    /** @type {HTMLElement} */ (dot).toggleAttribute("data-made", nth < marks.length);
  });
  element("no-marks").hidden = marks.length > 0;
  element("own").hidden = !marks.length;
  element("undo").hidden = !desk.canUndo;
  element("not-kept").hidden = kept.isKept;
  element("lost").hidden = !kept.lost.length;
  const gone = kept.lost.map((words) => `“${words}”`).join(", ");
  write(
    element("lost"),
    `The article was corrected since. Of your marks, these words stand in it no more: ${gone}.`,
  );
  element("round").hidden = !state.kind;
  write(element("round-words"), `This time: ${names.get(state.kind)?.toLowerCase()} only.`);
  element("round-here").hidden = !state.kind;
  write(element("round-here"), state.kind ? `${names.get(state.kind)} only` : "");
  write(
    element("kept-where"),
    kept.isKept
      ? "Your marks are kept in this browser only. Nothing is sent."
      : "Your marks are kept nowhere but on this page: save a file or print before you leave it. Nothing is sent.",
  );
  write(element("needed"), needed === 1 ? "1 mark" : `${needed} marks`);
}

/** Who comes to marks that are there already is asked whether they are theirs: a device may be shared. @param {Desk} desk */
export function showArrival({ marks, kept }) {
  const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (!marks.length || arrival?.type !== "navigate") return;
  const saved = inWords(kept.saved);
  const when = saved && `, the last change ${saved}`;
  const count = marks.length === 1 ? "1 mark is" : `${marks.length} marks are`;
  write(element("before-what"), `${count} kept on this device${when}.`);
  element("before").hidden = false;
}
