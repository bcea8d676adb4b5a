// What the marks of a class come to, by example: the text is “Experts say the noisy port will close. Nobody asked them.”

import assert from "node:assert/strict";
import { test } from "node:test";
import { Characters } from "../../build_tools/assets/js/suggest/characters.js";
import {
  countsOf,
  foundOf,
  piecesOf,
  spotsOf,
  toDiscuss,
} from "../../build_tools/assets/js/classroom/tally.js";
import { wordSpans } from "../../build_tools/assets/js/classroom/words.js";

const string = "Experts say the noisy port will close. Nobody asked them.";
const text = {
  signs: [...string],
  words: wordSpans(new Characters(string), "en"),
  sentences: [
    { start: 0, end: 38 },
    { start: 39, end: 57 },
  ],
  isShown: () => true,
};
/** @param {string} words @param {string} kind */
const mark = (words, kind, comment = "") => {
  const start = string.indexOf(words);
  return { start, end: start + words.length, kind, comment };
};
/** @param {string} id @param {string} words @param {string} kind */
const note = (id, words, kind) => {
  const { start, end } = mark(words, kind);
  return /** @type {any} */ ({ id, kind, spans: [[start, end]] });
};
const [SOURCING, LOADED, MISSING] = ["sourcing", "loaded-language", "missing-context"];
const pupils = [
  [mark("Experts say", SOURCING), mark("noisy", LOADED)],
  [mark("Experts", SOURCING), mark("noisy port", LOADED), mark("noisy port", LOADED)],
  [mark("noisy port", MISSING), mark("Nobody asked", MISSING)],
  [mark("Experts say the noisy port will close", SOURCING)],
];
const notes = [note("vague", "Experts say", SOURCING), note("port", "noisy port", LOADED)];
const counts = countsOf(pupils, text.signs.length);
const words = (/** @type {{start: number, end: number}} */ { start, end }) => string.slice(start, end);

test("a word that one pupil marked twice counts once", () => {
  assert.equal(counts[string.indexOf("noisy")], 4);
  assert.equal(counts[string.indexOf("port")], 3);
  assert.equal(counts[string.indexOf("them")], 0);
});

test("the pieces are the marked words, cut where the number changes", () => {
  assert.deepEqual(
    piecesOf(counts).map((piece) => [words(piece), piece.count]),
    [
      ["Experts", 3],
      [" say", 2],
      [" the ", 1],
      ["noisy", 4],
      [" port", 3],
      [" will close", 1],
      ["Nobody asked", 1],
    ],
  );
});

test("who found a note, wholly, in part, or as another kind", () => {
  const found = foundOf(notes, pupils, text);
  assert.deepEqual(
    found.map(({ note: { id }, whole, part, other }) => [id, whole, part, other]),
    [
      ["vague", [0], [1, 3], []],
      ["port", [1], [0], [2, 3]],
    ],
  );
  const whole = /** @type {any} */ ({ id: "all", kind: SOURCING, spans: [] });
  assert.deepEqual(foundOf([whole], pupils, text), [], "nobody can mark the whole article");
});

test("what to talk over", () => {
  const spots = spotsOf(pupils, notes, counts, text);
  assert.deepEqual(
    spots.map((spot) => [
      words(spot),
      spot.pupils,
      spot.kinds.map(([kind, who]) => [kind, who.length]),
      spot.isNoted,
    ]),
    [
      ["Experts say", [0, 1, 3], [[SOURCING, 3]], true],
      [
        "noisy port",
        [0, 1, 2, 3],
        [
          [LOADED, 2],
          [SOURCING, 1],
          [MISSING, 1],
        ],
        true,
      ],
      ["Nobody asked", [2], [[MISSING, 1]], false],
    ],
  );
  const talk = toDiscuss(spots, 4);
  assert.deepEqual(talk.kinds.map(words), ["noisy port"]);
  assert.deepEqual(talk.whether.map(words), []);
  assert.deepEqual(talk.ours.map(words), [], "one pupil alone is no class");
  assert.deepEqual(toDiscuss(spots, 8).whether.map(words), ["noisy port", "Experts say"]);
  assert.deepEqual(toDiscuss(spotsOf([...pupils, pupils[2] ?? []], notes, counts, text), 5).ours.map(words), [
    "Nobody asked",
  ]);
});
