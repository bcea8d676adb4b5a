// What stands behind the practice page: what is kept, how a text is cut under marks, when the notes open, and the table.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gateSaid, needed, progress, USUAL } from "../../build_tools/assets/js/classroom/gate.js";
import { fromFile, toFile } from "../../build_tools/assets/js/classroom/handed.js";
import { Kept } from "../../build_tools/assets/js/classroom/kept.js";
import { NOTHING, withMark, withoutMark } from "../../build_tools/assets/js/classroom/states.js";
import { byPart, cut } from "../../build_tools/assets/js/classroom/pieces.js";
import { toTable } from "../../build_tools/assets/js/classroom/spreadsheet.js";
import { fromTable } from "../../build_tools/assets/js/classroom/table.js";
import { cutShort, wordsIn, wordSpans } from "../../build_tools/assets/js/classroom/words.js";
import { Characters } from "../../build_tools/assets/js/suggest/characters.js";
import { ARTICLE as article } from "./night_ferries.js";

const signs = [..."A 🚢 sails, they say. A 🚢 sails back."];
const KEY = "marked-copy-practice:night-ferries";

/** A storage of a browser, which two tabs share. @param {Record<string, string>} [start] */
function storageWith(start = {}) {
  const values = new Map(Object.entries(start));
  return /** @type {any} */ ({
    values,
    getItem: (/** @type {string} */ key) => values.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => values.set(key, value),
    removeItem: (/** @type {string} */ key) => values.delete(key),
  });
}
const open = (/** @type {any} */ storage, text = signs) => new Kept(() => storage, article, text);
const mark = (
  /** @type {number} */ start,
  /** @type {number} */ end,
  kind = "sourcing",
  comment = "",
  isDoneWell = false,
) => ({ start, end, kind, isDoneWell, comment });

test("marks are there when the page is opened again, with the name and in the order of the text", () => {
  const storage = storageWith();
  const kept = open(storage);
  assert.equal(kept.state, NOTHING);
  kept.change((state) => withMark(state, mark(11, 15)));
  kept.change((state) =>
    withMark({ ...state, isOpen: true, kind: "sourcing", name: "Ada" }, mark(2, 9, "sourcing", "why", true)),
  );
  const again = open(storage);
  const { set, ...rest } = again.state;
  assert.deepEqual(rest, {
    marks: [mark(2, 9, "sourcing", "why", true), mark(11, 15)],
    isOpen: true,
    kind: "sourcing",
    name: "Ada",
  });
  assert.equal(set, kept.state.set);
  assert.deepEqual([again.isKept, again.lost], [true, []]);
  assert.match(again.saved, /^\d{4}-/);
  assert.deepEqual([...storage.values.keys()], [KEY]);
});

test("a mark may be as long as the text: it is kept, handed in and put into a table like any other", () => {
  for (const sentence of ["They say that it sails. ", "🚢🚢🚢 🚢🚢, they say. "]) {
    const long = [...sentence.repeat(1000)];
    const whole = mark(0, long.length - 1, "sourcing", "all of it");
    const storage = storageWith();
    open(storage, long).change((state) => withMark(withMark(state, whole), mark(5, long.length - 1)));
    const again = open(storage, long);
    assert.deepEqual([again.state.marks.length, again.lost], [2, []]);
    const { marks } = again.state;
    assert.deepEqual(
      fromFile(toFile(article, long, { name: "", marks, saved: "" }), article, long).marks,
      marks,
    );
    const table = toTable(marks, {
      article: article.article,
      name: "",
      saved: "",
      set: "",
      kindOf: () => "Sourcing",
      wordsOf: (span) => wordsIn(new Characters(long.join("")), span),
    });
    assert.deepEqual(fromTable(table, article, long).marks, marks);
    const moved = open(storage, [..."New: ", ...long]);
    assert.deepEqual(moved.state.marks[0], { ...whole, start: 5, end: long.length + 4 });
  }
});

test("a set of marks has one name until all of it is cleared: another learner has another", () => {
  const storage = storageWith();
  const [one, other] = [open(storage), open(storage)];
  const set = one.change((state) => withMark(state, mark(2, 9))).set;
  assert.match(set, /^m[0-9a-f]{16}$/);
  assert.equal(other.change((state) => withMark(state, mark(11, 15))).set, set, "in another tab");
  const before = one.change((state) => withoutMark(state, mark(2, 9)));
  assert.equal(before.set, set);
  one.change(() => NOTHING);
  assert.equal(one.state.set, "");
  assert.equal(one.change(() => before).set, set, "when it is taken back");
  one.change(() => NOTHING);
  const second = one.change((state) => withMark(state, mark(2, 9))).set;
  assert.notEqual(second, set);
  assert.equal(one.change((state) => ({ ...state, marks: [] })).set, "", "when its last mark goes");
});

