// One note at a time over the article, in large type.

import { make } from "../suggest/parts.js";
import { articleText } from "../suggest/text.js";
import { choiceIn, lessonAddress, notesMeant } from "./choice.js";
import { given } from "./given.js";
import { leftOut } from "./left_out.js";
import { Placing } from "./placing.js";
import { emptyPaper, fillPaper } from "./printing.js";
import { unmarked, wrapped } from "./shown.js";
import { placed, slideOf } from "./slide.js";
import { acted, KEYS, putsAway, resumed, START, swiped } from "./stage.js";
import { keepForOffline } from "./keep.js";

/** @typedef {import("./given.js").Note} Note */

const article = given(document);
/** @param {string} selector @returns {any} */
const one = (selector) => document.querySelector(selector);
const [slide, sheet, bar] = [".mc-slide", ".mc-sheet", ".mc-stage-bar"].map(one);
const placing = new Placing(sheet, slide, one(".mc-top"), bar);

/** @type {Note[]} */
let notes = [];
/** @type {import("./choice.js").Choice} */
let choice;
let stage = START;

function begin() {
  choice = choiceIn(location.hash, article.notes);
  notes = notesMeant(article, choice.notes);
  // A reload goes on where it was; another choice, which comes with another address, begins.
  stage = resumed(history.state, notes);
  if (!notes.length) {
    slide.replaceChildren(make("p", {}, "This article has no notes yet."));
    slide.hidden = false;
    return;
  }
  bar.hidden = slide.hidden = false;
  show();
}

/** Sizes have changed. */
function placeAgain() {
  if (notes.length && !stage.isHidden) placing.place(notes[stage.at], false);
}

function show() {
  if (!notes.length) return;
  const note = notes[stage.at];
  const { isHidden, step } = stage;
  keepPlace();
  unmarked(sheet);
  sheet.removeAttribute("data-furniture");
  one("[data-do=hide]").setAttribute("aria-pressed", String(isHidden));
  // Before the first note, these lead nowhere.
  for (const action of ["back", "reveal"])
    one(`[data-do=${action}]`).setAttribute("aria-disabled", String(!note && !isHidden));
  document.body.classList.toggle("mc-hides", isHidden);
  if (isHidden) {
    slide.style.height = "";
    slide.replaceChildren(make("p", { className: "mc-sr" }, "All hidden."));
    return;
  }
  slide.dataset.kind = note && step ? note.kind : "";
  slide.scrollTop = 0;
  if (!note) {
    slide.replaceChildren(...begins());
    placing.place(note, true);
    scrollTo(0, 0);
    return;
  }
  const marks = wrapped(articleText(sheet), note.spans, "mc-marked");
  for (const mark of marks) mark.dataset.kind = note.kind;
  // What stood around the article on its page is there for the notes on it alone.
  sheet.toggleAttribute(
    "data-furniture",
    marks.some((mark) => mark.closest(".mc-furniture")),
  );
  slide.replaceChildren(...slideOf(article, note, `${stage.at + 1} of ${notes.length}`, stage));
  placing.place(note, true);
  if (!marks.length) scrollTo(0, 0);
}

/** For a reload. */
function keepPlace() {
  try {
    history.replaceState(stage, "");
  } catch {
    // Some browsers let a page do so a hundred times in half a minute, and no more: a key was held down.
  }
}

/** @returns {Node[]} what is told below the bare article */
const begins = () => [
  placed(`${notes.length} note${notes.length === 1 ? "" : "s"}. Go on to begin.`),
  ...leftOut(choice, "./"),
];

/** @param {string} action */
function act(action) {
  if (action === "print") one("#to-print").showModal();
  else if (action === "full") {
    if (document.fullscreenElement) document.exitFullscreen();
    // In some frames it is not allowed.
    else document.documentElement.requestFullscreen?.().catch(() => {});
  } else if (action === "keys") one("#all-keys").showModal();
  else if (action === "code") showCode();
  else if (notes.length && !turned(action)) {
    const next = acted(notes, stage, action);
    // At the end, what was read to its end stays there.
    if (JSON.stringify(next) === JSON.stringify(stage)) return;
    stage = next;
    show();
  }
}

