// What happens to a page: the address is changed, the window is moved or has another size, words come to be ready.

import { WIDE } from "./column.js";

/** @typedef {import("./reader.js").Reader} Reader */

/**
 * @param {Reader} reader whose places are kept up to date
 * @param {AbortSignal} signal ends it
 */
export function watch(reader, signal) {
  const { column, passages, strip, text } = reader;
  // A step back changes the fragment, or only the lenses, which stay as the reader has them.
  for (const type of ["hashchange", "popstate"]) addEventListener(type, () => reader.follow(), { signal });
  let isDue = false;
  let hasMoved = false;
  const later = (/** @type {boolean} */ moves) => {
    if (!isDue) requestAnimationFrame(now);
    isDue = true;
    hasMoved ||= moves;
  };
  const now = () => {
    if (hasMoved) reader.change();
    else {
      const { box } = strip;
      column.follow(passages.tops);
      strip.follow(box);
    }
    isDue = hasMoved = false;
  };
  addEventListener("scroll", () => later(false), { passive: true, signal });
  const changed = (/** @type {Event} */ event) => {
    passages.changed(event);
    later(true);
  };
  text.addEventListener("contentvisibilityautostatechange", changed, { signal });
  let wasWide = matchMedia(WIDE).matches;
  const sizes = new ResizeObserver(() => {
    if (reader.sizes === reader.size) return;
    column.forget();
    reader.change(undefined, true, () => {
      const { edge, open } = reader;
      // From a sheet to the column or back, the open note comes to stand elsewhere.
      if (open && column.isWide !== wasWide) column.bring(open, open.references[0], edge);
      wasWide = column.isWide;
    });
  });
  for (const element of [reader.find(".mc-article"), document.documentElement]) sizes.observe(element);
  signal.addEventListener("abort", () => {
    sizes.disconnect();
    Object.assign(document.documentElement.style, { scrollPaddingTop: "", scrollPaddingBottom: "" });
  });
}
