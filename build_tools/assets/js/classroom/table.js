// A table of marks back from a spreadsheet (`spreadsheet.js`), whatever that has made of its separators, its letters and
// its words. Where the article has the text that the table names, a mark stands at its offsets. Elsewhere its words tell
// it: the offsets are believed only where these stand there, or what a spreadsheet has made of them.

import { DONE_WELL, FORMAT, fromPage, Unreadable, VERSION } from "./handed.js";
import { isReckoned } from "./reckoned.js";
import { plainCell, textCell } from "./spreadsheet.js";

/** @typedef {import("./handed.js").Handed} Handed */

const SEPARATORS = [",", ";", "\t"];
const NEEDED = ["kind", "words", "start", "end", "article"];
// Older files say “behind”.
const BEHIND = /^\(something is missing (?:after|behind): (.*)\)$/s;
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
 * @returns {Map<string, string>[]} its rows: their cells by the names of their columns
 */
function markRows(text) {
  const separator = separatorOf(text) ?? ",";
  const head = headOf(text, separator) ?? [];
  return rowsOf(text.replace(TOLD, ""), separator)
    .slice(1)
    .filter((row) => row.some((cell) => cell.trim()))
    .map((row) => new Map(head.map((name, nth) => [name, plainCell(row[nth] ?? "")])));
}

/**
 * @param {Iterable<import("./encoded.js").Decoding>} decodings of one table, the likeliest first
 * @param {import("./given.js").Given} given
 * @param {string[]} signs
 * @returns {string} the one in which the most words stand where it says
 * @throws {Unreadable} where none do, and the article has not changed
 */
export function bestText(decodings, given, signs) {
  const [first, ...others] = decodings;
  if (!others.length) return first.text;
  const own = lettersOf(signs);
  const [best] = [first, ...others]
    .filter(({ text }) => isTable(text))
    .map(({ text, isGuess }) => ({ text, isGuess, ...sense(text, signs, own) }))
    .filter(({ isGuess, words }) => words || !isGuess)
    .sort((a, b) => b.words - a.words || a.broken - b.broken || b.familiar - a.familiar);
  if (best.isTried && !best.words && !(best.version && best.version !== textCell(given)))
    throw new Unreadable(
      "It was saved in an encoding that could not be read. Save it anew as “CSV UTF-8”, or hand in what “Save a file” makes.",
    );
  return best.text;
}

/** @type {WeakMap<string[], {all: string, letters: Set<string>}>} of a text, for many tables */
const known = new WeakMap();

/** @param {string[]} signs of the article @returns {{all: string, letters: Set<string>}} on one line; and those beyond ASCII */
function lettersOf(signs) {
  const own = known.get(signs) ?? {
    all: oneLine(signs.join("")),
    letters: new Set(signs.filter(isBeyond)),
  };
  known.set(signs, own);
  return own;
}

/**
 * How much sense a text makes.
 * @param {string} text of a table
 * @param {string[]} signs
 * @param {{all: string, letters: Set<string>}} own of the article
 */
function sense(text, signs, own) {
  const rows = markRows(text);
  let [isTried, words] = [false, 0];
  for (const row of rows) {
    const { cell, passage } = placeIn(row, signs);
    const said = [...oneLine(cell)];
    const beyond = said.filter(isBeyond);
    if (!beyond.length) continue;
    isTried = true;
    const there = [...oneLine(passage)].slice(-said.length);
    const isThere =
      there.length === said.length && said.every((sign, nth) => !isBeyond(sign) || sign === there[nth]);
    // Of an article that has changed, words count that stand elsewhere now.
    words += isThere ? 2 : Number(own.all.includes(oneLine(cell)));
  }
  const all = [...text].filter(isBeyond);
  return {
    isTried,
    words,
    broken: all.filter((sign) => /[\x80-\x9f\ufffd]/.test(sign)).length,
    familiar: all.filter((sign) => own.letters.has(sign)).length,
    version: rows[0] && cellOf(rows[0], "text"),
  };
}

/** @param {string} sign */
const isBeyond = (sign) => sign > "\x7f";

/**
 * @param {string} text of the table
 * @param {import("./given.js").Given} given the article that it should belong to
 * @param {string[]} signs the article's text, code point by code point
 * @returns {Handed}
 * @throws {Unreadable}
 */
