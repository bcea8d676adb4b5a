// The strip over the article: where the notes are, by kind, and which part is in sight. It works like a scrollbar.

import { LENS_OF } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";
const KINDS = Object.keys(LENS_OF);
const STEPS = {
  ArrowLeft: -0.25,
  ArrowUp: -0.25,
  ArrowRight: 0.25,
  ArrowDown: 0.25,
  PageUp: -0.9,
  PageDown: 0.9,
};

export class Strip {
  /** @param {HTMLElement} text the article's words */
  constructor(text) {
    this.text = text;
    this.element = document.createElement("div");
    this.element.className = "mc-strip";
    this.element.tabIndex = 0;
    for (const [name, value] of Object.entries({
      role: "slider",
      "aria-label": "Place in the article",
      "aria-valuemin": "0",
      "aria-valuemax": "100",
    }))
      this.element.setAttribute(name, value);
    const picture = document.createElementNS(SVG, "svg");
    for (const [name, value] of Object.entries({
      viewBox: `0 0 1000 ${KINDS.length}`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    }))
      picture.setAttribute(name, value);
    this.lanes = KINDS.map((kind) => {
      const lane = document.createElementNS(SVG, "path");
      lane.setAttribute("class", `mc-${kind}`);
      return lane;
    });
    this.window = document.createElementNS(SVG, "rect");
    this.window.setAttribute("height", String(KINDS.length));
    picture.append(this.window, ...this.lanes);
    this.element.append(picture);
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
   * @param {Iterable<{kind: string, y: number}>} marks each passage, `y` in pixels from the top of the text
   */
  draw(marks) {
    const { height } = this.text.getBoundingClientRect();
    /** @type {Map<string, Set<number>>} */
    const places = new Map(KINDS.map((kind) => [kind, new Set()]));
    for (const { kind, y } of marks) places.get(kind)?.add(Math.round((1000 * y) / (height || 1)));
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
    this.window.setAttribute("x", String(1000 * from));
    this.window.setAttribute("width", String(1000 * (to - from)));
    const place = Math.round(50 * (from + to));
    this.element.setAttribute("aria-valuenow", String(place));
    const words = `${Math.round(100 * from)} to ${Math.round(100 * to)} percent in sight`;
    this.element.setAttribute("aria-valuetext", words);
  }

  /** @param {number} part of the article's length, from 0 to 1, to bring to the middle of the window */
  centre(part) {
    const { top, height } = this.text.getBoundingClientRect();
    scrollBy({ top: top + part * height - innerHeight / 2 });
  }
}
