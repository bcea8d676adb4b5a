// What addresses and devices say of a view, and what is made of it.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { idIn, queryFor } from "../../build_tools/assets/js/address.js";
import { viewIn } from "../../build_tools/assets/js/asked.js";
import { kept } from "../../build_tools/assets/js/device.js";
import { keep } from "../../build_tools/assets/js/help.js";
import { LENSES, lensesIn } from "../../build_tools/assets/js/state.js";

const plainly = { notes: "", voice: "", plain: false };

for (const [search, lenses] of [
  ["?lens=wording", ["wording"]],
  ["?lens=wording,nonsense", ["wording"]],
  ["?lens=nonsense", []],
  ["?lens=", []],
  ["?lens", []],
  ["?lens=context%2Cspeaking", ["speaking", "context"]],
  ["?lens=context+speaking", ["speaking", "context"]],
  ["?lens=wording,wording", ["wording"]],
  ["?lens=Wording", []],
  ["?lens=%22%3E%3Cscript%3E", []],
  ["?from=class&lens=wording", ["wording"]],
])
  test(`${search} shows ${lenses.join(" and ") || "the clean article"}`, () =>
    assert.deepEqual(viewIn(search), { lenses, ...plainly }));

for (const search of ["", "?", "?wording=plain", "?voice=board", "?lenses=wording", "?%E0%A4%A"])
  test(`“${search}” asks for no view`, () => assert.equal(viewIn(search), null));

test("a view has a choice of notes, a voice and a wording", () =>
  assert.deepEqual(viewIn("?lens=speaking,wording&notes=all&voice=board&wording=plain"), {
    lenses: ["speaking", "wording"],
    notes: "all",
    voice: "board",
    plain: true,
  }));

for (const [view, before, after] of [
  [{ lenses: [], ...plainly }, "", ""],
  [{ lenses: [], notes: "all", voice: "board", plain: true }, "?lens=wording&notes=all&voice=board", ""],
  [{ lenses: ["speaking"], notes: "", voice: "board", plain: true }, "", "?lens=speaking&voice=board"],
  [
    { lenses: ["wording"], notes: "all", voice: "", plain: true },
    "",
    "?lens=wording&notes=all&wording=plain",
  ],
  [{ lenses: ["speaking", "context"], ...plainly }, "", "?lens=speaking,context"],
  [{ lenses: ["context"], ...plainly }, "?from=class&page=2", "?from=class&page=2&lens=context"],
  [{ lenses: [], ...plainly }, "?from=class&lens=wording&page=2", "?from=class&page=2"],
])
  test(`${JSON.stringify(view)} after “${before}” is “${after}”`, () =>
    assert.equal(queryFor(view, before), after));

test("every view is read back from its address as it was", () => {
  for (let bits = 0; bits < 2 ** LENSES.length; bits++)
    for (const voice of ["", "the-outlet", "a&b=c#d é"])
      for (const [notes, plain] of [
        ["", false],
        ["concern", true],
      ]) {
        const lenses = LENSES.filter((_, index) => bits & (1 << index));
        const read = viewIn(queryFor({ lenses, notes, voice, plain }, "?x=%26"));
        if (!lenses.length) assert.equal(read, null);
        else {
          assert.deepEqual(read?.lenses, lenses);
          assert.equal(read?.notes, notes);
          assert.equal(read?.voice, lenses.includes("speaking") ? voice : "");
          assert.equal(read?.plain, lenses.includes("wording") && plain);
        }
      }
});

for (const [hash, id] of [
  ["", ""],
  ["#", ""],
  ["#a-note", "a-note"],
  ["#ref--a-note--2", "ref--a-note--2"],
  ["#%C3%A9", "é"],
  ["#%", ""],
  ["#%E0%A4%A", ""],
  ["#a%20b", "a b"],
])
  test(`${hash} names “${id}”`, () => assert.equal(idIn(hash), id));

for (const names of [undefined, null, 7, ["wording"], { a: 1 }])
  test(`${JSON.stringify(names)} is no list of lenses`, () => assert.deepEqual(lensesIn(names), []));

// --- the device ---------------------------------------------------------------------------------

/** @param {object} storage */
function device(storage) {
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
}

function memory(text) {
  let content = text;
  return { getItem: () => content, setItem: (_, value) => (content = value) };
}

const refuse = () => {
  throw new DOMException("no", "SecurityError");
};

afterEach(() => device(undefined));

test("what is kept is added to", () => {
  device(memory(null));
  keep({ lenses: "wording" });
  keep({ keys: false });
  keep({ lenses: "context" });
  assert.deepEqual(kept(), { lenses: "context", keys: false });
});

for (const text of [null, "", "{lenses", "null"])
  test(`of “${text}” nothing is known`, () => {
    device(memory(text));
    assert.deepEqual(kept(), {});
    keep({ keys: true });
    assert.deepEqual(kept(), { keys: true });
  });

for (const text of ["7", '"lenses"', "[1]", '{"lenses": {"a": 1}, "keys": "no"}', '{"lenses": [1, null]}'])
  test(`${text} names no lens`, () => {
    device(memory(text));
    assert.deepEqual(lensesIn(kept().lenses), []);
  });

for (const [what, storage] of Object.entries({
  missing: undefined,
  "switched off": { getItem: refuse, setItem: refuse },
  unreadable: { getItem: refuse, setItem: () => {} },
  full: { getItem: () => null, setItem: refuse },
}))
  test(`a device whose storage is ${what} keeps nothing, and says nothing`, () => {
    device(storage);
    keep({ lenses: "wording" });
    assert.deepEqual(kept(), {});
  });
