// Folders as they are dropped, and what pupils are called whose files are in folders of a platform.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenFiles, Found, MOST_FILES } from "../../build_tools/assets/js/classroom/folders.js";
import { namesFrom } from "../../build_tools/assets/js/classroom/labels.js";
import { isSystemFile } from "../../build_tools/assets/js/classroom/system.js";

/** @typedef {{[name: string]: Tree | string | null}} Tree a folder; a file with its text; nothing: it cannot be read */

/** As browsers give it: a hundred entries at a time. @param {string} path @param {Tree | string | null} content @returns {any} */
function entry(path, content) {
  const name = path.split("/").at(-1);
  if (typeof content === "string" || content === null)
    return {
      name,
      fullPath: path,
      isDirectory: false,
      file: (/** @type {any} */ done, /** @type {any} */ fail) =>
        content === null
          ? fail(new DOMException("no", "EncodingError"))
          : done(new File([content], String(name))),
    };
  const all = Object.entries(content).map(([child, inner]) => entry(`${path}/${child}`, inner));
  const createReader = () => {
    const left = [...all];
    return {
      readEntries: (/** @type {any} */ done, /** @type {any} */ fail) =>
        "shut" in content ? fail(new DOMException("no", "NotReadableError")) : done(left.splice(0, 100)),
    };
  };
  return { name, fullPath: path, isDirectory: true, createReader };
}

/** @param {Tree} tree */
async function open(tree) {
  const found = new Found();
  await found.open(entry("/class", tree), 1);
  const { files, bad } = found.all();
  return { files: files.map(({ name }) => name), bad: bad.map(({ file, why }) => `${file}: ${why}`) };
}

/** @param {number} number @returns {Tree} */
const many = (number) =>
  Object.fromEntries(Array.from({ length: number }, (_, nth) => [`${nth}.json`, "{}"]));

test("a folder is opened with the folders in it, without what systems put there", async () => {
  const { files, bad } = await open({
    "a.json": "{}",
    ".DS_Store": "x",
    "Thumbs.db": "x",
    __MACOSX: { "._a.json": "x" },
    Ada: { "Version 2": { "b.json": "{}" }, empty: {} },
  });
  assert.deepEqual([files, bad], [["class/a.json", "class/Ada/Version 2/b.json"], []]);
});

test("all of a large folder is read, and of too large a one as much as a class could hand in", async () => {
  assert.equal((await open(many(250))).files.length, 250);
  const { files, bad } = await open({ ...many(MOST_FILES), more: many(20) });
  assert.equal(files.length, MOST_FILES);
  assert.match(bad.join("\n"), /^The rest: More than 2000 files: the first 2000 were read\.$/);
});

test("of what is chosen by a button the same is read", () => {
  const files = Array.from(
    { length: MOST_FILES + 2 },
    (_, nth) => new File(["{}"], nth ? `${nth}.json` : ".DS_Store"),
  );
  const { files: read, bad } = chosenFiles(files);
  assert.deepEqual([read.length, read[0].name, bad.length], [MOST_FILES, "1.json", 1]);
});

test("what cannot be opened is named, and the others are read", async () => {
  const { files, bad } = await open({ "a.json": "{}", b: { shut: "" }, "c.json": null });
  assert.deepEqual(files, ["class/a.json"]);
  assert.deepEqual(
    bad.map((one) => one.split(": ")[0]),
    ["class/b", "class/c.json"],
  );
  assert.match((await open({})).bad.join(""), /no files in this folder/);
  /** @type {Tree} */
  let deep = { "a.json": "{}" };
  for (let depth = 0; depth < 30; depth++) deep = { deep };
  assert.match((await open(deep)).bad.join(""), /20 folders deep/);
});

test("what nobody has handed in is told by its name", () => {
  for (const name of [
    ".DS_Store",
    "a/.git/config",
    "__MACOSX/a.json",
    "x/Thumbs.db",
    "desktop.ini",
    "~$marks.docx",
  ])
    assert.ok(isSystemFile(name), name);
  for (const name of ["a.json", "Ada.B/marks.json", "thumbs.db.json", "MACOSX/a.json"])
    assert.ok(!isSystemFile(name), name);
});

for (const [name, files, expected] of /** @type {[string, string[], string[]][]} */ ([
  [
    "Moodle",
    ["Ada Example_123_assignsubmission_file/lesson.json", "Bo Né_124_assignsubmission_file/lesson-bo.json"],
    ["Ada Example", "Bo Né"],
  ],
  [
    "Moodle without folders",
    ["Ada Example_123_assignsubmission_file_lesson.json", "Bo_124_assignsubmission_file_lesson.json"],
    ["Ada Example", "Bo"],
  ],
  [
    "Teams",
    [
      "Submitted files/Ada Example/Bias/Version 1/lesson.json",
      "Submitted files/Bo/Bias/Version 1/lesson.json",
      "Submitted files/Cy/Bias/Version 2/lesson.json",
    ],
    ["Ada Example", "Bo", "Cy"],
  ],
  ["Google Classroom", ["Ada Example - lesson.json", "Bo - lesson.json"], ["Ada Example", "Bo"]],
  ["Canvas", ["exampleada_123_4567_lesson.json", "bo_LATE_124_4568_lesson-1.json"], ["exampleada", "bo"]],
  ["our own page", ["lesson-Ada-9b.json", "class/lesson-Bo (1).json"], ["Ada-9b", "Bo"]],
  ["no names at all", ["lesson.json", "lesson (1).json"], ["lesson.json", "lesson (1).json"]],
  ["one file", ["folder/lesson-Ada.csv"], ["Ada"]],
]))
  test(`pupils without a name in their files: ${name}`, () => {
    const pupils = files.map((file) => ({ name: "", file }));
    assert.deepEqual(namesFrom(pupils, "lesson"), expected);
    assert.equal(namesFrom([{ name: "Own", file: files[0] }], "lesson")[0], "Own");
    const blank = files.map((file) => ({ name: "\u200b\u2060", file }));
    assert.deepEqual(namesFrom(blank, "lesson"), expected, "a name that nobody sees is none");
  });
