// On which lines of a printed sheet a passage stands.

import assert from "node:assert/strict";
import { test } from "node:test";
import { linesInWords, linesOf } from "../../build_tools/assets/js/classroom/numbering.js";

const starts = [0, 10, 20, 30];

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
    [30, 99],
    [4, 4],
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
