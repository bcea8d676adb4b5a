// On which lines of a printed sheet a passage stands.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  linesInWords,
  linesOf,
  placeInLesson,
  sheetInWords,
} from "../../build_tools/assets/js/classroom/numbering.js";

// The words from 40 to 50 are not on the sheet; then comes a table's row of two cells with two lines each.
const starts = /** @type {[number, number][]} */ ([
  [0, 1],
  [10, 2],
  [20, 3],
  [30, 4],
  [40, 0],
  [50, 5],
  [60, 6],
  [70, 5],
  [80, 6],
]);

for (const [span, lines] of /** @type {[[number, number], [number, number]][]} */ ([
  [
    [0, 1],
    [1, 1],
  ],
  [
    [9, 11],
    [1, 2],
  ],
  // What ends where a line begins ends on the line before.
  [
    [5, 20],
    [1, 2],
  ],
  [
    [80, 99],
    [6, 6],
  ],
  // From the second line of a cell to the first of the next.
  [
    [65, 75],
    [5, 6],
  ],
  // A point belongs to the word before it.
  [
    [10, 10],
    [1, 1],
  ],
  [
    [0, 0],
    [1, 1],
  ],
])) {
  test(`the words from ${span.join(" to ")} are on lines ${lines.join(" to ")}`, () => {
    assert.deepEqual(linesOf(span, starts), lines);
  });
}

test("what is not on the sheet is on none of its lines", () => {
  assert.equal(linesOf([41, 45], starts), null);
  assert.equal(linesOf([35, 45], starts), null);
  assert.equal(linesOf([0, 5], []), null);
  assert.equal(sheetInWords([[41, 45]], starts), "");
  assert.equal(
    sheetInWords(
      [
        [41, 45],
        [31, 33],
      ],
      starts,
    ),
    "Line 4",
  );
});

test("lines are said as the key that is made with the site says them", () => {
  assert.equal(linesInWords([]), "");
  assert.equal(linesInWords([[4, 4]]), "line 4");
  assert.equal(linesInWords([[4, 5]]), "lines 4–5");
  assert.equal(
    linesInWords([
      [4, 4],
      [17, 18],
      [4, 4],
    ]),
    "lines 4, 17–18",
  );
});

test("of chosen notes each has its own number and its place in the lesson", () => {
  const chosen = ["c", "a", "b"];
  assert.deepEqual(
    ["a", "c", "d"].map((id) => `Note 10${placeInLesson(id, chosen)}`),
    ["Note 10 (2 of 3)", "Note 10 (1 of 3)", "Note 10"],
  );
  assert.equal(placeInLesson("a", []), "");
});
