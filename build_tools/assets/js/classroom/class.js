// What a class has marked, from the files that were handed in. Nothing leaves the page, and nothing is kept.

import { Characters } from "../suggest/characters.js";
import { make } from "../suggest/parts.js";
import { articleText } from "../suggest/text.js";
import { Beside } from "./beside.js";
import { choiceIn, notesMeant } from "./choice.js";

import { filesNamed, readSummary, replaceFiles } from "./counted.js";
import { countsOf, piecesOf } from "./counts.js";
import { readFiles } from "./files.js";
import { chosenFiles, droppedFiles } from "./folders.js";
import { given } from "./given.js";
import { DONE_WELL } from "./handed.js";
import { heat, scaleShown } from "./heat.js";
import { namesFrom } from "./labels.js";
import { showLeftOut } from "./left_out.js";
import { layOut, LISTS } from "./lists.js";
import { Pile } from "./pile.js";
import { detailsOf } from "./place.js";
import { onWord } from "./points.js";
import { reachByKeys, stopAt } from "./reach.js";
import { Reasons } from "./reasons.js";
import { counted } from "./report.js";
import { rollOf } from "./roll.js";
import { unmarked } from "./shown.js";
import { indexAt } from "./spans.js";
import { spotsOf } from "./spots.js";
import { foundOf } from "./tally.js";
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
/** @param {import("./spans.js").Span} span of a point, the sign before it counts */
const isAround = ({ start, end }) =>
  unseen.some((part) => part.start < end && Math.min(start, end - 1) < part.start + (part.to - part.from));
/** @param {import("./spans.js").Span} span */
const isShown = (span) => isAroundShown || !isAround(span);
const words = wordSpans(new Characters(text), one(".mc-article .mc-text").lang);
const read = { signs, words, sentences, isShown };

/** @template {import("./spans.js").Span} S @param {S} place */
const onWords = (place) => onWord(place, words);

const pile = new Pile();
/** Whether what stood around the article is shown, for somebody has marked some of it. */
let isAroundShown = false;
/** @type {Pupil[]} those of the files that count */
let pupils = [];
/** @type {import("./spots.js").Spot[]} */
let spots = [];

for (const [id, name] of [...article.kinds, [DONE_WELL, "What is done well"]])
  one(".mc-tools fieldset").append(
    make("label", {}, make("input", { type: "radio", name: "kind", value: id }), ` ${name.toLowerCase()}`),
  );
one(".mc-drop").hidden = false;
by("by-folder").hidden = !("webkitdirectory" in by("folder"));
// Browsers know it, and HTML does not.
by("folder").toggleAttribute("webkitdirectory", true);

const beside = new Beside(one(".mc-beside"), one(".mc-sheet"));
beside.rangeOf = () => inText(/** @type {import("./spans.js").Span} */ (beside.span));

/** @param {() => Promise<{files: import("./zip.js").Packed[], bad: Bad[]}>} find what was chosen or dropped */
async function take(find) {
  const before = pile.classes;
  const wait = setTimeout(() => {
    one(".mc-read").textContent = "Reading the files …";
  }, SOON);
  const found = await find();
  const all = await readFiles(found.files, article, signs);
  clearTimeout(wait);
  if (pile.classes !== before) return;
  const bad = [...found.bad, ...all.bad];
  if (!found.files.length && !bad.length)
    bad.push({ file: "What was chosen", why: "There are no files in it." });
  pile.add(all.pupils, bad);
  show();
}

/** The marks that are shown, pupil by pupil. */
function shown() {
  const kind = one("[name=kind]:checked").value;
  const isShown = (/** @type {import("./handed.js").Mark} */ mark) =>
    !kind || mark.kind === kind || (kind === DONE_WELL && mark.isDoneWell);
  return pupils.map(({ marks }) => marks.filter(isShown));
}

