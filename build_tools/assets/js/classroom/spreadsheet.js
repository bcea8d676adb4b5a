// Marks as a table for a spreadsheet: RFC 4180, in UTF-8 with a byte order mark, without which some take it for another
// encoding. A cell that a spreadsheet would reckon with begins with an apostrophe, and is text.

/** @typedef {import("./handed.js").Mark} Mark */

const RECKONED = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const COLUMNS = [
  "number",
  "kind",
  "done well",
  "words",
  "reason",
  "start",
  "end",
  "article",
  "name",
  "saved",
  "set",
  "text",
];

/**
 * @param {{text: string}} given
 * @returns {string} the version of an article's text, behind a letter: a spreadsheet takes `12e456789012` for a number
 */
export const textCell = ({ text }) => `t${text}`;

/**
 * @param {Mark[]} marks in the order of the text
 * @param {{article: string, text: string, name: string, saved: string, set: string, kindOf: (mark: Mark) => string, wordsOf: (mark: Mark) => string}} about
 *   `text`: which version of the article's the marks were made in
 * @returns {string} the file: offsets are code points
 */
export function toTable(marks, { kindOf: kindName, wordsOf: words, ...about }) {
  const rows = marks.map((mark, nth) => [
    nth + 1,
    kindName(mark),
    mark.isDoneWell ? "yes" : "",
    words(mark),
    mark.comment,
    mark.start,
    mark.end,
    about.article,
    about.name,
    about.saved,
    about.set,
    textCell(about),
  ]);
  const lines = [COLUMNS, ...rows].map((row) => row.map(cell).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** @param {string} cell as it came back @returns {string} what was written: without the apostrophe that made it text */
export const plainCell = (cell) =>
  cell.startsWith("'") && RECKONED.test(cell.slice(1)) ? cell.slice(1) : cell;

/** @param {string | number} value */
function cell(value) {
  const text = RECKONED.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
