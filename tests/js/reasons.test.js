// The reasons of a class on paper: each once, with the place where it belongs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Reasons, reasonsSaid } from "../../build_tools/assets/js/classroom/reasons.js";

/** @param {number} start @param {number} end @param {string} comment */
const mark = (start, end, comment, kind = "sourcing") => ({ start, end, kind, isDoneWell: false, comment });
const pupils = [
  [mark(0, 10, "Who says so?"), mark(20, 30, "")],
  [mark(0, 4, " Who  says\nso? "), mark(50, 60, "Far away", "loaded-language")],
  [mark(2, 26, "\u202eturned", "loaded-language"), mark(0, 4, "Who says so?")],
  [mark(50, 60, "Far, too", "loaded-language")],
];
const kinds = new Map([
  ["sourcing", "Sourcing"],
  ["loaded-language", "Loaded language"],
]);
const plain = (/** @type {[string, string][]} */ all) =>
  all.map(([kind, words]) => `${kind}: ${words.replace(/[\u2066-\u2069]/g, "")}`);

test("each reason is told once, where its mark first has words", () => {
  const reasons = new Reasons(pupils);
  const first = reasons.at([{ start: 0, end: 10 }]);
  assert.deepEqual(plain(reasonsSaid(first, kinds, null)), [
    "Sourcing: “Who says so?” (3 pupils)",
    "Loaded language: “turned”",
  ]);
  assert.deepEqual(
    plain(reasonsSaid(first, kinds, ["Ada", "Bo", "Cy", "Di"]))[0],
    "Sourcing: “Who says so?” (Bo, Cy, Ada)",
  );
  assert.deepEqual(
    reasons.at([{ start: 20, end: 30 }]),
    [],
    "a mark without a reason has none, and none is told twice",
  );
  assert.deepEqual(
    reasons.rest().map((some) => plain(reasonsSaid(some, kinds, null))),
    [["Loaded language: “Far away” · “Far, too”"]],
  );
  assert.deepEqual(reasons.rest(), []);
});
