// A text counted in code points, as Python counts it. Without signs beyond the basic plane these are the string's own
// units, and nothing is kept beside it.

/** What Python's `str.isspace` accepts, as a regular expression's class. */
export const SPACES =
  "\\t-\\r\\x1c-\\x1f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const SPACE_SIGN = new RegExp(`^[${SPACES}]$`, "u");

/** @param {string | undefined} sign */
export function isSpace(sign) {
  return sign !== undefined && SPACE_SIGN.test(sign);
}

export class Characters {
  /** @type {Uint32Array | null} where each code point begins in the string */
  #units = null;
  /** @type {Uint32Array | null} which code point each unit of the string belongs to */
  #points = null;

  /** @param {string} string */
  constructor(string) {
    this.string = string;
    this.length = string.length;
    if (!/[\ud800-\udbff][\udc00-\udfff]/.test(string)) return;
    const units = new Uint32Array(string.length + 1);
    const points = new Uint32Array(string.length + 1);
    let count = 0;
    for (let unit = 0; unit < string.length; count++) {
      units[count] = unit;
      const width = /** @type {number} */ (string.codePointAt(unit)) > 0xffff ? 2 : 1;
      points.fill(count, unit, unit + width);
      unit += width;
    }
    units[count] = string.length;
    points[string.length] = count;
    this.#units = units;
    this.#points = points;
    this.length = count;
  }

  /** @param {number} offset of a code point @returns {number} where it begins in the string */
  unit(offset) {
    return this.#units ? this.#units[offset] : offset;
  }

  /** @param {number} unit of the string @returns {number} the code point that it belongs to */
  point(unit) {
    return this.#points ? this.#points[unit] : unit;
  }

  /** @param {number} offset @returns {string | undefined} the code point there */
  at(offset) {
    if (offset < 0 || offset >= this.length) return undefined;
    return this.#units ? this.slice(offset, offset + 1) : this.string[offset];
  }

  /** @param {number} start @param {number} [end] */
  slice(start, end = this.length) {
    if (end <= start) return "";
    return this.string.slice(this.unit(Math.max(start, 0)), this.unit(Math.min(end, this.length)));
  }

  /** @param {string} words @param {number} [from] @returns {number} where they stand next, or -1 */
  find(words, from = 0) {
    if (from > this.length) return -1;
    const found = this.string.indexOf(words, this.unit(from));
    return found < 0 ? -1 : this.point(found);
  }

  /** @param {string} words @param {number} offset */
  startsWith(words, offset) {
    return this.string.startsWith(words, this.unit(offset));
  }

  /**
   * @param {number} start
   * @param {number} end
   * @returns {[number, number]} the lines on which that stretch stands, without their line ends
   */
  lines(start, end) {
    const last = this.string.indexOf("\n", this.unit(end));
    const before = start > 0 ? this.string.lastIndexOf("\n", this.unit(start) - 1) : -1;
    return [before < 0 ? 0 : this.point(before) + 1, last < 0 ? this.length : this.point(last)];
  }

  /**
   * Match at one place, as if the text ended at `end`.
   * @param {RegExp} sticky
   * @param {number} start
   * @param {number} [end]
   * @returns {{end: number, groups: Record<string, string | undefined>} | null}
   */
  match(sticky, start, end = this.length) {
    const stop = this.unit(end);
    sticky.lastIndex = this.unit(start);
    const found = sticky.exec(stop === this.string.length ? this.string : this.string.slice(0, stop));
    return found && { end: start + [...found[0]].length, groups: found.groups ?? {} };
  }
}
