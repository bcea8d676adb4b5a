// What a learner does at the desk, without the page that shows it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Desk } from "../../build_tools/assets/js/classroom/desk.js";
import { Characters } from "../../build_tools/assets/js/suggest/characters.js";
import { MOST_IN_FILE } from "../../build_tools/assets/js/classroom/handed.js";
import { joined } from "../../build_tools/assets/js/classroom/states.js";
import { wordSpans } from "../../build_tools/assets/js/classroom/words.js";
import { ARTICLE as article } from "./night_ferries.js";

const TEXT = "The ferries stop, they say. Nobody asked why. Fares rise.";
const [FERRIES, SAY, FARES] = [
  { start: 4, end: 11 },
  { start: 18, end: 26 },
  { start: 46, end: 51 },
];
/** @type {Map<string, string>} */
const values = new Map();
/** What a tab alone keeps. @type {Map<string, string>} */
const ofTab = new Map();
const world = /** @type {any} */ (globalThis);
for (const [name, held] of /** @type {[string, Map<string, string>][]} */ ([
  ["localStorage", values],
  ["sessionStorage", ofTab],
]))
  Object.defineProperty(world, name, {
    configurable: true,
    value: {
      getItem: (/** @type {string} */ key) => held.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => held.set(key, value),
      removeItem: (/** @type {string} */ key) => held.delete(key),
    },
  });

/** @param {string} [text] @returns {{desk: Desk, said: string[]}} as a tab opens it */
function opened(text = TEXT) {
  world.location = { hash: "" };
  const characters = new Characters(text);
  const sheet = /** @type {any} */ ({
    text,
    signs: characters,
    words: wordSpans(characters, "en"),
    sentenceAt: () => ({ start: 0, end: 27 }),
  });
  /** @type {string[]} */
  const said = [];
  return { desk: new Desk(article, sheet, (words) => said.push(words)), said };
}
const starts = (/** @type {Desk} */ desk) => desk.marks.map(({ start }) => start);

beforeEach(() => {
  values.clear();
  ofTab.clear();
});

test("what was removed can be taken back, and what was marked since stays", () => {
  const { desk } = opened();
  desk.mark("sourcing", FERRIES);
  desk.mark("sourcing", SAY);
  const { set } = desk.state;
  desk.remove(FERRIES);
  desk.mark("sourcing", FARES);
  assert.ok(desk.canUndo);
  desk.undo();
  assert.deepEqual(starts(desk), [4, 18, 46]);
  assert.deepEqual([desk.state.set, desk.canUndo], [set, false]);
});

test("what was cleared can be taken back until the first mark of whoever comes next", () => {
  const { desk } = opened();
  desk.mark("sourcing", FERRIES);
  const { set } = desk.state;
  desk.clear();
  assert.ok(desk.canUndo);
  desk.undo();
  assert.deepEqual([starts(desk), desk.state.set], [[4], set]);
  desk.clear();
  desk.mark("sourcing", SAY);
  assert.equal(desk.canUndo, false);
  desk.undo();
  assert.deepEqual(starts(desk), [18]);
  assert.notEqual(desk.state.set, set);
});

for (const [how, takeAway] of /** @type {[string, (desk: Desk) => void][]} */ ([
  ["all of it was cleared", (desk) => desk.clear()],
  ["the last mark was removed", (desk) => desk.remove(FERRIES)],
]))
  for (const [where, begin] of /** @type {[string, (desk: Desk) => void][]} */ ([
    ["here", (desk) => desk.mark("sourcing", SAY)],
    ["in another tab", () => opened().desk.mark("sourcing", SAY)],
  ]))
    test(`two pupils' marks never become one set: ${how}, and somebody else began ${where}`, () => {
      const { desk } = opened();
      desk.mark("sourcing", FERRIES);
      const { set } = desk.state;
      takeAway(desk);
      begin(desk);
      desk.undo();
      assert.deepEqual(starts(desk), [18]);
      assert.notEqual(desk.state.set, set);
    });

