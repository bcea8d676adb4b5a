// What a class has marked, from the files that were handed in. Nothing leaves the page, and nothing is kept.

import { Characters } from "../suggest/characters.js";
import { make } from "../suggest/parts.js";
import { articleText } from "../suggest/text.js";
import { choiceIn, notesMeant } from "./choice.js";
import { together, readFiles } from "./files.js";
import { given } from "./given.js";
import { heat } from "./heat.js";
import { detailsOf, noteLists, pupilsTable, readSummary, spotList } from "./report.js";
import { unmarked } from "./shown.js";
import { indexAt } from "./spans.js";
import { countsOf, foundOf, piecesOf, spotsOf, toDiscuss } from "./tally.js";
import { wordSpans } from "./words.js";
import { keepForOffline } from "./keep.js";

/** @typedef {import("./files.js").Pupil} Pupil */
/** @typedef {import("./files.js").Bad} Bad */

/** @param {string} id @returns {any} */
const by = (id) => document.getElementById(id);
/** @param {string} selector @returns {any} */
const one = (selector) => document.querySelector(selector);

const article = given(document);
const { parts, sentences, text } = articleText(document);
const signs = [...text];
/** Where the page's furniture stands, which no learner sees. */
const unseen = parts.filter(({ node }) => node.parentElement?.closest(".mc-furniture"));
/** @param {import("./spans.js").Span} span */
const isShown = ({ start, end }) =>
  !unseen.some((part) => part.start < end && start < part.start + (part.to - part.from));
const words = wordSpans(new Characters(text), one(".mc-article .mc-text").lang);
const read = { signs, words, sentences, isShown };

/** @type {Pupil[]} */
let pupils = [];
/** @type {Bad[]} */
let bad = [];
/** @type {import("./tally.js").Spot[]} */
let spots = [];

for (const [id, name] of article.kinds)
  one(".mc-tools fieldset").append(
    make("label", {}, make("input", { type: "radio", name: "kind", value: id }), ` ${name.toLowerCase()}`),
  );
one(".mc-drop").hidden = false;

/** @type {import("./spans.js").Span | null} the place that is told of */
let here = null;
/** Files that are still being read when the class is cleared belong to nobody any more. */
let classes = 0;
const hint = [...by("here").children];

/** @param {Iterable<File>} files */
async function take(files) {
  const before = classes;
  const all = await readFiles(files, article, signs);
  if (classes !== before) return;
  const more = together(pupils, all.pupils);
  pupils = more.pupils;
  bad = [...bad, ...all.bad, ...more.again];
  show();
}

/** The marks that are shown, pupil by pupil. */
function shown() {
  const kind = one("[name=kind]:checked").value;
  return pupils.map(({ marks }) => marks.filter((mark) => !kind || mark.kind === kind).map(onWords));
}

/**
 * @template {import("./spans.js").Span} S
 * @param {S} mark
 * @returns {S} one of a point on the word before it, to be seen
 */
function onWords(mark) {
  const word = mark.start === mark.end && words[indexAt(words, mark.start - 1)];
  return word
    ? { ...mark, start: Math.min(word.start, mark.start), end: Math.max(word.end, mark.end) }
    : mark;
}

function show() {
  one(".mc-read").replaceChildren(...readSummary(pupils, bad));
  one(".mc-tools").hidden = one(".mc-beside").hidden = !pupils.length;
  unmarked(one(".mc-sheet"));
  one(".mc-read").dataset.shown = String(pupils.length);
  if (!pupils.length) {
    here = null;
    tellHere();
    for (const id of ["notes", "kinds", "whether", "ours", "pupils"]) by(id).replaceChildren();
    return;
  }
  const marks = shown();
  const counts = countsOf(marks, signs.length);
  heat(articleText(document), piecesOf(counts), pupils.length);
  const notes = notesMeant(article, choiceIn(location.hash, article.notes).notes);
  const rest = article.notes.filter((note) => !notes.includes(note));
  spots = spotsOf(marks, article.notes, counts, read);
  const discussed = toDiscuss(spots, pupils.length);
  const told = context();
  const everyone = pupils.map((pupil) => pupil.marks);
  by("notes").replaceChildren(
    ...noteLists(foundOf(notes, everyone, read), foundOf(rest, everyone, read), told),
  );
  for (const [id, found] of Object.entries(discussed)) by(id).replaceChildren(spotList(found, told));
  by("pupils").replaceChildren(pupilsTable(pupils, foundOf(article.notes, everyone, read), told));
  // What was told of a place has names too, or numbers that others have now.
  tellHere();
}

/** @param {import("./spans.js").Span} span what was chosen */
function tell(span) {
  here = span;
  tellHere();
}

function tellHere() {
  by("here").replaceChildren(...(here ? detailsOf(here, pupils, article.notes, context()) : hint));
  const { highlights } = /** @type {any} */ (CSS);
  if (here) highlights?.set("mc-here", new Highlight(articleText(document).rangeOf(here.start, here.end)));
  else highlights?.delete("mc-here");
}

/** @param {import("./spans.js").Span} span comes into the middle of the window: it may have no marks on it */
function bringUp({ start, end }) {
  const { top, height } = articleText(document).rangeOf(start, end).getBoundingClientRect();
  scrollBy(0, top + Math.min(height, innerHeight) / 2 - innerHeight / 2);
}

/** What every table and list is told of the class. */
function context() {
  const hasNames = by("names").checked;
  const names = pupils.map(({ name, file }, at) => (hasNames ? name || file : `Pupil ${at + 1}`));
  return { names, hasNames, kinds: new Map(article.kinds), signs, size: pupils.length, onWords };
}

document.addEventListener("change", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  if (field.type === "file") {
    take([.../** @type {FileList} */ (field.files)]);
    field.value = "";
  } else if (field.closest(".mc-tools")) show();
});

document.addEventListener("click", ({ target }) => {
  const element = /** @type {HTMLElement} */ (target);
  const action = element.closest("[data-do]")?.getAttribute("data-do");
  if (action === "print") print();
  else if (action === "clear") {
    [pupils, bad] = [[], []];
    classes++;
    // The next class is not to be named because this one was.
    by("names").checked = false;
    show();
    by("files").focus();
  }
  const place = /** @type {HTMLElement | null} */ (element.closest(".mc-heat, [data-start]"));
  if (!place) return;
  const start = Number(place.dataset.start);
  const end = Number(place.dataset.end);
  const { [indexAt(words, start)]: word } = words;
  const spot = spots.find((one) => one.start <= start && start < one.end) ?? word;
  if (end) tell({ start, end });
  else if (spot) tell(spot);
  if (place.matches("button")) bringUp({ start, end });
  else if (by("here").getBoundingClientRect().top > innerHeight)
    by("here").scrollIntoView({ block: "center" });
});

for (const name of ["dragover", "drop"])
  document.addEventListener(name, (event) => {
    event.preventDefault();
    const files = /** @type {DragEvent} */ (event).dataTransfer?.files;
    if (name === "drop" && files?.length) take([...files]);
  });

addEventListener("hashchange", show);
// Paper cannot be unfolded. (The names of files stay folded, and the style sheet leaves them out.)
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll(".mc-beside details")) fold.setAttribute("open", "");
});
keepForOffline();