export function fromTable(text, given, signs) {
  const rows = markRows(text);
  const [first] = rows;
  if (!first) throw new Unreadable("There are no marks in it.");
  const kinds = new Map(
    given.kinds.flatMap(([id, name]) => [id, name].map((one) => [one.toLowerCase(), id])),
  );
  const told = (/** @type {string} */ name) => cellOf(first, name);
  const isSame = told("text") === textCell(given);
  // A spreadsheet takes `may-2026` for a month.
  const isOurs = isSame || isReckoned(told("article"), given.article);
  const own = {
    article: isOurs ? given.article : told("article"),
    // Tables saved before there was such a column say nothing of it.
    text: isSame || !told("text") ? given.text : told("text"),
    name: told("name"),
    saved: told("saved"),
    set: told("set"),
  };
  const items = rows.map((row) => itemOf(row, kinds, signs, isSame));
  return fromPage({ markedCopy: { ...own, format: FORMAT, version: VERSION }, items }, given, signs);
}

/**
 * @param {Map<string, string>} row
 * @param {string[]} signs
 * @returns {{start: number, end: number, isPoint: boolean, cell: string, passage: string}} what it says of a mark's
 *   place, and the words there; before a point, as many as it names and some more
 */
function placeIn(row, signs) {
  const [start, end] = [wholeNumber(cellOf(row, "start")), wholeNumber(cellOf(row, "end"))];
  const words = cellOf(row, "words");
  const behind = BEHIND.exec(words)?.[1];
  const cell = behind ?? words;
  const isPoint = behind !== undefined;
  const from = isPoint ? Math.max(0, start - cell.length - BEFORE) : start;
  return { start, end, isPoint, cell, passage: signs.slice(from, end).join("") };
}

/**
 * @param {Map<string, string>} row
 * @param {Map<string, string>} kinds ids by names
 * @param {string[]} signs
 * @param {boolean} isSame whether the article has the text that the marks were made in
 */
function itemOf(row, kinds, signs, isSame) {
  const { start, end, isPoint: isSaidPoint, cell, passage } = placeIn(row, signs);
  const isSound = start <= end && end <= signs.length;
  const isThere = isSound && (isSame || isMadeOf(cell, passage, isSaidPoint));
  const isPoint = isThere ? start === end : isSaidPoint;
  const exact = isThere ? signs.slice(start, end).join("") : cell;
  const before = isThere ? signs.slice(Math.max(0, start - BEFORE), start).join("") : cell;
  const quote = isPoint ? { exact: "", prefix: before } : { exact, prefix: "" };
  return {
    body: [
      { purpose: "tagging", value: kinds.get(cellOf(row, "kind").toLowerCase()) },
      { purpose: "assessing", value: cellOf(row, "done well") ? DONE_WELL : "" },
      { purpose: "commenting", value: row.get("reason") ?? "" },
    ],
    target: {
      selector: [
        { type: "TextQuoteSelector", suffix: "", ...quote },
        { type: "TextPositionSelector", start, end },
      ],
    },
  };
}

/**
 * @param {string} cell
 * @param {string} passage
 * @param {boolean} isPoint whether the passage begins before what the cell names
 * @returns {boolean} whether the cell is what a spreadsheet makes of the passage
 */
function isMadeOf(cell, passage, isPoint) {
  const [left, right] = [oneLine(cell), oneLine(passage)];
  if (isPoint) return right.endsWith(left);
  return left === right || isWritten(left, right) || isReckoned(left, right);
}

/** @param {string} cell @param {string} words @returns {boolean} with other signs where an encoding lacked some, or in capitals */
function isWritten(cell, words) {
  const [left, right] = [cell, words].map((one) => [...one.toLowerCase()]);
  const others = left.filter(
    (sign, nth) => sign !== right[nth] && (isBeyond(sign) || !isBeyond(right[nth] ?? "")),
  );
  const same = left.filter((sign, nth) => sign === right[nth]);
  return left.length === right.length && !others.length && same.length * 2 > left.length;
}

/** @param {Map<string, string>} row @param {string} name */
const cellOf = (row, name) => row.get(name)?.trim() ?? "";

/** @param {string} cell @returns {number} NaN where it is none; some spreadsheets write `12,00` */
const wholeNumber = (cell) => (/^\d{1,9}([.,]0*)?$/.test(cell) ? Number.parseInt(cell, 10) : Number.NaN);

/** @param {string} words @returns {string} to be compared: some encodings have letters and their marks apart */
const oneLine = (words) => words.normalize().replace(/\s+/g, " ").trim();

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
