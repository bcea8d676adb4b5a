// What a QR code says, as codewords of eight bits, with those that correct it (ISO/IEC 18004:2015, 7.4 to 7.6). Pure.

/** Of each version: how many codewords for correction there are in a block, and how many blocks (table 9). */
const LEVELS = {
  L: {
    words:
      "7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30",
    blocks:
      "1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25",
  },
  M: {
    words:
      "10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28",
    blocks:
      "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49",
  },
};

/** @typedef {keyof typeof LEVELS} Level of correction */

/** @param {number} version @param {Level} level @returns {{words: number, blocks: number}} */
function correction(version, level) {
  const nth = (/** @type {string} */ row) => Number(row.split(" ")[version - 1]);
  return { words: nth(LEVELS[level].words), blocks: nth(LEVELS[level].blocks) };
}

/** @param {number} version @param {Level} level @param {number} capacity codewords @returns {number} of data */
function room(version, level, capacity) {
  const { words, blocks } = correction(version, level);
  return capacity - words * blocks;
}

/** @param {number} version @param {Level} level @param {number} capacity codewords @returns {number} bytes that fit */
export const bytesIn = (version, level, capacity) => room(version, level, capacity) - (version < 10 ? 2 : 3);

/**
 * @param {Uint8Array} bytes which fit
 * @param {number} version
 * @param {Level} level
 * @param {number} capacity codewords
 * @returns {number[]} in blocks, each with its correction, told in turns
 */
export function codewordsOf(bytes, version, level, capacity) {
  const { words, blocks } = correction(version, level);
  const data = dataOf(bytes, version, room(version, level, capacity));
  const short = Math.floor(data.length / blocks);
  const longer = data.length % blocks;
  const divisor = generator(words);
  const parts = Array.from({ length: blocks }, (_, nth) => {
    const start = nth * short + Math.max(0, nth - (blocks - longer));
    return data.slice(start, start + short + (nth >= blocks - longer ? 1 : 0));
  });
  const told = [];
  for (let at = 0; at <= short; at++) for (const part of parts) if (at < part.length) told.push(part[at]);
  const checks = parts.map((part) => remainder(part, divisor));
  for (let at = 0; at < words; at++) for (const check of checks) told.push(check[at]);
  return told;
}

/** @param {Uint8Array} bytes @param {number} version @param {number} room @returns {Uint8Array} so many codewords of data */
function dataOf(bytes, version, room) {
  const data = new Uint8Array(room);
  let at = 0;
  const write = (/** @type {number} */ value, /** @type {number} */ bits) => {
    for (let bit = bits - 1; bit >= 0; bit--, at++) data[at >> 3] |= ((value >> bit) & 1) << (7 - (at & 7));
  };
  write(0b0100, 4);
  write(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) write(byte, 8);
  // The four zeros that end it are there already, for what is before them fills half a codeword.
  const end = (at + 4) >> 3;
  for (let nth = end; nth < data.length; nth++) data[nth] = (nth - end) % 2 ? 0x11 : 0xec;
  return data;
}

/** Powers of 2 in the field of 256 elements, and their logarithms: x⁸ + x⁴ + x³ + x² + 1 (7.5.2). */
const POWERS = new Uint8Array(510);
const LOGARITHMS = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
  POWERS[power] = POWERS[power + 255] = value;
  LOGARITHMS[value] = power;
  value = (value << 1) ^ (value > 127 ? 0x11d : 0);
}

/** @param {number} a @param {number} b @returns {number} */
const product = (a, b) => (a && b ? POWERS[LOGARITHMS[a] + LOGARITHMS[b]] : 0);

/** @param {number} degree @returns {number[]} the factors of (x − 1)(x − 2)(x − 4)…, without the first, which is 1 */
function generator(degree) {
  let factors = [1];
  for (let nth = 0; nth < degree; nth++) {
    const root = POWERS[nth];
    factors = [...factors, 0].map((factor, at) => factor ^ product(factors[at - 1] ?? 0, root));
  }
  return factors.slice(1);
}

/** @param {Uint8Array} data @param {number[]} divisor @returns {number[]} the codewords that correct it */
function remainder(data, divisor) {
  let rest = divisor.map(() => 0);
  for (const word of data) {
    const first = word ^ rest[0];
    rest = divisor.map((factor, at) => (rest[at + 1] ?? 0) ^ product(factor, first));
  }
  return rest;
}
