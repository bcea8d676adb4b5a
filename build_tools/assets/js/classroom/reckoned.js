// What a spreadsheet makes of words that it takes for a number or a date: `1,200` comes back as `1200`, `3/4` as `04.mar`
// and `May 2026` as `Mai 26`, in the language of whoever has opened it. Pure.

const LANGUAGES =
  "en de fr es pt it nl pl cs sk hu ro bg el ru uk tr sv da nb fi et lv lt sl hr sr ar he fa hi id vi th".split(
    " ",
  );
/** What East Asian dates have behind a number. */
const COUNTERS = /[年月日년월일]/gu;
const LEAST_OF_MONTH = 3;

/**
 * @param {string} cell as it came back
 * @param {string} words
 * @returns {boolean} whether it is made of these words, and of no others that could stand in their place
 */
export const isReckoned = (cell, words) => isSameNumber(cell, words) || isSameDate(cell, words);

/** @param {string} cell @param {string} words */
function isSameNumber(cell, words) {
  const [left, right] = [numbersIn(cell), numbersIn(words)];
  // Of a long number the first figures are shown, the last of them rounded.
  const share = /\de\+?\d/i.test(cell) ? 0.01 : 1e-9;
  return left.some((one) => right.some((other) => Math.abs(one - other) <= share * Math.max(one, other)));
}

/** One number, and what stands around it: a sign, a currency, a per cent. Between its figures are what separates them. */
const FIGURES =
  /^(?<before>\P{Nd}{0,6}?)(?<figures>\d(?:[\d\s.,'’]*\d)?)(?:e(?<tens>[+-]?\d{1,3}))?(?<behind>\P{Nd}{0,6})$/iu;

/** @param {string} text @returns {number[]} what it can be, with one sign for decimals or another, without its own */
function numbersIn(text) {
  const { figures, tens, behind } = FIGURES.exec(text.normalize("NFKC"))?.groups ?? {};
  if (!figures) return [];
  const [, decimals = ""] = /[.,](\d*)$/.exec(figures) ?? [];
  const whole = Number(figures.replace(/\D/g, "")) * 10 ** Number(tens ?? 0);
  const all = decimals ? [whole, whole / 10 ** decimals.length] : [whole];
  return behind?.includes("%") ? [...all, ...all.map((one) => one / 100)] : all;
}

/** @param {string} cell @param {string} words */
function isSameDate(cell, words) {
  const [parts, others] = [partsOf(cell), partsOf(words)];
  if (!parts || !others) return false;
  const added = [];
  for (const part of parts) {
    const at = others.findIndex(({ values }) => part.values.some((value) => values.includes(value)));
    if (at < 0) added.push(part);
    else others.splice(at, 1);
  }
  // It adds the year, the first of the month and no seconds; or leaves the year away.
  return added.length
    ? added.length < parts.length &&
        !others.length &&
        added.every(({ isYear, values }) => isYear || values.every((value) => value < 2))
    : others.every(({ isYear }) => isYear);
}

/**
 * @param {string} text
 * @returns {{values: number[], isYear: boolean}[] | null} what each part of a date can be, a year without its century;
 *   null where it is no date
 */
function partsOf(text) {
  const tokens =
    text
      .normalize("NFKC")
      .replace(COUNTERS, " ")
      .match(/\d+|[\p{L}\p{M}]+/gu) ?? [];
  if (!tokens.some((token) => /\d/.test(token)) || tokens.length > 7) return null;
  const parts = [];
  for (const token of tokens) {
    const isYear = /^\d{4}$/.test(token);
    const values = /\d/.test(token) ? [Number(token) % (isYear ? 100 : 1e9)] : monthsNamed(token);
    if (!values.length) return null;
    parts.push({ values, isYear });
  }
  return parts;
}

/** @type {Map<string, Set<number>> | null} made when it is needed first */
let names = null;

/** @param {string} name or its beginning @returns {number[]} the months that have it in some language */
function monthsNamed(name) {
  names ??= monthNames();
  const sought = name.toLowerCase();
  const found = new Set(names.get(sought));
  if (sought.length >= LEAST_OF_MONTH)
    for (const [known, months] of names)
      if (known.startsWith(sought)) for (const month of months) found.add(month);
  return [...found];
}

/** @returns {Map<string, Set<number>>} by names, alone and beside a day, as some languages have two */
function monthNames() {
  /** @type {Map<string, Set<number>>} */
  const all = new Map();
  for (const language of LANGUAGES)
    for (const month of /** @type {const} */ (["long", "short"]))
      for (const day of /** @type {const} */ ([undefined, "numeric"])) {
        const format = new Intl.DateTimeFormat(language, {
          month,
          day,
          calendar: "gregory",
          timeZone: "UTC",
        });
        for (let nth = 0; nth < 12; nth++) {
          const part = format.formatToParts(Date.UTC(2026, nth, 15)).find(({ type }) => type === "month");
          const [name] = part?.value.match(/\p{L}[\p{L}\p{M}]*/u) ?? [];
          if (!name) continue;
          const key = name.toLowerCase();
          all.set(key, (all.get(key) ?? new Set()).add(nth + 1));
        }
      }
  return all;
}
