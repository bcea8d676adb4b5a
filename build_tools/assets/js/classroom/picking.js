// Words taken by pointer or finger: selected, or the first and the last of them pressed. The system's own selection and
// its menu are left alone: what is selected is read, and what we ask stands elsewhere.

import { wholeWords } from "../suggest/whole.js";
import { around, indexAt, areSame, keyOf } from "./spans.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./spans.js").Span} Span */

/** Milliseconds that a selection made by touch stands still before it is taken: its handles are being moved. */
const STILL = 350;
/** Pixels beside a word that still are a press on it. */
const NEAR = 6;

/**
 * @param {Desk} desk
 * @param {HTMLElement} text that words are taken from
 * @param {(word: Span) => void} place the keyboard's cursor
 */
export function takeByPointer(desk, text, place) {
  const { sheet } = desk;
  let isDown = false;
  let timer = 0;
  /** @type {Span | null} the words that were taken here last */
  let taken = null;
  /** How. @type {"selected" | "pressed" | "stretched"} */
  let way = "selected";
  const take = (/** @type {Span} */ span, /** @type {typeof way} */ how) => {
    [taken, way] = [span, how];
    desk.take(span, true);
  };

  const selected = () => {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    return text.contains(range.commonAncestorContainer) ? sheet.spanOf(range) : null;
  };
  const takeSelected = () => {
    const span = selected();
    if (!span) return;
    const words = wholeWords(sheet.text, span);
    if (!(desk.isAsking && desk.hand && areSame(desk.hand, words))) take(words, "selected");
  };
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    if (!isDown) timer = setTimeout(takeSelected, STILL);
  });
  text.addEventListener("pointerdown", ({ pointerType }) => {
    isDown = pointerType === "mouse";
  });
  addEventListener("pointerup", () => {
    if (!isDown) return;
    isDown = false;
    // The selection of a click is taken back only behind this event.
    setTimeout(takeSelected);
  });
  addEventListener("pointercancel", () => {
    isDown = false;
  });

  text.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("button")) return;
    if (event.detail && target.closest("a")) event.preventDefault();
    if (selected()) return;
    const word = wordAt(desk, event.clientX, event.clientY);
    // Where the keyboard's cursor is, nothing was pressed.
    const hand = desk.hand === taken ? taken : null;
    if (word) place(word);
    if (!word || (hand && way === "selected") || (hand && areSame(hand, word))) {
      desk.letGo();
      return;
    }
    const keys = target.closest("mark")?.getAttribute("data-marks");
    if (!hand && keys) {
      const open = desk.markAround(word);
      if (open && !(desk.open && keyOf(desk.open) === keyOf(open))) {
        desk.open = open;
        desk.tell();
        return;
      }
    }
    // Whoever presses a word in another paragraph has rather thought better of the first: across the two one selects.
    if (hand && way === "pressed" && sheet.blockOf(hand) === sheet.blockOf(word))
      take(around(hand, word), "stretched");
    else take(word, "pressed");
  });
}

/** @param {Desk} desk @param {number} x @param {number} y of the window @returns {Span | null} the word there */
function wordAt({ sheet }, x, y) {
  const place = placeAt(x, y);
  const offset = place && sheet.offsetAt(...place);
  if (offset === null) return null;
  const nth = indexAt(sheet.words, offset);
  // Of two words with a hyphen between them it may be either, and behind a word's last letter the next one is found.
  for (const word of [sheet.words[nth - 1], sheet.words[nth]])
    if (word)
      for (const { left, right, top, bottom } of sheet.rangeOf(word).getClientRects())
        if (x >= left - NEAR && x <= right + NEAR && y >= top - NEAR && y <= bottom + NEAR) return word;
  return null;
}

/** @param {number} x @param {number} y @returns {[Node, number] | null} */
function placeAt(x, y) {
  const page = /** @type {any} */ (document);
  if (page.caretPositionFromPoint) {
    const found = page.caretPositionFromPoint(x, y);
    return found && [found.offsetNode, found.offset];
  }
  const range = page.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : null;
}

/** @param {Desk} desk shows the words in hand in the text */
export function showHand({ hand, open, sheet }) {
  const span = hand ?? open;
  const range = span && span.start < span.end ? sheet.rangeOf(span) : null;
  const { highlights } = /** @type {any} */ (CSS);
  if (!highlights) {
    // An old browser shows them as its own selection.
    const selection = getSelection();
    if (hand && range && selection?.isCollapsed) {
      selection.removeAllRanges();
      selection.addRange(range);
    }
    return;
  }
  if (range) highlights.set("mc-hand", new Highlight(range));
  else highlights.delete("mc-hand");
}
