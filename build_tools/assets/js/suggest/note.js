// A note as it is typed, and the file that comes of it.

import { proposedId } from "./ids.js";
import { yaml } from "./yaml.js";

/** @typedef {import("./yaml.js").Value} Value */
/** @typedef {Record<string, string>} Source its fields by their keys; of one that the article has, only its `id` */
/** @typedef {{[key: string]: any, sources?: Source[]}} Fields what was typed, by the keys of the format */
/** @typedef {{exact: string, prefix?: string, suffix?: string}} Selector */

/** Signs of a gist. */
export const GIST = 90;
/** Signs of a missing fact. */
export const MISSING = 240;

const SOURCE = ["title", "publisher", "kind", "published", "url", "excerpt", "checked"];

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** Signs that nobody sees and the checker refuses: controls, and those that turn the direction of other words. */
const REFUSED = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/**
 * @param {unknown} text
 * @returns {string} as the file has it: without space around it and signs that the checker refuses
 */
export function typedIn(text) {
  if (typeof text !== "string") return "";
  return text
    .replace(/\r\n?|[\x85\u2028\u2029]/g, "\n")
    .replace(REFUSED, "")
    .trim();
}

/**
 * @param {Fields} fields
 * @returns {boolean} whether some of what was typed is left out of the file
 */
export function isRefused(fields) {
  const texts = [fields, ...(fields.sources ?? [])].flatMap((mapping) => Object.values(mapping));
  return texts.some((text) => typeof text === "string" && text.replace(/[\r\x85]/g, "").search(REFUSED) >= 0);
}

/**
 * @param {Fields} fields
 * @param {number} start of the passage
 * @param {string[]} [taken] what none is proposed of
 * @returns {string} the id that was typed, or the one proposed
 */
export function idOf(fields, start, taken = []) {
  return typedIn(fields.id) || proposedId([typedIn(fields.gist)], "note", taken, `note-${start}`);
}

/**
 * @param {Fields} fields
 * @param {Selector} target
 * @param {number} start of the passage
 * @param {string[]} [taken] ids that the page has
 * @returns {string} the file
 */
export function noteFile(fields, target, start, taken = []) {
  const id = idOf(fields, start, taken);
  const text = (/** @type {string} */ key) => typedIn(fields[key]) || undefined;
  const needed = (/** @type {string} */ key) => typedIn(fields[key]) || null;
  const { exact, ...context } = target;
  /** @type {{[key: string]: Value}} */
  const sources = {};
  const evidence = (fields.sources ?? []).flatMap((source, nth) => {
    if (source.id) return source.id;
    const mapping = SOURCE.map((key) => [key, typedIn(source[key]) || null]);
    if (!mapping.some(([, value]) => value)) return [];
    const name = nth ? `${id}-source-${nth + 1}` : `${id}-source`;
    sources[name] = Object.fromEntries(mapping);
    return name;
  });
  return yaml({
    kind: needed("kind"),
    technique: needed("technique"),
    stance: needed("stance"),
    target: Object.keys(context).length ? { exact, ...context } : exact,
    gist: needed("gist"),
    observation: needed("observation"),
    known: text("known"),
    inference: text("inference"),
    fair_reading: text("fair_reading"),
    plain: fields.kind === "loaded-language" ? text("plain") : undefined,
    missing: fields.kind === "missing-context" ? text("missing") : undefined,
    ask: text("ask"),
    evidence: [...new Set(evidence)],
    confidence: { level: needed("level"), because: needed("because") },
    author: text("author"),
    sources,
  });
}

/** @param {Source} source @returns {boolean} whether something of it has been typed */
function isBegun(source) {
  return SOURCE.some((key) => typedIn(source[key]));
}

/**
 * What keeps the file from being taken, in words.
 * @param {Fields} fields
 * @param {number} start of the passage
 * @param {string[]} taken ids that the page has
 * @returns {Record<string, string>} by field; of a source by its place and field: `0.url`
 */
export function faults(fields, start, taken) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const [key, words] of Object.entries({
    kind: "Choose what the note is about.",
    technique: "Choose a technique.",
    stance: "Choose a stance.",
    gist: "Say the note’s point in one line.",
    observation: "Say what you noticed.",
    level: "Choose how sure you are.",
    because: "Say why you are that sure.",
  }))
    if (!/[^\s\p{Cf}]/u.test(typedIn(fields[key]))) found[key] = words;
  if (fields.kind === "loaded-language" && fields.stance !== "good-practice" && !typedIn(fields.plain))
    found.plain = "Say it in words that do not lean.";
  const isSourced = (fields.sources ?? []).some((source) => source.id || isBegun(source));
  if (!isSourced && (fields.kind === "missing-context" || typedIn(fields.known)))
    found.sources = "What is not in the article needs a source.";
  for (const [key, most] of /** @type {[string, number][]} */ ([
    ["gist", GIST],
    ["missing", MISSING],
  ])) {
    const { length } = [...typedIn(fields[key])];
    if (length > most) found[key] = `${length - most} too many of ${most} signs.`;
  }
  const id = idOf(fields, start, taken);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    found.id = "Small letters a to z and digits, in words joined by hyphens.";
  else if (taken.includes(id)) found.id = "The page has this name already: choose another.";
  (fields.sources ?? []).forEach((source, nth) => {
    if (source.id || !isBegun(source)) return;
    for (const key of SOURCE) {
      const value = typedIn(source[key]);
      if (!value) found[`${nth}.${key}`] = "A source needs this.";
      else if (key === "url" && !/^https?:\/\/[^\s/]/.test(value))
        found[`${nth}.url`] = "An address begins with https:// or http://.";
      else if (/^(published|checked)$/.test(key) && !DATE.test(value))
        found[`${nth}.${key}`] = "A day as 26 April 2025 or 2025-04-26, a month with its year, or a year.";
    }
  });
  return found;
}
