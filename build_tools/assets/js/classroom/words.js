// The words of a text, which a learner picks one by one. Offsets are code points.

/** @typedef {import("../suggest/characters.js").Characters} Characters */
/** @typedef {import("./spans.js").Span} Span */

/**
 * @param {Characters} text
 * @param {string} language a BCP 47 tag, or nothing
 * @returns {Span[]} in order: without the space and the marks between them
 */
export function wordSpans(text, language) {
  return [...segmenter(language).segment(text.string)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ start: text.point(index), end: text.point(index + segment.length) }));
}

/** @param {string} language */
function segmenter(language) {
  const options = /** @type {const} */ ({ granularity: "word" });
  try {
    return new Intl.Segmenter(language || undefined, options);
  } catch {
    // No language tag.
    return new Intl.Segmenter(undefined, options);
  }
}

/** @param {Characters} text @param {Span} span @returns {string} its words on one line */
export const wordsIn = (text, { start, end }) => text.slice(start, end).replace(/\s+/g, " ").trim();

/** @param {string} words @param {number} [most] signs @returns {string} as much of them as fits, cut between words */
export function cutShort(words, most = 90) {
  if (words.length <= most) return words;
  const part = words.slice(0, most).replace(/[\ud800-\udbff]$/, "");
  const space = part.lastIndexOf(" ");
  return `${space > most / 2 ? part.slice(0, space) : part} …`;
}

/** @param {string} words @param {number} most signs @returns {string} as much of their end as fits, cut between words */
export function cutBefore(words, most) {
  if (words.length <= most) return words;
  const part = words.slice(-most).replace(/^[\udc00-\udfff]/, "");
  const space = part.indexOf(" ");
  return `… ${space >= 0 && space < most / 2 ? part.slice(space + 1) : part}`;
}

/** @param {string} moment in ISO 8601 @returns {string} day and time in words, nothing where it is none */
export function inWords(moment) {
  const date = new Date(moment);
  return Number.isNaN(date.getTime())
    ? ""
    : date.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
}
