// The text of a file's bytes, in whatever encoding a program has saved it. (Pages of ours save UTF-8; editors and
// spreadsheets make of it what they like.)

import { CODE_PAGES } from "./code_pages.js";

/**
 * What a program of Windows calls “ANSI” comes first: there every byte is a sign. The last is UTF-8 with bytes in it that
 * are none.
 */
const ENCODINGS = [
  ...[1252, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258, 874].map((page) => `windows-${page}`),
  ...["gbk", "big5", "shift_jis", "euc-kr", "euc-jp"],
  ...["iso-8859-2", "koi8-r", "macintosh", "x-mac-cyrillic", "utf-8"],
];

/** @typedef {{text: string, isGuess: boolean}} Decoding of a file; a guess is one that needs a proof, for most files are not so */

/** @param {Uint8Array} bytes @returns {string} without a byte order mark, in the likeliest encoding */
export const decoded = (bytes) => /** @type {Decoding} */ (decodings(bytes).next().value).text;

/**
 * @param {Uint8Array} bytes
 * @returns {Generator<Decoding, void>} their text, in one encoding after the other; where it is Unicode, in that alone
 */
export function* decodings(bytes) {
  const wide = wideEncodingOf(bytes);
  const sure = (/** @type {string} */ text) => ({ text, isGuess: false });
  if (wide) return yield sure(new TextDecoder(wide).decode(bytes));
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    for (const name of ENCODINGS) yield sure(new TextDecoder(name).decode(bytes));
    // Of these and of what Windows calls “ANSI” hardly any two have one sign at the same byte: words prove which it is.
    for (const [, signs] of CODE_PAGES) yield { text: inCodePage(bytes, signs), isGuess: true };
    yield { text: new TextDecoder("ibm866").decode(bytes), isGuess: true };
    return;
  }
  yield sure(text);
}

/** @param {Uint8Array} bytes @param {string} signs those of the bytes from 128 on @returns {string} */
function inCodePage(bytes, signs) {
  let text = "";
  for (const byte of bytes) text += byte < 128 ? String.fromCharCode(byte) : signs[byte - 128];
  return text;
}

/** @param {Uint8Array} bytes @returns {string} of signs with two bytes each; nothing where it is none */
function wideEncodingOf([first, second]) {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // A file of marks begins with a sign of ASCII, which is half of nothing in UTF-16.
  if (first && second === 0) return "utf-16le";
  return first === 0 && second ? "utf-16be" : "";
}
