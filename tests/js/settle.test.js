// Boxes in a column, against every other way to put them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { GAP, settle } from "../../build_tools/assets/js/settle.js";

/** The weight of the box that stays where it is. */
const HEAVY = 1e6;

/**
 * Even chance from a seed, as good as this needs.
 * @param {number} seed
 */
function dice(seed) {
  let state = seed;
  return (from, to) => {
    state = (state * 48271) % 2147483647;
    return from + (state % (to - from + 1));
  };
}

/** What each box wants; the fixed one nothing above the edge. */
const asked = ({ wanted, fixed }) => wanted.map((top, index) => (index === fixed ? Math.max(0, top) : top));

/** The highest that a box may be put: above the edge where the fixed one leaves no room for those before it. */
function highest(one) {
  const { heights, fixed } = one;
  if (fixed < 0) return 0;
  const room = sum(heights.slice(0, fixed)) + GAP * fixed;
  return Math.min(0, asked(one)[fixed] - room);
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
function isNear(one, other, within) {
  assert.ok(Math.abs(one - other) <= within, `${one} is not ${other} within ${within}`);
}

function cases() {
  const chance = dice(8);
  const found = [
    { wanted: [], heights: [], fixed: -1 },
    { wanted: [-50], heights: [20], fixed: -1 },
    { wanted: [-50], heights: [20], fixed: 0 },
    { wanted: [0, 0, 0, 0, 0], heights: [30, 30, 30, 30, 30], fixed: 4 },
  ];
  for (let round = 0; round < 400; round++) {
    const count = chance(1, 6);
    const wanted = Array.from({ length: count }, () => chance(-40, 300));
    // Otherwise: several columns, or a text that runs backwards.
    if (chance(1, 5) > 1) wanted.sort((one, other) => one - other);
    const heights = Array.from({ length: count }, () => chance(10, 120));
    found.push({ wanted, heights, fixed: chance(-1, count - 1) });
  }
  return found;
}

/** The sum of the squares by which boxes are moved; the fixed one counts a million times. */
const cost = (tops, one) =>
  sum(tops.map((top, index) => (index === one.fixed ? HEAVY : 1) * (top - asked(one)[index]) ** 2));

/** The least cost, by trying every way to put neighbours into touching groups. */
function best(one) {
  const { heights, fixed } = one;
  const wanted = asked(one);
  const above = heights.map((_, index) => sum(heights.slice(0, index)) + GAP * index);
  const weights = heights.map((_, index) => (index === fixed ? HEAVY : 1));
  let least = Infinity;
  for (let cuts = 0; cuts < 2 ** (wanted.length - 1); cuts++) {
    const tops = [];
    for (let start = 0; start < wanted.length; ) {
      let end = start + 1;
      while (end < wanted.length && !(cuts & (1 << (end - 1)))) end++;
      const group = wanted.map((_, index) => index).slice(start, end);
      const moment = sum(group.map((index) => weights[index] * (wanted[index] - above[index])));
      const place = Math.max(highest(one), moment / sum(group.map((index) => weights[index])));
      tops.push(...group.map((index) => place + above[index]));
      start = end;
    }
    const stand = tops.every(
      (top, index) => !index || tops[index - 1] + heights[index - 1] + GAP <= top + 1e-6,
    );
    if (stand) least = Math.min(least, cost(tops, one));
  }
  return least;
}

test("boxes settle with the least movement", () => {
  for (const one of cases()) {
    const { wanted, heights, fixed } = one;
    const tops = settle(wanted, heights, fixed);
    assert.equal(tops.length, wanted.length);
    if (!tops.length) continue;
    assert.ok(tops[0] >= highest(one) - 0.01);
    for (let index = 1; index < tops.length; index++)
      assert.ok(tops[index] >= tops[index - 1] + heights[index - 1] + GAP - 1e-6);
    if (fixed >= 0) {
      isNear(tops[fixed], Math.max(0, wanted[fixed]), 0.01);
    }
    isNear(cost(tops, one), best(one), 1e-3 + 1e-5 * best(one));
  }
});

test("settling what is settled changes nothing", () => {
  for (const { wanted, heights, fixed } of cases()) {
    const once = settle(wanted, heights, fixed);
    const again = settle(once, heights, fixed);
    for (const [index, top] of again.entries()) isNear(top, once[index], 1e-2);
  }
});