test("no more marks are made than are read back, and that is told", () => {
  const { desk, said } = opened("a ".repeat(MOST_IN_FILE + 2));
  const mark = (/** @type {number} */ nth) => ({
    start: 2 * nth,
    end: 2 * nth + 1,
    kind: "sourcing",
    isDoneWell: false,
    comment: "",
  });
  const marks = Array.from({ length: MOST_IN_FILE - 1 }, (_, nth) => mark(nth));
  desk.takeStep((state) => joined(state, { marks, set: "m1", isLater: true }, "add"));
  desk.mark("sourcing", mark(MOST_IN_FILE - 1));
  desk.mark("missing-context", mark(7));
  desk.mark("sourcing", mark(MOST_IN_FILE));
  assert.match(said.at(-1) ?? "", /^There is room for 5000 marks/);
  const more = { marks: [mark(MOST_IN_FILE + 1)], set: "m2", isLater: true };
  for (const way of /** @type {const} */ (["add", "merge"]))
    desk.takeStep((state) => joined(state, more, way));
  assert.deepEqual([desk.marks.length, opened(desk.sheet.text).desk.marks.length], [5000, 5000]);
});

test("a mark removed before another tab began anew does not come into what is marked there", () => {
  const { desk } = opened();
  desk.mark("sourcing", FERRIES);
  desk.mark("sourcing", SAY);
  desk.remove(SAY);
  const other = opened().desk;
  other.clear();
  other.mark("sourcing", FARES);
  desk.undo();
  assert.deepEqual(starts(desk), [46]);
});

/** @param {{start: number, end: number}} span @param {string} [comment] @param {string} [kind] */
const marked = (span, comment = "", kind = "sourcing") => ({ ...span, kind, isDoneWell: false, comment });
const said = (/** @type {Desk} */ desk) =>
  desk.marks.map(({ start, kind, comment }) => `${start} ${kind} ${comment}`);

for (const [
  way,
  after,
  set,
] of /** @type {[import("../../build_tools/assets/js/classroom/states.js").Way, string[], string][]} */ ([
  ["add", ["4 sourcing mine", "18 sourcing theirs"], "mine"],
  ["replace", ["4 missing-context theirs", "18 sourcing theirs"], "m1"],
]))
  test(`marks of another pupil's file: ${way}, and one step back, with what was marked since`, () => {
    const { desk } = opened();
    desk.mark("sourcing", FERRIES);
    desk.edit(FERRIES, { comment: "mine" });
    const own = desk.state.set;
    const marks = [marked(FERRIES, "theirs", "missing-context"), marked(SAY, "theirs")];
    desk.takeStep((state) => joined(state, { marks, set: "m1", isLater: true }, way));
    assert.deepEqual([said(desk), desk.state.set], [after, set === "mine" ? own : set]);
    desk.mark("sourcing", FARES);
    assert.ok(desk.canUndo);
    desk.undo();
    assert.deepEqual([said(desk), desk.state.set], [["4 sourcing mine", "46 sourcing "], own]);
    assert.equal(desk.canUndo, false);
  });

test("a file of the same pupil comes without doubles, what was saved last holds, and no reason is lost", () => {
  for (const isLater of [true, false]) {
    values.clear();
    const { desk } = opened();
    desk.mark("sourcing", FERRIES);
    desk.edit(FERRIES, { comment: "here" });
    desk.mark("sourcing", SAY);
    const { set } = desk.state;
    const marks = [marked(FERRIES, "there"), marked(SAY, "why", "missing-context"), marked(FARES)];
    const join = () => desk.takeStep((state) => joined(state, { marks, set, isLater }, "merge"));
    join();
    const held = isLater
      ? ["4 sourcing there", "18 missing-context why", "46 sourcing "]
      : ["4 sourcing here", "18 sourcing why", "46 sourcing "];
    assert.deepEqual([said(desk), desk.state.set], [held, set]);
    join();
    assert.deepEqual(said(desk), held);
  }
});

