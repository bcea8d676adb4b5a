// Single keys, and fingers.

/** @typedef {import("./card.js").Action} Action */

/** What each key does: a lens by its name, or something else. The sheet of keys says the same. */
export const KEYS = /** @type {Record<string, string>} */ ({
  1: "speaking",
  2: "wording",
  3: "context",
  0: "clean",
  j: "next",
  k: "previous",
  w: "reword",
  "?": "help",
});

/**
 * Close by a swipe down, turn pages by one to the side.
 * @param {number} x how far the finger went to the right, in pixels
 * @param {number} y how far down
 * @param {boolean} isAtTop whether there is nothing above to be scrolled to
 * @returns {Action | undefined}
 */
export function swiped(x, y, isAtTop) {
  if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) return x < 0 ? "next" : "previous";
  return isAtTop && y > 70 && y > 2 * Math.abs(x) ? "close" : undefined;
}

/**
 * @param {HTMLElement} area
 * @param {(action: Action) => void} act
 * @param {AbortSignal} signal
 */
export function onSwipe(area, act, signal) {
  const options = { passive: true, signal };
  /** @type {{x: number, y: number, isAtTop: boolean} | null | undefined | false} */
  let start;
  area.addEventListener(
    "touchstart",
    ({ target, touches: [touch, other] }) => {
      const sheet = /** @type {Element} */ (target).closest(".mc-open");
      start = sheet &&
        touch &&
        !other && { x: touch.clientX, y: touch.clientY, isAtTop: sheet.scrollTop < 1 };
    },
    options,
  );
  area.addEventListener(
    "touchend",
    ({ changedTouches: [touch] }) => {
      const action =
        start && touch && swiped(touch.clientX - start.x, touch.clientY - start.y, start.isAtTop);
      start = undefined;
      if (action) act(action);
    },
    options,
  );
}
