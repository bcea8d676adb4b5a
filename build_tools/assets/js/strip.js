// The strip over the article: where the notes are, by kind, and which part is in sight. It works like a scrollbar.

import { LENSES } from "./state.js";

/** How far each key scrolls, in windows. */
const STEPS = /** @type {Record<string, number>} */ ({
  ArrowLeft: -0.25,
  ArrowUp: -0.25,
  ArrowRight: 0.25,
  ArrowDown: 0.25,
  PageUp: -0.9,
  PageDown: 0.9,
});

/**
 * @param {number} top of the text, in pixels from the top of the window
 * @param {number} height of the text
 * @param {number} window its height
 * @returns {{from: number, to: number}} the part of the text that is in sight, from 0 to 1
 */
export function sight(top, height, window) {
  const part = (/** @type {number} */ y) => Math.min(1, Math.max(0, (y - top) / (height || 1)));
  return { from: part(0), to: part(window) };
}

/**
 * A tick for every place with a note, in a drawing 1,000 wide with a lane for each lens.
 * @param {Iterable<{lens: string, y: number}>} marks each passage, `y` in pixels from the top of the text
 * @param {number} height of the text
 * @returns {string[]} for each lens the commands of a path
 */
export function ticks(marks, height) {
  const places = LENSES.map(() => new Set());
  for (const { lens, y } of marks) places[LENSES.indexOf(lens)]?.add(Math.round((1000 * y) / (height || 1)));
  return places.map((lane, index) => [...lane].map((x) => `M${x} ${index}.1v.8`).join(""));
}

export class Strip {
  /**
   * @param {HTMLElement} element its place in the page
   * @param {HTMLElement} text the article's words
   * @param {AbortSignal} signal ends listening
   */
  constructor(element, text, signal) {
    this.element = element;
    this.text = text;
    this.lanes = element.querySelectorAll("path");
    this.window = /** @type {SVGElement} */ (element.querySelector("rect"));
    this.#listen(signal);
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const { element } = this;
    const drag = (/** @type {PointerEvent} */ event) => {
      if (event.buttons !== 1) return;
      element.setPointerCapture(event.pointerId);
      const box = element.getBoundingClientRect();
      this.centre((event.clientX - box.left) / box.width);
    };
    const press = (/** @type {KeyboardEvent} */ event) => {
      const step = STEPS[event.key];
      if (step) scrollBy({ top: step * innerHeight });
      else if (event.key === "Home") this.centre(0);
      else if (event.key === "End") this.centre(1);
      else return;
      event.preventDefault();
    };
    element.addEventListener("pointerdown", drag, { signal });
    element.addEventListener("pointermove", drag, { signal });
    element.addEventListener("keydown", press, { signal });
  }

  /** Where the text is, and how high the window: read before anything is written. */
  get box() {
    const { top, height } = this.text.getBoundingClientRect();
    return { top, height, window: innerHeight };
  }

  /**
   * Draw the notes anew.
   * @param {Iterable<{lens: string, y: number}>} marks each passage, `y` in pixels from the top of the text
   * @param {{top: number, height: number, window: number}} box
   */
  draw(marks, box) {
    const drawn = ticks(marks, box.height);
    this.lanes.forEach((lane, index) => {
      if (lane.getAttribute("d") !== drawn[index]) set(lane, { d: drawn[index] ?? "" });
    });
    this.follow(box);
  }

  /**
   * Show which part of the article is in sight.
   * @param {{top: number, height: number, window: number}} box
   */
  follow({ top, height, window }) {
    const { from, to } = sight(top, height, window);
    set(this.window, { x: 1000 * from, width: 1000 * (to - from) });
    const words = `${Math.round(100 * from)} to ${Math.round(100 * to)} percent in sight`;
    set(this.element, { "aria-valuenow": Math.round(50 * (from + to)), "aria-valuetext": words });
  }

  /** @param {number} part of the article's length, from 0 to 1, to bring to the middle of the window */
  centre(part) {
    const { top, height, window } = this.box;
    scrollBy({ top: top + part * height - window / 2 });
  }
}

/**
 * @param {Element} element
 * @param {Record<string, string | number | boolean>} attributes
 */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
