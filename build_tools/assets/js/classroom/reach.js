// The coloured words by keyboard: one stop for the Tab key, and arrow keys from there. To a screen reader each is a
// button, with how many marked it.

const COLOURED = ".mc-heat[role]";

/** @param {HTMLElement} sheet that holds the text, whatever is coloured in it */
export function reachByKeys(sheet) {
  sheet.addEventListener("keydown", (event) => {
    const here = /** @type {HTMLElement} */ (event.target);
    if (!here.matches(COLOURED) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Enter" || event.key === " ") here.click();
    else {
      const all = /** @type {HTMLElement[]} */ ([...sheet.querySelectorAll(COLOURED)]);
      const to = all[targetOf(event.key, all.indexOf(here), all, isRightToLeft(here))];
      if (!to) return;
      to.focus();
    }
    event.preventDefault();
  });
  sheet.addEventListener("focusin", ({ target }) => {
    const to = /** @type {HTMLElement} */ (target);
    if (to.matches(COLOURED)) stopAt(sheet, to);
  });
}

/**
 * @param {string} key
 * @param {number} at
 * @param {HTMLElement[]} all
 * @param {boolean} isTurned
 * @returns {number} the words to go to; -1 where the key is none of these
 */
function targetOf(key, at, all, isTurned) {
  const last = all.length - 1;
  const step = { ArrowRight: isTurned ? -1 : 1, ArrowLeft: isTurned ? 1 : -1 }[key];
  if (step) return Math.max(0, Math.min(at + step, last));
  if (key === "Home") return 0;
  if (key === "End") return last;
  return key === "ArrowDown" || key === "ArrowUp" ? inOtherLine(at, all, key === "ArrowDown" ? 1 : -1) : -1;
}

/** @param {number} at @param {HTMLElement[]} all @param {1 | -1} step @returns {number} the nearest words in the next line that has some */
function inOtherLine(at, all, step) {
  const boxOf = (/** @type {number} */ nth) => all[nth].getClientRects()[0] ?? new DOMRect();
  const from = boxOf(at);
  let [best, least] = [at, Infinity];
  /** @type {DOMRect | null} */
  let line = null;
  for (let nth = at + step; nth >= 0 && nth < all.length; nth += step) {
    const box = boxOf(nth);
    if (Math.abs(box.top - from.top) < from.height / 2) continue;
    line ??= box;
    if (Math.abs(box.top - line.top) > from.height / 2) break;
    const away = Math.abs(box.left + box.right - from.left - from.right);
    if (away < least) [best, least] = [nth, away];
  }
  return best;
}

/** @param {HTMLElement} element */
const isRightToLeft = (element) => getComputedStyle(element).direction === "rtl";

/** @param {HTMLElement} sheet @param {HTMLElement} [words] where the Tab key stops in the text; the first, if nowhere */
export function stopAt(sheet, words) {
  const stop = words ?? /** @type {HTMLElement | null} */ (sheet.querySelector(COLOURED));
  for (const old of sheet.querySelectorAll(`${COLOURED}[tabindex="0"]`)) old.setAttribute("tabindex", "-1");
  stop?.setAttribute("tabindex", "0");
}
