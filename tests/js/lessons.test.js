// Finding lessons in the list for teachers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inTheWay, isWanted, wantedIn } from "../../build_tools/assets/js/lessons.js";

const lesson = {
  words: "328",
  language: "en",
  techniques: "loaded-words single-source",
  minutes: "45",
  youngest: "15",
  oldest: "18",
};
const text = { words: "900", language: "de", techniques: "" };
const names = ["age", "minutes", "words", "language", "technique"];

for (const [fragment, expected] of /** @type {[string, boolean[]][]} */ ([
  ["", [true, true]],
  ["#age=15", [true, true]],
  ["#age=14", [false, true]],
  ["#age=19", [false, true]],
  ["#minutes=45", [true, false]],
  ["#minutes=44", [false, false]],
  ["#words=328", [true, false]],
  ["#words=900&language=de", [false, true]],
  ["#language=en", [true, false]],
  ["#technique=single-source", [true, false]],
  ["#technique=single", [false, false]],
  ["#technique=", [true, true]],
  ["#age=15&technique=loaded-words&minutes=60", [true, false]],
  ["#colour=red", [true, true]],
  ["#what-research-has-found", [true, true]],
  ["#technique=%3Cb%3E&age=x", [false, false]],
]))
  test(`${fragment || "no fragment"} finds what it asks for`, () => {
    assert.deepEqual(
      [lesson, text].map((entry) => isWanted(entry, wantedIn(fragment, names))),
      expected,
    );
  });

for (const [fragment, name, found] of /** @type {[string, string?, number?][]} */ ([
  ["#age=14&language=en", "age", 1],
  ["#language=fr", "language", 2],
  ["#minutes=60&language=de", "minutes", 1],
  ["#words=900&technique=gone", "technique", 2],
  ["#age=14&minutes=30&language=en"],
]))
  test(`${fragment} finds nothing, and ${name ?? "nothing alone"} is in the way`, () => {
    const wanted = wantedIn(fragment, names);
    assert.ok(![lesson, text].some((entry) => isWanted(entry, wanted)));
    assert.deepEqual(inTheWay([lesson, text], wanted), name ? { name, found } : null);
  });
