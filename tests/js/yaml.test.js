// What the page writes as YAML: mappings and lists. How a text is written is tested together with Python (tests/suggest).

import assert from "node:assert/strict";
import { test } from "node:test";
import { yaml } from "../../build_tools/assets/js/suggest/yaml.js";

test("a day stands plain where days stand, and is a text elsewhere", () =>
  assert.equal(
    yaml({ source: { title: "2025", published: "2025-04", checked: "soon" } }),
    'source:\n  title: "2025"\n  published: 2025-04\n  checked: soon\n',
  ));

test("what is missing is a gap, and what was not asked for is left out", () =>
  assert.equal(yaml({ gist: null, ask: undefined, evidence: [], sources: {} }), "gist:\n"));

test("ids stand between brackets", () =>
  assert.equal(yaml({ evidence: ["tass-1", "no", "2025"] }), 'evidence: [tass-1, "no", "2025"]\n'));

test("half a sign, which no file can hold, is told", () =>
  assert.equal(yaml({ gist: "half \ud800 sign" }), "gist: half \ufffd sign\n"));

test("what is long or has lines stands below its key", () =>
  assert.equal(
    yaml({ target: { exact: "one: two\n- three" } }),
    "target:\n  exact: |-\n    one: two\n    - three\n",
  ));