function show() {
  const { files, bad, again, decided, cleared } = pile;
  const roll = rollOf(files, decided);
  pupils = roll.pupils;
  one(".mc-read").replaceChildren(
    ...(cleared !== null && !bad.length
      ? [clearedSaid(cleared)]
      : readSummary(files, pupils, roll.doubtful, bad)),
  );
  by("restore").hidden = cleared === null;
  replaceFiles(by("named"), filesNamed(files, roll.doubtful, bad, again));
  one(".mc-tools").hidden = one(".mc-beside").hidden = !pupils.length;
  unmarked(one(".mc-sheet"));
  one(".mc-read").dataset.shown = String(pupils.length);
  isAroundShown = pupils.some((pupil) => pupil.marks.some(isAround));
  one(".mc-sheet").toggleAttribute("data-furniture", isAroundShown);
  if (!pupils.length) {
    beside.forget();
    tellHere();
    for (const id of LISTS) by(id).replaceChildren();
    return;
  }
  const marks = shown();
  const seen = marks.map((own) => own.map(onWords));
  heat(articleText(document), piecesOf(countsOf(seen, signs.length)), pupils.length);
  const { notes: chosen } = choiceIn(location.hash, article.notes);
  const notes = notesMeant(article, chosen);
  // Of a choice, what is not chosen is not told: the class may look on, and other notes may be another lesson's.
  const rest = chosen.length ? [] : article.notes.filter((note) => !notes.includes(note));
  spots = spotsOf(marks, article.notes, read);
  const told = context(seen);
  beside.lift();
  const everyone = pupils.map((pupil) => pupil.marks);
  const found = foundOf(article.notes, everyone, read);
  layOut({ spots, found, notes, rest, isChoice: chosen.length > 0, pupils }, told);
  const { value } = one("[name=kind]:checked");
  const kind = told.kinds.get(value)?.toLowerCase();
  // On paper this alone tells that not all marks are shown.
  const how = value === DONE_WELL ? "Seen as done well" : kind ? `Marked as ${kind}` : "Marked";
  by("scale").replaceChildren(`${how} by `, ...scaleShown(pupils.length));
  stopAt(one(".mc-sheet"));
  beside.lower();
  // What was told of a place has names too, or numbers that others have now.
  tellHere();
}

/** @param {number} files @returns {Node} that what was read is cleared from the page, and how to have it again */
const clearedSaid = (files) =>
  make(
    "p",
    {},
    `${files ? counted(files, "file") : "All"} cleared from this page. You can take it back until you give it other files.`,
  );

/** Begin anew, with the way back open. */
function clear() {
  pile.clear(by("names").checked);
  // The next class is not to be named because this one was.
  by("names").checked = false;
  show();
  by("files").focus();
}

/** Have again what was cleared. */
function restore() {
  const hadNames = pile.restore();
  if (hadNames === null) return;
  by("names").checked = hadNames;
  show();
  one(".mc-tools [data-do=clear]").focus();
}

/** Nothing is told of a place any more. */
function close() {
  beside.close();
  tellHere();
}

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && beside.span) close();
});

function tellHere() {
  const { span } = beside;
  by("here").replaceChildren(...(span ? detailsOf(span, pupils, article.notes, context()) : []));
  const { highlights } = /** @type {any} */ (CSS);
  if (span) highlights?.set("mc-here", new Highlight(inText(span)));
  else highlights?.delete("mc-here");
}

/** @param {import("./spans.js").Span} span */
const inText = ({ start, end }) => articleText(document).rangeOf(start, end);

/** What every table and list is told of the class. @param {import("./handed.js").Mark[][]} [marks] with the reasons that are to be told */
function context(marks = []) {
  const reasons = new Reasons(marks);
  const hasNames = by("names").checked;
  const names = hasNames ? namesFrom(pupils, article.article) : pupils.map((_, at) => `Pupil ${at + 1}`);
  const { notes: chosen } = choiceIn(location.hash, article.notes);
  const isTold = (/** @type {import("./given.js").Note} */ { id }) => !chosen.length || chosen.includes(id);
  const lines = article.lines ?? [];
  const kinds = new Map(article.kinds);
  return {
    names,
    hasNames,
    isTold,
    kinds,
    signs,
    sentences,
    size: pupils.length,
    chosen,
    lines,
    reasons,
    onWords,
  };
}

document.addEventListener("change", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  if (field.type === "file") {
    const chosen = chosenFiles(/** @type {FileList} */ (field.files));
    take(async () => chosen);
    field.value = "";
  } else if (field.dataset.nth) {
    pile.decide(Number(field.dataset.nth), field.checked);
    show();
  } else if (field.closest(".mc-tools")) show();
});

document.addEventListener("click", (event) => {
  const element = /** @type {HTMLElement} */ (event.target);
  const action = element.closest("[data-do]")?.getAttribute("data-do");
  if (action === "print") print();
  else if (action === "clear") clear();
  else if (action === "restore") restore();
  else if (action === "to-text") beside.toText();
  else if (action === "close") close();
  const place = /** @type {HTMLElement | null} */ (element.closest("[data-start]"));
  if (!place) return;
  // Words in a link are told of, too: to follow it would be to leave with nothing kept.
  event.preventDefault();
  const start = Number(place.dataset.start);
  const end = Number(place.dataset.end);
  const { [indexAt(words, start)]: word } = words;
  const spot = spots.find((one) => one.start <= start && start < one.end) ?? word;
  const span = end ? { start, end } : spot;
  if (!span) return;
  const before = beside.open(span, place);
  tellHere();
  beside.settle(before);
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
  if (pile.files.length) event.preventDefault();
});
const showChoice = () => showLeftOut(by("left-out"), choiceIn(location.hash, article.notes), "./");
addEventListener("hashchange", () => {
  showChoice();
  show();
});
showChoice();
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
