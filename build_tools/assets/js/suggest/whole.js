// Whether a cut goes through a word or a number, as build_tools/words/whole.py tells it.

import { Characters } from "./characters.js";
import { UNSPACED_LETTERS } from "./tables.js";

const PART_OF_WORD = /[\p{L}\p{M}\p{N}]/u;
const UNSPACED_LETTER = new RegExp(`[${UNSPACED_LETTERS}]`, "u");
const BINDING_APOSTROPHES = "'’‘‛ʼ′＇´`\u1fef\u1ffd";

/** @type {Map<string, number>} */
const kinds = new Map();

/** @param {string} sign @returns {number} 0: no part of a word; 1: one; 2: one of a script without spaces */
function kindOf(sign) {
  let kind = kinds.get(sign);
  if (kind === undefined) {
    kind = !PART_OF_WORD.test(sign) ? 0 : UNSPACED_LETTER.test(sign) ? 2 : 1;
    kinds.set(sign, kind);
  }
  return kind;
}

/** @param {Characters} text normalised @param {number} offset */
export function withinWord(text, offset) {
  if (offset <= 0 || offset >= text.length) return false;
  const left = /** @type {string} */ (text.at(offset - 1));
  const right = /** @type {string} */ (text.at(offset));
  const [one, other] = [kindOf(left), kindOf(right)];
  if (one === 1 && other === 1) return true;
  if (one === 1 && other === 0) return binds(left, right, text.at(offset + 1));
  return one === 0 && other === 1 && binds(text.at(offset - 2), left, right);
}

/** @param {string | undefined} before @param {string} mark @param {string | undefined} after */
function binds(before, mark, after) {
  if (before === undefined || after === undefined) return false;
  if (BINDING_APOSTROPHES.includes(mark)) return kindOf(before) === 1 && kindOf(after) === 1;
  return ".,:".includes(mark) && isFigure(before) && isFigure(after);
}

const FIGURE =
  /[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒፩-፱᧚\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]/u;

/** @param {string} sign @returns {boolean} what Python's `str.isdigit` answers */
export function isFigure(sign) {
  return FIGURE.test(sign);
}

/**
 * @param {string} text
 * @param {{start: number, end: number}} span
 * @returns {{start: number, end: number}} it with the words at its ends whole, and without space there: the checker asks for both
 */
export function wholeWords(text, span) {
  const signs = new Characters(text);
  let { start, end } = span;
  while (start < end && !signs.at(start)?.trim()) start++;
  while (end > start && !signs.at(end - 1)?.trim()) end--;
  if (start === end) return span;
  while (withinWord(signs, start)) start--;
  while (withinWord(signs, end)) end++;
  return { start, end };
}
