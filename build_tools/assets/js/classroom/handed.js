// A learner's marks as a file that is handed in, and back: a page of Web Annotations (https://www.w3.org/TR/annotation-model/,
// 5.2), so that other programs can read it, with what we need beside it under `markedCopy`. Offsets are code points.

import { Characters } from "../suggest/characters.js";

/** @typedef {{start: number, end: number, kind: string, isDoneWell: boolean, comment: string}} Mark of a point, directly before `start`, where both are equal */
/** @typedef {import("./given.js").Given} Given */
/**
 * @typedef {object} Handed
 * @property {string} name of the learner, as far as it was given
 * @property {string} saved when, in ISO 8601
 * @property {string} set a random name of this set of marks, which says nothing of whose it is; nothing in old files
 * @property {boolean} isOtherEdition whether the article had other words when they were made
 * @property {Mark[]} marks that have their place in the text
 * @property {string[]} lost the words of those that have none
 */

export const FORMAT = "marks";
export const VERSION = 1;
/** So many characters before and behind a passage are told with it. */
const AROUND = 32;
/** So many of them on one side tell words apart, where those on the other have been corrected. */
const LEAST_AROUND = 16;
/** More marks than a text has room for are no lesson's: neither are they made, nor read. */
export const MOST_IN_FILE = 5000;
/** A reason is cut off behind so many characters, which the page lets nobody type. */
const MOST_SIGNS = 4000;
/** What a mark is assessed as whose words are done well: the stance of a note has the same name. */
export const DONE_WELL = "good-practice";

/** Why a file cannot be read, in words for a teacher. */
export class Unreadable extends Error {}

/**
 * @param {Given} given
 * @param {string[]} signs the text, code point by code point
 * @param {{name: string, marks: Mark[], saved: string, set?: string}} practice
 * @returns {string} the file
 */
export function toFile(given, signs, practice) {
  return `${JSON.stringify(toPage(given, signs, practice), null, 2)}\n`;
}

/**
 * @param {Given} given
 * @param {string[]} signs
 * @param {{name: string, marks: Mark[], saved: string, set?: string}} practice
 * @returns {object} what the file holds
 */
export function toPage(given, signs, { name, marks, saved, set }) {
  const between = (/** @type {number} */ start, /** @type {number} */ end) =>
    signs.slice(Math.max(0, start), end).join("");
  const items = marks.map(({ start, end, kind, isDoneWell, comment }) => ({
    type: "Annotation",
    motivation: "tagging",
    body: [
      { type: "TextualBody", purpose: "tagging", value: kind },
      ...(isDoneWell ? [{ type: "TextualBody", purpose: "assessing", value: DONE_WELL }] : []),
      ...(comment ? [{ type: "TextualBody", purpose: "commenting", value: comment }] : []),
    ],
    target: {
      source: given.address || given.article,
      selector: [
        {
          type: "TextQuoteSelector",
          exact: between(start, end),
          prefix: between(start - AROUND, start),
          suffix: between(end, end + AROUND),
        },
        { type: "TextPositionSelector", start, end },
      ],
    },
  }));
  const own = {
    format: FORMAT,
    version: VERSION,
    article: given.article,
    title: given.title,
    text: given.text,
  };
  return {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    type: "AnnotationPage",
    markedCopy: { ...own, name, saved, ...(set && { set }) },
    items,
  };
}

/**
 * @param {string} file its text
 * @param {Given} given the article that it should belong to
 * @param {string[]} signs the article's text, code point by code point
 * @returns {Handed}
 * @throws {Unreadable}
 */
export function fromFile(file, given, signs) {
  return fromPage(parsed(file), given, signs);
}

/**
 * @param {any} page what a file holds
 * @param {Given} given
 * @param {string[]} signs
 * @returns {Handed}
 * @throws {Unreadable}
 */
export function fromPage(page, given, signs) {
  const own = page?.markedCopy;
  if (own?.format !== FORMAT || !Array.isArray(page.items))
    throw new Unreadable(
      "This is not a file of marks. Pupils save one with “Save a file” on the practice page.",
    );
  if (own.version !== VERSION)
    throw new Unreadable(
      "This file was saved by another version of the practice page. Load that page anew and save again.",
    );
  if (own.article !== given.article) {
    const other = wordsOf(own.title) || wordsOf(own.article);
    const named = other && `: “${other}”`;
    throw new Unreadable(`These marks are on another article${named}.`);
  }
  if (page.items.length > MOST_IN_FILE)
    throw new Unreadable(`More than ${MOST_IN_FILE} marks: this was not made on the practice page.`);
  const text = new Characters(signs.join(""));
  const kinds = new Set(given.kinds.map(([id]) => id));
  /** @type {Map<string, Mark>} without those that say the same of the same words: no page of ours makes any */
  const marks = new Map();
  /** @type {string[]} */
  const lost = [];
  for (const item of page.items) {
    const mark = markOf(item, kinds, signs, text);
    if (typeof mark === "string") lost.push(mark);
    else marks.set(JSON.stringify(mark), mark);
  }
  return {
    name: wordsOf(own.name),
    saved: wordsOf(own.saved),
    set: wordsOf(own.set),
    isOtherEdition: own.text !== given.text,
    marks: [...marks.values()].sort((a, b) => a.start - b.start || a.end - b.end),
    lost,
  };
}

