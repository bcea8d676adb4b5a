// Where a sentence begins and ends, as build_tools/words/sentences.py tells it. Offsets are code points.

import { Characters, isSpace, SPACES } from "./characters.js";
import { dotEnds, isSmall, STARTING } from "./dots.js";
import { NAMES_WITH_A_MARK } from "./tables.js";
import { isFigure } from "./whole.js";

/** @typedef {[number, number]} Span */

const LONGEST = 5000;
const MARK_SIGNS = "(?![၊\\u2024])[\\p{STerm}…‥།-༒៕\\u037e;:|፡]";
const GAP = "(?!\\n)\\p{White_Space}";
const NOTE_SIGN = "\\[\\p{Nd}{1,3}\\]|[¹²³⁰-⁹*†‡]";
const AFTER = `${GAP}[»›”](?=[\\p{White_Space}\\p{P}]|$)|${GAP}[།༎]`;
const CLOSE = "'\"'”’“‘»«›‹„‟)\\]}」』）】〉》〕］｝｣〗〙〛〞〟＂＇﹂﹄\\p{DI}".slice(1);
const CLOSE_TIGHT = "”’»›)\\]}」』）】〉》〕］｝｣〗〙〛〞〟﹂﹄\\p{DI}";

/** @param {string} pattern */
const sticky = (pattern) => new RegExp(pattern, "uy");

const MARK = sticky(MARK_SIGNS);
const CERTAIN = /(?![.!?‼‽⁇⁈⁉⸮⸘၊\u2024])[\p{STerm}།-༒៕]/u;
const CLOSERS = sticky(`(?:[${CLOSE}]|${NOTE_SIGN}|${AFTER})*`);
const TIGHT_CLOSERS = sticky(`(?:[${CLOSE_TIGHT}]|${NOTE_SIGN}|${AFTER})*`);
const GAPS = sticky(`(?:${GAP})*`);
const NO_BREAK_SPACES = sticky("[\\xa0\\u2007\\u202f]+(?!\\p{White_Space})");
const NEXT_WORD = sticky(
  "[\\p{Ps}\\p{Pi}\\p{Pd}\"'„‚¿¡*_…\\p{DI}\\p{White_Space}]{0,8}(?<word>\\p{L}[\\p{L}\\p{M}]{0,20}|[^\\n])?",
);
const GOES_ON = /^(?![\p{Ps}\p{Pi}„‚¿¡])\p{P}/u;
const SAID_SO = sticky(
  "と|って|など|라고|이라고|라며|ဟု|လို့|என்று|என|అని|ಎಂದು|എന്ന്|എന്നു|を|[がはにのもでへや](?!\\p{sc=Hiragana})|" +
    "\\p{sc=Han}{1,12}(?:[说説說道问問答称稱喊]|表示|指出|强调|強調|[写寫]道|[补補]充)[,，。]",
);
const NEVER_FIRST = ",;:!?)]}";
const DENSE = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]/u;
const LETTER_OR_FIGURE = /[\p{L}\p{N}]/u;
const TRAILING = new RegExp(`[${SPACES}]+$`, "u");

/** @param {Characters} text @param {number} at @param {number} [end] */
function isMark(text, at, end) {
  return text.match(MARK, at, end) !== null;
}

/**
 * The bounds of the sentence, or sentences, that hold a stretch, without the white space around them.
 * @param {Characters} text
 * @param {number} start
 * @param {number} end
 * @param {string} [language] a BCP 47 tag
 * @param {Span} [within] bounds of the search; without it the block
 * @returns {Span}
 */
export function sentence(text, start, end, language = "", within = blockOf(text, start, end)) {
  const [first, last] = within;
  const inner = visible(text, start, end) ?? visible(text, Math.max(first, start - 1), start) ?? [start, end];
  const lang = language.replaceAll("_", "-").split("-")[0].toLowerCase();
  let begin = first;
  for (let at = inner[0] - 1; at >= Math.max(first, inner[0] - LONGEST); at--) {
    const found = isMark(text, at) && endAt(text, at, within, lang);
    if (found && found[1] <= inner[0]) {
      begin = found[1];
      break;
    }
  }
  let stop = last;
  const far = Math.min(inner[1] + LONGEST, last);
  for (let at = beforeMarks(text, first, inner[1]); at < far; at++) {
    const found = isMark(text, at) && endAt(text, at, within, lang);
    if (found && found[0] >= inner[1]) {
      stop = found[0];
      break;
    }
  }
  const bounds = visible(text, begin, stop) ?? [start, end];
  return [Math.min(bounds[0], start), Math.max(bounds[1], end)];
}

/**
 * @param {string} string
 * @param {string} language
 * @returns {{start: number, end: number}[]} every sentence of a text, in order
 */
export function sentencesOf(string, language) {
  const text = new Characters(string);
  const found = [];
  for (let at = 0; at < text.length; ) {
    if (isSpace(text.at(at))) {
      at++;
      continue;
    }
    const [, end] = sentence(text, at, at + 1, language);
    found.push({ start: at, end });
    at = end;
  }
  return found;
}

/** @param {Characters} text @param {number} start @param {number} end @returns {Span} */
function blockOf(text, start, end) {
  const [first] = text.lines(start, start);
  const [, last] = text.lines(0, Math.max(start, end ? end - 1 : 0));
  return [first, last === text.length ? last : Math.max(last, end)];
}

/** @param {Characters} text @param {number} start @param {number} end @returns {Span | null} */
function visible(text, start, end) {
  while (start < end && isSpace(text.at(start))) start++;
  while (start < end && isSpace(text.at(end - 1))) end--;
  return start < end ? [start, end] : null;
}