test("of two tabs neither loses what the other marks", () => {
  const storage = storageWith();
  const [one, other] = [open(storage), open(storage)];
  one.change((state) => withMark(state, mark(2, 9)));
  other.change((state) => withMark(state, mark(11, 15)));
  one.change((state) => withMark(state, mark(16, 19)));
  other.refresh();
  assert.deepEqual(
    other.state.marks.map(({ start }) => start),
    [2, 11, 16],
  );
  other.change((state) => withoutMark(state, mark(2, 9)));
  one.refresh();
  assert.equal(one.state.marks.length, 2);
  one.change(() => NOTHING);
  other.refresh();
  assert.deepEqual([other.state, storage.values.size], [NOTHING, 0]);
});

test("after a correction marks go where their words stand, and lost ones are told", () => {
  const storage = storageWith();
  open(storage).change((state) => withMark(withMark(state, mark(2, 9)), mark(11, 20)));
  const later = open(storage, [..."Today a 🚢 comes. A 🚢 sails, they said."]);
  assert.deepEqual(later.lost, ["🚢 sails", "they say."]);
  assert.deepEqual(later.state.marks, []);
  const moved = open(storage, ["N", "e", "w", " ", ...signs]);
  assert.deepEqual(
    moved.state.marks.map(({ start, end }) => [start, end]),
    [
      [6, 13],
      [15, 24],
    ],
  );
});

test("a mark on words that are marked takes the place of the other", () => {
  const state = withMark(withMark(NOTHING, mark(2, 9)), mark(2, 9, "missing-context"));
  assert.deepEqual(state.marks, [mark(2, 9, "missing-context")]);
});

const blocked = () => {
  throw new DOMException("no", "SecurityError");
};
for (const [name, storage] of Object.entries({
  "the storage is blocked": blocked,
  "there is none": () => /** @type {any} */ (undefined),
  "nothing can be read": () => ({ ...storageWith(), getItem: blocked }),
  "nothing can be written": () => ({ ...storageWith(), setItem: blocked }),
}))
  test(`marks hold for the page, and this is known, where ${name}`, () => {
    const kept = new Kept(/** @type {any} */ (storage), article, signs);
    assert.equal(kept.isKept, false);
    kept.change((state) => withMark(state, mark(2, 9)));
    kept.change((state) => withMark(state, mark(11, 15)));
    assert.equal(kept.state.marks.length, 2);
    assert.equal(kept.isKept, false);
  });

test("marks are at risk while they are kept nowhere and stand in no file as they are", () => {
  const storage = storageWith();
  const kept = open(storage);
  kept.change((state) => withMark(state, mark(2, 9)));
  assert.equal(kept.isAtRisk, false, "they are kept");
  storage.setItem = blocked;
  const told = [];
  for (const step of [
    () => kept.change((state) => withMark(state, mark(11, 15))),
    () => kept.areSafe(),
    () => kept.change((state) => ({ ...state, isOpen: true })),
    () => kept.change((state) => withMark(state, mark(11, 15, "sourcing", "why"))),
    () => kept.change((state) => withMark(state, mark(11, 15))),
    () => kept.change((state) => withoutMark(state, mark(11, 15))),
    () => kept.change(() => NOTHING),
  ]) {
    step();
    told.push(kept.isAtRisk);
  }
  assert.deepEqual(told, [true, false, false, true, false, true, false]);
});

test("where the storage is full, what is there can still be read", () => {
  const storage = storageWith();
  open(storage).change((state) => withMark(state, mark(2, 9)));
  storage.setItem = blocked;
  const kept = open(storage);
  assert.equal(kept.isKept, false);
  assert.equal(kept.state.marks.length, 1);
  kept.change((state) => withMark(state, mark(11, 15)));
  assert.equal(kept.state.marks.length, 2);
});

for (const raw of [
  "",
  "no JSON",
  "null",
  "7",
  "[]",
  "{}",
  '{"page": {"markedCopy": {}}}',
  '{"page": null, "isOpen": true}',
])
  test(`something else in the storage is passed over: ${raw || "nothing"}`, () => {
    const storage = storageWith({ [KEY]: raw });
    const kept = open(storage);
    assert.equal(kept.state, NOTHING);
    kept.change((state) => withMark(state, mark(2, 9)));
    assert.equal(open(storage).state.marks.length, 1);
  });

