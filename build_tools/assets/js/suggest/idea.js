// An idea for a note: a passage, what it is about and what somebody noticed, with whatever else has been typed. Editors
// make the note of it.

import { filled, LIMIT, nameOf } from "./host.js";
import { typedIn } from "./note.js";
import { ID, IDEA, MORE, NOTE, SURE } from "./questions.js";

/** @typedef {import("./note.js").Fields} Fields */
/** @typedef {import("./form.js").Known} Known */
/** @typedef {{title: string, address: string, passage: string, kind: string, reason: string, more: string}} Idea */

/** Signs of a passage in a title, and of one that would make an address too long: its beginning and its end. */
const IN_TITLE = 60;
const SHORTENED = 200;

/**
 * @param {Fields} fields
 * @param {string} passage
 * @param {string} address of the article
 * @param {Known} known
 * @returns {Idea}
 */
export function ideaOf(fields, passage, address, known) {
  const { kind, reason, ...more } = saidIn(fields, known);
  return {
    title: `Idea: “${shortened(passage, IN_TITLE)}”`,
    address,
    passage,
    kind: kind ?? "Not sure",
    reason: reason ?? "",
    more: Object.entries(more)
      .map(([label, text]) => `${label}: ${text}`)
      .join("\n"),
  };
}

/**
 * What has been typed, by the labels of the fields: nothing of it stays behind.
 * @param {Fields} fields
 * @param {Known} known
 * @returns {{kind?: string, reason?: string, [label: string]: string | undefined}}
 */
function saidIn(fields, { kinds, stances, techniques }) {
  const nameOfOption = (/** @type {string[][]} */ options, /** @type {string} */ key) =>
    options.find(([id]) => id === fields[key])?.[1];
  /** @type {{[label: string]: string | undefined}} */
  const said = { kind: nameOfOption(kinds, "kind"), reason: typedIn(fields.observation) };
  for (const { key, label } of [...NOTE, ...SURE, ...MORE, ID]) {
    const names = { technique: techniques.map(({ id, name }) => [id, name]), stance: stances }[key];
    const text = names ? nameOfOption(names, key) : typedIn(fields[key]);
    if (text) said[label.replace("?", "")] = text;
  }
  (fields.sources ?? []).forEach((source, nth) => {
    const text = Object.values(source).map(typedIn).filter(Boolean).join(", ");
    if (text) said[`Source ${nth + 1}`] = text;
  });
  return said;
}

/**
 * @param {Idea} idea
 * @returns {string} to be sent by hand: in a message, or on paper
 */
export function ideaText({ address, passage, kind, reason, more }) {
  return [
    "An idea for a note",
    `Article: ${address}`,
    `Passage: “${passage}”`,
    `${IDEA.kind.label} ${kind}`,
    `${IDEA.observation.label} ${reason}`,
    ...(more ? [more] : []),
  ].join("\n\n");
}

/**
 * @param {import("./host.js").Host} host
 * @param {Idea} idea
 * @returns {{address: string, name: string, why: string}} where the host opens an issue with the idea in it; `address` is
 *   empty where there is none, and `why` says so. Of a passage that would be too long only both ends travel
 */
export function newIdea(host, idea) {
  const { repository, branch, idea: pattern } = host;
  const none = { address: "", name: "" };
  if (!pattern || (pattern.includes("{repository}") && !repository))
    return { ...none, why: "This site has no page on which an idea is handed in." };
  const passages = [idea.passage, shortened(idea.passage, SHORTENED)];
  const [address, short] = passages.map((passage) =>
    filled(pattern, { repository, branch, ...idea, passage }),
  );
  const fitting = [address, short].find(({ length }) => length <= LIMIT);
  if (fitting) return { address: fitting, name: nameOf(fitting), why: "" };
  const size = `${short.length.toLocaleString("en")} of ${LIMIT.toLocaleString("en")} bytes`;
  return { ...none, why: `The idea is too long to travel in an address (${size}).` };
}

/** @param {string} text @param {number} most @returns {string} its beginning and its end, if it has more signs than that */
function shortened(text, most) {
  const signs = [...text.replace(/\s+/gu, " ")];
  if (signs.length <= most) return signs.join("");
  const half = Math.floor((most - 3) / 2);
  return `${signs.slice(0, half).join("").trim()} … ${signs.slice(-half).join("").trim()}`;
}
