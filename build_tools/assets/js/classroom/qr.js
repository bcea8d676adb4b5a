// QR codes (ISO/IEC 18004:2015) of bytes, in all versions, with correction M or L. Pure. The codes that are known when the
// site is built are made then (`classroom/qr.py`); that of a choice of notes can be made only where the choice is.

import { bytesIn, codewordsOf } from "./codewords.js";

/**
 * @typedef {object} Code
 * @property {number} size modules of a side, without the quiet zone
 * @property {Level} level of correction
 * @property {Uint8Array} modules row by row: 1 is dark
 */

/** Modules around a code that stay light (6.3.8). */
export const QUIET = 4;
/**
 * Up to this version a code is made with correction M. Above, a screen's code has no stains to be corrected, and in the last
 * row larger modules count for more: then L, of fewer modules.
 */
const LONG = 10;
const VERSIONS = 40;

/** @typedef {import("./codewords.js").Level} Level */

/** Whether a mask turns the module in row `i` and column `j` (table 10). @type {((i: number, j: number) => boolean)[]} */
const MASKS = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => ((i >> 1) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];

/**
 * @param {string} text of at most 2,953 bytes in UTF-8
 * @param {{version?: number, level?: Level, mask?: number}} [asked] otherwise chosen
 * @returns {Code}
 * @throws {RangeError} it is too long
 */
export function codeOf(text, asked = {}) {
  const bytes = new TextEncoder().encode(text);
  const { frame, level } = fitting(bytes.length, asked);
  place(frame, codewordsOf(bytes, frame.version, level, capacity(frame)));
  const mask = asked.mask ?? bestMask(frame);
  const modules = maskedBy(frame, MASKS[mask]);
  tellFormat(modules, frame.size, ((level === "L" ? 1 : 0) << 3) | mask);
  tellVersion(modules, frame);
  return { size: frame.size, level, modules };
}

/**
 * @typedef {object} Frame what a version has before it says anything
 * @property {number} version
 * @property {number} size
 * @property {Uint8Array} modules
 * @property {Uint8Array} fixed 1 where no data goes
 */

/**
 * The smallest version that holds so many bytes.
 * @param {number} length
 * @param {{version?: number, level?: Level}} asked
 * @returns {{frame: Frame, level: Level}}
 */
function fitting(length, asked) {
  const least = asked.version ?? 1;
  const most = asked.version ?? VERSIONS;
  /** @type {[Level, number][]} */
  const tries = asked.level
    ? [[asked.level, most]]
    : [
        ["M", Math.min(most, LONG)],
        ["L", most],
      ];
  for (const [level, last] of tries)
    for (let version = least; version <= last; version++) {
      const frame = frameOf(version);
      if (length <= bytesIn(version, level, capacity(frame))) return { frame, level };
    }
  throw new RangeError(`${length} bytes are more than a code holds`);
}

/** @param {Frame} frame @returns {number} codewords that it has room for */
const capacity = ({ fixed }) => fixed.reduce((free, isFixed) => free + 1 - isFixed, 0) >> 3;

/** @param {number} version @returns {Frame} with the patterns of 6.3; the places of format and version are kept free */
function frameOf(version) {
  const size = 17 + 4 * version;
  const frame = {
    version,
    size,
    modules: new Uint8Array(size * size),
    fixed: new Uint8Array(size * size),
  };
  const set = (/** @type {number} */ row, /** @type {number} */ column, /** @type {boolean} */ isDark) => {
    frame.modules[row * size + column] = Number(isDark);
    frame.fixed[row * size + column] = 1;
  };
  /** Squares in squares around a middle: dark where the distance from it is none of `light`. */
  const target = (
    /** @type {number} */ row,
    /** @type {number} */ column,
    /** @type {number} */ reach,
    /** @type {number[]} */ light,
  ) => {
    for (let i = Math.max(0, row - reach); i <= Math.min(size - 1, row + reach); i++)
      for (let j = Math.max(0, column - reach); j <= Math.min(size - 1, column + reach); j++)
        set(i, j, !light.includes(Math.max(Math.abs(i - row), Math.abs(j - column))));
  };
  for (let at = 0; at < size; at++) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const places = alignment(version);
  const last = places.length - 1;
  places.forEach((row, i) => {
    places.forEach((column, j) => {
      const isCorner = (!i && !j) || (!i && j === last) || (i === last && !j);
      if (!isCorner) target(row, column, 2, [1]);
    });
  });
  // Nine modules of each side beside the targets of the corners are for the format.
  for (let at = 0; at < 9; at++) {
    if (!frame.fixed[8 * size + at]) set(8, at, false);
    if (!frame.fixed[at * size + 8]) set(at, 8, false);
    if (at < 8) {
      set(8, size - 1 - at, false);
      set(size - 1 - at, 8, false);
    }
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ])
    target(row, column, 4, [2, 4]);
  if (version >= 7)
    for (let at = 0; at < 18; at++) {
      set(Math.floor(at / 3), size - 11 + (at % 3), false);
      set(size - 11 + (at % 3), Math.floor(at / 3), false);
    }
  return frame;
}

