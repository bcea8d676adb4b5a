// Runs where it stands, behind the bar, before anything of the page is painted: puts what the reader has chosen into
// attributes. From then on these are the state. Taken back where the other script does not come.

import { idIn, kept, lensesIn, viewIn } from "./state.js";

/** @typedef {HTMLElement & {begin?: () => void}} Page */

const view = /** @type {HTMLElement} */ (document.currentScript?.parentElement);
const page = /** @type {Page} */ (view.closest("marked-copy"));
const isSample = page.dataset.sample !== undefined;
const asked = isSample ? null : viewIn(location.search);
const lenses = asked?.lenses ?? (isSample ? [] : lensesIn(kept().lenses));
const named = idIn(location.hash);
const controls = /** @type {HTMLElement[]} */ ([...view.querySelectorAll("[data-lens], [data-voice]")]);
// The lens of the note that the address names.
for (const { dataset } of controls)
  if (named && dataset.ids?.split(" ").includes(named)) lenses.push(dataset.lens ?? "");

view.dataset.lenses = lensesIn(lenses.join(" ")).join(" ");
if (asked?.plain) view.dataset.wording = "plain";
for (const part of controls) {
  const { voice, percent } = part.dataset;
  if (voice && voice === asked?.voice) view.dataset.voice = voice;
  // Each voice's part of the bar is as wide as its share of the words.
  if (percent) part.style.flexGrow = percent;
}
page.dataset.on = "";
// With instant navigation the other script has been here since another page.
if (page.begin) page.begin();
else {
  // What stands below waits for the notes to have their places.
  if (lenses.length) page.dataset.waiting = "";
  addEventListener("load", () => {
    delete page.dataset.waiting;
    if (page.dataset.ready !== undefined) return;
    delete page.dataset.on;
    for (const name of ["lenses", "wording", "voice"]) delete view.dataset[name];
  });
}
