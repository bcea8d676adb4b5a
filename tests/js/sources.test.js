// The sources that an article has, in a list from which one is chosen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { toldApart } from "../../build_tools/assets/js/suggest/sources.js";

/** @param {string} id @param {string} name @param {string} excerpt */
const source = (id, name, excerpt) => ({
  id,
  name,
  item: { querySelector: () => /** @type {any} */ ({ textContent: excerpt }) },
});

test("no two sources have the same name, and those that need nothing more have nothing more", () => {
  const long = "A long passage that goes on well beyond what is needed to tell";
  const known = toldApart([
    source("c", "Post: Talks (2025)", "Only here."),
    source("a", "Agency: Key points (25 April 2025)", `${long} one`),
    source("b", "Agency: Key points (25 April 2025)", "The visit was short."),
    source("d", "Agency: Minutes (2025)", long),
    source("e", "Agency: Minutes (2025)", long),
  ]);
  assert.deepEqual(
    known.map(({ id, name }) => [id, name]),
    [
      ["a", "Agency: Key points (25 April 2025) “A long passage that goes on well beyond …”"],
      ["b", "Agency: Key points (25 April 2025) “The visit was short. …”"],
      ["d", "Agency: Minutes (2025) “A long passage that goes on well beyond …” d"],
      ["e", "Agency: Minutes (2025) “A long passage that goes on well beyond …” e"],
      ["c", "Post: Talks (2025)"],
    ],
  );
});
