// A table of marks comes back as it went, from whatever program has had it in between.

import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded } from "../../build_tools/assets/js/classroom/encoded.js";
import { Unreadable } from "../../build_tools/assets/js/classroom/handed.js";
import { toTable } from "../../build_tools/assets/js/classroom/spreadsheet.js";
import { fromTable, isTable, rowsOf } from "../../build_tools/assets/js/classroom/table.js";

const given = /** @type {any} */ ({
  article: "night-ferries",
  title: "Night ferries",
  text: "abc",
  kinds: [
    ["sourcing", "Sourcing"],
    ["missing-context", "Missing context"],
  ],
  notes: [],
});
const text = "A 🚢 sails, they\nsay; twice. Nobody asked them. Where? The end of it all.";
const signs = [...text];
/** @param {string} words @param {string} kind @param {string} [comment] */
const mark = (words, kind, comment = "") => {
  const start = [...text.slice(0, text.indexOf(words))].length;
  return { start, end: start + [...words].length, kind, isDoneWell: comment.startsWith("=1"), comment };
};
const behind = mark("Nobody asked them.", "missing-context");
const marks = [
  mark("🚢 sails", "sourcing", "=1+1\nand “more”; a comma,"),
  mark("they\nsay; twice", "sourcing", "'tis so"),
  { start: behind.end, end: behind.end, kind: "missing-context", isDoneWell: false, comment: "" },
];
const about = { article: "night-ferries", name: "Ada", saved: "2026-11-27T10:00:00.000Z", set: "m12e4" };
const oneLine = (/** @type {string} */ words) => words.replace(/\s+/g, " ");
const table = toTable(/** @type {any} */ (marks), {
  ...about,
  kindOf: ({ kind }) => new Map(given.kinds).get(kind) ?? "",
  wordsOf: ({ start, end }) =>
    start < end
      ? oneLine(signs.slice(start, end).join(""))
      : "(something is missing behind: Nobody asked them.)",
});
/** @param {string} file */
const places = (file, read = signs) => fromTable(file, given, read).marks;
const plain = table.slice(1);
/** @param {string} separator */
const separated = (separator) =>
  rowsOf(plain, ",")
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator))
    .join("\n");
const utf16 = Buffer.from(table, "utf16le");

for (const [name, file] of /** @type {[string, string][]} */ ([
  ["as it was saved", plain],
  ["with semicolons and every cell quoted", separated(";")],
  ["with tabs", separated("\t")],
  ["with its separator told", `sep=;\r\n${separated(";")}`],
  ["with lines that are empty or of separators", `${plain}\r\n,,,\r\n`],
  ["in UTF-8 with a mark", decoded(Buffer.from(table))],
  ["in UTF-16", decoded(utf16)],
  ["in UTF-16 of the other order", decoded(Buffer.from(utf16).swap16())],
  ["in UTF-16 without a mark", decoded(utf16.subarray(2))],
  ["with numbers as a spreadsheet shows them", plain.replace(/,(\d+),(\d+),night/g, ',"$1,00",$2.0,night')],
]))
  test(`a table is read: ${name}`, () => {
    assert.ok(isTable(file));
    const { marks: found, lost, ...rest } = fromTable(file, given, signs);
    const { article, ...own } = about;
    assert.deepEqual([rest, lost], [{ ...own, isOtherEdition: false }, []]);
    assert.deepEqual(places(file), marks);
  });

test("what is not Unicode is read as Windows would have it", () => {
  assert.equal(decoded(Buffer.from([0x4d, 0xfc, 0x6c, 0x80])), "Mül€");
  assert.equal(decoded(Buffer.from([])), "");
});

test("where words stand is what counts, not their offsets", () => {
  const moved = plain.replace("🚢 sails", "sails").replace(/,11,/, ",eleven,");
  assert.deepEqual(
    places(moved).map(({ start }) => start),
    [4, marks[2].start],
    "the line break of the second keeps it from being found by words alone",
  );
  const later = [..."New. ", ...signs];
  assert.deepEqual(
    places(plain, later).map(({ start }) => start),
    [7, marks[2].start + 5],
    "what is missing is found by the sentence before it",
  );
  assert.equal(fromTable(plain, given, [..."Something else"]).lost.length, 3);
});

test("other tables are told for what they are", () => {
  assert.equal(isTable("name,mark\r\nAda,1\r\n"), false);
  assert.equal(isTable(""), false);
  assert.throws(() => fromTable(plain.replaceAll("night-ferries", "day-ferries"), given, signs), Unreadable);
  assert.throws(() => fromTable(plain.split("\r\n")[0], given, signs), /no marks/);
});

test("cells are what RFC 4180 says, and what is left open ends with the file", () => {
  assert.deepEqual(rowsOf('a,"b ""c"", d"\r\n,\r"x\ny",z\n', ","), [
    ["a", 'b "c", d'],
    ["", ""],
    ["x\ny", "z"],
  ]);
  assert.deepEqual(rowsOf('a,"b\nc', ","), [["a", "b\nc"]]);
  assert.deepEqual(rowsOf("a,", ","), [["a", ""]]);
  assert.deepEqual(rowsOf("", ","), []);
});
