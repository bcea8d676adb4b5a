// The YAML of a note file: whatever was typed comes back from a YAML loader as it was typed, and a person can read it.
// Plain where nothing can be mistaken, folded where it is long, quoted with escapes where it has to be.

/** @typedef {string | null | string[] | {[key: string]: Value} | undefined} Value null is a gap to be filled in */

/** Columns that a line of prose takes. */
const WIDTH = 100;

/** Keys whose days stand without quotation marks, as in every file by hand. */
const DAYS = ["published", "checked"];
const DAY = /^\d{4}(-\d\d(-\d\d)?)?$/;
/** Words that YAML 1.1 takes for something else than text. */
const OTHER = /^(y|n|yes|no|on|off|true|false|null)$/i;
/** Begins with a letter, and has nothing in it that means something in YAML, also between brackets. */
const PLAIN = /^\p{L}([\p{L}\p{M}\p{N} .()’“”…–—?!/;-]*[\p{L}\p{M}\p{N}.)’”…?!])?$/u;
/** Signs that are not seen, or that end a line for some: all are escaped but those of scripts and of emoji. */
const ESCAPED =
  /(?!\ufe0e|\ufe0f|[\u200c-\u200f])[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Zl}\p{Zp}\u00a0\u202f\p{Variation_Selector}]/u;
const ESCAPES = new RegExp(ESCAPED, "gu");
/** @type {Record<string, string>} */
const SHORT = { "\n": "\\n", "\t": "\\t", "\r": "\\r" };

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
    .map(([key, value]) => entry(inLine(key), value, indent, DAYS.includes(key)))
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
  if (value === undefined) return "";
  if (value === null) return `${start}\n`;
  if (Array.isArray(value)) return value.length ? `${start} [${value.map(inLine).join(", ")}]\n` : "";
  if (typeof value === "object") {
    const inner = yaml(value, `${indent}  `);
    return inner && `${start}\n${inner}`;
  }
  const text = whole(value);
  if (isDay && DAY.test(text)) return `${start} ${text}\n`;
  const line = `${start} ${inLine(text)}`;
  const isLong = [...line].length > WIDTH || text.includes("\n");
  if (!isLong || !isBlock(text)) return `${line}\n`;
  // Paragraphs stay paragraphs where they are folded; single line ends would become some.
  const [style, lines] = /(?<!\n)(?:\n|\n{3}\n*)(?!\n)/.test(text)
    ? ["|-", text]
    : [">-", folded(text, indent)];
  const inner = `${indent}  $&`;
  return `${start} ${style}\n${lines.replace(/^[^\n]/gm, inner)}\n`;
}

/**
 * @param {string} value
 * @returns {string} it as one line, fit for a key and between brackets too
 */
function inLine(value) {
  const text = whole(value);
  if (PLAIN.test(text) && !OTHER.test(text) && !text.includes("  ")) return text;
  if (!ESCAPED.test(text)) {
    // Backslashes and straight quotation marks read best where they need no further signs.
    if (/["\\]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
    return `"${text}"`;
  }
  return `"${text.replace(/["\\]/g, "\\$&").replace(ESCAPES, escaped)}"`;
}

/** @param {string} sign */
function escaped(sign) {
  const code = sign.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x100) return SHORT[sign] ?? `\\x${digits.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}

/**
 * Whether the text can stand in lines of its own, below its key: no sign is escaped there, and space is not seen.
 * @param {string} text
 */
function isBlock(text) {
  return text
    .split("\n")
    .every((line, nth, lines) =>
      line ? !ESCAPED.test(line) && line === line.trim() : nth > 0 && nth < lines.length - 1,
    );
}

/**
 * @param {string} text
 * @param {string} indent of its key
 * @returns {string} its lines, broken at single spaces; between paragraphs there is an empty line more
 */
function folded(text, indent) {
  return text.replace(/[^\n]+/g, (line) => broken(line, `${indent}  `)).replaceAll("\n\n", "\n\n\n");
}

/**
 * @param {string} line
 * @param {string} indent
 */
function broken(line, indent) {
  let width = indent.length;
  let text = "";
  // Only between two signs that are no space: more than one in a row are kept where they are.
  for (const word of line.split(/(?<=\S) (?=\S)/)) {
    const length = [...word].length;
    if (text && width + 1 + length > WIDTH) {
      text += "\n";
      width = indent.length;
    } else if (text) {
      text += " ";
      width += 1;
    }
    text += word;
    width += length;
  }
  return text;
}