/** @param {string} file @returns {any} */
function parsed(file) {
  try {
    return JSON.parse(file.replace(/^\uFEFF/, ""));
  } catch {
    if (!file.trim()) throw new Unreadable("The file is empty.");
    throw new Unreadable("The file cannot be read: it is cut off, or it is of another kind.");
  }
}

/** Signs that nobody sees: those of control, and those that turn the direction of what stands beside them. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** @param {unknown} value @returns {string} a line of it that can be shown among other words */
const wordsOf = (value) =>
  lineOf(value)
    .slice(0, 200)
    .replace(/[\ud800-\udbff]$/, "");

/** @param {unknown} value @returns {string} */
const lineOf = (value) => asText(value).replace(/\s+/g, " ").replace(UNSEEN, "").trim();

/** @param {string} name of a file, with its folders @returns {string} as it can be shown; of a long one both ends */
export function nameShown(name) {
  const signs = [...lineOf(name)];
  if (!signs.length) return "(a file without a name)";
  return signs.length > 200 ? [...signs.slice(0, 120), " … ", ...signs.slice(-77)].join("") : signs.join("");
}

/** @param {unknown} value @returns {string} */
const asText = (value) => (typeof value === "string" ? value : "");

/**
 * @param {any} item
 * @param {Set<string>} kinds
 * @param {string[]} signs
 * @param {Characters} text
 * @returns {Mark | string} the mark, or the words that have no place any more
 */
function markOf(item, kinds, signs, text) {
  const bodies = listOf(item?.body);
  const told = (/** @type {string} */ purpose) => bodies.find((body) => body?.purpose === purpose)?.value;
  const selectors = listOf(item?.target?.selector);
  const quote = selectors.find((selector) => selector?.type === "TextQuoteSelector");
  const position = selectors.find((selector) => selector?.type === "TextPositionSelector");
  const exact = quote?.exact;
  const kind = told("tagging");
  const isPoint = exact === "" && !!wordsOf(asText(quote.prefix) + asText(quote.suffix));
  if (typeof exact !== "string" || !(exact.trim() || isPoint)) return "(a mark without words)";
  const shown = isPoint ? `the place after “${wordsOf(quote.prefix)}”` : wordsOf(exact);
  if (!kinds.has(kind) || exact.length > text.string.length) return shown;
  const span = placeOf(quote, position, signs, text);
  const comment = told("commenting");
  // Files saved before there was such an assessment have none; another program's own says nothing to us.
  const isDoneWell = bodies.some((body) => body?.purpose === "assessing" && body.value === DONE_WELL);
  return span ? { ...span, kind, isDoneWell, comment: asText(comment).slice(0, MOST_SIGNS) } : shown;
}

/** @param {unknown} value @returns {any[]} */
const listOf = (value) => (Array.isArray(value) ? value : value ? [value] : []);

/**
 * Where the words stand: at the place that is told; or, when the text has changed since, where they stand with what is
 * around them, or with what is on one side of them, if that is one place only.
 * @param {any} quote
 * @param {any} position
 * @param {string[]} signs
 * @param {Characters} text
 * @returns {{start: number, end: number} | null}
 */
function placeOf({ exact, prefix, suffix }, position, signs, text) {
  const { start, end } = position ?? {};
  const size = [...exact].length;
  const [before, behind] = [asText(prefix), asText(suffix)];
  // A point has no words of its own: it is known by those around it.
  const [ahead, after] = exact ? [0, 0] : [[...before].length, [...behind].length];
  if (
    Number.isInteger(start) &&
    end - start === size &&
    start >= ahead &&
    signs.slice(start - ahead, end + after).join("") === (exact || before + behind)
  )
    return { start, end };
  // A few letters alone would find a point, or a side of something, anywhere.
  if (!exact && before.length + behind.length < LEAST_AROUND) return null;
  const sides = [
    [before, behind],
    [before.length < LEAST_AROUND ? null : before, ""],
    ["", behind.length < LEAST_AROUND ? null : behind],
  ];
  for (const [left, right] of sides) {
    if (left === null || right === null) continue;
    const words = left + exact + right;
    const at = text.string.indexOf(words);
    if (at < 0) continue;
    if (text.string.indexOf(words, at + 1) >= 0) return null;
    const first = text.point(at + left.length);
    return { start: first, end: first + size };
  }
  return null;
}
