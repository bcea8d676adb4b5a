// Files of marks: what is saved is read back the same, and what is none of ours is named and never fatal.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromFile, toFile, Unreadable } from "../../build_tools/assets/js/classroom/handed.js";

const given = {
  article: "night-ferries",
  title: "Night ferries",
  address: "",
  text: "abc",
  kinds: /** @type {[string, string][]} */ ([
    ["sourcing", "Sourcing"],
    ["loaded-language", "Loaded language"],
  ]),
  parts: {},
  first: [],
  notes: [],
};
const signs = [..."A 🚢 sails, they say. A 🚢 sails back."];
const marks = [
  { start: 2, end: 9, kind: "loaded-language", comment: "Why “sails”?\nSecond line" },
  { start: 11, end: 19, kind: "sourcing", comment: "" },
];
const saved = "2026-11-27T10:00:00.000Z";
const file = toFile(given, signs, { name: "Ada, 9b", marks, saved });
const read = (/** @type {any} */ value) =>
  fromFile(typeof value === "string" ? value : JSON.stringify(value), given, signs);

test("marks come back as they were", () => {
  assert.deepEqual(read(file), { name: "Ada, 9b", saved, marks, lost: [] });
  assert.deepEqual(read(`\uFEFF${file}`).marks, marks);
});

test("the file is a page of Web Annotations with their standard selectors", () => {
  const page = JSON.parse(file);
  assert.equal(page["@context"], "http://www.w3.org/ns/anno.jsonld");
  assert.equal(page.type, "AnnotationPage");
  const [quote, position] = page.items[0].target.selector;
  assert.deepEqual([quote.prefix, quote.exact], ["A ", "🚢 sails"]);
  assert.deepEqual([position.start, position.end], [2, 9]);
});

test("marks of a text that has changed since are found by their words, where they stand once", () => {
  const later = [..."New: A 🚢 sails, they say. A 🚢 sails back."];
  assert.deepEqual(
    fromFile(file, given, later).marks.map(({ start }) => start),
    [7, 16],
  );
  const gone = fromFile(file, given, [..."Something else."]);
  assert.deepEqual([gone.marks, gone.lost], [[], ["🚢 sails", "they say"]]);
});

for (const [name, value] of Object.entries({
  empty: "",
  "cut off": file.slice(0, 200),
  "no JSON": "%PDF-1.7",
  "another kind of JSON": "[1, 2]",
  nothing: "null",
  "a number": "7",
  "another article": file.replace("night-ferries", "day-ferries"),
  "another version": file.replace('"version": 1', '"version": 2'),
  "no list": file.replace('"items": [', '"things": ['),
  "too many": { markedCopy: { format: "marks", version: 1, article: "night-ferries" }, items: Array(5001) },
})) {
  test(`a file that cannot be read is named: ${name}`, () => {
    assert.throws(() => read(value), Unreadable);
  });
}

test("a mark that is none is told apart, and the others stay", () => {
  const page = JSON.parse(file);
  page.items.push(
    null,
    7,
    "x",
    [],
    {},
    { target: {} },
    {
      body: { purpose: "tagging", value: "unknown" },
      target: { selector: { type: "TextQuoteSelector", exact: "say" } },
    },
    {
      body: { purpose: "tagging", value: "sourcing" },
      target: { selector: { type: "TextQuoteSelector", exact: "sails" } },
    },
    {
      body: { purpose: "tagging", value: "sourcing" },
      target: { selector: { type: "TextPositionSelector", start: -3, end: 1e9 } },
    },
  );
  const { marks: kept, lost } = read(page);
  assert.deepEqual(kept, marks);
  assert.equal(lost.length, 9);
});
