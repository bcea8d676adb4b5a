// The places that a class has marked, and how they are told. In the texts [these words] are marked, › is a place behind
// which a pupil says that something is missing, and ‹ one of which a note says so; `menu ` at an edge is what stood around
// the article.

import assert from "node:assert/strict";
import { test } from "node:test";
import { onWord } from "../../build_tools/assets/js/classroom/points.js";
import { placeSaid, saidOf } from "../../build_tools/assets/js/classroom/report.js";
import { spotsOf } from "../../build_tools/assets/js/classroom/spots.js";
import { talkOf } from "../../build_tools/assets/js/classroom/tally.js";
import { wordSpans } from "../../build_tools/assets/js/classroom/words.js";
import { Characters } from "../../build_tools/assets/js/suggest/characters.js";
import { sentencesOf } from "../../build_tools/assets/js/suggest/sentences.js";

const KINDS = new Map([
  ["loaded-language", "Loaded language"],
  ["sourcing", "Sourcing"],
  ["missing-context", "Missing context"],
]);

/** @param {string} string */
const about = (string) => ({
  signs: [...string],
  words: wordSpans(new Characters(string), "en"),
  sentences: sentencesOf(string, "en"),
  isShown: () => true,
});

/** @param {string} told @returns {string} without the signs that nobody sees */
const plain = (told) => told.replace(/[\u2068\u2069]/gu, "");

/**
 * @param {string} string
 * @param {[string, string][][]} pupils what each marked, and as which kind
 * @param {number} [size]
 */
function spotted(string, pupils, size = pupils.length) {
  const text = about(string);
  const marks = pupils.map((own) =>
    own.map(([words, kind, well]) => {
      const start = string.indexOf(words);
      assert.ok(start >= 0, words);
      return { start, end: start + words.length, kind, isDoneWell: well === "well", comment: "" };
    }),
  );
  const spots = spotsOf(marks, [], text);
  const context = /** @type {any} */ ({ ...text, kinds: KINDS, size, isTold: () => true });
  const { torn } = talkOf(spots, size);
  return spots.map((spot) => {
    const told = saidOf(spot, context).replace(". No note is on it.", "");
    return `${plain(placeSaid(context, spot))} ${spot.pupils.length}: ${told}${torn.includes(spot) ? " TORN" : ""}`;
  });
}

for (const [name, drawn, word, place] of [
  [
    "behind a full stop, before the next paragraph",
    "He hit targets.›‹\nThis is new.",
    "targets.",
    "He hit targets.",
  ],
  ["behind a quotation", "He said: “Leave.”›‹ The end.", "Leave.”", "He said: “Leave.”"],
  ["behind a headline without a full stop", "Talks go on›‹\nThe mayor left.", "on", "Talks go on"],
  ["at the end of the article", "It rained. All left.›‹\nSCROLL", "left.", "All left."],
  ["at the end of the text", "It rained. All left.›‹", "left.", "All left."],
  ["where the note is behind the space", "All left.› ‹It rained.", "left.", "All left."],
  ["where the mark is before the full stop", "All left›.‹ It rained.", "left", "All left"],
  ["signs beyond the basic plane", "🚢🚢 The 𝒮hip left🚢.›‹ It rained.", "left🚢.", "🚢🚢 The 𝒮hip left🚢."],
  ["Arabic", "غادر الجميع؟›‹ بدأ المطر.", "الجميع؟", "غادر الجميع؟"],
  [
    "of a long sentence its end",
    "One more word of many that say nothing, and strikes on non-military targets.›‹\nThis is new.",
    "targets.",
    "… and strikes on non-military targets.",
  ],
])
  test(`something is missing ${name}`, () => {
    const string = drawn.replace(/[›‹]/gu, "");
    const signs = [...drawn.replace("‹", "")];
    const at = signs.indexOf("›");
    const note = [...drawn.replace("›", "")].indexOf("‹");
    const text = about(string);
    const mark = { start: at, end: at, kind: "missing-context", isDoneWell: false, comment: "" };
    const shown = onWord(mark, text.words);
    assert.equal(text.signs.slice(shown.start, shown.end).join(""), word);
    const own = { id: "gap", number: 18, kind: "missing-context", spans: [[note, note]] };
    const next = { id: "next", number: 19, kind: "sourcing", spans: [[note + 1, note + 4]] };
    const spots = spotsOf([[mark]], /** @type {any} */ ([own, next]), text);
    assert.deepEqual(
      spots.map((spot) => [plain(placeSaid(text, spot)), spot.notes.map(({ number }) => number)]),
      [[`after “${place}”`, [18]]],
    );
  });

