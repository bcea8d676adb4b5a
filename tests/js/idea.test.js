// An idea for a note: whatever has been typed goes along, to the repository's host or into a text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMIT } from "../../build_tools/assets/js/suggest/host.js";
import { ideaOf, ideaText, newIdea } from "../../build_tools/assets/js/suggest/idea.js";
import { ID, IDEA, MORE, NOTE, SURE } from "../../build_tools/assets/js/suggest/questions.js";

const known = {
  host: {
    repository: "https://github.com/a/b",
    branch: "main",
    new_file: "",
    idea: "{repository}/issues/new?title={title}&address={address}&passage={passage}&kind={kind}&reason={reason}&more={more}",
  },
  kinds: [["sourcing", "Sourcing", "Who says this?"]],
  stances: [["question", "Open question"]],
  techniques: [{ id: "vague-attribution", kind: "sourcing", name: "Vague attribution", line: "" }],
};
const ADDRESS = "https://example.org/articles/port/";

/** @param {any} fields @param {string} [passage] */
const idea = (fields, passage = "officials said") => ideaOf(fields, passage, ADDRESS, known);

test("three things are enough", () => {
  const made = idea({ kind: "sourcing", observation: " Who?\u202e " });
  assert.deepEqual(made, {
    title: "Idea: “officials said”",
    address: ADDRESS,
    passage: "officials said",
    kind: "Sourcing",
    reason: "Who?",
    more: "",
  });
  const { address, name } = newIdea(known.host, made);
  assert.equal(name, "GitHub");
  assert.equal(new URL(address).searchParams.get("reason"), "Who?");
  assert.equal(
    ideaText(made),
    `An idea for a note\n\nArticle: ${ADDRESS}\n\nPassage: “officials said”\n\nWhat is it about? Sourcing\n\nWhat did you notice? Who?`,
  );
});

test("who is not sure says nothing of the kind", () =>
  assert.equal(idea({ observation: "x" }).kind, "Not sure"));

test("nothing that was typed stays behind", () => {
  const questions = [IDEA.observation, ...NOTE, ...SURE, ...MORE, ID];
  const fields = Object.fromEntries(questions.map(({ key }) => [key, `typed into ${key}`]));
  Object.assign(fields, { kind: "sourcing", technique: "vague-attribution", stance: "question" });
  const sources = [{ title: "Minutes", url: "https://example.org/m" }, {}, { id: "tass" }];
  const text = ideaText(idea({ ...fields, sources }));
  for (const { key } of questions)
    if (!["technique", "stance"].includes(key)) assert.match(text, new RegExp(`typed into ${key}`));
  assert.match(
    text,
    /Technique: Vague attribution\nStance: Open question\nThe point, in one line: typed into gist/,
  );
  assert.match(text, /Source 1: Minutes, https:\/\/example\.org\/m\nSource 3: tass$/);
});

test("of a long passage both ends travel, and all of the reason", () => {
  const words = "Вода".repeat(300);
  const { address } = newIdea(known.host, idea({ observation: "x".repeat(2000) }, `Начало ${words} конец`));
  assert.ok(address.length <= LIMIT);
  const said = new URL(address).searchParams;
  assert.match(said.get("passage") ?? "", /^Начало .* … .* конец$/u);
  assert.equal(said.get("reason"), "x".repeat(2000));
});

test("a reason that is too long for an address is told, and can be copied", () => {
  const made = idea({ observation: "ä".repeat(1000) });
  const { address, why } = newIdea(known.host, made);
  assert.equal(address, "");
  assert.match(why, /too long.*of 6,000 bytes/);
  assert.ok(ideaText(made).includes("ä".repeat(1000)));
});

for (const host of [
  { ...known.host, idea: "" },
  { ...known.host, repository: "" },
  { ...known.host, idea: undefined },
])
  test(`without a page for ideas there is the text: ${JSON.stringify(host)}`, () =>
    assert.match(newIdea(host, idea({})).why, /no page on which an idea is handed in/));
