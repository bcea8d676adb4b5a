// The strip over the article: where the notes are, by kind, and which part is in sight. A slider over it scrolls.

import { all } from "./notes.js";
import { LENSES } from "./state.js";

/** How far each key scrolls, in windows. The slider knows the others. */
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
 * @param {{lens: string, y: number}[]} marks each passage, `y` in pixels from the top of the text
 * @param {number} height of the text
 * @returns {string[]} for each lens the commands of a path
 */
export function ticks(marks, height) {
  return LENSES.map((name, index) => {
    const lane = marks.filter(({ lens }) => lens === name);
    // The headline stands above the text.
    const places = new Set(lane.map(({ y }) => Math.max(0, Math.round((1000 * y) / (height || 1)))));
    return [...places].map((x) => `M${x} ${index}.1v.8`).join("");
  });
}

export class Strip {
  /**
   * @param {HTMLElement} element its place in the page
   * @param {HTMLElement} text the article's words
   */
  constructor(element, text) {
    this.text = text;
    this.lanes = all(element, "path");
    this.window = /** @type {SVGElement} */ (element.querySelector("rect"));
    const slider = /** @type {HTMLInputElement} */ (element.querySelector("input"));
    this.slider = slider;
    slider.oninput = () => {
      const { top, height, window } = this.box;
      scrollBy(0, top + (height * slider.valueAsNumber) / 100 - window / 2);
    };
    // A slider's own steps know nothing of windows.
    slider.onkeydown = (event) => {
      const step = STEPS[event.key];
      if (!step) return;
      scrollBy(0, step * innerHeight);
      event.preventDefault();
    };
  }

  /** Where the text is, and how high the window: read before anything is written. */
  get box() {
    const { top, height } = this.text.getBoundingClientRect();
    return { top, height, window: innerHeight };
  }

  /**
   * Draw the notes anew.
   * @param {{lens: string, y: number}[]} marks each passage, `y` in pixels from the top of the text
   * @param {{top: number, height: number, window: number}} box
   */
  draw(marks, box) {
    const drawn = ticks(marks, box.height);
    this.lanes.forEach((lane, index) => {
      lane.setAttribute("d", drawn[index] ?? "");
    });
    this.follow(box);
  }

  /**
   * Show which part of the article is in sight.
   * @param {{top: number, height: number, window: number}} box
   */
  follow({ top, height, window }) {
    const { from, to } = sight(top, height, window);
    this.window.setAttribute("x", String(1000 * from));
    this.window.setAttribute("width", String(1000 * (to - from)));
    this.slider.valueAsNumber = 50 * (from + to);
    this.slider.ariaValueText = `${Math.round(100 * from)} to ${Math.round(100 * to)} percent in sight`;
  }
}
