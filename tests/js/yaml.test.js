// What the page writes as YAML, and how it looks. That Python reads the same is tested from there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { yaml } from "../../build_tools/assets/js/suggest/yaml.js";

for (const [text, line] of [
  ["The headline names nobody", "The headline names nobody"],
  ["yes", '"yes"'],
  ["null", '"null"'],
  ["~", '"~"'],
  ["12:30", '"12:30"'],
  ["2025-04-26", '"2025-04-26"'],
  ["- a", '"- a"'],
  ["a: b", '"a: b"'],
  ["a #b", '"a #b"'],
  ["it’s “so”", "it’s “so”"],
  ["“so” it is", '"“so” it is"'],
  ['he said "no"', `'he said "no"'`],
  ["C:\\temp", "'C:\\temp'"],
  ['it\'s \\ "so"', `'it''s \\ "so"'`],
  [" space ", '" space "'],
  ["tab\there", '"tab\\there"'],
  ["bell\x07", '"bell\\x07"'],
  ["half \ud800 sign", '"half \ufffd sign"'],
  ["👩‍🚀 goes", '"👩‍🚀 goes"'],
  ["no\u00a0break", '"no\\xa0break"'],
  ["العربية", "العربية"],
  ["", '""'],
])
  test(`${JSON.stringify(text)} is written ${line}`, () =>
    assert.equal(yaml({ gist: text }), `gist: ${line}\n`));

test("a day stands plain where days stand, and is a text elsewhere", () =>
  assert.equal(
    yaml({ source: { title: "2025", published: "2025-04", checked: "soon" } }),
    'source:\n  title: "2025"\n  published: 2025-04\n  checked: soon\n',
  ));

test("what is missing is a gap, and what was not asked for is left out", () =>
  assert.equal(yaml({ gist: null, ask: undefined, evidence: [], sources: {} }), "gist:\n"));

test("ids stand between brackets", () =>
  assert.equal(yaml({ evidence: ["tass-1", "no", "2025"] }), 'evidence: [tass-1, "no", "2025"]\n'));

test("long prose is folded, and its paragraphs stay", () => {
  const text = `${"word ".repeat(30).trim()}\n\n# not: a comment`;
  assert.equal(
    yaml({ observation: text }),
    `observation: >-\n  ${"word ".repeat(19).trim()}\n  ${"word ".repeat(11).trim()}\n\n\n  # not: a comment\n`,
  );
});

test("single line ends are kept as they are", () =>
  assert.equal(yaml({ excerpt: "one: two\n- three" }), "excerpt: |-\n  one: two\n  - three\n"));
