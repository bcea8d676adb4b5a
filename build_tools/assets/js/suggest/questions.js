// What the form asks, by the keys of the format: first what makes an idea, then what a whole note has besides.

import { GIST, MISSING } from "./note.js";

/** @typedef {import("./parts.js").Question} Question */

/** @type {{[key in "kind" | "observation"]: Question}} what makes an idea */
export const IDEA = {
  kind: { key: "kind", label: "What is it about?", none: "Not sure yet", options: [] },
  observation: {
    key: "observation",
    label: "What did you notice?",
    hint: "In your own words: what do these words do, or what is left out? One or two sentences are enough.",
    rows: 3,
    needed: true,
  },
};

/** @type {Question[]} */
export const NOTE = [
  { key: "technique", label: "Technique", options: [], needed: true },
  { key: "stance", label: "Stance", options: [], needed: true },
  { key: "gist", label: "The point, in one line", most: GIST, needed: true },
  {
    key: "plain",
    label: "Plain wording",
    hint: "Words that would not lean, fit to stand in place of the passage.",
    rows: 2,
  },
  {
    key: "missing",
    label: "What is not told",
    hint: "The missing fact, in one or two whole sentences.",
    rows: 2,
    most: MISSING,
  },
];

/** @type {Question[]} */
export const SURE = [
  {
    key: "level",
    label: "How sure are you?",
    options: ["high", "medium", "low"].map((level) => [level, level]),
    needed: true,
  },
  { key: "because", label: "Because", rows: 2, needed: true },
];

/** @type {Question[]} */
export const MORE = [
  {
    key: "known",
    label: "On record elsewhere",
    hint: "What stood outside the article at its date, and who said it. It needs a source.",
    rows: 2,
  },
  { key: "inference", label: "Why it may matter", rows: 2 },
  {
    key: "fair_reading",
    label: "A fair reading",
    hint: "The best case for the wording as it stands.",
    rows: 2,
  },
  { key: "ask", label: "A question for the reader", rows: 2 },
  { key: "author", label: "Your name, as it shall be printed" },
];

/** @type {Question} */
export const ID = {
  key: "id",
  label: "Name of the note",
  hint: "Made from its point, for the file. Change it if you like.",
};
