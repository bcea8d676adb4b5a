// The sources of a note in the form: new ones, and those that the article has. These stand on its page, under the notes
// that rest on them; the others in a template. Loaded with the first source that is added.

import { datesIn, today } from "./dates.js";
import { isAfter } from "./note.js";
import { fieldOf, make } from "./parts.js";

/** @typedef {import("./parts.js").Question} Question */
/** @typedef {import("./note.js").Source} Source */
/** @typedef {{id: string, name: string, item: HTMLElement}} Known */

/** @type {Question[]} */
const QUESTIONS = [
  { key: "title", label: "Title of the page" },
  { key: "publisher", label: "Publisher" },
  {
    key: "kind",
    label: "Kind of source",
    options: [
      "news agency",
      "news outlet",
      "state media",
      "official document",
      "international body",
      "research",
    ].map((kind) => [kind, kind]),
  },
  { key: "published", label: "Published", hint: "As in “26 April 2025”, “April 2025” or “2025”." },
  { key: "url", label: "Address" },
  { key: "excerpt", label: "Excerpt", hint: "A short passage, in the source’s own words.", rows: 2 },
  { key: "checked", label: "Checked", hint: "The day on which you read it there." },
];

/**
 * @param {HTMLElement} page
 * @returns {Known[]} each once, by publisher and title
 */
export function sourcesOf(page) {
  /** @type {Map<string, Known>} */
  const found = new Map();
  /** @type {HTMLTemplateElement | null} */
  const others = page.querySelector("template.mc-others");
  for (const place of [page, others?.content ?? page])
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-source]"))) {
      const [title, published] = item.querySelectorAll("a, time");
      const publisher = title.parentElement?.nextSibling?.textContent?.trim().split(" (")[0];
      const id = item.dataset.source ?? "";
      found.set(id, { id, name: `${publisher}: ${title.textContent} (${published.textContent})`, item });
    }
  return toldApart([...found.values()]);
}

/**
 * @template {{id: string, name: string, item: Pick<HTMLElement, "querySelector">}} Item
 * @param {Item[]} known
 * @returns {Item[]} in order, each with a name that no other has: the same page may be quoted for several things
 */
export function toldApart(known) {
  for (const more of [firstWords, (/** @type {Item} */ { id }) => id]) {
    const names = known.map(({ name }) => name);
    known = known.map((one) =>
      names.filter((name) => name === one.name).length > 1
        ? { ...one, name: `${one.name} ${more(one)}`.trim() }
        : one,
    );
  }
  return known.sort((one, other) => one.name.localeCompare(other.name));
}

/** @param {{item: Pick<HTMLElement, "querySelector">}} source @returns {string} with which its excerpt begins */
function firstWords({ item }) {
  const text = item.querySelector("q")?.textContent ?? "";
  return `“${/^.{0,40}(?!\S)/su.exec(text)?.[0] ?? text.slice(0, 40)} …”`;
}

/**
 * @param {Source} source
 * @param {number} nth
 * @param {Known[]} known
 */
export function sourceFields(source, nth, known) {
  const field = (/** @type {Question} */ question) =>
    fieldOf(question, `${nth}.${question.key}`, source[question.key] ?? "");
  const options = known.map(({ id, name }) => /** @type {[string, string]} */ ([id, name]));
  const element = make(
    "fieldset",
    {},
    make("legend", {}, `Source ${nth + 1}`),
    ...(options.length ? [field({ key: "id", label: "Which one", none: "A new one", options })] : []),
    make("div", {}, ...QUESTIONS.map(field)),
  );
  // A date that is left becomes what the file has.
  element.addEventListener("change", (/** @type {Event} */ event) => {
    const control = /** @type {HTMLInputElement} */ (event.target);
    const [date, other] = isDate(control) ? datesIn(control.value) : [];
    if (date && !other && date !== control.value) write(control, date);
  });
  return element;
}

/** @param {HTMLInputElement} control */
function isDate({ dataset }) {
  return /^(published|checked)$/.test(dataset.key ?? "");
}

/** @param {HTMLInputElement} control @param {string} value */
function write(control, value) {
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * What goes with a field of a source: what may be meant, how a date is read, what a known source says.
 * @param {HTMLElement} field
 * @param {HTMLInputElement} control in it
 * @param {Known[]} known
 * @param {string} day of the article
 */
export function helpWith(field, control, known, day) {
  const value = control.value.trim();
  const dates = isDate(control) ? datesIn(value) : [];
  const choices = choicesFor(control.dataset.key, value, dates);
  if (dates.length > 1)
    /** @type {Element} */ (field.querySelector(".mc-wrong")).textContent = "Which day is meant?";
  // Only what is new: somebody may be on a button or a link.
  if (field.dataset.of === value) return;
  field.dataset.of = value;
  const more = /** @type {HTMLElement} */ (field.querySelector("[data-most]"));
  if (control.dataset.key === "id") {
    const item = known.find(({ id }) => id === value)?.item;
    /** @type {HTMLElement} */ (field.nextElementSibling).hidden = !!item;
    more.replaceChildren(...(item?.cloneNode(true).childNodes ?? []));
    for (const link of more.querySelectorAll("a")) link.target = "_blank";
  } else {
    const isLater = control.dataset.key === "published" && dates.length === 1 && isAfter(dates[0], day);
    more.textContent =
      (dates.length === 1 && dates[0] !== value ? ` In the file: ${dates[0]}` : "") +
      (isLater ? " Later than the article, as the file says: it cannot be held against it." : "");
  }
  for (const button of field.querySelectorAll("button")) button.remove();
  control.after(
    ...choices.map((choice) =>
      make(
        "button",
        {
          type: "button",
          onclick: () => {
            write(control, choice);
            control.focus();
          },
        },
        choice === today() ? "Today" : /^\d/.test(choice) ? inWords(choice) : choice,
      ),
    ),
  );
}

/**
 * What somebody may want to have written, and can with a press.
 * @param {string | undefined} key
 * @param {string} value
 * @param {string[]} dates that it may mean
 */
function choicesFor(key, value, dates) {
  if (key === "url") return /^[\p{L}\d-]+(\.[\p{L}\d-]+)+([/:?#]|$)/u.test(value) ? [`https://${value}`] : [];
  if (key === "checked" && !value) return [today()];
  return dates.length > 1 ? dates : [];
}

/** @param {string} day */
function inWords(day) {
  return new Date(day).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}
