// What a class has marked, from the files that were handed in. Nothing leaves the page, and nothing is kept.

import { Characters } from "../suggest/characters.js";
import { make } from "../suggest/parts.js";
import { articleText } from "../suggest/text.js";
import { choiceIn, notesMeant } from "./choice.js";
import { filesNamed, readSummary } from "./counted.js";
import { readFiles } from "./files.js";
import { chosenFiles, droppedFiles } from "./folders.js";
import { given } from "./given.js";
import { DONE_WELL } from "./handed.js";
import { heat, scaleOf } from "./heat.js";
import { namesFrom } from "./labels.js";
import { detailsOf } from "./place.js";
import { reachByKeys, stopAt } from "./reach.js";
import { Reasons } from "./reasons.js";
import { counted, noteLists, otherReasons, pupilsTable, spotList } from "./report.js";
import { asMade, rollOf } from "./roll.js";
import { unmarked } from "./shown.js";
import { indexAt } from "./spans.js";
import { countsOf, foundOf, piecesOf, spotsOf, talkOf } from "./tally.js";
import { wordSpans } from "./words.js";
import { keepForOffline } from "./keep.js";

/** @typedef {import("./files.js").Pupil} Pupil */
/** @typedef {import("./files.js").Bad} Bad */

/** Milliseconds after which it is said that files are being read. */
const SOON = 300;

/** @param {string} id @returns {any} */
const by = (id) => document.getElementById(id);
/** @param {string} selector @returns {any} */
const one = (selector) => document.querySelector(selector);

const article = given(document);
const { parts, sentences, text } = articleText(document);
const signs = [...text];
/** Where the page's furniture stands, which no learner sees who has not asked for it. */
const unseen = parts.filter(({ node }) => node.parentElement?.closest(".mc-furniture"));
/** @param {import("./spans.js").Span} span */
const isAround = ({ start, end }) =>
  unseen.some((part) => part.start < end && start < part.start + (part.to - part.from));
/** @param {import("./spans.js").Span} span */
const isShown = (span) => isAroundShown || !isAround(span);
const words = wordSpans(new Characters(text), one(".mc-article .mc-text").lang);
const read = { signs, words, sentences, isShown };

/** @type {Pupil[]} all that could be read, as they came */
let files = [];
/** @type {Bad[]} */
let bad = [];
/** @type {Set<string>} names of files that were given once more */
let again = new Set();
/** @type {{files: Pupil[], bad: Bad[], again: Set<string>, decided: Map<number, boolean>, hasNames: boolean} | null} what was cleared, until other files are given */
let cleared = null;
/** @type {Map<number, boolean>} whether a file counts, where the teacher has decided it */
let decided = new Map();
/** Whether what stood around the article is shown, for somebody has marked some of it. */
let isAroundShown = false;
/** @type {Pupil[]} those of the files that count */
let pupils = [];
/** @type {import("./tally.js").Spot[]} */
let spots = [];

for (const [id, name] of [...article.kinds, [DONE_WELL, "What is done well"]])
  one(".mc-tools fieldset").append(
    make("label", {}, make("input", { type: "radio", name: "kind", value: id }), ` ${name.toLowerCase()}`),
  );
one(".mc-drop").hidden = false;
by("by-folder").hidden = !("webkitdirectory" in by("folder"));
// Browsers know it, and HTML does not.
by("folder").toggleAttribute("webkitdirectory", true);

/** @type {import("./spans.js").Span | null} the place that is told of */
let here = null;
/** Files that are still being read when the class is cleared belong to nobody any more. */
let classes = 0;
const hint = [...by("here").children];

/** @param {() => Promise<{files: import("./zip.js").Packed[], bad: Bad[]}>} find what was chosen or dropped */
async function take(find) {
  const before = classes;
  const wait = setTimeout(() => {
    one(".mc-read").textContent = "Reading the files …";
  }, SOON);
  const found = await find();
  const all = await readFiles(found.files, article, signs);
  clearTimeout(wait);
  if (classes !== before) return;
  const known = new Map(files.map((file) => [nameAndMarks(file), file]));
  for (const file of all.pupils) {
    const key = nameAndMarks(file);
    if (known.has(key)) again.add(file.file);
    else known.set(key, file);
  }
  files = [...known.values()];
  if (files.length) cleared = null;
  const more = [...found.bad, ...all.bad];
  if (!found.files.length && !more.length)
    more.push({ file: "What was chosen", why: "There are no files in it." });
  const told = new Set(bad.map(({ file, why }) => `${file} ${why}`));
  bad = [...bad, ...more.filter(({ file, why }) => !told.has(`${file} ${why}`))];
  show();
}