/** @param {Characters} text @param {number} first @param {number} offset */
function beforeMarks(text, first, offset) {
  while (offset > first && !LETTER_OR_FIGURE.test(text.at(offset - 1) ?? "")) offset--;
  return offset;
}

/**
 * Where the sentence ends that the mark at `at` ends, and where the next begins; null if it ends none.
 * @param {Characters} text
 * @param {number} at
 * @param {Span} block
 * @param {string} language
 * @returns {Span | null}
 */
function endAt(text, at, block, language) {
  const [first, last] = block;
  if (at + 1 < last && isMark(text, at + 1)) return null; // the last mark of a row decides
  let start = at;
  while (start > first && isMark(text, start - 1)) start--;
  const kind = kindOfEnd(text, start, at, first);
  if (!kind || (start > first && "([（［".includes(text.at(start - 1) ?? "-"))) return null;
  let end = matchEnd(text, CLOSERS, at + 1, last);
  let begin = matchEnd(text, GAPS, end, last);
  if (begin === last) return [end, last];
  if (begin === end) {
    end = tight(text, at, block);
    begin = matchEnd(text, GAPS, end, last);
    return endsWithoutSpace(text, start, at, end, kind, last) ? [end, begin] : null;
  }
  return endsWithSpace(text, start, at, [end, begin], block, kind, language) ? [end, begin] : null;
}

/** @param {Characters} text @param {RegExp} pattern that matches everywhere @param {number} at @param {number} last */
function matchEnd(text, pattern, at, last) {
  return text.match(pattern, at, last)?.end ?? at;
}

/**
 * @param {Characters} text
 * @param {number} start
 * @param {number} at
 * @param {Span} gap
 * @param {Span} block
 * @param {string} kind
 * @param {string} language
 */
function endsWithSpace(text, start, at, [end, begin], [first, last], kind, language) {
  const isClosed = end > at + 1;
  const after = text.match(NEXT_WORD, begin, last);
  const word = after?.groups.word ?? "";
  if ((isClosed && text.match(SAID_SO, begin)) || (word && NEVER_FIRST.includes(word))) return false;
  if (kind === "certain") return !(isClosed && isSmall(word));
  if (isSmall(word)) return false;
  if (kind === "left off") return start === first || !isSpace(text.at(start - 1));
  if (kind === "asked") {
    const space = text.slice(first, at).lastIndexOf(" ");
    const from = space < 0 ? first : first + [...text.slice(first, at).slice(0, space + 1)].length;
    return STARTING.has(word) || !NAMES_WITH_A_MARK.some((name) => text.startsWith(name, from));
  }
  const behind = after ? (text.at(after.end) ?? "") : "";
  const starts = STARTING.has(word) && behind !== "." && behind !== "-";
  if (!starts && !isClosed && text.match(NO_BREAK_SPACES, end)) return false;
  return dotEnds(text, start, first, text.at(begin) ?? "", word, starts, isClosed, language);
}

/**
 * What sort of end a row of marks can be; null if none.
 * @param {Characters} text
 * @param {number} start
 * @param {number} at
 * @param {number} first
 */
function kindOfEnd(text, start, at, first) {
  const marks = text.slice(Math.max(start, at - 7), at + 1);
  const before = [...text.slice(Math.max(first, start - 2), start).replace(TRAILING, "")].at(-1) ?? "";
  if (CERTAIN.test(marks) || marks.includes("፡፡")) return "certain";
  if (/[!?‼‽⁇⁈⁉⸮⸘]/.test(marks)) return "asked";
  const mark = marks.at(-1) ?? "";
  if (mark === ":") return /\p{sc=Armenian}/u.test(before) ? "certain" : null;
  if (mark === ";" || mark === "\u037e") return /\p{sc=Greek}/u.test(before) ? "asked" : null;
  if (mark === "|")
    return /[\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Gurmukhi}\p{sc=Oriya}]/u.test(before) ? "certain" : null;
  if (mark === "፡") return null;
  return marks === "." ? "dot" : "left off";
}

/** @param {Characters} text @param {number} at @param {Span} block where the signs that close end */
function tight(text, at, [first, last]) {
  let end = matchEnd(text, TIGHT_CLOSERS, at + 1, last);
  const sign = text.at(end) ?? "";
  // Straight quotation marks both open and close: by turns.
  if (end < last && (sign === '"' || sign === "'")) {
    const count = text.slice(Math.max(first, at - 500), at).split(sign).length - 1;
    if (count % 2) end = matchEnd(text, TIGHT_CLOSERS, end + 1, last);
  }
  return end;
}

/**
 * @param {Characters} text
 * @param {number} start
 * @param {number} at
 * @param {number} end
 * @param {string} kind
 * @param {number} last
 */
function endsWithoutSpace(text, start, at, end, kind, last) {
  const following = text.at(end) ?? "";
  if (end === last || isSpace(following)) return true;
  if (GOES_ON.test(following) && following !== '"' && following !== "'") return false;
  if (end > at + 1 && text.match(SAID_SO, end)) return false;
  const before = text.at(start - 1) ?? "";
  const mark = text.at(at) ?? "";
  if (mark === "۔" || mark === "．")
    return !isFigure(following) && /^\p{L}+$/u.test(text.slice(Math.max(start - 3, 0), start));
  if (kind === "certain") return true;
  return (kind === "asked" || kind === "dot") && DENSE.test(before) && DENSE.test(following);
}
