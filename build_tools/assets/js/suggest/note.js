// A note as it is typed, and the file that comes of it.

import { isAllowedId, proposedId } from "./ids.js";
import { linkThatLeadsNowhere, refusedAddress } from "./links.js";
import { yaml } from "./yaml.js";

/** @typedef {import("./yaml.js").Value} Value */
/** @typedef {Record<string, string>} Source its fields by their keys; of one that the article has, only its `id` */
/** @typedef {{[key: string]: any, sources?: Source[]}} Fields what was typed, by the keys of the format */
/** @typedef {{exact: string, prefix?: string, suffix?: string}} Selector */
/**
 * @typedef {object} Around what there is already, by which a note is judged
 * @property {string[]} taken ids that the page has
 * @property {string} day on which the article appeared, or as of which it is read: `2025-04-26`; nothing where none is known
 * @property {string[]} sources ids of those that the article has
 * @property {string[]} later ids of those among them that are later than it
 * @property {string[]} reviewers who have checked the notes
 * @property {string[]} nameless techniques that have no name for what is done well
 */

/** @type {Around} */
export const NOTHING = { taken: [], day: "", sources: [], later: [], reviewers: [], nameless: [] };

/** Signs of a gist. */
export const GIST = 90;
/** Signs of a missing fact. */
export const MISSING = 240;

const SOURCE = ["title", "publisher", "kind", "published", "url", "excerpt", "checked"];

/** Fields in our own words, in which links can stand. */
const OUR_FIELDS = [
  "gist",
  "observation",
  "known",
  "inference",
  "fair_reading",
  "plain",
  "missing",
  "ask",
  "because",
];

/** Signs of most texts, of an address and of an id. */
const MOST = { text: 20_000, url: 8_000, id: 180 };

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

/** @param {unknown} text @returns {boolean} whether something of it can be seen */
function isVisible(text) {
  return /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(typedIn(text));
}

/** @param {unknown} text @returns {number} signs of it in one line */
function lineLength(text) {
  return [...typedIn(text).replace(/\s+/gu, " ")].length;
}

