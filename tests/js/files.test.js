// Files that are handed in: many at once, in archives too, and none that stops the others.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { handedIn, readFiles } from "../../build_tools/assets/js/classroom/files.js";
import { toFile } from "../../build_tools/assets/js/classroom/handed.js";

const given = /** @type {any} */ ({
  article: "a",
  title: "A",
  address: "",
  text: "",
  kinds: [["sourcing", "Sourcing"]],
  notes: [],
});
const signs = [..."Experts say so. Nobody 🚢 asked them why it was so, and the mayor left the room."];
const mark = { start: 0, end: 7, kind: "sourcing", comment: "" };
/** @param {string} name @param {string} [saved] */
const handed = (name, saved = "2026") => toFile(given, signs, { name, marks: [mark], saved });

/** @param {number[]} values @returns {Buffer} */
const longs = (values) => Buffer.from(new BigUint64Array(values.map(BigInt)).buffer);

/**
 * An archive as other programs write it.
 * @param {[string, string | Buffer, number][]} files name, text and method
 * @param {{isWide?: boolean, flags?: number}} [how] isWide: with every number in its wide place
 */
function zip(files, { isWide = false, flags = 0 } = {}) {
  /** @type {Buffer[]} */
  const parts = [];
  /** @type {Buffer[]} */
  const entries = [];
  let at = 0;
  for (const [name, text, method] of files) {
    const data = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const bytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(bytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(text.length, 24);
    entry.writeUInt16LE(bytes.length, 28);
    entry.writeUInt32LE(at, 42);
    entry.writeUInt16LE(flags, 8);
    // Another program's addition comes first.
    const extra = Buffer.concat([
      Buffer.from([0x55, 0x54, 1, 0, 9, 1, 0, 24, 0]),
      longs([text.length, data.length, at]),
    ]);
    if (isWide) {
      for (const place of [20, 24, 42]) entry.writeUInt32LE(0xffffffff, place);
      entry.writeUInt16LE(extra.length, 30);
    }
    parts.push(local, bytes, data);
    entries.push(entry, bytes, ...(isWide ? [extra] : []));
    at += 30 + bytes.length + data.length;
  }
  const wide = Buffer.alloc(76);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeUInt32LE(files.length, 32);
  wide.writeUInt32LE(at, 48);
  wide.writeUInt32LE(0x07064b50, 56);
  wide.writeUInt32LE(Buffer.concat([...parts, ...entries]).length, 64);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  if (isWide) {
    end.writeUInt16LE(0xffff, 10);
    end.writeUInt32LE(0xffffffff, 16);
    return Buffer.concat([...parts, ...entries, wide, end]);
  }
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...entries, end]);
}

/** @param {string} name @param {string | Buffer} content */
const file = (name, content) => new File([/** @type {BlobPart} */ (content)], name);
/** @param {File[]} files */
const read = (files) =>
  readFiles(
    files.map((one) => handedIn(one, one.name)),
    given,
    signs,
  );