/** @param {number} version @returns {number[]} rows and columns of the small targets (annex E) */
function alignment(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = 4 * version + 10;
  // Evenly and on even steps, but for one version.
  const step = version === 32 ? 26 : 2 * Math.ceil((last - 6) / (2 * (count - 1)));
  return Array.from({ length: count }, (_, nth) => (nth ? last - (count - 1 - nth) * step : 6));
}

/** From the lower right, in columns of two, upwards and downwards (7.7.3). @param {Frame} frame @param {number[]} words */
function place({ size, modules, fixed }, words) {
  let at = 0;
  let isUp = true;
  for (let right = size - 1; right > 0; right -= 2, isUp = !isUp) {
    // The column of the timing pattern is passed over.
    if (right === 6) right--;
    for (let nth = 0; nth < size; nth++)
      for (const column of [right, right - 1]) {
        const module = (isUp ? size - 1 - nth : nth) * size + column;
        if (fixed[module]) continue;
        modules[module] = ((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
        at++;
      }
  }
}

/** @param {Frame} frame @param {(i: number, j: number) => boolean} turns @returns {Uint8Array} */
const maskedBy = ({ size, modules, fixed }, turns) =>
  modules.map((dark, at) => (fixed[at] ? dark : dark ^ Number(turns(Math.floor(at / size), at % size))));

/** @param {Frame} frame @returns {number} the mask with which it is read best */
function bestMask(frame) {
  const costs = MASKS.map((turns) => penalty(maskedBy(frame, turns), frame.size));
  return costs.indexOf(Math.min(...costs));
}

/** @param {Uint8Array} modules @param {number} size @returns {number} the lower, the better it is read (7.8.3) */
function penalty(modules, size) {
  const line = (/** @type {number} */ start, /** @type {number} */ step) =>
    Array.from({ length: size }, (_, nth) => modules[start + nth * step]).join("");
  let cost = 0;
  for (let nth = 0; nth < size; nth++)
    for (const text of [line(nth * size, 1), line(nth, size)]) {
      for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) cost += run.length - 2;
      cost += 40 * targets(text);
    }
  for (let row = 1; row < size; row++)
    for (let column = 1; column < size; column++) {
      const at = row * size + column;
      const dark = modules[at];
      if (dark === modules[at - 1] && dark === modules[at - size] && dark === modules[at - size - 1])
        cost += 3;
    }
  const share = modules.reduce((count, dark) => count + dark, 0) / modules.length;
  return cost + 10 * Math.floor(Math.abs(share * 100 - 50) / 5);
}

/** @param {string} line @returns {number} what in it looks like the target of a corner, with light on one side of it */
function targets(line) {
  const quiet = "0".repeat(QUIET);
  const text = quiet + line + quiet;
  let count = 0;
  for (let at = text.indexOf("1011101"); at >= 0; ) {
    const isOne = text.startsWith(quiet, at - 4) || text.startsWith(quiet, at + 7);
    if (isOne) count++;
    at = text.indexOf("1011101", at + (isOne ? 7 : 4));
  }
  return count;
}

/** @param {number} value @param {number} bits of it @param {number} divisor @returns {number} with its check behind it (annexes C, D) */
function checked(value, bits, divisor) {
  const degree = 31 - Math.clz32(divisor);
  let rest = value << degree;
  for (let bit = bits - 1; bit >= 0; bit--) if ((rest >> (bit + degree)) & 1) rest ^= divisor << bit;
  return (value << degree) | rest;
}

/** Level and mask, twice (7.9). @param {Uint8Array} modules @param {number} size @param {number} format */
function tellFormat(modules, size, format) {
  const bits = checked(format, 5, 0b10100110111) ^ 0b101010000010010;
  for (let nth = 0; nth < 15; nth++) {
    const dark = (bits >> nth) & 1;
    const row = nth < 6 ? nth : Math.min(nth + 1, 8);
    const column = nth < 8 ? 8 : nth === 8 ? 7 : 14 - nth;
    modules[row * size + column] = dark;
    modules[nth < 8 ? 8 * size + size - 1 - nth : (size - 15 + nth) * size + 8] = dark;
  }
  // One module beside them is always dark.
  modules[(size - 8) * size + 8] = 1;
}

/** The version, twice (7.10). @param {Uint8Array} modules @param {Frame} frame */
function tellVersion(modules, { version, size }) {
  if (version < 7) return;
  const bits = checked(version, 6, 0b1111100100101);
  for (let nth = 0; nth < 18; nth++) {
    const dark = (bits >> nth) & 1;
    const [short, long] = [Math.floor(nth / 3), size - 11 + (nth % 3)];
    modules[short * size + long] = modules[long * size + short] = dark;
  }
}
