// Where words stand in a text, as build_tools/anchor/find.py finds them. Offsets are code points.

import { Characters } from "./characters.js";
import { closesUp, innerOffsets, Normalised, normalise } from "./normalise.js";
import { withinWord } from "./whole.js";

/** @typedef {{exact: string, prefix: string, suffix: string}} Selector */
/** @typedef {"free" | "word" | "space"} Edge what an outer edge asks of the text */
/** @typedef {{prefix: string, exact: string, suffix: string, left: Edge, right: Edge}} Pattern */
/** @typedef {[number, number]} Span */

/** A text prepared for searching. */
export class SearchText {
  /** @param {string} string */
  constructor(string) {
    this.text = new Characters(string);
    this.inner = innerOffsets(this.text);
    this.normalised = new Normalised(this.text, this.inner);
  }

  /** @param {number} offset whether it is an edge of a grapheme cluster */
  isBetweenClusters(offset) {
    return !this.inner?.[offset];
  }
}

/**
 * @param {Characters} text
 * @param {string} words
 * @returns {Generator<number>} the offsets at which they occur, overlapping ones too
 */
export function* occurrences(text, words) {
  for (let at = text.find(words); at >= 0; at = text.find(words, at + 1)) yield at;
}

/**
 * Tier 1: whether more than one place has the words, code point for code point.
 * @param {SearchText} search
 * @param {Selector} selector
 * @returns {boolean} whether exactly one has
 */
export function isOnlyOneRaw(search, { exact, prefix, suffix }) {
  const words = prefix + exact + suffix;
  const size = [...words].length;
  let count = 0;
  for (const at of occurrences(search.text, words))
    if (search.isBetweenClusters(at) && search.isBetweenClusters(at + size) && ++count > 1) return false;
  return count === 1;
}

/**
 * Whether exactly one place has the words in either tier, and none with a space lost between them.
 * @param {SearchText} search
 * @param {Selector} selector
 */
export function isOnlyOne(search, selector) {
  const pattern = patternOf(selector);
  if (!pattern) return false;
  const given = places(search, pattern, ["", ""], 2).length;
  const lost = lostSpacePlaces(search, pattern);
  // Those with a lost space are asked for only where nothing stands as given, and then there may be none.
  return given === 1 && !lost && isOnlyOneRaw(search, selector);
}

/** @param {Selector} selector @returns {Pattern | null} null if nothing visible is left, or a joint cuts a cluster */
export function patternOf(selector) {
  let [prefix, exact, suffix] = [selector.prefix, selector.exact, selector.suffix].map(normalise);
  if (!trimmed(exact) || isJointInCluster(selector)) return null;
  /** @type {Edge} */
  let left = "free";
  /** @type {Edge} */
  let right = "free";
  if (!trimmed(prefix)) {
    left = prefix ? "space" : exact[0] === " " ? "word" : "free";
    [prefix, exact] = ["", exact.replace(/^ +/, "")];
  } else if (prefix[0] === " ") [left, prefix] = ["word", prefix.slice(1)];
  if (!trimmed(suffix)) {
    right = suffix ? "space" : exact.endsWith(" ") ? "word" : "free";
    [suffix, exact] = ["", exact.replace(/ +$/, "")];
  } else if (suffix.endsWith(" ")) [right, suffix] = ["word", suffix.slice(0, -1)];
  [prefix, exact] = joinedUp(prefix, exact);
  if (suffix[0] === " ") exact = exact.replace(/ +$/, "");
  [exact, suffix] = joinedUp(exact, suffix);
  return { prefix, exact, suffix, left, right };
}

/** @param {string} words */
function trimmed(words) {
  return words.replace(/^ +| +$/g, "");
}

/** @param {string} left @param {string} right @returns {[string, string]} with one space between them at most */
function joinedUp(left, right) {
  const one = left.replace(/ +$/, "");
  const other = right.replace(/^ +/, "");
  if (one && other && closesUp([...one.slice(-2)].at(-1) ?? "", [...other.slice(0, 2)][0]))
    return [one, other];
  return left.endsWith(" ") ? [left, other] : [left, right];
}

/** @param {SearchText} search @param {Pattern} pattern whether it stands somewhere with a space between its parts */
function lostSpacePlaces(search, { ...pattern }) {
  const before = pattern.prefix && !pattern.prefix.endsWith(" ") && pattern.exact[0] !== " " ? " " : "";
  const after = pattern.suffix && pattern.suffix[0] !== " " && !pattern.exact.endsWith(" ") ? " " : "";
  /** @type {[string, string][]} */
  const joints = [
    [before, ""],
    ["", after],
    [before, after],
  ];
  return joints.some((joint) => joint.join("") && places(search, pattern, joint, 1).length > 0);
}

/**
 * @param {SearchText} search
 * @param {Pattern} pattern
 * @param {[string, string]} joints
 * @param {number} limit
 * @returns {Span[]}
 */
function places({ normalised }, pattern, joints, limit) {
  const before = pattern.prefix + joints[0];
  const words = before + pattern.exact + joints[1] + pattern.suffix;
  const [size, first, width] = [words, before, pattern.exact].map((part) => [...part].length);
  const { form } = normalised;
  /** @type {Span[]} */
  const found = [];
  for (const at of occurrences(form, words)) {
    const end = at + size;
    if (!edgeHolds(form, at, pattern.left, -1) || !edgeHolds(form, end, pattern.right, 0)) continue;
    const start = normalised.originOfStart(at + first);
    const stop = normalised.originOfEnd(at + first + width);
    if (start === null || stop === null) continue;
    if (pattern.prefix && normalised.originOfStart(at) === null) continue;
    if (pattern.suffix && normalised.originOfEnd(end) === null) continue;
    found.push([start, stop]);
    if (found.length === limit) break;
  }
  return found;
}

/** @param {Characters} form @param {number} offset @param {Edge} edge @param {number} neighbour */
function edgeHolds(form, offset, edge, neighbour) {
  if (edge === "free" || offset === (neighbour ? 0 : form.length)) return true;
  if (edge === "word") return !withinWord(form, offset);
  return form.at(offset + neighbour) === " " || closesUp(form.at(offset - 1) ?? "", form.at(offset) ?? "");
}

/** @param {Selector} selector */
function isJointInCluster({ exact, prefix, suffix }) {
  const words = new Characters(prefix + exact + suffix);
  const inner = innerOffsets(words);
  const begin = words.point(prefix.length);
  return !!inner && !!(inner[begin] || inner[words.point(prefix.length + exact.length)]);
}
