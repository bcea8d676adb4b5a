// Runs where it stands, behind the bar, before anything of the page is painted: puts what the reader has chosen into
// attributes. From then on these are the state. Taken back where the other script does not come.

import { viewIn } from "./asked.js";
import { kept } from "./device.js";
import { lensesIn } from "./state.js";

/** @typedef {HTMLElement & {begin?: () => void}} Page */

const view = /** @type {HTMLElement} */ (document.currentScript?.parentElement);
const page = /** @type {Page} */ (view.closest("marked-copy"));
const isSample = "sample" in page.dataset;
const asked = viewIn(isSample ? "?lens=" : location.search);
const lenses = asked?.lenses ?? lensesIn(kept().lenses);
const named = location.hash.slice(1);
/** @type {NodeListOf<HTMLElement>} */
const controls = view.querySelectorAll("[data-lens], [data-voice]");
for (const part of controls) {
  const { ids, lens = "", voice, percent } = part.dataset;
  // The lens of the note that the address names.
  if (named && ids?.split(" ").includes(named)) lenses.push(lens);
  if (voice && voice === asked?.voice) view.dataset.voice = voice;
  // Each voice's part of the bar is as wide as its share of the words.
  if (percent) part.style.flexGrow = percent;
}
if (asked?.plain) view.dataset.wording = "plain";
view.dataset.lenses = lensesIn(lenses.join(" ")).join(" ");
page.dataset.on = "";
// What stands below waits for the notes to have their places.
if (lenses.length) page.dataset.waiting = "";
// With instant navigation the other script has been here since another page.
page.begin?.();
addEventListener("load", () => {
  delete page.dataset.waiting;
  if ("ready" in page.dataset) return;
  delete page.dataset.on;
  delete view.dataset.lenses;
});
