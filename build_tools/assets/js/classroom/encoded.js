// The text of a file's bytes, in whatever encoding a program has saved it. (Pages of ours save UTF-8; editors and
// spreadsheets make of it what they like.)

import { CODE_PAGES } from "./code_pages.js";
import { ANSI, unicodeOf } from "./unicode.js";

/**
 * What a program of Windows calls “ANSI” comes first: there every byte is a sign. The last is UTF-8 with bytes in it that
 * are none.
 */
const ENCODINGS = [
  ANSI,
  ...[1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258, 874].map((page) => `windows-${page}`),
  ...["gbk", "big5", "shift_jis", "euc-kr", "euc-jp"],
  ...["iso-8859-2", "koi8-r", "macintosh", "x-mac-cyrillic", "utf-8"],
];

/** @typedef {{text: string, isGuess: boolean}} Decoding of a file; a guess is one that needs a proof, for most files are not so */

/**
 * @param {Uint8Array} bytes
 * @returns {Generator<Decoding, void>} their text, in one encoding after the other; where it is Unicode, in that alone
 */
export function* decodings(bytes) {
  const sure = (/** @type {string} */ text) => ({ text, isGuess: false });
  const text = unicodeOf(bytes);
  if (text !== null) return yield sure(text);
  for (const name of ENCODINGS) yield sure(new TextDecoder(name).decode(bytes));
  // Of these and of what Windows calls “ANSI” hardly any two have one sign at the same byte: words prove which it is.
  for (const [, signs] of CODE_PAGES) yield { text: inCodePage(bytes, signs), isGuess: true };
  yield { text: new TextDecoder("ibm866").decode(bytes), isGuess: true };
}

/** @param {Uint8Array} bytes @param {string} signs those of the bytes from 128 on @returns {string} */
function inCodePage(bytes, signs) {
  let text = "";
  for (const byte of bytes) text += byte < 128 ? String.fromCharCode(byte) : signs[byte - 128];
  return text;
}
