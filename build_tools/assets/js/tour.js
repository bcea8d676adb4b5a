// The notes for a reader with two minutes, told one after the other in the editors' order, with no lens on. The last stop
// is no note: it says where to go from there.

import { all } from "./notes.js";

/** @typedef {import("./notes.js").Note} Note */

export class Tour {
  /** @type {Note[]} its notes, and the end */
  stops;

  /**
   * @param {HTMLElement} page
   * @param {import("./notes.js").Notes} notes
   */
  constructor(page, notes) {
    this.page = page;
    this.stops = /** @type {HTMLAnchorElement[]} */ (all(page, ".mc-tour li > a")).flatMap(
      ({ hash }) => notes.named(hash.slice(1)) ?? [],
    );
    for (const { element, references, words } of this.stops)
      for (const part of [element, ...references, ...words]) part.dataset.told = "";
    const [end] = all(page, ".mc-then");
    const last = this.stops.at(-1);
    if (end && last) this.stops.push({ ...last, id: end.id, lens: "", element: end, swaps: [] });
  }

  get isOn() {
    return "tour" in this.page.dataset;
  }

  set isOn(is) {
    this.page.toggleAttribute("data-tour", is);
  }
}
