// The steps of a lesson with the projector: what every key leads to, and that none of them loses the way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { acted, KEYS, partsOf, START } from "../../build_tools/assets/js/classroom/stage.js";

const note = (/** @type {Record<string, string>} */ said) =>
  /** @type {import("../../build_tools/assets/js/classroom/given.js").Note} */ (
    /** @type {unknown} */ ({ id: "a", spans: [], ...said })
  );
const notes = [note({ observation: "o", fair_reading: "f", inference: "i" }), note({ observation: "o" })];

/** @param {...string} actions */
const after = (...actions) => actions.reduce((stage, action) => acted(notes, stage, action), START);

test("going on shows the passage, the note, its parts in order, and then the next passage", () => {
  assert.deepEqual(partsOf(/** @type {any} */ (notes[0])), ["observation", "inference", "fair_reading"]);
  const seen = Array.from({ length: 9 }, (_, times) => after(...Array(times).fill("on")));
  assert.deepEqual(
    seen.map(({ at, step }) => [at, step]),
    [
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
  for (let times = 1; times < 8; times++)
    assert.deepEqual(after(...Array(times).fill("on"), "back"), after(...Array(times - 1).fill("on")));
  assert.deepEqual(after("back"), START);
});

test("what was hidden comes back as it was", () => {
  const before = after("on", "on");
  for (const action of ["hide", "on", "back"])
    assert.deepEqual(acted(notes, acted(notes, before, "hide"), action), before);
});

test("all of a note can be revealed at once, and the next begins with its passage", () => {
  assert.deepEqual(after("reveal"), { at: 0, step: 4, isWhole: true, isHidden: false });
  assert.deepEqual(after("reveal", "on"), { ...START, at: 1 });
  assert.deepEqual(after("reveal", "back"), { ...START, step: 1 });
  assert.deepEqual(after("hide", "reveal"), after("reveal"));
});

test("no key leads out of the notes", () => {
  const actions = [...new Set(Object.values(KEYS)), "unknown"];
  let stage = START;
  for (let round = 0; round < 2000; round++) {
    stage = acted(notes, stage, /** @type {string} */ (actions[(round * 7919) % actions.length]));
    assert.ok(notes[stage.at] && stage.step >= 0 && stage.step <= 4);
  }
  assert.deepEqual(after("last").at, 1);
  assert.deepEqual(after("last", "next").at, 1);
  assert.deepEqual(after("last", "previous", "previous").at, 0);
});
