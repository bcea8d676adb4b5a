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
const has = (/** @type {HTMLElement} */ { dataset }, /** @type {string | undefined} */ id) =>
  !!id && !!dataset.ids?.split(" ").includes(id);
/** @type {NodeListOf<HTMLInputElement>} */
const fields = view.querySelectorAll(".mc-bar input");
let isNote = false;
for (const input of fields) {
  const { name, value, dataset } = input;
  // Some browsers keep what was chosen when a page is loaded again: here the address says it, or the device.
  input.checked = input.defaultChecked;
  // Others do so after this, when one comes back to the page: they are not to keep it.
  input.autocomplete = "off";
  if (name === "lens") {
    // Among them the lens of the note that the address names.
    input.checked = lenses.includes(value) || has(input, named);
    isNote ||= has(input, named);
  } else if (name === "voice") input.checked = has(input, asked?.voice);
  else if (name === "notes" ? value === notes : name === "wording" && asked?.plain) input.checked = true;
  // The part of the bar of those who speak is as wide as their share of the words.
  if (dataset.percent && input.parentElement) input.parentElement.style.flexGrow = dataset.percent;
}
// All notes, where that note is not among those chosen.
for (const input of fields)
  if (isNote && input.name === "notes" && input.checked && input.value !== "all" && !has(input, named))
    for (const every of fields) if (every.name === "notes" && every.value === "all") every.checked = true;
page.dataset.on = "";
// What stands below waits for the notes to have their places.
if (view.querySelector("[name=lens]:checked")) page.dataset.waiting = "";
// With instant navigation the other script has been here since another page.
page.begin?.();
addEventListener("load", () => {
  delete page.dataset.waiting;
  if (!("ready" in page.dataset)) delete page.dataset.on;
});
