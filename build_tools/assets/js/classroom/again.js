// A page that a browser has saved as it stood, with marks and lists in it, begins as it was published: what is kept of the
// marks is drawn into it once more, and not beside what was saved.

import { unmarked } from "./shown.js";

/** What the page fills itself. */
const FILLED = ["own", "stepper", "card", "results", "printed-marks", "printed-text"];

/** @param {HTMLElement} root holds headline and text */
export function asPublished(root) {
  const { body } = document;
  if (!("ready" in body.dataset)) return;
  delete body.dataset.ready;
  delete body.dataset.kept;
  for (const button of root.querySelectorAll(".mc-ref")) button.remove();
  unmarked(root);
  root.normalize();
  for (const id of FILLED) document.getElementById(id)?.replaceChildren();
  document.querySelector(".mc-dots")?.replaceChildren();
  for (const id of ["before", "card", "printed-text"])
    document.getElementById(id)?.setAttribute("hidden", "");
}