test("a place behind words is not told together with marks on these", () => {
  const string = "He hit targets. It rained.";
  const marks = [
    [{ start: 7, end: 14, kind: "loaded-language", isDoneWell: false, comment: "" }],
    [{ start: 15, end: 15, kind: "missing-context", isDoneWell: false, comment: "" }],
  ];
  const spots = spotsOf(marks, [], about(string));
  assert.deepEqual(
    spots.map(({ isPoint, pupils }) => [isPoint, pupils]),
    [
      [false, [0]],
      [true, [1]],
    ],
  );
  assert.deepEqual(talkOf(spots, 2).torn, []);
});

const [L, S, M] = KINDS.keys();
for (const [name, pupils, expected] of /** @type {[string, any, string[]][]} */ ([
  [
    "who also marked other words of the sentence agrees with the others",
    [
      [
        ["brutally slammed", L],
        ["slammed the weak port", S],
      ],
      [["brutally slammed", L]],
      [["brutally slammed the", L]],
      [["brutally slammed the", L]],
    ],
    ["“brutally slammed the” 4: 4 loaded language; on other or more words: 1 sourcing"],
  ],
  [
    "who marked other words alone does not disagree either",
    [[["brutally slammed", L]], [["brutally slammed", L]], [["the weak", S]], [["the weak", S]]],
    ["“brutally slammed the weak” 4: 2 loaded language; on other or more words: 2 sourcing"],
  ],
  [
    "nor who marked the whole sentence",
    [[["slammed", L]], [["slammed", L]], [["Experts say he brutally slammed the weak port.", S]]],
    ["“slammed” 3: 2 loaded language; on other or more words: 1 sourcing"],
  ],
  [
    "the same words as different kinds",
    [[["slammed", L]], [["slammed", L]], [["slammed", S]]],
    ["“slammed” 3: 2 loaded language, 1 sourcing TORN"],
  ],
  [
    "or a word of them",
    [[["brutally slammed", L]], [["brutally slammed", L]], [["slammed", S]]],
    ["“brutally slammed” 3: 2 loaded language, 1 sourcing TORN"],
  ],
  [
    "one pupil who gave two kinds disagrees with nobody",
    [
      [
        ["slammed", L],
        ["slammed", S],
      ],
      [["slammed", L]],
      [["slammed", L]],
      [["slammed", L]],
    ],
    ["“slammed” 4: 4 loaded language, 1 sourcing (1 pupil as more than one kind)"],
  ],
  [
    "nor do all who gave the same two",
    [
      [
        ["slammed", L],
        ["slammed", S],
      ],
      [
        ["slammed", L],
        ["slammed", S],
      ],
    ],
    ["“slammed” 2: 2 loaded language, 2 sourcing (2 pupils as more than one kind)"],
  ],
  [
    "of one with two kinds and one with a third these differ",
    [
      [
        ["slammed", L],
        ["slammed", S],
      ],
      [["slammed", L]],
      [["slammed", M]],
    ],
    ["“slammed” 3: 2 loaded language, 1 sourcing, 1 missing context (1 pupil as more than one kind) TORN"],
  ],
  [
    "done well is compared on the same words too",
    [
      [["brutally slammed", L]],
      [["brutally slammed", L]],
      [
        ["brutally slammed", L],
        ["slammed the weak port", L, "well"],
      ],
    ],
    ["“brutally slammed” 3: 3 loaded language"],
  ],
]))
  test(name, () => {
    assert.deepEqual(spotted("Experts say he brutally slammed the weak port.", pupils), expected);
  });
