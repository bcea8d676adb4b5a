// What the class view has been given, and the way back when it was cleared.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Pile } from "../../build_tools/assets/js/classroom/pile.js";

/** @param {string} file @param {string} name */
const pupil = (file, name) =>
  /** @type {any} */ ({ file, name, set: name, saved: "2026", marks: [], lost: [], isOtherEdition: false });
const BAD = { file: "photo.jpg", why: "It is a photo." };

test("a file that is given twice is read once, and what could not be read is told once", () => {
  const pile = new Pile();
  pile.add([pupil("a.json", "Ada"), pupil("b.json", "Bo")], [BAD]);
  pile.add([pupil("a.json", "Ada"), pupil("a.json", "another")], [BAD]);
  assert.deepEqual(
    pile.files.map(({ file, name }) => `${file} ${name}`),
    ["a.json Ada", "b.json Bo", "a.json another"],
  );
  assert.deepEqual([pile.again, pile.bad], [["a.json"], [BAD]]);
});

test("what was cleared can be had again until other files are given, with all that was decided", () => {
  const pile = new Pile();
  pile.add([pupil("a.json", "Ada")], [BAD]);
  pile.decide(0, false);
  pile.clear(true);
  assert.deepEqual([pile.files, pile.bad, pile.decided.size, pile.cleared, pile.classes], [[], [], 0, 1, 1]);
  pile.add([], [BAD]);
  assert.equal(pile.cleared, 1, "nothing that was read is in its place");
  assert.equal(pile.restore(), true);
  assert.deepEqual([pile.files.length, pile.decided.get(0), pile.cleared], [1, false, null]);
  assert.equal(pile.restore(), null);
  pile.clear(false);
  pile.add([pupil("b.json", "Bo")], []);
  assert.equal(pile.restore(), null);
  assert.deepEqual(
    pile.files.map(({ file }) => file),
    ["b.json"],
  );
});