/** @param {Pupil} file */
const nameAndMarks = (file) => `${file.file}\n${asMade(file)}`;

/** The marks that are shown, pupil by pupil. */
function shown() {
  const kind = one("[name=kind]:checked").value;
  const isShown = (/** @type {import("./handed.js").Mark} */ mark) =>
    !kind || mark.kind === kind || (kind === DONE_WELL && mark.isDoneWell);
  return pupils.map(({ marks }) => marks.filter(isShown).map(onWords));
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
  const roll = rollOf(files, decided);
  pupils = roll.pupils;
  one(".mc-read").replaceChildren(
    ...(cleared && !bad.length ? [clearedSaid()] : readSummary(files, pupils, roll.doubtful, bad)),
  );
  by("restore").hidden = !cleared;
  replaceFiles(filesNamed(files, roll.doubtful, bad, [...again]));
  one(".mc-tools").hidden = one(".mc-beside").hidden = !pupils.length;
  unmarked(one(".mc-sheet"));
  one(".mc-read").dataset.shown = String(pupils.length);
  isAroundShown = pupils.some((pupil) => pupil.marks.some(isAround));
  one(".mc-sheet").toggleAttribute("data-furniture", isAroundShown);
  if (!pupils.length) {
    here = null;
    tellHere();
    for (const id of ["most", "torn", "half", "nobody", "ours", "notes", "reasons", "pupils"])
      by(id).replaceChildren();
    return;
  }
  const marks = shown();
  const counts = countsOf(marks, signs.length);
  heat(articleText(document), piecesOf(counts), pupils.length);
  const { notes: chosen } = choiceIn(location.hash, article.notes);
  const notes = notesMeant(article, chosen);
  // Of a choice, what is not chosen is not told: the class may look on, and other notes may be another lesson's.
  const rest = chosen.length ? [] : article.notes.filter((note) => !notes.includes(note));
  spots = spotsOf(marks, article.notes, counts, read);
  const { most, torn, half, ours } = talkOf(spots, pupils.length);
  const told = context(marks);
  const everyone = pupils.map((pupil) => pupil.marks);
  const found = new Map(foundOf(article.notes, everyone, read).map((one) => [one.note, one]));
  const foundIn = (/** @type {import("./given.js").Note[]} */ some) =>
    some.flatMap((note) => found.get(note) ?? []);
  const [first, others] = [foundIn(notes), foundIn(rest)];
  const apart = notes.length + rest.length - first.length - others.length;
  // Each place is told whole once; where it stands a second time, with where that is.
  /** @type {Map<import("./tally.js").Spot, string>} */
  const elsewhere = new Map();
  const toldIn = (/** @type {string} */ id, /** @type {typeof spots} */ some) => {
    for (const spot of some) if (!elsewhere.has(spot)) elsewhere.set(spot, by(`${id}-head`).textContent);
  };
  toldIn("torn", torn);
  by("torn").replaceChildren(...spotList(torn, told, { nothing: "Nowhere." }));
  by("most").replaceChildren(...spotList(most, told, { nothing: "No words were marked by two.", elsewhere }));
  by("half").replaceChildren(...spotList(half, told, { nothing: "Nowhere.", isSplit: true }));
  toldIn("most", most);
  toldIn("half", half);
  by("ours").replaceChildren(...spotList(ours, told, { nothing: "Nowhere.", elsewhere }));
  // Last, for what was said of a place is told with the place.
  const lists = noteLists(first, others, apart, chosen.length > 0, told);
  by("nobody").replaceChildren(...lists.nobody);
  by("notes").replaceChildren(...lists.found);
  const reasons = otherReasons(told);
  by("reasons").replaceChildren(make("ul", {}, ...reasons));
  by("reasons").parentElement.hidden = !reasons.length;
  by("pupils").replaceChildren(pupilsTable(pupils, told));
  showScale();
  stopAt(one(".mc-sheet"));
  // What was told of a place has names too, or numbers that others have now.
  tellHere();
}

