// Which files count, when a pupil saves twice, a file is copied, or two pupils share a device.

import assert from "node:assert/strict";
import { test } from "node:test";
import { rollOf } from "../../build_tools/assets/js/classroom/roll.js";

/** Some marks, each a letter. @param {string} letters */
const marks = (letters) =>
  [...letters].map((kind, start) => ({ start, end: start + 1, kind, isDoneWell: false, comment: "" }));

/**
 * @param {string} drawn a file a line: `set name time marks`, with a dot for what is not there
 * @param {Record<number, boolean>} [decided]
 * @returns {string} a line for each doubt, and the marks that count
 */
function roll(drawn, decided = {}) {
  const files = filesOf(drawn);
  const { pupils, doubtful } = rollOf(files, decisions(decided));
  const told = doubtful.map(
    ({ nth, doubt, other, isCounted }) => `${nth} ${doubt} ${other}${isCounted ? " +" : ""}`,
  );
  const counted = pupils.map(({ file }) => Number.parseInt(file, 10)).sort();
  return [...told, counted.join(" ")].join("; ");
}

/** @param {Record<number, boolean>} decided */
const decisions = (decided) => new Map(Object.entries(decided).map(([nth, is]) => [Number(nth), is]));

/** @param {string} drawn @returns {any[]} */
function filesOf(drawn) {
  return drawn
    .trim()
    .split(/\s*\n\s*/)
    .map((line, nth) => {
      const [set, name, minute, letters] = line.split(/ +/).map((word) => (word === "." ? "" : word));
      const saved = minute && `2026-11-27T10:${minute}:00.000Z`;
      return { file: `${nth}.json`, set, name, saved, marks: marks(letters), lost: [] };
    });
}

for (const [name, drawn, expected] of [
  ["pupils without names, on a device each", "s1 . 10 ab \n s2 . 10 ab", "0 1"],
  ["saved twice: the later counts", "s1 Ada 10 a \n s1 Ada 20 ab", "0 earlier 1; 1"],
  ["whatever comes first", "s1 . 20 ab \n s1 . 10 a", "1 earlier 0; 0"],
  ["a name given the second time only", "s1 . 10 a \n s1 Ada 20 ab", "0 earlier 1; 1"],
  ["or the first time only", "s1 Ada 10 a \n s1 . 20 ab", "0 earlier 1; 1"],
  ["no name, and then two", "s1 . 10 a \n s1 Ada 20 ab \n s1 Bo 30 abc", "0 earlier 2; 2 shared 1 +; 1 2"],
  [
    "two names, and then none",
    "s1 Ada 10 a \n s1 Bo 20 ab \n s1 . 30 abc",
    "1 shared 0 +; 2 shared 0 +; 0 1 2",
  ],
  ["written otherwise it is the same name", "s1 Ada 10 a \n s1 ADA 20 ab", "0 earlier 1; 1"],
  ["or with signs that nobody sees", "s1 Ada 10 a \n s1 A\u200bda 20 ab", "0 earlier 1; 1"],
  ["saved twice without a change", "s1 Ada 10 ab \n s1 Ada 20 ab", "0 same 1; 1"],
  ["a copy under another file name", "s1 Ada 10 ab \n s1 Ada 10 ab", "1 copy 0; 0"],
  [
    "a copy of what was saved before",
    "s1 Ada 10 a \n s1 Ada 20 ab \n s1 Ada 10 a",
    "0 earlier 1; 2 copy 0; 1",
  ],
  ["a copy with another name in it", "s1 Ada 10 ab \n s1 Bo 20 ab", "1 same 0; 0"],
  ["two pupils on one device", "s1 Ada 10 ab \n s1 Bo 20 abc", "1 shared 0 +; 0 1"],
  [
    "each of whom saved twice",
    "s1 Ada 10 a \n s1 Ada 15 ab \n s1 Bo 20 abc \n s1 Bo 25 abcd",
    "0 earlier 1; 2 earlier 3; 3 shared 1 +; 1 3",
  ],
  ["one name on two devices", "s1 Ada 10 ab \n s2 Ada 20 abc", "1 namesake 0 +; 0 1"],
  ["files of before, without a set: all count", ". . 10 ab \n . . 20 ab", "0 1"],
  ["but not a copy of one", ". . 10 ab \n . . 10 ab", "1 copy 0; 0"],
  ["one without a time counts as the first", "s1 . 20 ab \n s1 . . a", "1 earlier 0; 0"],
  ["names of a language’s own", "s1 __proto__ 10 ab \n s1 constructor 20 abc", "1 shared 0 +; 0 1"],
])
  test(name, () => assert.equal(roll(drawn), expected));

test("the teacher decides about each", () => {
  const twice = "s1 Ada 10 a \n s1 Ada 20 ab";
  assert.equal(roll(twice, { 0: true }), "0 earlier 1 +; 0 1");
  assert.equal(roll("s1 Ada 10 ab \n s1 Bo 20 abc", { 1: false }), "1 shared 0; 0");
});

test("the order says nothing of who handed in, and is always the same", () => {
  const files = Array.from({ length: 20 }, (_, nth) => ({
    file: `${nth}.json`,
    set: `s${nth}`,
    name: "",
    saved: "",
    marks: marks("a"),
    lost: [],
  }));
  const order = (/** @type {typeof files} */ some) => rollOf(some, new Map()).pupils.map(({ set }) => set);
  assert.notDeepEqual(
    order(files),
    files.map(({ set }) => set),
  );
  assert.deepEqual(order(files), order([...files].reverse()));
});

for (const [
  name,
  drawn,
  decided,
  expected,
] of /** @type {[string, string, Record<number, boolean>, string][]} */ ([
  ["saved again without a name, it keeps the one that it had", "s1 Ada 10 a \n s1 . 20 ab", {}, "Ada"],
  ["whatever comes first", "s1 . 20 ab \n s1 Ada 10 a", {}, "Ada"],
  ["without a change too", "s1 Ada 10 ab \n s1 . 20 ab", {}, "Ada"],
  ["the last name that it had", "s1 ada 10 a \n s1 Ada 15 ab \n s1 . 20 abc \n s1 . 25 abcd", {}, "Ada"],
  ["not that of another set", "s1 Ada 10 a \n s2 . 20 ab", {}, ",Ada"],
  ["nor one of two", "s1 Ada 10 a \n s1 Bo 20 ab \n s1 . 30 abc", {}, ",Ada,Bo"],
  ["nor where both count, as of two pupils", "s1 Ada 10 a \n s1 . 20 ab", { 0: true }, ",Ada"],
  ["a name given at last is its own", "s1 Ada 10 a \n s1 . 15 ab \n s1 Ada 20 abc", {}, "Ada"],
]))
  test(`a name: ${name}`, () => {
    const { pupils } = rollOf(filesOf(drawn), decisions(decided));
    assert.equal(
      pupils
        .map((pupil) => pupil.name)
        .sort()
        .join(),
      expected,
    );
  });

test("a name that was kept is looked for on other devices", () =>
  assert.match(roll("s1 Ada 10 a \n s1 . 20 ab \n s2 Ada 20 abc"), /2 namesake 1/));
