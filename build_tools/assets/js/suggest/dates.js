// Dates as people write them, turned into those of the file: 2025-04-26, 2025-04 or 2025.

/** A time of day, which is no part of the date. */
const TIME = /t?\d?\d:\d\d\S*(\s*[ap]m)?/;

/** @type {Map<string, number>} the number of each month by its names, in English and the reader's languages */
const MONTHS = new Map();

/** @param {readonly string[]} languages */
function monthsIn(languages) {
  // Some browsers give what is no language, at which everything that takes one throws.
  // Many languages have a form behind a day, and another without one.
  for (const language of languages.filter((tag) => /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(tag)))
    for (const month of /** @type {const} */ (["long", "short"]))
      for (const day of /** @type {const} */ (["numeric", undefined])) {
        const format = new Intl.DateTimeFormat(language, { month, day, timeZone: "UTC" });
        for (let nth = 12; nth; nth--)
          for (const { type, value } of format.formatToParts(Date.UTC(2025, nth, 0)))
            if (type === "month" && !/\d/.test(value)) MONTHS.set(value.toLowerCase().replace(".", ""), nth);
      }
  return MONTHS;
}

/**
 * @param {number} year
 * @param {...number} rest month and day, as far as they are known
 * @returns {string[]} the date; nothing where there is no such day
 */
function iso(year, ...rest) {
  const [month = 1, day = 1] = rest;
  const date = new Date(Date.UTC(year, month - 1, day));
  const is = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return `${is}` === `${[year, month, day]}` ? [date.toISOString().slice(0, 4 + 3 * rest.length)] : [];
}

/** The day that it is where the reader is. */
export function today() {
  const now = new Date();
  return iso(now.getFullYear(), now.getMonth() + 1, now.getDate())[0];
}

/**
 * What a date may mean, as the file has it.
 * @param {string} text
 * @param {readonly string[]} [languages] in which months are named, besides English
 * @returns {string[]} nothing for what is no date; two where it is not said which number is the day
 */
export function datesIn(text, languages = navigator.languages) {
  const said = text.normalize("NFKC").trim().toLowerCase().replace(TIME, "");
  if (said === "today") return [today()];
  const numbers = said.match(/\d+/g) ?? [];
  const at = numbers.findIndex(({ length }) => length === 4);
  const year = Number(numbers.splice(at, 1));
  const [one, two, ...more] = numbers.map(Number);
  if (at < 0 || more.length) return [];
  if (/^[\d\s./年月日-]+$/.test(said)) {
    if (two === undefined) return iso(year, ...(one === undefined ? [] : [one]));
    if (at === 1) return [];
    return at ? [...new Set([...iso(year, two, one), ...iso(year, one, two)])] : iso(year, one, two);
  }
  const names = MONTHS.size ? MONTHS : monthsIn([...languages, "en-GB", "en"]);
  const named = new Set(said.match(/[\p{L}\p{M}]+/gu)?.flatMap((word) => names.get(word) ?? []));
  if (named.size !== 1 || two !== undefined) return [];
  return iso(year, ...named, ...(one === undefined ? [] : [one]));
}
