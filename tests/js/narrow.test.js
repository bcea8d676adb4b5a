// Words of a sentence, as people type or paste them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { within } from "../../build_tools/assets/js/suggest/narrow.js";

const exact =
  "It confirms Moscow’s consistent position: “no  talks”, said the ‘envoy’, again and again in İzmir.";
const start = 17;

/** @param {string} typed */
function found(typed) {
  const part = within({ start, end: start + exact.length, exact }, typed);
  return part && exact.slice(part.start - start, part.end - start);
}

for (const [typed, meant] of [
  ['"Moscow\'s consistent position"', "Moscow’s consistent position"],
  ["“Moscow’s consistent position”", "Moscow’s consistent position"],
  ["«Moscow`s consistent position»", "Moscow’s consistent position"],
  ["„moscow's CONSISTENT“", "Moscow’s consistent"],
  ["'Moscow's consistent position'", "Moscow’s consistent position"],
  ["「Moscow's」", "Moscow’s"],
  // What the sentence has itself is kept.
  ['"no talks"', "“no  talks”"],
  ["'envoy'", "‘envoy’"],
  ["no\ntalks", "no  talks"],
  [" again ", "again"],
  ["gain", "gain"],
  ["in İzmir", "in İzmir"],
])
  test(`${JSON.stringify(typed)} is found`, () => assert.equal(found(typed), meant));

for (const typed of ["", "  ", '"', "“”", "no such words", '"Moscow consistent"'])
  test(`${JSON.stringify(typed)} is not`, () => assert.equal(found(typed), null));
