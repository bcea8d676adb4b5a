// The page on which a learner marks the text before seeing the notes: it joins the desk with what shows it.

import { Card } from "./card.js";
import { Cursor } from "./cursor.js";
import { Desk, MISSING_KIND } from "./desk.js";
import { bringIntoView, fitFrame, isFramed } from "./framed.js";
import { given } from "./given.js";
import { GoingOn } from "./going_on.js";
import { emptyPrint, fillPrint, saveFile } from "./handing.js";
import { drawMarks, OwnList } from "./marks.js";
import { showHand, takeByPointer } from "./picking.js";
import { showProposal } from "./proposal.js";
import { notesCompared, showResults } from "./results.js";
import { Sheet } from "./sheet.js";
import { around, keyOf } from "./spans.js";
import { Stepper } from "./stepper.js";
import { forTeachers, showLessonCode } from "./teachers.js";
import { askBeforeLeaving, showArrival, showTop } from "./top.js";
import { FIELDS, Typed } from "./typed.js";
import { keepForOffline } from "./keep.js";

/** Words from which on a text is laid out only where it is in sight. */
const LONG = 1500;

/** @param {string} id @returns {any} */
const one = (id) => document.getElementById(id);

const root = /** @type {HTMLElement} */ (document.querySelector(".mc-sheet"));
const card = one("card");
const desk = new Desk(given(document), new Sheet(root), (words, shown) => {
  // The same words once more would not be read out.
  one("told").textContent = one("told").textContent === words ? `${words}\u00a0` : words;
  one("seen").textContent = shown;
  one("seen").hidden = !shown;
});
// Whoever hears it has heard it.
one("seen").setAttribute("aria-hidden", "true");
for (const element of document.querySelectorAll("[data-scripted]")) element.removeAttribute("hidden");
// As high as it is, a frame shows all of it; and in a short text there is little to save.
root.toggleAttribute("data-long", desk.sheet.words.length > LONG && !isFramed());
root.tabIndex = 0;
root.setAttribute("aria-describedby", "by-keys");

const list = new OwnList(desk, one("own"));
const stepper = new Stepper(desk, one("stepper"), one("by-sentence-fold"));
const shownCard = new Card(desk, card, /** @type {HTMLElement} */ (document.querySelector(".mc-side")));
const cursor = new Cursor(desk, root, shownCard);
takeByPointer(desk, root, (word) => cursor.place(word));
const typed = new Typed(desk, root, shownCard, one("typed"), leaveCard);

/** What was compared: drawn anew only when it changes. */
let results = "";

desk.watch(() => {
  const { marks, isComparing } = { marks: desk.marks, isComparing: desk.isComparing };
  drawMarks(desk, isComparing ? notesCompared(desk) : []);
  showHand(desk);
  list.show();
  stepper.show();
  shownCard.show();
  showTop(desk);
  one("compared").hidden = !isComparing;
  const now = isComparing ? JSON.stringify([marks, desk.state.kind, desk.choice]) : "";
  if (now === results) return;
  results = now;
  if (isComparing) showResults(desk, one("results"));
  else one("results").replaceChildren();
});

/** @param {string} id */
function goTo(id) {
  if (id === "by-sentence") return stepper.enter();
  const target = id === "text" ? root : one(id);
  const fold = target.closest("details");
  if (fold) fold.open = true;
  target.scrollIntoView({ block: id === "text" ? "start" : "center" });
  target.focus();
}

/** @param {{start: number, end: number} | undefined} span */
function showInText(span) {
  if (!span) return;
  const button = desk.sheet.button(keyOf(span));
  desk.sheet.rangeOf(span).startContainer.parentElement?.scrollIntoView({ block: "center" });
  button?.focus({ preventScroll: true });
}

/** @type {Record<string, () => void>} */
const actions = {
  compare() {
    if (!desk.mayCompare) return desk.say(`The notes are closed: ${desk.progress}.`);
    open();
  },
  "open-now": open,
  "let-go": leaveCard,
  done: leaveCard,
  remove() {
    if (desk.open) desk.remove(desk.open);
    one("undo").focus({ preventScroll: true });
  },
  "whole-sentence"() {
    const { sheet, hand } = desk;
    if (hand)
      desk.take(around(hand, around(sheet.sentenceAt(hand.start), sheet.sentenceAt(hand.end - 1))), true);
  },
  "missing-after"() {
    if (!desk.hand) return;
    const { end } = desk.sheet.sentenceAt(desk.hand.end - 1);
    desk.mark(MISSING_KIND, { start: end, end });
  },
  propose() {
    if (desk.open) showProposal(desk, desk.open, card);
  },
  print() {
    print();
  },
  code: () => showLessonCode(desk),
  json: () => saveFile(desk, "json"),
  csv: () => saveFile(desk, "csv"),
  clear() {
    desk.clear();
    desk.show("All marks cleared. They can be taken back until the next mark is made or you leave the page.");
    one("undo").focus();
  },
  "begin-anew"() {
    desk.beginAnew();
    one("before").hidden = true;
    root.focus();
    // The text tells at once which word it begins with, and this is to be heard instead.
    sayWhatIsAside("A fresh start.");
  },
  "go-on"() {
    one("before").hidden = true;
    root.focus({ preventScroll: true });
  },
  undo() {
    desk.undo();
    one("marks").focus({ preventScroll: true });
  },
  "all-kinds": () => again(""),
};

/** @param {string} what has become of it */
function sayWhatIsAside(what) {
  desk.show(`${what} What was here can be taken back until the first mark is made, or this tab is closed.`);
}

