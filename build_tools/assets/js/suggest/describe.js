// The shortest selector for a passage, as build_tools/anchor/describe.py gives it. Offsets are code points.

import { Field } from "./contexts.js";
import { isOnlyOne, isOnlyOneRaw, patternOf, SearchText } from "./find.js";

/** @typedef {import("./find.js").Selector} Selector */

/** @type {SearchText | null} the last text that was asked about, with its indexes */
let prepared = null;

/**
 * The shortest selector that leads to text[start:end] and to no other passage.
 * @param {string} text
 * @param {number} start in code points
 * @param {number} end in code points
 * @returns {{exact: string, prefix?: string, suffix?: string}}
 */
export function describe(text, start, end) {
  if (prepared?.text.string !== text) prepared = new SearchText(text);
  const size = prepared.text.length;
  if (!(start >= 0 && start < end && end <= size))
    throw new RangeError(`no passage from ${start} to ${end} in a text of ${size} characters`);
  const found = singledOut(prepared, start, end) ?? selectorOf(prepared, start, end, [0, size]);
  return {
    exact: found.exact,
    ...(found.prefix && { prefix: found.prefix }),
    ...(found.suffix && { suffix: found.suffix }),
  };
}

/**
 * @param {SearchText} search
 * @param {number} start
 * @param {number} end
 * @param {[number, number]} stretch
 * @returns {Selector}
 */
function selectorOf({ text }, start, end, [begin, stop]) {
  return { exact: text.slice(start, end), prefix: text.slice(begin, start), suffix: text.slice(end, stop) };
}

/** @param {SearchText} search @param {number} start @param {number} end @returns {Selector | null} */
function singledOut(search, start, end) {
  const reach = search.text.length;
  const bare = { exact: search.text.slice(start, end), prefix: "", suffix: "" };
  const isWhole = search.isBetweenClusters(start) && search.isBetweenClusters(end);
  const isSeen = isWhole && patternOf(bare) !== null;
  const field = isSeen ? Field.normalised(search, start, end) : Field.raw(search, start, end);
  const holds = isSeen ? isOnlyOne : isOnlyOneRaw;
  const shortest = field.shortest(reach);
  if (!shortest) return null;
  let selector = selectorOf(search, start, end, field.origin(shortest));
  // Rarely a look-alike remains that differs by no more than a space lost between the parts.
  for (let length = 1; !holds(search, selector); ) {
    if (length > reach) return null;
    length *= 2;
    const left = Math.min(field.left(length), shortest[0]);
    const right = Math.max(field.right(length), shortest[1]);
    selector = selectorOf(search, start, end, field.origin([left, right]));
  }
  return selector;
}