test("every file is read, and each that cannot be is named with its reason", async () => {
  const { pupils, bad } = await read([
    file("ada.json", handed("Ada")),
    file("photo.jpg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0])),
    file("empty.json", ""),
    file("bo.json", handed("Bo")),
    file("none.json", toFile(given, signs, { name: "C", marks: [], saved: "" })),
    file("large.json", `"${"x".repeat(5_000_001)}"`),
  ]);
  assert.deepEqual(
    pupils.map(({ name }) => name),
    ["Ada", "Bo"],
  );
  assert.deepEqual(
    bad.map((one) => one.file),
    ["photo.jpg", "empty.json", "none.json", "large.json"],
  );
  assert.ok(bad.every(({ why }) => /^[A-Z].*\.$/.test(why)));
});

/** @param {any} own of the set @param {any[]} [items] */
const made = (own, items) => {
  const page = JSON.parse(handed("Ada"));
  Object.assign(page.markedCopy, own);
  if (items) page.items = items;
  return JSON.stringify(page);
};
/** @param {string} exact @param {any} start @param {any} end @param {any} [more] */
const item = (
  exact,
  start,
  end,
  { prefix = "", body = [{ purpose: "tagging", value: "sourcing" }] } = {},
) => ({
  body,
  target: {
    selector: [
      { type: "TextQuoteSelector", exact, prefix, suffix: "" },
      { type: "TextPositionSelector", start, end },
    ],
  },
});
const deep = (/** @type {string} */ open, /** @type {string} */ close) =>
  open.repeat(1e5) + close.repeat(1e5);
const say = [item("say", 8, 11)];

for (const [name, content, expected] of /** @type {[string, string | Buffer, string][]} */ ([
  ["UTF-16", Buffer.from(`\ufeff${handed("Ada")}`, "utf16le"), "Experts"],
  ["a byte order mark", `\ufeff${handed("Ada")}`, "Experts"],
  ["lines as Windows ends them", handed("Ada").replaceAll("\n", "\r\n"), "Experts"],
  ["the name of a document of Word", handed("Ada"), "Experts"],
  [
    "arrays nested in it that we do not look at",
    made({ more: 0 }).replace('"more":0', `"more":${deep("[", "]")}`),
    "Experts",
  ],
  ["arrays nested deeply", deep("[", "]"), "not a file of marks"],
  ["objects nested deeply", `${'{"markedCopy":'.repeat(1e5)}1${"}".repeat(1e5)}`, "not a file of marks"],
  [
    "keys that a language has for itself",
    made({ name: "constructor" }, [
      item("say", 8, 11, { body: [{ purpose: "tagging", value: "__proto__" }] }),
    ]).replace("{", '{"__proto__":{"a":1},'),
    "lost say",
  ],
  ["numbers as strings", made({}, [item("say", "8", "11")]), "say"],
  ["offsets beyond the text", made({}, [item("say", 8e9, 8e9 + 3)]), "say"],
  ["an end before its start", made({}, [item("say", 11, 8)]), "say"],
  ["offsets of other words, and words that are twice", made({}, [item("so", 1, 3)]), "lost so"],
  [
    "a place that a single letter tells",
    made({}, [item("", 1e9, 1e9, { prefix: "x" })]),
    "lost the place after “x”",
  ],
  ["names that are none", made({ name: { a: 1 }, saved: [1], set: {} }, say), "say"],
  ["one mark 5,000 times", made({}, Array(5000).fill(say[0])), "say"],
  ["5,001 marks", made({}, Array(5001).fill([])), "More than 5000 marks"],
  ["100,000 marks", made({}, Array(100_000).fill(say[0])), "larger than 5 MB"],
  [
    "no marks that are any",
    made({}, [null, [], 7, { body: [null, [[]]], target: [] }]),
    "lost (a mark without words), ",
  ],
  [
    "a list that is none",
    made({}).replace('"items":[', '"items":{"a":[').replace(/\]\}$/, "]}}"),
    "not a file of marks",
  ],
  ["another article", made({ article: "b", title: "<b>B\u202e</b>" }), "on another article: “<b>B</b>”"],
  ["an article without a name", made({ article: null, title: null }), "on another article."],
  ["a web page", "<!doctype html><title>Practice</title>", "a web page"],
  ["a PDF", "%PDF-1.7", "a PDF"],
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), "not a file of marks"],
  ["an essay", "Dear teacher, here is my homework.", "not a file of marks"],
  ["another table", "name;points\nAda;1", "not a file of marks"],
  ["a file that is cut off", handed("Ada").slice(0, 200), "cut off"],
]))
  test(`a file with ${name}`, async () => {
    const { pupils, bad } = await read([file("homework.docx", content), file("bo.json", handed("Bo"))]);
    assert.equal(pupils.at(-1)?.name, "Bo", "the others are read all the same");
    const [{ marks, lost } = { marks: [], lost: [] }] = pupils.length > 1 ? pupils : [];
    const told = [
      ...marks.map(({ start, end }) => signs.slice(start, end).join("")),
      ...lost.map((words) => `lost ${words}`),
      ...bad.map(({ why }) => why),
    ].join(", ");
    assert.ok(bad.length ? told.includes(expected) : told.startsWith(expected), told);
    assert.ok(told.length < 400, told);
  });

test("names of files are shown without signs that turn or hide what stands beside them", async () => {
  const cut = "x".repeat(3000);
  const { pupils, bad } = await read([
    file("\u202egnp.exe.txt", "hello"),
    file("a\u2066b\u200f\u0007.json", handed("Ada")),
    file("\u202e", ""),
    file(`${cut}.json`, ""),
    file("all.zip", zip([["Bo/\u202egpj.json", "no", 8]])),
    file("\u202epiz.zip", zip([])),
  ]);
  assert.deepEqual(
    [...pupils, ...bad].map((one) => one.file),
    [
      "ab.json",
      "gnp.exe.txt",
      "(a file without a name)",
      `${cut.slice(0, 120)} … ${cut.slice(0, 72)}.json`,
      "Bo/gpj.json",
      "piz.zip",
    ].sort((a, b) => Number(b === "ab.json") - Number(a === "ab.json")),
  );
});