function open() {
  desk.compare();
  bringIntoView(one("compared-name"));
  one("compared-name").focus({ preventScroll: true });
}

/** @param {string} kind */
function again(kind) {
  desk.again(kind);
  // What is looked for is told above the text.
  bringIntoView(kind ? one("round") : root);
  if (stepper.isLast) stepper.enter();
  else root.focus({ preventScroll: true });
  desk.say(kind ? `Now look for ${desk.names.get(kind)?.toLowerCase()} only.` : "Look for all kinds.");
}

/** Back to where the mark is, or to the words. */
function leaveCard() {
  // With what had it, the focus may be gone from the card, which has it again only with the next picture.
  const had = shownCard.has(document.activeElement) || document.activeElement === document.body;
  const mark = desk.open;
  if (mark) cursor.stand(mark);
  desk.letGo();
  getSelection()?.removeAllRanges();
  if (!had) return;
  const back = mark && origin?.querySelector(`[data-mark="${keyOf(mark)}"]`);
  /** @type {HTMLElement} */ (back ?? root).focus({ preventScroll: true });
}

/** Where the open mark has been opened: in the text, or in a list. @type {Element | null} */
let origin = null;

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("button");
  if (!button) return;
  const { do: what, go, kind, mark, note, again: round, show, showNote } = button.dataset;
  if (what) actions[what]?.();
  else if (go) goTo(go);
  else if (kind) {
    getSelection()?.removeAllRanges();
    stepper.isLast = false;
    desk.mark(kind);
    // With a mouse or keys one can write at once; a finger would only call up the keys of the screen.
    if (matchMedia("(pointer: fine)").matches || !event.detail) typed.owe();
  } else if (mark) {
    origin = button.closest(".mc-sheet, .mc-own-list");
    desk.open = desk.markOf(mark) ?? null;
    desk.hand = null;
    desk.tell();
    // Whoever has come by keyboard goes on to the reason, and not to a choice that the next key would change.
    if (event.detail) card.focus({ preventScroll: true });
    else shownCard.focusReason();
  } else if (note) goTo(`note-${note}`);
  else if (round !== undefined) again(round);
  else if (show) showInText(desk.markOf(show));
  else if (showNote) {
    const found = desk.article.notes.find(({ id }) => id === showNote)?.spans[0];
    if (found) {
      desk.sheet
        .rangeOf({ start: found[0], end: found[1] })
        .startContainer.parentElement?.scrollIntoView({ block: "center" });
      desk.sheet.button(`${showNote} 0`)?.focus({ preventScroll: true });
    }
  }
});

/** @param {KeyboardEvent} event @returns {boolean} whether the key is that for which every program takes a step back */
const isUndo = ({ key, ctrlKey, metaKey, altKey, shiftKey }) =>
  key.toLowerCase() === "z" && (ctrlKey || metaKey) && !(altKey || shiftKey);

document.addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (isUndo(event) && (target === root || shownCard.has(target)) && !target.matches(FIELDS)) {
    event.preventDefault();
    desk.undoLast();
    root.focus({ preventScroll: true });
    return;
  }
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  // What is opened by a key in the text goes back to the text.
  if (target === root) origin = null;
  if (event.key === "Escape" && (desk.hand || desk.open)) {
    if (desk.isAsking || desk.open) leaveCard();
    else desk.letGo();
    return;
  }
  // Elsewhere they are no keys; and of a mark that is open, they are its reason.
  if (!(target === root || shownCard.has(target)) || !desk.hand) return;
  if (event.key.toLowerCase() === "w") {
    event.preventDefault();
    desk.setDoneWell(desk.isAsking ? desk.hand : (desk.markAround(desk.hand) ?? desk.hand));
    return;
  }
  const kind = desk.article.kinds[Number(event.key) - 1]?.[0];
  if (!kind) return;
  event.preventDefault();
  stepper.isLast = false;
  desk.mark(kind);
  getSelection()?.removeAllRanges();
  if (target !== root) typed.owe();
});

const furniture = one("furniture");
furniture.hidden = !desk.sheet.hasFurniture;
furniture.addEventListener("change", (/** @type {any} */ { target }) => {
  root.toggleAttribute("data-furniture", target.checked);
  desk.take(null, false);
});
new GoingOn(desk);
const name = one("name");
name.addEventListener("input", () => desk.change((state) => ({ ...state, name: name.value })));
desk.watch(() => {
  if (document.activeElement !== name && name.value !== desk.state.name) name.value = desk.state.name;
});
askBeforeLeaving(desk);
// Another load of the page shows what this one has shown.
desk.isComparing = desk.state.isOpen && history.state?.isComparing === true;
desk.watch(() => {
  const { isComparing } = desk;
  if ((history.state?.isComparing === true) !== isComparing)
    history.replaceState({ ...history.state, isComparing }, "");
});
addEventListener("hashchange", () => desk.tell());
/** Another tab may have changed the marks; this one may have been asleep meanwhile. */
function refresh() {
  desk.kept.refresh();
  desk.tell();
}
addEventListener("storage", refresh);
addEventListener("pageshow", ({ persisted }) => persisted && refresh());
addEventListener("beforeprint", () => fillPrint(desk));
addEventListener("afterprint", emptyPrint);

showArrival(desk);
forTeachers(desk);
desk.tell();
if (desk.canUndo) sayWhatIsAside("Somebody else has begun here.");
fitFrame(card);
document.body.dataset.ready = "";
keepForOffline();