test("what a file brought to a page without marks is taken back, and nobody's marks come in its place", () => {
  const { desk } = opened();
  desk.mark("sourcing", FERRIES);
  desk.clear();
  desk.takeStep((state) => joined(state, { marks: [marked(SAY)], set: "m1", isLater: true }, "merge"));
  assert.deepEqual([starts(desk), desk.state.set], [[18], "m1"]);
  desk.undo();
  assert.deepEqual([starts(desk), desk.state.set, desk.canUndo], [[], "", false]);
});

test("what was put aside for somebody else can be had again after another load, until the first mark", () => {
  const { desk } = opened();
  desk.mark("sourcing", FERRIES);
  desk.change((state) => ({ ...state, name: "Ada" }));
  const { set } = desk.state;
  desk.beginAnew();
  assert.deepEqual([starts(desk), desk.state.name], [[], ""]);
  const again = opened().desk;
  assert.ok(again.canUndo);
  again.undo();
  assert.deepEqual([starts(again), again.state.name, again.state.set], [[4], "Ada", set]);
  assert.equal(ofTab.size, 0);
  again.beginAnew();
  const next = opened().desk;
  next.mark("sourcing", SAY);
  assert.equal(next.canUndo, false);
  assert.deepEqual([ofTab.size, opened().desk.canUndo], [0, false]);
});

test("of what was put aside nothing is left when a tab is closed, when all is cleared, or when another tab is marked in", () => {
  for (const leave of [
    () => ofTab.clear(),
    () => opened().desk.clear(),
    () => {
      const aside = new Map(ofTab);
      ofTab.clear();
      opened().desk.mark("sourcing", SAY);
      for (const [key, value] of aside) ofTab.set(key, value);
    },
  ]) {
    values.clear();
    const { desk } = opened();
    desk.mark("sourcing", FERRIES);
    desk.beginAnew();
    leave();
    const { desk: next } = opened();
    assert.equal(next.canUndo, false);
    assert.equal([...values.values(), ...ofTab.values()].join().includes('"exact":"ferries"'), false);
    assert.equal(ofTab.size, 0);
  }
});

test("a name that is typed behind a step stays when the step is taken back", () => {
  const { desk } = opened();
  desk.mark("sourcing", FERRIES);
  desk.mark("sourcing", SAY);
  desk.remove(SAY);
  desk.change((state) => ({ ...state, name: "Ada" }));
  desk.undo();
  assert.deepEqual([starts(desk), desk.state.name], [[4, 18], "Ada"]);
});

test("the number of a mark that was made is told by its place, of how many", () => {
  const { desk, said } = opened();
  desk.mark("sourcing", SAY);
  assert.match(said.at(-1) ?? "", /^Mark made: Sourcing, “[^”]+”\. 1 of/);
  desk.mark("missing-context", FERRIES);
  assert.match(
    said.at(-1) ?? "",
    /^Mark made: Missing context, “ferries”\. It is mark 1 of 2 now, in the order of the text\. 2 marks\./,
  );
  desk.mark("sourcing", FERRIES);
  assert.match(said.at(-1) ?? "", /^Mark 1 is now Sourcing/);
});

test("step after step is taken back, the last first, and no reason is lost", () => {
  const { desk, said } = opened();
  desk.mark("sourcing", FERRIES);
  desk.mark("sourcing", SAY);
  desk.mark("sourcing", FARES);
  desk.edit(FARES, { comment: "why" });
  desk.undoLast();
  assert.deepEqual(starts(desk), [4, 18]);
  desk.undo();
  assert.deepEqual([starts(desk), desk.marks[2].comment], [[4, 18, 46], "why"]);
  desk.remove(FARES);
  desk.undoLast();
  assert.deepEqual(starts(desk), [4, 18, 46], "to remove a mark was the last step");
  desk.remove(FARES);
  desk.mark("sourcing", FARES);
  for (const left of [
    [4, 18],
    [4, 18, 46],
  ]) {
    desk.undoLast();
    assert.deepEqual(starts(desk), left);
  }
  desk.undoLast();
  assert.equal(said.at(-1), "There is nothing to take back.");
});