test("what no file of marks can be is not read at all", async () => {
  let most = 0;
  const bytes = async (from = 0, to = 50e6) => {
    most = Math.max(most, to - from);
    return new Uint8Array(to - from);
  };
  const { bad } = await readFiles([{ name: "film.json", size: 50e6, isLoose: true, bytes }], given, signs);
  assert.match(bad[0].why, /larger than 5 MB/);
  assert.ok(most < 100);
});

test("documents of office programs are told for what they are", async () => {
  const documents = ["[Content_Types].xml", "mimetype"].map((first) =>
    zip([
      [first, "x", 0],
      ["a.xml", "x", 8],
    ]),
  );
  const { bad } = await read(documents.map((content, nth) => file(`${nth}.xlsx`, content)));
  assert.equal(bad.length, 2);
  assert.ok(bad.every(({ why }) => /Word, Excel.*CSV/.test(why)));
});

test("a platform’s archive is unpacked", async () => {
  const archive = zip([
    ["Ada Example_1/marks.json", handed("Ada"), 8],
    ["Bo Example_2/marks.json", handed("Bo"), 0],
    ["Bo Example_2/", "", 0],
    ["__MACOSX/._marks.json", "x", 0],
    ["Cy Example_3/essay.json", "{}", 8],
    ["Di Example_4/marks.json", handed("Di"), 12],
  ]);
  const { pupils, bad } = await read([file("all.zip", archive), file("ed.json", handed("Ed"))]);
  assert.deepEqual(
    pupils.map(({ name }) => name),
    ["Ada", "Bo", "Ed"],
  );
  assert.deepEqual(
    bad.map((one) => one.file),
    ["Cy Example_3/essay.json", "Di Example_4/marks.json"],
  );
});

test("a damaged archive is named", async () => {
  const archive = zip([["a/marks.json", handed("Ada"), 8]]);
  const damaged = [
    archive.subarray(0, 40),
    Buffer.concat([archive.subarray(0, -22), Buffer.alloc(22)]),
    Buffer.concat([archive.subarray(0, -6), Buffer.from([255, 255, 255, 127, 0, 0])]),
  ];
  for (const content of damaged) {
    const { pupils, bad } = await read([
      file("all.zip", Buffer.from(content)),
      file("ed.json", handed("Ed")),
    ]);
    assert.deepEqual([pupils.length, bad.length], [1, 1]);
  }
  assert.equal((await read([file("none.zip", zip([]))])).bad.length, 1);
});

test("what unpacks to more than a file of marks can have is refused", async () => {
  const { bad } = await read([file("bomb.zip", zip([["a.json", "0".repeat(6_000_000), 8]]))]);
  assert.equal(bad.length, 1);
});

test("an archive with wide numbers is unpacked, and one that cannot be is told for what it is", async () => {
  const marks = /** @type {[string, string, number][]} */ ([
    ["Ada Example_1/marks.json", handed("Ada"), 8],
    ["Bo Example_2/marks.json", handed("Bo"), 0],
  ]);
  const { pupils, bad } = await read([
    file("wide.zip", zip(marks, { isWide: true })),
    file("cut.zip", zip(marks, { isWide: true }).subarray(60)),
    file("locked.zip", zip(marks.slice(0, 1), { flags: 1 })),
    file("nested.zip", zip([["inner.zip", zip(marks), 8]])),
    file("odd.zip", zip([["a.json", handed("C"), 12]])),
    file("many.zip", zip(Array.from({ length: 2001 }, (_, nth) => [`${nth}.json`, "", 0]))),
  ]);
  assert.deepEqual(
    pupils.map(({ name }) => name),
    ["Ada", "Bo"],
  );
  assert.deepEqual(
    bad.map(
      ({ file, why }) => `${file}: ${/not a file|password|within an archive|out of its|2000/.exec(why)}`,
    ),
    [
      "cut.zip: not a file",
      "Ada Example_1/marks.json: password",
      "inner.zip: within an archive",
      "a.json: out of its",
      "many.zip: 2000",
    ],
  );
});
