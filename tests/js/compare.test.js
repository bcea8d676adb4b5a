// What is found by whom. In the texts [these words] are marked, {these} are what a note is about, › is a place behind
// which the learner says that something is missing, and ‹ one of which a note says so.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compared } from "../../build_tools/assets/js/classroom/compare.js";
import { foundOf } from "../../build_tools/assets/js/classroom/tally.js";
import { comparedWith } from "../../build_tools/assets/js/classroom/results.js";
import { wordSpans } from "../../build_tools/assets/js/classroom/words.js";
import { Characters } from "../../build_tools/assets/js/suggest/characters.js";
import { sentencesOf } from "../../build_tools/assets/js/suggest/sentences.js";

/** @param {string} drawn @returns {{text: string, marks: any[], places: [number, number][]}} */
function read(drawn) {
  const signs = [];
  const marks = [];
  /** @type {[number, number][]} */
  const places = [];
  const open = { "[": [], "{": [] };
  for (const sign of drawn) {
    const at = signs.length;
    if (sign === "[" || sign === "{") open[sign].push(at);
    else if (sign === "]") marks.push({ start: open["["].pop(), end: at });
    else if (sign === "}") places.push([open["{"].pop(), at]);
    else if (sign === "›") marks.push({ start: at, end: at });
    else if (sign === "‹") places.push([at, at]);
    else signs.push(sign);
  }
  return { text: signs.join(""), marks, places };
}

/** @param {string} text @param {(span: any) => boolean} [isShown] */
const about = (text, isShown = () => true) => ({
  signs: [...text],
  words: wordSpans(new Characters(text), "en"),
  sentences: sentencesOf(text, "en"),
  isShown,
});
const note = (spans, kind = "loaded-language", id = "a-note") => ({ id, kind, spans });

/** @param {string} drawn @param {{kind?: string, noteKind?: string}} [kinds] @returns {string} the relation of each mark to the note */
function found(drawn, { kind = "loaded-language", noteKind = "loaded-language" } = {}) {
  const { text, marks, places } = read(drawn);
  const result = compared(
    marks.map((mark) => ({ ...mark, kind, comment: "" })),
    [note(places, noteKind)],
    about(text),
  );
  const met = [...result.both, ...result.near].flatMap(({ meetings }) =>
    meetings.map(({ relation }) => relation),
  );
  const alone = [...result.own.map(() => "alone"), ...result.wide.map(() => "wide")];
  return [...met, ...alone, ...(result.missed.length ? ["missed"] : [])].join(", ");
}

const long = "One more word of many that say nothing in particular, and so on. ".repeat(9);
for (const [name, drawn, expected] of [
  ["the same words", "The mayor {[slammed the reckless]} critics.", "same"],
  ["quotation marks beside them do not count", "They call it {“[very useful]”} now.", "same"],
  ["nor a full stop that was taken too", "It was [{very useful}.] Or not.", "same"],
  ["a word of them", "The mayor {slammed [the] reckless} critics.", "inside"],
  ["the sentence around them", "[The mayor {slammed} the critics.]", "around"],
  ["some words of both", "The [mayor {slammed] the} critics.", "across"],
  ["one letter is enough", "The mayo[r {s]lammed} the critics.", "across"],
  ["marks beside each other share nothing", "The [mayor] {slammed} [the] critics.", "alone, alone, missed"],
  ["nor do those that share a space", "The [mayor ]{ slammed} the critics.", "alone, missed"],
  ["nor a comma", "The mayor[, ]{he} slammed.", "alone, missed"],
  ["or a comma that both have", "The mayor{[,]} he slammed.", "same"],
  ["signs beyond the basic plane count as one", "🚢🚢 The {[𝒮hip]} 🚢 sails.", "same"],
  ["letters with accents of their own", "Un {[cafe\u0301]} noir.", "same"],
  ["Arabic", "قال {[مسؤول]} إن الميناء سيغلق.", "same"],
  ["nested marks: the closest first", "[The mayor {slammed [the] reckless} critics.]", "inside, around"],
  ["two marks that have parts of it", "The mayor {[slammed] the [reckless]} critics.", "inside, inside"],
  ["one passage of several", "The {mayor} slammed the {[reckless]} {critics}.", "same"],
  ["one mark over several passages", "The [{mayor} slammed the {reckless}] critics.", "around"],
  ["no marks", "The mayor {slammed} the critics.", "missed"],
  ["nothing in common", "[The mayor] slammed the {critics}.", "alone, missed"],
  ["a mark on the whole text says little", `[${long}The mayor {slammed} the critics.]`, "wide, missed"],
  ["unless the passage is long too", `[{${long}}]`, "same"],
  ["or the mark nearly is the passage", `[One {${long}}]`, "around"],
  ["a wide mark does not hide a narrow one", `[${long}The mayor {[slammed]} the critics.]`, "same, wide"],
])
  test(name, () => assert.equal(found(drawn), expected));

