// Runs where it stands, behind the controls, before the article is painted: sets them as the reader has chosen, or as
// the address asks. From then on they are the state.

import { viewIn } from "./asked.js";
import { kept } from "./device.js";
import { lensesIn } from "./state.js";

/** @typedef {HTMLElement & {begin?: () => void}} Page */

const view = /** @type {HTMLElement} */ (document.currentScript?.parentElement);
const page = /** @type {Page} */ (view.closest("marked-copy"));
// A sample on another page is as it was made.
if (!("sample" in page.dataset)) {
  const asked = viewIn(location.search);
  const lenses = asked?.lenses ?? lensesIn(kept().lenses);
  const notes = asked ? asked.notes : kept().notes;
  const named = location.hash.slice(1);
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (view.querySelectorAll(".mc-bar input"))) {
    const { name, value, dataset } = input;
    if (name === "lens")
      // Among them the lens of the note that the address names.
      input.checked = lenses.includes(value) || (named && dataset.ids?.split(" ").includes(named)) || false;
    else if (value === notes || (value === "plain" && asked?.plain)) input.checked = true;
  }
  /** @type {NodeListOf<HTMLElement>} */
  const voices = view.querySelectorAll("[data-voice]");
  for (const { dataset, style } of voices) {
    if (dataset.voice === asked?.voice) view.dataset.voice = dataset.voice;
    // Each voice's part of the bar is as wide as its share of the words.
    style.flexGrow = dataset.percent ?? "";
  }
}
page.dataset.on = "";
// What stands below waits for the notes to have their places.
if (view.querySelector("[name=lens]:checked")) page.dataset.waiting = "";
// With instant navigation the other script has been here since another page.
page.begin?.();
addEventListener("load", () => {
  delete page.dataset.waiting;
  if (!("ready" in page.dataset)) delete page.dataset.on;
});
