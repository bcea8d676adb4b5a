// What the marks of a class come to, by example: the text is “Experts say the noisy port will close. Nobody asked them.”

import assert from "node:assert/strict";
import { test } from "node:test";
import { Characters } from "../../build_tools/assets/js/suggest/characters.js";
import { countsOf, piecesOf } from "../../build_tools/assets/js/classroom/counts.js";
import { apartOn, spotsOf } from "../../build_tools/assets/js/classroom/spots.js";
import { foundOf, talkOf } from "../../build_tools/assets/js/classroom/tally.js";
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
const mark = (words, kind, isDoneWell = false) => {
  const start = string.indexOf(words);
  return { start, end: start + words.length, kind, isDoneWell, comment: "" };
};
/** @param {string} id @param {string} words @param {string} kind */
const note = (id, words, kind) => {
  const { start, end } = mark(words, kind);
  return /** @type {any} */ ({ id, kind, spans: [[start, end]] });
};
const [SOURCING, LOADED, MISSING] = ["sourcing", "loaded-language", "missing-context"];
const pupils = [
  [mark("Experts say", SOURCING), mark("noisy", LOADED)],
  [mark("Experts", SOURCING, true), mark("noisy port", LOADED), mark("noisy port", LOADED)],
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
    found.map(({ note: { id }, whole, part, other, well }) => [id, whole, part, other, well]),
    [
      ["vague", [0], [1, 3], [], [1]],
      ["port", [1], [0], [2, 3], []],
    ],
  );
  const whole = /** @type {any} */ ({ id: "all", kind: SOURCING, spans: [] });
  assert.deepEqual(foundOf([whole], pupils, text), [], "nobody can mark the whole article");
});

test("what to talk over", () => {
  const spots = spotsOf(pupils, notes, text);
  assert.deepEqual(
    spots.map((spot) => [
      words(spot),
      spot.pupils,
      spot.kinds.map(([kind, who]) => [kind, who.length]),
      spot.notes.map(({ id }) => id),
      spot.well,
    ]),
    [
      ["Experts say", [0, 1, 3], [[SOURCING, 3]], ["vague"], [1]],
      [
        "noisy port",
        [0, 1, 2, 3],
        [
          [LOADED, 2],
          [MISSING, 1],
        ],
        ["port"],
        [],
      ],
      ["Nobody asked", [2], [[MISSING, 1]], [], []],
    ],
  );
});

/**
 * Spots of a class, drawn a line each: `name marked kinds`, the kinds as numbers of pupils, an `n` where a note is, and how
 * many say that it is done well.
 * @param {string} drawn
 * @param {number} size
 */
function talk(drawn, size) {
  const spots = drawn
    .trim()
    .split(/\s*\n\s*/)
    .map((line, start) => {
      const [name, marked, kinds, ...more] = line.split(/ +/);
      const who = (/** @type {string} */ number, from = 0) =>
        Array.from({ length: Number(number) }, (_, nth) => from + nth);
      let next = 0;
      const spot = /** @type {any} */ ({
        name,
        start,
        end: start + 1,
        pupils: who(marked),
        on: who(marked),
        kinds: kinds.split("/").map((number, nth) => {
          const own = who(number, next);
          next += own.length;
          return [String(nth), own];
        }),
        notes: more.includes("n") ? [{}] : [],
        well: who(more.find((one) => /^\d/.test(one)) ?? "0"),
      });
      return { ...spot, apart: apartOn(spot, []) };
    });
  const names = (/** @type {any[]} */ some) => some.map(({ name }) => name).join(" ");
  const { most, torn, half, ours } = talkOf(spots, size);
  return `${names(most)} | ${names(torn)} | ${names(half)} | ${names(ours)}`;
}

test("what to talk over: what most marked, where they disagreed, what half of them marked, and what no note has", () => {
  const drawn = `
    all      28 28    n
    torn     20 12/8  n
    nearly   26 25/2  n
    two      19 19    n
    half     14 14    n
    well     12 12    n 6
    split    13 13    n
    third    10 10
    few      4  4
    fewer    3  2/1   n
    own      3  3
    one      1  1`;
  assert.equal(talk(drawn, 28), "all nearly torn two half | torn well | split | third few own");
  assert.equal(talk("a 2 1/1 n \n b 1 1", 2), "a | a |  | ", "two pupils");
  assert.equal(talk("a 1 1 n", 1), "a |  |  | ", "one alone has most of it");
  assert.equal(talk("a 1 1 \n b 1 1", 30), " |  |  | ", "one pupil alone is no class");
  assert.equal(
    talk(
      "a 30 30 n \n b 29 29 n \n c 28 28 n \n d 27 27 n \n e 26 26 n \n f 10 10 n 10 \n g 18 18 n \n h 19 19 n",
      30,
    ),
    "a b c d e |  | g | ",
    "where a third marks it, and all of these see it alike, nobody disagrees",
  );
  const many = Array.from({ length: 9 }, (_, nth) => `s${nth} 9 9 n`).join("\n");
  assert.equal(talk(many, 9).split(" | ")[0].split(" ").length, 9, "all that over two thirds marked");
});
