// Whether a dot ends a sentence, as build_tools/words/sentences.py tells it.

import { isSpace, SPACES } from "./characters.js";
import {
  BEFORE_A_NUMBER,
  CONSONANTS,
  CONTINUED,
  DEPENDENT,
  MAY_END,
  MAY_END_LETTERS,
  NUMBERS_IN_LETTERS,
  ORDINAL_DOT,
  STARTERS,
  SYLLABLES_WITHOUT_VOWELS,
} from "./tables.js";

/** @typedef {import("./characters.js").Characters} Characters */

const REACH = 48;

/** @param {string} words @returns {Set<string>} */
const setOf = (words) => new Set(words.split(" "));

export const STARTING = setOf(STARTERS);
const GOING_ON = setOf(CONTINUED);
const NUMBERED = setOf(BEFORE_A_NUMBER);
const ENDING = setOf(MAY_END);
const ENDING_LETTERS = setOf(MAY_END_LETTERS);
const ORDINAL_LANGUAGES = setOf(ORDINAL_DOT);
const WITHOUT_VOWELS = setOf(SYLLABLES_WITHOUT_VOWELS);
const TRAILING_SPACE = new RegExp(`[${SPACES}]+$`, "u");
const NOT_SPACE = new RegExp(`[^${SPACES}]`, "u");
const WITHOUT_DOTS = new RegExp(`^[${DEPENDENT}\\p{sc=Armenian}]`, "u");
const TOKEN = /[\p{L}\p{N}\p{M}°№\u0640]+(?:[,.\-’'/:][\p{L}\p{N}\p{M}\u0640]+)*$/u;
const SPELT = /(?<![\p{L}\p{M}\p{N}])(?:\p{L}\p{M}*\.\p{White_Space}?){0,8}\p{L}\p{M}*$/u;
const INITIAL =
  /^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Georgian}\p{sc=Arabic}\p{sc=Hebrew}]\p{M}*\u0640*$/u;
const INDIAN = /^[\p{sc=Tamil}\p{sc=Telugu}\p{sc=Kannada}\p{sc=Malayalam}\p{sc=Sinhala}]/u;
const ORDINAL = /^(?:(?:\p{Nd}{4}\.)?\p{Nd}{1,2}(?:[./]\p{Nd}{1,2})?|[IVXLC]{2,8})$/u;
const NUMBER = new RegExp(`^[\\p{N}${NUMBERS_IN_LETTERS}]`, "u");
const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/** @param {string} word whether it begins with a small letter; Georgian ones count as none */
export function isSmall(word) {
  return /^(?![ა-ჿ])\p{Lowercase}/u.test(word);
}

/** @param {string} piece whether it is one letter, or one cluster of an Indian script */
function isInitial(piece) {
  return INITIAL.test(piece) || (INDIAN.test(piece) && [...GRAPHEMES.segment(piece)].length === 1);
}

/**
 * Whether the dot at `at` ends a sentence, when the sign `behind` follows, and `word`, which it may belong to.
 * @param {Characters} text
 * @param {number} at
 * @param {number} first
 * @param {string} behind
 * @param {string} word
 * @param {boolean} starts
 * @param {boolean} isClosed
 * @param {string} language
 */
export function dotEnds(text, at, first, behind, word, starts, isClosed, language) {
  let before = text.slice(Math.max(first, at - REACH), at);
  const reached = at - REACH < first;
  if (before && isSpace([...before.slice(-2)].at(-1))) {
    // Dots with spaces between them are what is left off, too.
    before = before.replace(TRAILING_SPACE, "");
    if (word[0] === "." || before.endsWith(".")) return false;
  }
  if (WITHOUT_DOTS.test([...before.slice(-2)].at(-1) ?? "")) return false;
  const found = TOKEN.exec(before);
  if (!found) return true;
  const token = found[0].normalize("NFC");
  const piece = /** @type {string} */ (token.split(/[.\-’'/]/).at(-1));
  const beginsBlock = !NOT_SPACE.test(before.slice(0, found.index)) && reached;
  if (ORDINAL.test(token)) return numberEnds(word, starts, isClosed, beginsBlock, language);
  if (/^\p{Nd}+$/u.test(token)) return !/^\p{Nd}/u.test(word);
  const letters = isInitial(piece) ? SPELT.exec(before) : null;
  if (letters) {
    const spelt = letters[0].replace(/\P{L}/gu, "");
    const isLong = [...spelt].length > 1;
    if (/^\p{Lowercase}/u.test(spelt) && isLong && !ENDING_LETTERS.has(spelt.toLowerCase()))
      return isClosed && starts;
    return starts && !beginsBlock;
  }
  if (isOneOf(GOING_ON, token, piece)) return isClosed && starts;
  if (isOneOf(NUMBERED, token, piece) || [...piece].slice(-3).join("").toLowerCase() === "str")
    return isClosed || !(NUMBER.test(word) || behind === "(" || behind === "/");
  if (isOneOf(ENDING, token, piece) || isWithoutVowels(token, language)) return starts;
  return !/^[§%&+=]/.test(word);
}

/** @param {Set<string>} known @param {string[]} forms */
function isOneOf(known, ...forms) {
  return forms.some((form) => {
    const [initial, ...rest] = form;
    return known.has(form) || known.has(initial.toLowerCase() + rest.join(""));
  });
}

/** @param {string} word @param {string} language whether it can only be read as an abbreviation */
function isWithoutVowels(word, language) {
  const folded = word.includes("ı") ? word : word.toUpperCase().toLowerCase();
  const bare = folded.normalize("NFD").replace(/\p{M}/gu, "");
  const isUpper = /\p{Uppercase}/u.test(word) && !/[\p{Lowercase}\p{Lt}]/u.test(word);
  return [...bare].every((sign) => CONSONANTS.includes(sign)) && !isUpper && !WITHOUT_VOWELS.has(language);
}

/**
 * @param {string} word
 * @param {boolean} starts
 * @param {boolean} isClosed
 * @param {boolean} beginsBlock
 * @param {string} language
 */
function numberEnds(word, starts, isClosed, beginsBlock, language) {
  if (beginsBlock || /^\p{Nd}/u.test(word)) return false;
  if (isClosed || starts) return true;
  if (!language) return !/^[\p{Uppercase}\p{sc=Hangul}]/u.test(word);
  return !ORDINAL_LANGUAGES.has(language);
}
