// Runs where it stands, behind the controls, before the article is painted: sets them as the reader has chosen, or as
// the address asks. From then on they are the state.

import { viewIn } from "./asked.js";
import { kept } from "./device.js";
import { lensesIn } from "./state.js";

/** @typedef {HTMLElement & {begin?: () => void}} Page */

const view = /** @type {HTMLElement} */ (document.currentScript?.parentElement);
const page = /** @type {Page} */ (view.closest("marked-copy"));
const asked = viewIn(location.search);
const lenses = asked?.lenses ?? lensesIn(kept().lenses);
const notes = asked ? asked.notes : kept().notes;
const named = location.hash.slice(1);
for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (view.querySelectorAll(".mc-bar input"))) {
  const { name, value, dataset } = input;
  const { ids, percent } = dataset;
  const has = (/** @type {string | undefined} */ id) => !!id && !!ids?.split(" ").includes(id);
  // Among them the lens of the note that the address names.
  if (name === "lens") input.checked = lenses.includes(value) || has(named);
  else if (name === "voice") input.checked = has(asked?.voice);
  else if (value === notes || (value === "plain" && asked?.plain)) input.checked = true;
  // The part of the bar of those who speak is as wide as their share of the words.
  if (percent && input.parentElement) input.parentElement.style.flexGrow = percent;
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
