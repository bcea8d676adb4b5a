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
  { start: 2, end: 9, kind: "loaded-language", isDoneWell: true, comment: "Why “sails”?\nSecond line" },
  { start: 11, end: 19, kind: "sourcing", isDoneWell: false, comment: "" },
];
const saved = "2026-11-27T10:00:00.000Z";
const set = "m0123456789abcdef";
const file = toFile(given, signs, { name: "Ada, 9b", marks, saved, set });
const read = (/** @type {any} */ value) =>
  fromFile(typeof value === "string" ? value : JSON.stringify(value), given, signs);

test("marks come back as they were", () => {
  assert.deepEqual(read(file), { name: "Ada, 9b", saved, set, isOtherEdition: false, marks, lost: [] });
  assert.equal(read(toFile(given, signs, { name: "", marks, saved })).set, "", "as before there were sets");
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

test("what is done well is an assessment, and a mark stays a mark where that says nothing to us", () => {
  const page = JSON.parse(file);
  const [mark] = page.items;
  assert.deepEqual(
    page.items.map((/** @type {any} */ { body }) => body.map((/** @type {any} */ { purpose }) => purpose)),
    [["tagging", "assessing", "commenting"], ["tagging"]],
  );
  const assessed = (/** @type {any} */ assessing) => {
    const body = mark.body.filter((/** @type {any} */ { purpose }) => purpose !== "assessing");
    const { marks, lost } = read({ ...page, items: [{ ...mark, body: [...body, assessing] }] });
    assert.deepEqual(lost, []);
    return [marks[0].isDoneWell, marks[0].comment];
  };
  assert.deepEqual(assessed({ purpose: "assessing", value: "good-practice" }), [true, marks[0].comment]);
  for (const value of ["concern", "", true, 1, null, {}, ["good-practice"], undefined])
    assert.deepEqual(assessed({ purpose: "assessing", value }), [false, marks[0].comment], String(value));
  for (const other of [null, 7, "good-practice", [], { purpose: ["assessing"], value: "good-practice" }])
    assert.equal(assessed(other)[0], false);
});

test("marks of a text that has changed since are found by their words, where they stand once", () => {
  const later = [..."New: A 🚢 sails, they say. A 🚢 sails back."];
  assert.deepEqual(
    fromFile(file, given, later).marks.map(({ start }) => start),
    [7, 16],
  );
  const other = { ...given, text: "abd" };
  assert.ok(fromFile(file, other, later).isOtherEdition);
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

test("a place is where its own words stand, whatever its offsets say", () => {
  const last = "sails back.";
  for (const [exact, start, end] of /** @type {[string, number, number][]} */ ([
    [last, signs.length - last.length, 1e15],
    [last, signs.length - last.length, Infinity],
    ["they say", 11, 19 - signs.length],
    ["they say", -5, 3],
    ["they say", 11, 11],
  ])) {
    const page = JSON.parse(file);
    page.items[0].target.selector = [
      { type: "TextQuoteSelector", exact, prefix: "", suffix: "" },
      { type: "TextPositionSelector", start, end },
    ];
    const [found] = read(page).marks.filter(({ comment }) => comment);
    const at = [...signs.join("").split(exact)[0]].length;
    assert.deepEqual([found?.start, found?.end], [at, at + exact.length], `${exact} ${start} ${end}`);
  }
});

test("nothing that a file holds in the place of words can stop the reading", () => {
  const odd = { toString: 1, valueOf: 1 };
  for (const value of [odd, [odd], 7, null, true]) {
    const page = JSON.parse(file);
    Object.assign(page.markedCopy, { name: value, saved: value });
    for (const exact of ["", "they say", value])
      page.items.push(
        { body: value, target: value },
        {
          body: page.items[0].body,
          target: { selector: [{ type: "TextQuoteSelector", exact, prefix: value, suffix: value }, value] },
        },
        { body: [{ purpose: value, value }], target: { selector: { type: "TextQuoteSelector", exact } } },
      );
    assert.equal(read(page).marks.length >= 2, true);
  }
});

test("names have no signs that nobody sees or that turn what stands beside them", () => {
  const page = JSON.parse(file);
  page.markedCopy.name = "A\u202Eda\u0000\u2066 of\n9b\u200F";
  assert.equal(read(page).name, "Ada of 9b");
  page.markedCopy.name = "میخانه‌ها 👩‍👧";
  assert.equal(read(page).name, page.markedCopy.name);
});

test("a correction beside a passage does not lose its mark", () => {
  const long = [..."It was an early day in autumn. Experts say so, the newspaper wrote on Monday morning."];
  const mark = { start: 31, end: 42, kind: "sourcing", isDoneWell: false, comment: "" };
  const own = toFile(given, long, { name: "", marks: [mark], saved });
  const places = (/** @type {string} */ text) =>
    fromFile(own, given, [...text]).marks.map(({ start }) => start);
  assert.deepEqual(
    places("It was a late day in winter. Experts say so, the newspaper wrote on Monday morning."),
    [29],
  );
  assert.deepEqual(places("It was an early day in autumn. Experts say that a paper wrote."), [31]);
  assert.deepEqual(places("Experts say this. And Experts say that."), []);
});
