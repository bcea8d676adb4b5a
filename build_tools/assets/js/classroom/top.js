// How far the learner is, and what the page has to say about it.

import { make } from "../suggest/parts.js";
import { isFramed } from "./framed.js";
import { gateSaid, marksCounted } from "./gate.js";
import { isolated } from "./isolated.js";
import { cutShort, inWords } from "./words.js";

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
  write(element("gate"), mayCompare ? "" : gateSaid(needed, desk.choice.marks));
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
  element("at-risk").hidden = !kept.isAtRisk;
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
  write(
    element("name-kept"),
    kept.isKept
      ? "With your marks it is kept in this browser only, until they are cleared."
      : "It is kept nowhere: it is gone when you leave this page.",
  );
  write(element("needed"), marksCounted(needed));
}

/** Who comes to marks that are there already is asked whether they are theirs: a device may be shared. @param {Desk} desk */
export function showArrival({ marks, kept, state }) {
  const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (!marks.length || arrival?.type !== "navigate") return;
  const saved = inWords(kept.saved);
  const when = saved && `, the last change ${saved}`;
  const count = `${marksCounted(marks.length)} ${marks.length === 1 ? "is" : "are"}`;
  const whose = state.name && `, with the name “${isolated(cutShort(state.name, 60))}”`;
  write(element("before-what"), `${count} kept on this device${whose}${when}.`);
  element("before").hidden = false;
  if (isFramed()) return;
  // A browser may go on where the page was left, and this is above it.
  history.scrollRestoration = "manual";
  const show = () => {
    element("before").scrollIntoView({ block: "nearest" });
    history.scrollRestoration = "auto";
  };
  if (document.readyState === "complete") show();
  else addEventListener("load", show, { once: true });
}

/** Ask whoever leaves the page with marks that would go with it. @param {Desk} desk */
export function askBeforeLeaving(desk) {
  const ask = (/** @type {BeforeUnloadEvent} */ event) => {
    event.preventDefault();
    // Older browsers ask only so.
    event.returnValue = true;
  };
  // A page that listens for it is left more slowly by some browsers.
  desk.watch(() => {
    if (desk.kept.isAtRisk) addEventListener("beforeunload", ask);
    else removeEventListener("beforeunload", ask);
  });
}
