// What is said of a file that is given to be gone on with and is no file of marks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { otherFile } from "../../build_tools/assets/js/classroom/other_file.js";
import { toTable } from "../../build_tools/assets/js/classroom/spreadsheet.js";
import { decoded } from "../../build_tools/assets/js/classroom/unicode.js";

const table = toTable([], {
  article: "a",
  text: "1",
  name: "",
  saved: "",
  set: "",
  kindOf: () => "",
  wordsOf: () => "",
});
const told = (/** @type {Uint8Array} */ bytes) => otherFile(bytes, decoded(bytes));

for (const [what, bytes] of /** @type {[string, Uint8Array][]} */ ([
  ["a table of marks", Buffer.from(table)],
  ["a table of marks", Buffer.from(table.replaceAll(",", ";"))],
  ["a table of marks", Buffer.from(table.replaceAll(",", "\t"), "utf16le")],
  ["a PDF", Buffer.from("%PDF-1.7 ...")],
  ["a picture", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
  ["a picture", Buffer.from([0x89, ...Buffer.from("PNG\r\n")])],
  ["a picture", Buffer.from([0, 0, 0, 24, ...Buffer.from("ftypheic")])],
  ["an archive", Buffer.from([...Buffer.from("PK"), 3, 4])],
  ["a web page", Buffer.from("<!doctype html>")],
  ["not a file of marks", Buffer.from("Dear teacher")],
  ["not a file of marks", Buffer.from([0xe9, 0xe8, 0xe7])],
]))
  test(`a file that is ${what} leads to the right one: ${bytes.subarray(0, 12).toString("latin1")}`, () => {
    assert.match(told(bytes), new RegExp(`^This is ${what}.*\\. Take the \\.json file`));
  });

test("what may be a file of marks is left to be read, in UTF-8 and in UTF-16", () => {
  for (const text of ["", "{", "[]", ' {"a": 1}'])
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, "utf16le"),
      Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
    ]) {
      assert.equal(told(bytes), "");
      assert.equal(decoded(bytes), text);
    }
});
