// A table of marks back from a spreadsheet (`spreadsheet.js`), whatever that has made of its separators. Where a mark
// stands is told by its words: the offsets are believed only where these stand there.

import { DONE_WELL, FORMAT, fromPage, Unreadable, VERSION } from "./handed.js";
import { plainCell } from "./spreadsheet.js";

/** @typedef {import("./handed.js").Handed} Handed */

const SEPARATORS = [",", ";", "\t"];
const NEEDED = ["kind", "words", "start", "end", "article"];
const BEHIND = /^\(something is missing behind: (.*)\)$/s;
/** So many characters before a place tell where it is. */
const BEFORE = 32;

/** A first line for one program alone. */
const TOLD = /^sep=.\r?\n/i;

/** @param {string} text @returns {boolean} whether its first line has the names of our columns */
export const isTable = (text) => separatorOf(text) !== undefined;

/** @param {string} text @returns {string | undefined} */
const separatorOf = (text) => SEPARATORS.find((separator) => headOf(text, separator) !== null);

/**
 * @param {string} text
 * @param {string} separator
 * @returns {string[] | null} the names of the columns; null where they are not separated so
 */
function headOf(text, separator) {
  const [line] = /^[^\r\n]*/.exec(text.replace(TOLD, "")) ?? [""];
  const [names] = rowsOf(line.slice(0, 1000), separator);
  const head = names?.map((name) => name.trim().toLowerCase()) ?? [];
  return NEEDED.every((name) => head.includes(name)) ? head : null;
}

/**
 * @param {string} text of the table
 * @param {import("./given.js").Given} given the article that it should belong to
 * @param {string[]} signs the article's text, code point by code point
 * @returns {Handed}
 * @throws {Unreadable}
 */
export function fromTable(text, given, signs) {
  const separator = separatorOf(text) ?? ",";
  const head = headOf(text, separator) ?? [];
  const rows = rowsOf(text.replace(TOLD, ""), separator)
    .slice(1)
    .filter((row) => row.some((cell) => cell.trim()))
    .map((row) => new Map(head.map((name, nth) => [name, plainCell(row[nth] ?? "")])));
  const [first] = rows;
  if (!first) throw new Unreadable("There are no marks in it.");
  const kinds = new Map(
    given.kinds.flatMap(([id, name]) => [id, name].map((one) => [one.toLowerCase(), id])),
  );
  const own = Object.fromEntries(
    ["article", "name", "saved", "set"].map((key) => [key, first.get(key) ?? ""]),
  );
  const items = rows.map((row) => itemOf(row, kinds, signs));
  return fromPage(
    { markedCopy: { ...own, format: FORMAT, version: VERSION, text: given.text }, items },
    given,
    signs,
  );
}

/**
 * @param {Map<string, string>} row its cells by the names of their columns
 * @param {Map<string, string>} kinds ids by names
 * @param {string[]} signs
 */
function itemOf(row, kinds, signs) {
  const cell = (/** @type {string} */ name) => row.get(name)?.trim() ?? "";
  const [start, end] = [wholeNumber(cell("start")), wholeNumber(cell("end"))];
  const behind = BEHIND.exec(cell("words"))?.[1];
  const words = behind ?? cell("words");
  const position = { type: "TextPositionSelector", start, end };
  const there = signs
    .slice(Math.max(0, behind === undefined ? start : start - words.length - BEFORE), end)
    .join("");
  const isThere =
    behind === undefined ? oneLine(there) === oneLine(words) : oneLine(there).endsWith(oneLine(words));
  const passage = isThere ? signs.slice(start, end).join("") : words;
  const quote =
    behind === undefined
      ? { exact: passage, prefix: "", suffix: "" }
      : { exact: "", prefix: isThere ? there.slice(-BEFORE) : words, suffix: "" };
  return {
    body: [
      { purpose: "tagging", value: kinds.get(cell("kind").toLowerCase()) },
      { purpose: "assessing", value: cell("done well") ? DONE_WELL : "" },
      { purpose: "commenting", value: row.get("reason") ?? "" },
    ],
    target: { selector: [{ type: "TextQuoteSelector", ...quote }, position] },
  };
}

/** @param {string} cell @returns {number} NaN where it is none; some spreadsheets write `12,00` */
const wholeNumber = (cell) => (/^\d{1,9}([.,]0*)?$/.test(cell) ? Number.parseInt(cell, 10) : Number.NaN);

/** @param {string} words */
const oneLine = (words) => words.replace(/\s+/g, " ").trim();

/**
 * The cells of a table (RFC 4180). A quotation mark that is never closed holds all that follows.
 * @param {string} text
 * @param {string} separator
 * @returns {string[][]}
 */
export function rowsOf(text, separator) {
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      let from = at + 1;
      for (;;) {
        const close = text.indexOf('"', from);
        const isOver = close < 0;
        cell += text.slice(from, isOver ? text.length : close);
        at = isOver ? text.length : close + 1;
        if (isOver || text[at] !== '"') break;
        cell += '"';
        from = at + 1;
      }
    }
    const from = at;
    while (at < text.length && text[at] !== separator && text[at] !== "\r" && text[at] !== "\n") at++;
    row.push(cell + text.slice(from, at));
    if (text[at] === separator) {
      at++;
      if (at < text.length) continue;
      row.push("");
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at++;
    at++;
    rows.push(row);
    row = [];
  }
  return rows;
}