/** @returns {string} where the class finds the practice with these notes, or nothing */
const practice = () =>
  lessonAddress("practice.html", choiceIn(location.hash, article.notes), location.href, article.address);

/** For the class to scan. */
function showCode() {
  const address = practice();
  if (!address) {
    tellWithoutCode(
      "This page was opened from a file, and it does not know the address of its site. For a code that others can scan, open it on the site.",
    );
    return;
  }
  import("./code.js").then(
    ({ showCode }) => showCode(document.body, address, "Practice"),
    () => {
      const why =
        location.protocol === "file:"
          ? "Browsers make no code on a page that was opened from a file."
          : "The code did not load: you may be offline.";
      tellWithoutCode(`${why} Practice, for the class: ${address}`);
    },
  );
}

/** @param {string} words */
function tellWithoutCode(words) {
  one("#no-code p").textContent = words;
  one("#no-code").showModal();
}

/**
 * A note that is longer than its place is read to its end before the next one: the presenter's keys have no other way.
 * @param {string} action
 * @returns {boolean} whether there was more of it in this direction
 */
function turned(action) {
  const way = { on: 1, back: -1 }[action];
  if (!way || stage.isHidden) return false;
  const { scrollTop, clientHeight, scrollHeight } = slide;
  // Without a new line it would be a press for nothing.
  const isLeft = (way > 0 ? scrollHeight - clientHeight - scrollTop : scrollTop) > placing.line * 0.75;
  // A line of what was read stays in sight.
  if (isLeft) slide.scrollTop += way * (clientHeight - placing.line);
  return isLeft;
}

/** What is asked for. Otherwise it is the key, and the sheet where there are no notes. */
let asked = "";
/** @type {typeof import("./code.js") | undefined} */
let codes;
/** A print has no time to wait for what makes codes. */
const loadCodes = () =>
  import("./code.js").then(
    (loaded) => {
      codes = loaded;
    },
    // Then the address stands there in words alone.
    () => {},
  );

/** @param {string} what */
async function printThis(what) {
  one("#to-print").close();
  if (!codes) await loadCodes();
  asked = what;
  print();
}

document.addEventListener("click", ({ target }) => {
  const { do: action, print: what } = /** @type {HTMLElement} */ (target).closest("button")?.dataset ?? {};
  if (action) act(action);
  else if (what) printThis(what);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const panel = /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog[open]"));
  if (panel) {
    if (putsAway(event.key)) panel.close();
    return;
  }
  // On a button these two keys press it.
  const isPress = event.key === " " || event.key === "Enter";
  if (!action || (isPress && /** @type {Element} */ (event.target).closest("button, a, summary"))) return;
  event.preventDefault();
  act(action);
});

/** @type {Touch | undefined} */
let finger;
// Text that is read to its end by a finger moves up and down.
document.addEventListener(
  "touchstart",
  ({ target, touches }) => {
    const isElsewhere = /** @type {Element} */ (target).closest("dialog, .mc-stage-bar, .mc-scroll");
    // Who has magnified the page moves it about.
    const isTurned = !isElsewhere && !touches[1] && (visualViewport?.scale ?? 1) < 1.01;
    finger = isTurned ? touches[0] : undefined;
  },
  { passive: true },
);
document.addEventListener(
  "touchend",
  ({ changedTouches: [touch] }) => {
    const action = finger && touch && swiped(touch.clientX - finger.clientX, touch.clientY - finger.clientY);
    finger = undefined;
    if (action && getSelection()?.isCollapsed) act(action);
  },
  { passive: true },
);

addEventListener("resize", placeAgain);
document.fonts?.addEventListener("loadingdone", placeAgain);
const sizes = new ResizeObserver(placeAgain);
for (const one of [bar, sheet]) sizes.observe(one);
addEventListener("hashchange", begin);
addEventListener("beforeprint", () => {
  unmarked(sheet);
  const address = practice();
  fillPaper(
    article,
    notes,
    asked || (notes.length ? "key" : "sheet"),
    address,
    codes && (() => codes?.pictureOf(address, "QR code with this address") ?? null),
  );
});
addEventListener("afterprint", () => {
  asked = "";
  emptyPaper();
  show();
});
begin();
document.body.dataset.ready = "";
keepForOffline();
// After what is needed at once.
addEventListener("load", () => setTimeout(loadCodes, 1000));