/** @returns {Node} that what was read is cleared from the page, and how to have it again */
const clearedSaid = () => {
  const what = cleared?.files.length ? counted(cleared.files.length, "file") : "All";
  return make("p", {}, `${what} cleared from this page. You can take it back until you give it other files.`);
};

/** Begin anew, with the way back open. */
function clear() {
  cleared = { files, bad, again, decided, hasNames: by("names").checked };
  [files, bad, again] = [[], [], new Set()];
  decided = new Map();
  classes++;
  // The next class is not to be named because this one was.
  by("names").checked = false;
  show();
  by("files").focus();
}

/** Have again what was cleared. */
function restore() {
  if (!cleared) return;
  ({ files, bad, again, decided } = cleared);
  by("names").checked = cleared.hasNames;
  cleared = null;
  show();
  one(".mc-tools [data-do=clear]").focus();
}

/** How many pupils each ground of the words stands for. */
function showScale() {
  const levels = scaleOf(pupils.length).flatMap((words, nth) =>
    words ? [make("mark", { className: "mc-heat", "data-level": String(nth + 1) }, words), " "] : [],
  );
  const { value } = one("[name=kind]:checked");
  const kind = new Map(article.kinds).get(value)?.toLowerCase();
  // On paper this alone tells that not all marks are shown.
  const how = value === DONE_WELL ? "Seen as done well" : kind ? `Marked as ${kind}` : "Marked";
  by("scale").replaceChildren(`${how} by `, ...levels, `of ${pupils.length}`);
}

/** @param {Node[]} named the files by name. What was unfolded stays so, and what had the focus has it */
function replaceFiles(named) {
  const open = [...by("named").querySelectorAll("details[open]")].map(({ id }) => id);
  const nth = by("named").contains(document.activeElement)
    ? /** @type {HTMLElement} */ (document.activeElement).dataset.nth
    : undefined;
  by("named").replaceChildren(...named);
  for (const id of open) by(id)?.setAttribute("open", "");
  if (nth !== undefined) by("named").querySelector(`[data-nth="${nth}"]`)?.focus();
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

/** What every table and list is told of the class. @param {import("./handed.js").Mark[][]} [marks] with the reasons that are to be told */
function context(marks = []) {
  const reasons = new Reasons(marks);
  const hasNames = by("names").checked;
  const names = hasNames ? namesFrom(pupils, article.article) : pupils.map((_, at) => `Pupil ${at + 1}`);
  const chosen = new Set(choiceIn(location.hash, article.notes).notes);
  const isTold = (/** @type {import("./given.js").Note} */ { id }) => !chosen.size || chosen.has(id);
  const kinds = new Map(article.kinds);
  return { names, hasNames, isTold, kinds, signs, size: pupils.length, reasons, onWords };
}

document.addEventListener("change", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  if (field.type === "file") {
    const chosen = chosenFiles(/** @type {FileList} */ (field.files));
    take(async () => chosen);
    field.value = "";
  } else if (field.dataset.nth) {
    decided.set(Number(field.dataset.nth), field.checked);
    show();
  } else if (field.closest(".mc-tools")) show();
});

document.addEventListener("click", (event) => {
  const element = /** @type {HTMLElement} */ (event.target);
  const action = element.closest("[data-do]")?.getAttribute("data-do");
  if (action === "print") print();
  else if (action === "clear") clear();
  else if (action === "restore") restore();
  const place = /** @type {HTMLElement | null} */ (element.closest("[data-start]"));
  if (!place) return;
  // Words in a link are told of, too: to follow it would be to leave with nothing kept.
  event.preventDefault();
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
    const data = /** @type {DragEvent} */ (event).dataTransfer;
    if (name !== "drop" || !data) return;
    const dropped = droppedFiles(data);
    take(() => dropped);
  });
reachByKeys(one(".mc-sheet"));

// Nothing is kept: who leaves by mistake would begin again.
addEventListener("beforeunload", (event) => {
  if (files.length) event.preventDefault();
});
addEventListener("hashchange", show);
/** @type {Element[]} */
let unfolded = [];
// Paper cannot be unfolded. (The names of files stay folded, and the style sheet leaves them out.)
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll(".mc-beside details:not([open])")];
  for (const fold of unfolded) fold.setAttribute("open", "");
});
addEventListener("afterprint", () => {
  for (const fold of unfolded) fold.removeAttribute("open");
});
document.body.dataset.ready = "";
keepForOffline();
