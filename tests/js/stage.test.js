// The steps of a lesson with the projector: what every key leads to, and that none of them loses the way.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  acted,
  KEYS,
  putsAway,
  resumed,
  START,
  swiped,
} from "../../build_tools/assets/js/classroom/stage.js";
import { partsBeside, partsOf } from "../../build_tools/assets/js/classroom/told.js";

const note = (/** @type {Record<string, string>} */ said) =>
  /** @type {import("../../build_tools/assets/js/classroom/given.js").Note} */ (
    /** @type {unknown} */ ({ id: "a", spans: [], ...said })
  );
const notes = [note({ observation: "o", fair_reading: "f", inference: "i" }), note({ observation: "o" })];

/** @param {...string} actions */
const after = (...actions) => actions.reduce((stage, action) => acted(notes, stage, action), START);

test("it begins with the bare article, to which its first key leads back", () => {
  assert.equal(notes[START.at], undefined);
  const first = after("on");
  assert.deepEqual(first, { ...START, at: 0 });
  assert.deepEqual(after("next"), first);
  // Nothing that is asked of a note gives one away.
  for (const action of ["reveal", "back", "previous", "first"]) assert.deepEqual(after(action), START);
  for (const way of [["back"], ["previous"], ["on", "on", "first"], ["last", "first"]])
    assert.deepEqual(after("on", ...way), START);
  assert.deepEqual(after("hide", "on"), START);
});

test("of a note all is told that it says, and its question last", () => {
  const said = ["observation", "known", "inference", "fair_reading", "plain", "missing", "ask"];
  assert.deepEqual(partsOf(note(Object.fromEntries(said.map((part) => [part, part])))), said);
  for (const part of said) assert.deepEqual(partsOf(note({ [part]: "x" })), [part]);
});

test("going on shows the passage, the note, its parts in order, and then the next passage", () => {
  assert.deepEqual(partsOf(/** @type {any} */ (notes[0])), ["observation", "inference", "fair_reading"]);
  const seen = Array.from({ length: 10 }, (_, times) => after(...Array(times).fill("on")));
  assert.deepEqual(
    seen.map(({ at, step }) => [at, step]),
    [
      [-1, 0],
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
      [1, 0],
      [1, 1],
      [1, 2],
      [1, 2],
    ],
  );
});

test("going back is going on the other way", () => {
  for (let times = 1; times < 9; times++)
    assert.deepEqual(after(...Array(times).fill("on"), "back"), after(...Array(times - 1).fill("on")));
  assert.deepEqual(after("back"), START);
});

test("what was hidden comes back as it was", () => {
  const before = after("on", "on", "on");
  for (const action of ["hide", "on", "back"])
    assert.deepEqual(acted(notes, acted(notes, before, "hide"), action), before);
});

test("all of a note can be revealed at once, and the next begins with its passage", () => {
  assert.deepEqual(after("on", "reveal"), { at: 0, step: 4, isWhole: true, isHidden: false });
  assert.deepEqual(after("on", "reveal", "on"), { ...START, at: 1 });
  assert.deepEqual(after("on", "reveal", "back"), { ...START, at: 0, step: 1 });
  assert.deepEqual(after("on", "hide", "reveal"), after("on", "reveal"));
});

test("no key leads out of the notes", () => {
  const actions = [...new Set(Object.values(KEYS)), "unknown"];
  let stage = START;
  for (let round = 0; round < 2000; round++) {
    stage = acted(notes, stage, /** @type {string} */ (actions[(round * 7919) % actions.length]));
    assert.ok((notes[stage.at] || stage.at === START.at) && stage.step >= 0 && stage.step <= 4);
  }
  assert.deepEqual(after("last").at, 1);
  assert.deepEqual(after("last", "next").at, 1);
  assert.deepEqual(after("last", "previous", "previous", "previous"), START);
});

test("a reload goes on where the lesson was, and what is no place in it begins", () => {
  for (const stage of [START, after("hide"), after("on", "on"), after("next", "reveal"), after("on", "hide")])
    assert.deepEqual(resumed(structuredClone(stage), notes), stage);
  for (const kept of [
    null,
    undefined,
    "x",
    { at: 2, step: 0 },
    { at: 0, step: 9 },
    { at: -1, step: 1 },
    { at: -2, step: 0 },
    { at: 0.5, step: 1 },
  ])
    assert.equal(resumed(kept, notes), START);
  for (const kept of [START, after("hide")]) assert.equal(resumed(kept, []), START);
});

test("a finger goes on or back along the line, and scrolls otherwise", () => {
  assert.equal(swiped(-80, 10), "on");
  assert.equal(swiped(80, -10), "back");
  for (const [x, y] of [
    [-50, 0],
    [-80, 60],
    [0, 200],
  ])
    assert.equal(swiped(x, y), "");
});

test("every key of a presenter that does not go on or back by arrows puts away what stands over the page", () => {
  for (const key of ["PageDown", "PageUp", "b", "B", ".", "c"]) assert.ok(putsAway(key), key);
  for (const key of ["Escape", "Enter", "Tab", "a", "ArrowDown", "Pagedown2"]) assert.ok(!putsAway(key), key);
});

test("beside a mark a note tells the same in the same order, but for what is on record elsewhere", () => {
  const note = /** @type {any} */ ({ ask: "?", plain: "p", known: "k", observation: "o", missing: "m" });
  assert.deepEqual(partsOf(note), ["observation", "known", "plain", "missing", "ask"]);
  assert.deepEqual(partsBeside(note), ["observation", "plain", "missing", "ask"]);
});