/** @param {string} date @returns {boolean} whether it is one of the calendar, as the file has it */
function isCalendarDate(date) {
  if (!/^\d{4}(-\d\d){0,2}$/.test(date) || date.startsWith("0000")) return false;
  const day = new Date(`${date}${"-01".repeat((10 - date.length) / 3)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

/**
 * @param {string} date
 * @param {string} day
 * @returns {boolean} whether it is certainly later: 2025-05 is later than 2025-04-26, and 2025-04 is not
 */
export function isAfter(date, day) {
  const known = Math.min(date.length, day.length);
  return isCalendarDate(date) && !!day && date.slice(0, known) > day.slice(0, known);
}

/**
 * @param {Fields} fields
 * @param {string} day of the article
 * @param {string[]} later sources of the article that are later
 * @returns {boolean} whether all that the note rests on is later than the article
 */
function isAllLater({ sources = [] }, day, later) {
  const used = sources.filter((source) => source.id || isBegun(source));
  return (
    !!used.length &&
    used.every(({ id, published }) => (id ? later.includes(id) : isAfter(typedIn(published), day)))
  );
}

/** @param {Fields} fields @returns {boolean} whether a fact can be missing in it */
export function hasMissing({ kind, stance }) {
  return kind === "missing-context" && stance !== "good-practice";
}

/**
 * @param {Fields} fields
 * @param {number} start of the passage
 * @param {string[]} [taken] what none is proposed of
 * @returns {string} the id that was typed; where none was that can be taken, the one proposed
 */
export function idOf(fields, start, taken = []) {
  const typed = typedIn(fields.id);
  if (isAllowedId(typed) && !taken.includes(typed)) return typed;
  return proposedId([typed, typedIn(fields.gist)], "note", taken, `note-${start}`);
}

/**
 * @param {Fields} fields
 * @param {Selector} target
 * @param {number} start of the passage
 * @param {Around} [around]
 * @returns {string} the file
 */
export function noteFile(fields, target, start, { taken, day, sources: declared } = NOTHING) {
  const id = idOf(fields, start, taken);
  const text = (/** @type {string} */ key) => typedIn(fields[key]) || undefined;
  const needed = (/** @type {string} */ key) => typedIn(fields[key]) || null;
  const { exact, ...context } = target;
  /** @type {{[key: string]: Value}} */
  const sources = {};
  const evidence = (fields.sources ?? []).flatMap((source, nth) => {
    if (source.id) return source.id;
    if (!isBegun(source)) return [];
    const mapping = SOURCE.map((key) => [key, typedIn(source[key]) || null]);
    if (isAfter(typedIn(source.published), day)) mapping.push(["later", "true"]);
    let name = nth ? `${id}-source-${nth + 1}` : `${id}-source`;
    while (declared.includes(name)) name += "-new";
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
    missing: hasMissing(fields) ? text("missing") : undefined,
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
 * @param {Fields} fields
 * @returns {Record<string, string>} what keeps them from being an idea, by field
 */
export function ideaFaults({ observation }) {
  return isVisible(observation) ? {} : { observation: "Say what you noticed." };
}

/**
 * What keeps the file from being taken, in words: what the rules of `build_tools/check/rules` say of one note.
 * @param {Fields} fields
 * @param {Around} [around]
 * @returns {Record<string, string>} by field; of a source by its place and field: `0.url`
 */
export function faults(fields, around = NOTHING) {
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
    if (!isVisible(fields[key])) found[key] = words;
  if (fields.kind === "loaded-language" && fields.stance !== "good-practice" && !typedIn(fields.plain))
    found.plain = "Say it in words that do not lean.";
  const isSourced = (fields.sources ?? []).some((source) => source.id || isBegun(source));
  if (!isSourced && (fields.kind === "missing-context" || typedIn(fields.known)))
    found.sources = "What is not in the article needs a source.";
  const isSaid = (/** @type {string} */ key) =>
    !!typedIn(fields[key]) && (key !== "missing" || hasMissing(fields));
  if (isAllLater(fields, around.day, around.later))
    for (const key of ["missing", "known"])
      if (isSaid(key) && !typedIn(fields[key]).startsWith("Later:"))
        found[key] =
          "Its sources are all later than the article: begin with “Later:”, or add one of the time.";
  if (fields.stance === "good-practice" && around.nameless.includes(fields.technique))
    found.technique = "It has no name for what is done well: choose another.";
  for (const key of OUR_FIELDS) {
    const link = isSaid(key) && linkThatLeadsNowhere(typedIn(fields[key]));
    if (link) found[key] = `The address of a link begins with https:// or http://: “${link}” does not.`;
  }
  for (const key of [...OUR_FIELDS, "author"]) {
    const most = { gist: GIST, missing: MISSING }[key] ?? MOST.text;
    const length = isSaid(key) ? lineLength(fields[key]) : 0;
    if (length > most) found[key] = `${length - most} too many of ${most} signs.`;
    else if (length && !isVisible(fields[key])) found[key] = "Nothing of it can be seen.";
  }
  if (around.reviewers.some((name) => isSameName(name, typedIn(fields.author))))
    found.author = "Nobody reviews their own notes: this name stands there as that of the reviewer.";
  const id = typedIn(fields.id);
  if (id && !isAllowedId(id))
    found.id =
      "Small letters a to z and digits, in words joined by hyphens, and no name that the site itself needs.";
  else if (id.length > MOST.id) found.id = `At most ${MOST.id} signs.`;
  else if (around.taken.includes(id)) found.id = "The page has this name already: choose another.";
  (fields.sources ?? []).forEach((source, nth) => {
    if (source.id || !isBegun(source)) return;
    for (const key of SOURCE) {
      const value = typedIn(source[key]);
      const most = key === "url" ? MOST.url : MOST.text;
      const words = !isVisible(value)
        ? "A source needs this."
        : [...value].length > most
          ? `At most ${most} signs.`
          : key === "url"
            ? refusedAddress(value)
            : /^(published|checked)$/.test(key) && !isCalendarDate(value)
              ? "A day as 26 April 2025 or 2025-04-26, a month with its year, or a year."
              : "";
      if (words) found[`${nth}.${key}`] = words;
    }
  });
  return found;
}

/** @param {string} one @param {string} other */
function isSameName(one, other) {
  const plain = (/** @type {string} */ name) => name.trim().replace(/\s+/gu, " ").toLowerCase();
  return plain(one) === plain(other);
}
