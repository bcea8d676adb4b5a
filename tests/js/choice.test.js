// A teacher's choice as a part of an address.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  choiceIn,
  fragmentOf,
  leftOutInWords,
  lessonAddress,
  notesMeant,
} from "../../build_tools/assets/js/classroom/choice.js";

const known = Array.from({ length: 15 }, (_, index) => `note-${index}`);
const notesOf = (/** @type {string[]} */ ids) => ids.map((id) => ({ id }));

test("a choice is read back as it was written", () => {
  for (const choice of [
    { notes: [], marks: null },
    { notes: [], marks: 0 },
    { notes: ["note-3", "note-1", "note-2"], marks: null },
    { notes: ["note-3", "note-1", "note-2"], marks: 20 },
  ])
    assert.deepEqual(choiceIn(fragmentOf(choice), notesOf(known)), choice);
});

test("what is usual is not in an address", () => {
  assert.equal(fragmentOf({ notes: ["a"], marks: 3 }), "#notes=a");
  assert.equal(fragmentOf({ notes: [], marks: 3 }), "");
});

test("a lesson is found where the page stands, and from a file where the site does", () => {
  const choice = { notes: ["é,"], marks: 5 };
  const [known, end] = ["https://site.example/articles/a/", "practice.html#notes=%C3%A9%2C&marks=5"];
  for (const here of ["http://10.0.0.7:8000/x/a/", "http://10.0.0.7:8000/x/a/projector.html?a=b#notes=z"])
    assert.equal(lessonAddress("practice.html", choice, here, known), `http://10.0.0.7:8000/x/a/${end}`);
  assert.equal(lessonAddress("practice.html", choice, "file:///C:/a/projector.html", known), known + end);
  assert.equal(lessonAddress("practice.html", choice, "file:///C:/a/projector.html", ""), "");
});

for (const [fragment, notes, marks] of /** @type {[string, string[], number | null][]} */ ([
  ["", [], null],
  ["#", [], null],
  ["#note-1", [], null],
  ["notes=note-1,,note-2,note-1,", ["note-1", "note-2"], null],
  ["#marks=21", [], 20],
  ["#marks=-1", [], null],
  ["#marks=five&notes=", [], null],
  ["#marks=5&marks=7", [], 5],
])) {
  test(`of “${fragment.slice(0, 40)}” only what is known counts`, () => {
    assert.deepEqual(choiceIn(fragment, notesOf(known)), { notes, marks });
  });
}

test("of what was chosen and a lesson cannot have, it is known what it was, and said", () => {
  const many = choiceIn(`#notes=${known.join(",")},note-3`, notesOf(known));
  assert.deepEqual(many, { notes: known.slice(0, 12), over: known.slice(12), marks: null });
  assert.deepEqual(leftOutInWords(many), [
    "This address has 15 notes of the article, and a lesson has at most 12. Left out: “\u2068note-12\u2069”, “\u2068note-13\u2069”, “\u2068note-14\u2069”.",
  ]);
  assert.deepEqual(leftOutInWords(choiceIn(`#notes=${known.slice(0, 12)}`, notesOf(known))), []);
  for (const fragment of ["notes=note-1,gone,note-2,also-gone,gone", "#notes=%E0%A4%A,x,note-1,note-2"])
    assert.deepEqual(choiceIn(fragment, notesOf(known)), {
      notes: ["note-1", "note-2"],
      gone: fragment.includes("%") ? ["\ufffd%A", "x"] : ["gone", "also-gone"],
      marks: null,
    });
});

test("ids may stand apart as people write lists", () => {
  for (const written of [
    "note-1, note-2",
    " note-1,note-2 ",
    "note-1;note-2",
    "note-1; note-2;",
    "note-1 note-2",
    "note-1+note-2",
    "note-1%2C%20note-2",
    "note-1%20%20note-2",
    "note-1\u00a0,\nnote-2",
  ])
    assert.deepEqual(
      choiceIn(`#notes=${written}&marks= 4`, notesOf(known)),
      { notes: ["note-1", "note-2"], marks: 4 },
      written,
    );
  const told = (/** @type {string} */ fragment) =>
    leftOutInWords(choiceIn(fragment, notesOf(known))).join(" ");
  assert.equal(
    told("#notes=note-1, gone; also-gone"),
    "2 of the notes in this address are not, or no longer, in this article: “\u2068gone\u2069”, “\u2068also-gone\u2069”.",
  );
  assert.match(
    told("#notes=note-1,gone"),
    /^One of the notes in this address is not, or no longer, in this article: /,
  );
  assert.match(told("#notes=gone"), /The lesson is about the notes that are told first\.$/);
  assert.match(
    told(`#notes=${Array.from({ length: 14 }, (_, nth) => `x${nth}`)}`),
    /“\u2068x11\u2069” and 2 more\./,
  );
  assert.match(told(`#notes=${"x".repeat(99)}`), /“\u2068x{40}…\u2069”/);
});

test("without a choice the first notes are meant, and all where there are none", () => {
  const notes = known.map((id) => ({ id }));
  const ids = (/** @type {{id: string}[]} */ meant) => meant.map(({ id }) => id);
  assert.deepEqual(ids(notesMeant({ notes, first: ["note-2", "note-0"] }, [])), ["note-2", "note-0"]);
  assert.deepEqual(ids(notesMeant({ notes, first: known }, [])), known.slice(0, 5), "five are a lesson");
  assert.deepEqual(ids(notesMeant({ notes, first: [] }, [])), known);
  assert.deepEqual(ids(notesMeant({ notes, first: ["note-2"] }, ["note-9", "note-4"])), ["note-9", "note-4"]);
});

test("a note that was renamed is still chosen by the id that it had, and once", () => {
  const notes = [{ id: "new", formerly: ["old", "older"] }, { id: "other" }];
  assert.deepEqual(choiceIn("#notes=older,other,new,old,__proto__", notes).notes, ["new", "other"]);
});
