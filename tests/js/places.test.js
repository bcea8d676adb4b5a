// Sums about places: of passages, heads, ticks on the strip, and fingers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { near } from "../../build_tools/assets/js/column.js";
import { KEYS, swiped } from "../../build_tools/assets/js/keys.js";
import { spread } from "../../build_tools/assets/js/passages.js";
import { sight, ticks } from "../../build_tools/assets/js/strip.js";

const range = (length, of) => Array.from({ length }, (_, index) => of(index));

test("what cannot be measured is taken to stand evenly", () => {
  assert.deepEqual(spread({ top: 100, height: 400 }, 4), [150, 250, 350, 450]);
  assert.deepEqual(spread({ top: -300, height: 0 }, 2), [-300, -300]);
  assert.deepEqual(spread({ top: 0, height: 90 }, 0), []);
});

test("near are those in the window, and some on both sides of it", () => {
  const tops = range(100, (index) => index * 60 - 3000);
  const found = near(tops, 900);
  assert.deepEqual(
    found,
    range(found.length, (index) => found[0] + index),
    "without a gap",
  );
  for (const [index, top] of tops.entries()) {
    if (top >= 0 && top <= 900) assert.ok(found.includes(index));
    if (top < -900 || top > 1800) assert.ok(!found.includes(index));
  }
  assert.ok(tops[found[0]] < -200 && tops[found.at(-1)] > 1100);
  assert.deepEqual(near([], 900), []);
});

for (const [top, height, window, from, to] of [
  [0, 1000, 500, 0, 0.5],
  [-500, 1000, 500, 0.5, 1],
  [-250, 1000, 500, 0.25, 0.75],
  [700, 1000, 500, 0, 0],
  [-2000, 1000, 500, 1, 1],
  [100, 200, 500, 0, 1],
  [0, 0, 500, 0, 1],
])
  test(`of ${height} pixels from ${top} a window of ${window} shows ${from} to ${to}`, () =>
    assert.deepEqual(sight(top, height, window), { from, to }));

test("each lens has a lane with a tick for every place, and one for places that are the same", () => {
  const marks = [
    { lens: "context", y: 0 },
    { lens: "speaking", y: 250 },
    { lens: "speaking", y: 250.2 },
    { lens: "speaking", y: 500 },
    { lens: "speaking", y: -90 },
    { lens: "of another page", y: 3 },
  ];
  assert.deepEqual(ticks(marks, 500), ["M500 0.1v.8M1000 0.1v.8M0 0.1v.8", "", "M0 2.1v.8"]);
  assert.deepEqual(ticks([], 0), ["", "", ""]);
  assert.deepEqual(ticks([{ lens: "wording", y: 0 }], 0), ["", "M0 1.1v.8", ""]);
});

for (const [x, y, action] of [
  [-80, 10, "next"],
  [80, -10, "previous"],
  [5, 150, "close"],
  [30, 0],
  [-30, 3],
  [0, 40],
  [60, 50],
  [-70, -70],
  [0, -100],
  [-100, 60],
  [60, 100],
])
  test(`a finger that goes ${x} to the side and ${y} down asks for ${action ?? "nothing"}`, () =>
    assert.equal(swiped(x, y, true), action));

test("a sheet that can be scrolled up is not closed by a finger that does", () => {
  assert.equal(swiped(5, 150, false), undefined);
  assert.equal(swiped(-80, 10, false), "next");
});

test("every key has one meaning", () => {
  assert.deepEqual(Object.keys(KEYS).sort().join(""), "0123?jkw");
  assert.equal(new Set(Object.values(KEYS)).size, 8);
  assert.deepEqual([KEYS[1], KEYS[2], KEYS[3], KEYS[0]], ["speaking", "wording", "context", "clean"]);
});