for (const [name, drawn, expected] of [
  ["missing at the same place", "They left. Nobody answered.›‹ It rained.", "at"],
  ["a space later", "They left. Nobody answered.› ‹It rained.", "at"],
  ["the words directly before it", "They left. Nobody answered [the mail].‹ It rained.", "at"],
  ["the whole sentence before it", "They left. [Nobody answered the mail.]‹ It rained.", "at"],
  ["words on both sides of it", "They left. Nobody [answered‹ the mail]. It rained.", "at"],
  [
    "words of that sentence, lines before it",
    "Strikes, on the [broader resumption of] which all agreed, hit only targets.‹ It rained.",
    "near",
  ],
  [
    "a mark near the place beside one at it",
    "They left. [Nobody] answered the mail.›‹ It rained.",
    "at, near",
  ],
  ["a place, where the note has the words before it", "They left. {Nobody answered}.› It rained.", "at"],
  ["in the same sentence", "They left. Nobody answered‹ the mail.› It rained.", "near"],
  ["words of that sentence", "They left. [Nobody] answered the mail.‹ It rained.", "near"],
  ["not behind the sentence before", "They left.› Nobody answered.‹ It rained.", "alone, missed"],
  ["not in the next sentence", "They left. Nobody answered.‹ [It rained].", "alone, missed"],
  ["a place, where the note has words of that sentence", "They left. {Nobody} answered.› It rained.", "near"],
  ["a place elsewhere", "They left.› {Nobody} answered. It rained.", "alone, missed"],
])
  test(`missing context: ${name}`, () =>
    assert.equal(found(drawn, { kind: "missing-context", noteKind: "missing-context" }), expected));

test("who was in the same sentence only has not found the place", () => {
  const { text, marks, places } = read("They left. [Nobody] answered the mail.‹ It rained.");
  const own = marks.map((mark) => ({ ...mark, kind: "missing-context", comment: "" }));
  const notes = [note(places, "missing-context")];
  const { both, near, missed } = compared(own, notes, about(text));
  assert.deepEqual([both.length, near.length, missed.length], [0, 1, 0]);
  const [{ whole, part, other, near: who }] = foundOf(notes, [own, []], about(text));
  assert.deepEqual([whole, part, other, who], [[], [], [], [0]]);
  const at = [{ start: places[0][0], end: places[0][0], kind: "missing-context", comment: "" }];
  const [found] = foundOf(notes, [[...own, ...at]], about(text));
  assert.deepEqual([found.whole, found.near], [[0], []], "who has both has found it");
});

test("a mark of another kind does not say that something is missing there", () => {
  assert.equal(
    found("[Nobody] answered.‹", { kind: "sourcing", noteKind: "missing-context" }),
    "alone, missed",
  );
  assert.equal(found("{Nobody} answered.›", { kind: "missing-context" }), "alone, missed");
});

test("another kind on the same words is found, and told", () => {
  const { text, marks, places } = read("The mayor {[slammed]} {[slammed]} it.");
  const [first, second] = marks;
  const own = [
    { ...first, kind: "sourcing", comment: "" },
    { ...second, kind: "loaded-language", comment: "" },
  ];
  const [{ meetings, places: count }] = compared(own, [note(places)], about(text)).both;
  assert.deepEqual(
    meetings.map(({ mark, isKind }) => [mark.kind, isKind]),
    [
      ["loaded-language", true],
      ["sourcing", false],
    ],
  );
  assert.equal(count, 2);
});

test("it is told who says that words are done well, and it decides nothing else", () => {
  const { text, marks, places } = read("The mayor {[slammed]} it.");
  const says = (/** @type {boolean} */ isDoneWell, /** @type {string} */ stance) => {
    const mark = { ...marks[0], kind: "sourcing", isDoneWell, comment: "" };
    const [{ meetings }] = compared([mark], [{ ...note(places), stance }], about(text)).both;
    return [meetings[0].relation, meetings[0].doneWell];
  };
  assert.deepEqual(
    [
      says(true, "good-practice"),
      says(false, "good-practice"),
      says(true, "concern"),
      says(false, "question"),
    ],
    [
      ["same", "both"],
      ["same", "note"],
      ["same", "mark"],
      ["same", "neither"],
    ],
  );
});

test("marks twice on the same words, as a file may have them, are both there", () => {
  const { text, marks, places } = read("The mayor {[slammed]} it.");
  const mark = { ...marks[0], kind: "sourcing", comment: "" };
  const { both, own } = compared([mark, { ...mark, comment: "why" }], [note(places)], about(text));
  assert.equal(both[0].meetings.length, 2);
  assert.deepEqual(own, []);
});

test("notes keep the order in which they come; one mark can meet several", () => {
  const { text, marks } = read("The mayor [slammed the reckless] critics.");
  const mark = { ...marks[0], kind: "sourcing", comment: "" };
  const notes = [
    note([[18, 30]], "sourcing", "b"),
    note([[0, 3]], "sourcing", "c"),
    note([[10, 17]], "sourcing", "a"),
  ];
  const result = compared([mark], notes, about(text));
  assert.deepEqual(
    result.both.map((one) => one.note.id),
    ["b", "a"],
  );
  assert.deepEqual(
    result.missed.map(({ id }) => id),
    ["c"],
  );
});

test("what is about the whole article or is not shown stands apart", () => {
  const text = "Menu\nThe mayor slammed it.";
  const notes = [
    note([], "sourcing", "whole"),
    note([[0, 4]], "sourcing", "around"),
    note(
      [
        [0, 4],
        [5, 8],
      ],
      "sourcing",
      "both",
    ),
  ];
  const mark = { start: 5, end: 8, kind: "sourcing", comment: "" };
  const result = compared(
    [mark],
    notes,
    about(text, ({ start }) => start > 4),
  );
  assert.deepEqual(
    result.apart.map(({ id }) => id),
    ["whole", "around"],
  );
  assert.deepEqual(
    result.both.map((one) => [one.note.id, one.places]),
    [["both", 1]],
  );
});

test("how many of the chosen notes are compared is told as one says it", () => {
  assert.deepEqual(
    [
      comparedWith(3, ""),
      comparedWith(1, ""),
      comparedWith(1, " on sourcing"),
      comparedWith(0, " on sourcing"),
    ],
    [
      "Compared with the 3 notes chosen for this lesson.",
      "Compared with the one note chosen for this lesson.",
      "Compared with the one note on sourcing chosen for this lesson.",
      "None of the notes chosen for this lesson is on sourcing.",
    ],
  );
});
