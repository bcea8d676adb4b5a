// The sheet of keys, print and options.

import { kept, STORE } from "./device.js";
import { all } from "./notes.js";

/** @param {import("./device.js").Kept} change of what is kept on the device */
export function keep(change) {
  try {
    localStorage.setItem(STORE, JSON.stringify({ ...kept(), ...change }));
  } catch {
    // Storage is full or switched off: the choice holds for this page only.
  }
}

/**
 * @param {HTMLElement} page
 * @param {HTMLElement} view is told what is switched off
 * @returns {HTMLDialogElement | null} the sheet
 */
export function helpOf(page, view) {
  const choices = kept();
  for (const input of /** @type {HTMLInputElement[]} */ (all(page, ".mc-help input:not([name=lines])"))) {
    const name = /** @type {"keys" | "announce"} */ (input.name);
    const choose = () => view.toggleAttribute(`data-no-${name}`, !input.checked);
    input.checked = choices[name] !== false;
    choose();
    input.addEventListener("change", () => {
      keep({ [name]: input.checked });
      choose();
    });
  }
  return page.querySelector("dialog");
}
