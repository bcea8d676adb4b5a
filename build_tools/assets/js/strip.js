// The strip over the article: where the notes are, by kind, and which part is in sight. It works like a scrollbar.

import { LENSES } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";
const STEPS = {
  ArrowLeft: -0.25,
  ArrowUp: -0.25,
  ArrowRight: 0.25,
  ArrowDown: 0.25,
  PageUp: -0.9,
  PageDown: 0.9,
};

export class Strip {
  /**
   * @param {HTMLElement} element its place in the page
   * @param {HTMLElement} text the article's words
   */
  constructor(element, text) {
    this.element = element;
    this.text = text;
    set(element, { role: "slider", tabindex: 0, "aria-label": "Place in the article" });
    const picture = document.createElementNS(SVG, "svg");
    set(picture, { viewBox: `0 0 1000 ${LENSES.length}`, preserveAspectRatio: "none", "aria-hidden": true });
    this.lanes = LENSES.map((lens) => {
      const lane = document.createElementNS(SVG, "path");
      set(lane, { "data-lens": lens });
      return lane;
    });
    this.window = document.createElementNS(SVG, "rect");
    set(this.window, { height: LENSES.length });
    picture.append(this.window, ...this.lanes);
    element.append(picture);
  }

  /** @param {AbortSignal} signal ends listening */
  listen(signal) {
    const { element } = this;
    /** @param {PointerEvent} event */
    const drag = (event) => {
      const box = element.getBoundingClientRect();
      this.centre((event.clientX - box.left) / box.width);
    };
    element.addEventListener(
      "pointerdown",
      (event) => {
        if (event.button) return;
        element.setPointerCapture(event.pointerId);
        drag(event);
      },
      { signal },
    );
    element.addEventListener("pointermove", (event) => event.buttons && drag(event), { signal });
    element.addEventListener(
      "keydown",
      (event) => {
        const step = STEPS[/** @type {keyof typeof STEPS} */ (event.key)];
        if (step) scrollBy({ top: step * innerHeight });
        else if (event.key === "Home") this.centre(0);
        else if (event.key === "End") this.centre(1);
        else return;
        event.preventDefault();
      },
      { signal },
    );
  }

  /**
   * Draw the notes anew.
   * @param {Iterable<{lens: string, y: number}>} marks each passage, `y` in pixels from the top of the text
   */
  draw(marks) {
    const { height } = this.text.getBoundingClientRect();
    /** @type {Map<string, Set<number>>} */
    const places = new Map(LENSES.map((lens) => [lens, new Set()]));
    for (const { lens, y } of marks) places.get(lens)?.add(Math.round((1000 * y) / (height || 1)));
    const ticksOf = [...places.values()];
    this.lanes.forEach((lane, index) => {
      const ticks = [...(ticksOf[index] ?? [])];
      lane.setAttribute("d", ticks.map((x) => `M${x} ${index}.1v.8`).join(""));
    });
    this.follow();
  }

  /** Show which part of the article is in sight. */
  follow() {
    const { top, height } = this.text.getBoundingClientRect();
    const clip = (/** @type {number} */ y) => Math.min(1, Math.max(0, (y - top) / (height || 1)));
    const [from, to] = [clip(0), clip(innerHeight)];
    set(this.window, { x: 1000 * from, width: 1000 * (to - from) });
    const words = `${Math.round(100 * from)} to ${Math.round(100 * to)} percent in sight`;
    set(this.element, { "aria-valuenow": Math.round(50 * (from + to)), "aria-valuetext": words });
  }

  /** @param {number} part of the article's length, from 0 to 1, to bring to the middle of the window */
  centre(part) {
    const { top, height } = this.text.getBoundingClientRect();
    scrollBy({ top: top + part * height - innerHeight / 2 });
  }
}

/**
 * @param {Element} element
 * @param {Record<string, string | number | boolean>} attributes
 */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