test("a place goes into a file and comes back, also when the text has changed since", () => {
  const place = mark(20, 20, "missing-context");
  const file = toFile(article, signs, { name: "", marks: [place], saved: "" });
  assert.deepEqual(fromFile(file, article, signs).marks, [place]);
  assert.equal(fromFile(file, article, [..."New: ", ...signs]).marks[0].start, 25);
  assert.deepEqual(fromFile(file, article, [..."Something else."]).lost, [
    "the place after “A 🚢 sails, they say.”",
  ]);
});

test("a text is cut at every bound, and each piece knows what lies on it and what ends with it", () => {
  const items = [
    { key: "long", start: 0, end: 8 },
    { key: "within", start: 2, end: 4 },
    { key: "across", start: 3, end: 12 },
    { key: "place", start: 4, end: 4 },
  ];
  const drawn = cut(0, 10, items).map(
    ({ start, end, on, ending }) => `${start}-${end} ${on.join("+")} ${ending}`,
  );
  assert.deepEqual(drawn, [
    "0-2 long ",
    "2-3 long+within ",
    "3-4 long+within+across within,place",
    "4-8 long+across long",
    "8-10 across ",
  ]);
  const parts = [
    { start: 0, end: 4 },
    { start: 5, end: 10 },
    { start: 10, end: 15 },
  ];
  const found = [...byPart(parts, items)].map(([nth, of]) => [nth, of.map(({ key }) => key).join(" ")]);
  assert.deepEqual(found, [
    [0, "long within across place"],
    [1, "long across"],
    [2, "across"],
  ]);
});

test("the notes open after as many marks as the teacher asks for, or fewer in a short text", () => {
  assert.deepEqual([needed(null, 600), needed(0, 600), needed(20, 600)], [USUAL, 0, 20]);
  assert.deepEqual([needed(20, 60), needed(null, 24), needed(20, 3), needed(0, 3)], [5, 2, 1, 0]);
  assert.deepEqual(
    [progress(0, 3), progress(4, 3), progress(0, 1), progress(1, 0)],
    ["0 of 3 marks", "4 marks", "0 of 1 mark", "1 mark"],
  );
  assert.deepEqual(
    [gateSaid(3, null), gateSaid(1, 1), gateSaid(1, 5), gateSaid(2, 5)],
    [
      "The notes open after 3 marks.",
      "The notes open after 1 mark.",
      "The notes open after 1 mark (the text is short: 1 is enough).",
      "The notes open after 2 marks (the text is short: 2 are enough).",
    ],
  );
});

test("words are found in any script", () => {
  const words = (/** @type {string} */ text, language = "") => {
    const characters = new Characters(text);
    return wordSpans(characters, language).map(({ start, end }) => characters.slice(start, end));
  };
  assert.deepEqual(words("“The 🚢 board’s 3.5 km,” say U.S. men"), [
    "The",
    "board’s",
    "3.5",
    "km",
    "say",
    "U.S",
    "men",
  ]);
  assert.deepEqual(words("قال مسؤول إن", "ar"), ["قال", "مسؤول", "إن"]);
  assert.deepEqual(words("港は閉鎖された", "ja").join("|").length > 7, true);
  assert.deepEqual(words("no language", "not a tag!"), ["no", "language"]);
  assert.equal(cutShort("one two three", 9), "one two …");
});

test("a table reckons with nothing that was typed", () => {
  const marks = [
    mark(2, 9, "sourcing", '=HYPERLINK("http://x.example")'),
    mark(11, 15, "sourcing", "Two lines,\n“and” a comma", true),
    ...["+1", "-1", "@a", "\t=1", " =1", "\u200b=1", "＝1", "\r=1"].map((reason, nth) =>
      mark(20 + nth, 21 + nth, "sourcing", reason),
    ),
  ];
  const table = toTable(marks, {
    article: "night-ferries",
    name: "-Ada",
    saved: "2026",
    set: "m1",
    text: "12e456",
    kindOf: () => "Sourcing",
    wordsOf: ({ start }) => (start === 2 ? "@🚢" : "ok"),
  });
  const lines = table.split("\r\n");
  assert.equal(lines[0], "\ufeffnumber,kind,done well,words,reason,start,end,article,name,saved,set,text");
  assert.equal(
    lines[1],
    `1,Sourcing,,'@🚢,"'=HYPERLINK(""http://x.example"")",2,9,night-ferries,'-Ada,2026,m1,t12e456`,
  );
  assert.equal(
    lines[2],
    '2,Sourcing,yes,ok,"Two lines,\n“and” a comma",11,15,night-ferries,\'-Ada,2026,m1,t12e456',
  );
  assert.equal(lines.at(-1), "");
  for (const cell of ["'+1", "'-1", "'@a", "'\t=1", "' =1", "'\u200b=1", "'＝1"])
    assert.ok(table.includes(`ok,${cell},`), JSON.stringify(cell));
  assert.ok(table.includes('"\'\r=1"'));
});
