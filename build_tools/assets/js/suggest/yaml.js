// Texts as YAML, by the rules of `edit/scalars.py`: every reader of YAML takes them for what was typed, a person can read
// them, and `markedcopy fmt` leaves them as they are. Plain where nothing can be mistaken, in quotation marks where it has to
// be, as a block where it is long or has several lines.

import { SPACES } from "./characters.js";
import { DAY, MEANS_SOMETHING } from "./tables.js";

/** @typedef {string | null | string[] | {[key: string]: Value} | undefined} Value null is a gap to be filled in */

/** Characters up to which a line is filled, its indentation included. */
const WIDTH = 120;

/** Keys whose days stand without quotation marks, as in every file by hand. */
const DAYS = ["published", "checked"];
/** The one key whose value is no text: a flag, which is only there where it holds. */
const FLAG = "later";
/** Where a line can be broken: only single spaces come back as they were. */
const BREAK = new RegExp(`(?<=[^${SPACES}]) (?=[^${SPACES}])`, "u");
/** What means something at the beginning of a value, and within it. */
const HEAD = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?: |$))/;
const INSIDE = /: | #|\t|:$/;
/** Signs that an editor does not show, or breaks a line at. */
const UNSEEN_SIGN = /[^\P{Cc}\t\n]|[\p{Zl}\p{Zp}\ufeff]/u;
const ESCAPED = /["\\\p{Cc}\p{Zl}\p{Zp}\ufeff]/gu;
/** White space at the end of a line, which editors take away. */
const SPACE_AT_END = new RegExp(`(?!\\n)[${SPACES}]$`, "mu");
const ENDS = new RegExp(`^[${SPACES}]|[${SPACES}]$`, "u");
/** @type {Record<string, string>} */
const SHORT = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t" };

/**
 * @param {string} text
 * @returns {string} it without halves of signs, which no file can hold
 */
export function whole(text) {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

/**
 * @param {{[key: string]: Value}} mapping what is undefined, or holds nothing, is left out
 * @param {string} [indent]
 * @returns {string} lines of YAML, each with its end
 */
export function yaml(mapping, indent = "") {
  return Object.entries(mapping)
    .map(([key, value]) => entry(inBrackets(whole(key)), value, indent, DAYS.includes(key)))
    .join("");
}

/**
 * @param {string} key
 * @param {Value} value
 * @param {string} indent
 * @param {boolean} isDay
 */
function entry(key, value, indent, isDay) {
  const start = `${indent}${key}:`;
  const further = `${indent}  `;
  if (value === undefined) return "";
  if (value === null) return `${start}\n`;
  if (key === FLAG) return `${start} ${value}\n`;
  if (Array.isArray(value)) {
    const items = value.map((one) => inBrackets(whole(one)));
    return items.length ? `${start} [${items.join(", ")}]\n` : "";
  }
  if (typeof value === "object") {
    const inner = yaml(value, further);
    return inner && `${start}\n${inner}`;
  }
  return `${start} ${scalar(whole(value), further, signsIn(start) + 1, isDay)}\n`;
}

/**
 * @param {string} text
 * @param {string} indent of its further lines
 * @param {number} column at which it begins, from 0
 * @param {boolean} [isDay] whether days stand here
 * @returns {string} it as a scalar, without a line end behind it
 */
export function scalar(text, indent, column, isDay = false) {
  if (isDay && /^\d{4}(?:-\d\d(?:-\d\d)?)?$/.test(text)) return text;
  if (UNSEEN_SIGN.test(text)) return double(text);
  if (text.includes("\n"))
    return canFold(text) ? folded(text, indent) : canStand(text) ? literal(text, indent) : double(text);
  const line = inLine(text);
  const isShort = signsIn(line) <= WIDTH - column || !BREAK.test(text);
  return isShort || /^[ \t]/.test(text) || SPACE_AT_END.test(text) ? line : folded(text, indent);
}

/** @param {string} text */
function signsIn(text) {
  return [...text].length;
}

/** @param {string} text without line ends */
function inLine(text) {
  if (UNSEEN_SIGN.test(text)) return double(text);
  if (!isWord(text) && text && !ENDS.test(text) && !HEAD.test(text) && !INSIDE.test(text)) return text;
  // Straight quotation marks, backslashes and tabs read best where they need no further signs.
  return /["\\\t]/.test(text) ? `'${text.replaceAll("'", "''")}'` : double(text);
}

/** @param {string} text for a place between brackets, or for a key */
function inBrackets(text) {
  const line = inLine(text);
  return line === text && /[,[\]{}:]/.test(text) ? double(text) : line;
}

/** @param {string} text */
function isWord(text) {
  return MEANS_SOMETHING.test(text) || DAY.test(text);
}

/** @param {string} text */
function double(text) {
  return `"${text.replace(ESCAPED, escaped)}"`;
}

/** @param {string} sign */
function escaped(sign) {
  const digits = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return (
    SHORT[sign] ?? (digits.length < 3 ? `\\x${digits.padStart(2, "0")}` : `\\u${digits.padStart(4, "0")}`)
  );
}

/** @param {string} text of several lines; whether they can stand as they are, below the key */
function canStand(text) {
  return !SPACE_AT_END.test(text) && !/^\n*[ \t]|\n\n$|^\n*$/.test(text);
}

/** @param {string} text of several lines; whether these are paragraphs, with an empty line between two */
function canFold(text) {
  return canStand(text) && !/^\n|(?<!\n)\n(?!\n|$)|\n{3}|\n[ \t]/.test(text);
}

/** @param {string} text @param {string} indent */
function literal(text, indent) {
  return `${text.endsWith("\n") ? "|" : "|-"}\n${text.replace(/\n$/, "").replace(/^(?=[^\n])/gm, indent)}`;
}

/** @param {string} text @param {string} indent */
function folded(text, indent) {
  const paragraphs = text.replace(/\n$/, "").split("\n\n");
  const lines = paragraphs.map((paragraph) => wrapped(paragraph, indent));
  // Two blank lines: other readers of YAML make one line end of one.
  return `${text.endsWith("\n") ? ">" : ">-"}\n${lines.join("\n\n\n")}`;
}

/** @param {string} paragraph @param {string} indent */
function wrapped(paragraph, indent) {
  const lines = [""];
  for (const words of paragraph.split(BREAK)) {
    const line = lines[lines.length - 1];
    if (line && indent.length + signsIn(line) + 1 + signsIn(words) > WIDTH) lines.push(words);
    else lines[lines.length - 1] = line ? `${line} ${words}` : words;
  }
  return lines.map((line) => indent + line).join("\n");
}
