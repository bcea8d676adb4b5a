// Where a note is handed in, and what is kept of it until then.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../build_tools/assets/js/suggest/draft.js";
import { filled, LIMIT, newFile } from "../../build_tools/assets/js/suggest/host.js";

const github = {
  repository: "https://github.com/a/b",
  branch: "main",
  new_file: "{repository}/new/{branch}?filename={path}&value={text}",
};

test("the address has the path and the text in it", () => {
  const { address, name } = newFile(github, "annotations/a/b.yml", "a: “b” & #c (d)\n+é👩");
  assert.equal(name, "GitHub");
  assert.ok(
    address.startsWith("https://github.com/a/b/new/main?filename=annotations/a/b.yml&value=a%3A%20%E2%80%9C"),
  );
  assert.ok(address.endsWith("%28d%29%0A%2B%C3%A9%F0%9F%91%A9"));
  assert.equal(new URL(address).searchParams.get("value"), "a: “b” & #c (d)\n+é👩");
});

test("a branch may have slashes, and no value is read as a pattern", () =>
  assert.equal(
    filled("{repository}/_new/{branch}?a={text}&b={other}", { ...github, branch: "a/b", text: "{path}" }),
    "https://github.com/a/b/_new/a/b?a=%7Bpath%7D&b={other}",
  ));

test("an address is not too long", () => {
  const room = LIMIT - newFile(github, "a.yml", "").address.length;
  assert.equal(newFile(github, "a.yml", "a".repeat(room)).address.length, LIMIT);
  const { address, why } = newFile(github, "a.yml", "a".repeat(room + 1));
  assert.equal(address, "");
  assert.match(why, /too long.*6,001 of 6,000/);
});

test("without a repository, or a pattern, there is only the text to copy", () => {
  for (const host of [
    { ...github, repository: "" },
    { ...github, new_file: "" },
  ])
    for (const [contact, end] of [
      ["notes@example.org", "Copy the text, and send it to notes@example.org."],
      ["", "Copy the text, and show it to your teacher, or to whoever made this site."],
    ])
      assert.ok(newFile({ ...host, contact }, "a", "b").why.endsWith(end));
});

test("a host that takes no text says so", () => {
  const gitlab = {
    ...github,
    repository: "https://gitlab.com/a/b",
    new_file: "{repository}/-/new/{branch}?file_name={path}",
  };
  const { name, isFilled } = newFile(gitlab, "a/b.yml", "x");
  assert.deepEqual({ name, isFilled }, { name: "GitLab", isFilled: false });
});

/** @param {Record<string, string>} store */
const storage = (store) => () => ({
  getItem: (name) => store[name] ?? null,
  setItem: (name, text) => {
    store[name] = text;
  },
});
const passage = { start: 1, end: 3, exact: "ab" };

test("a draft is there again in another window, for its passage and its article", () => {
  const store = {};
  const drafts = new Drafts(storage(store), "a");
  drafts.put({ ...passage, fields: { gist: "x" } });
  drafts.put({ ...passage, fields: { gist: "y" } });
  drafts.put({ ...passage, start: 0, fields: { gist: "z" } });
  assert.ok(drafts.isKept);
  assert.equal(new Drafts(storage(store), "a").of(passage).fields.gist, "y");
  assert.deepEqual(new Drafts(storage(store), "b").all, []);
  drafts.drop(passage);
  assert.equal(new Drafts(storage(store), "a").all.length, 1);
});

for (const [name, broken] of [
  [
    "throws",
    () => {
      throw new Error("blocked");
    },
  ],
  ["keeps nothing", () => ({ getItem: () => null, setItem() {} })],
])
  test(`where storage ${name}, drafts hold as long as the page`, () => {
    const drafts = new Drafts(broken, "a");
    drafts.put({ ...passage, fields: { gist: "x" } });
    assert.equal(drafts.isKept, false);
    assert.equal(drafts.of(passage).fields.gist, "x");
    drafts.drop(passage);
    assert.equal(drafts.of(passage), undefined);
  });

for (const text of ["{", "null", "[]", '{"a":{}}', '{"a":[1]}'])
  test(`${text} in the storage is no draft`, () =>
    assert.deepEqual(new Drafts(storage({ "marked-copy-drafts": text }), "a").all, []));
