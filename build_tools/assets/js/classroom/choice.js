// What a teacher has chosen for a lesson, in the fragment of an address, which is sent to nobody and works from a file:
// `#notes=who-is-heard,sober-tone&marks=5`.

import { USUAL } from "./gate.js";
import { isolated } from "./isolated.js";

/** So many of an article's first notes are a lesson, where a teacher has not chosen. */
export const LESSON = 5;
export const FEWEST = 3;
export const MOST = 12;
/** A teacher asks for at most so many marks before the notes open. */
export const MOST_MARKS = 20;
/** What stands between ids. We write commas; whoever types an address by hand writes others, too. */
const BETWEEN = /[\s,;]+/;

/**
 * @typedef {object} Choice
 * @property {string[]} notes ids in the teacher's order; none where nothing was chosen
 * @property {string[]} [over] ids of those that are one too many, and so are left out
 * @property {string[]} [gone] names of those that are not there
 * @property {number | null} marks how many a learner makes before the notes open; null where it was not said
 */

/**
 * @param {string} fragment with or without its `#`
 * @param {{id: string, formerly?: string[]}[]} known the article's notes, by the ids that they have or had: others are
 *   passed over
 * @returns {Choice}
 */
export function choiceIn(fragment, known) {
  const told = new URLSearchParams(fragment.replace(/^#/, ""));
  const ids = new Map(known.flatMap(({ id, formerly = [] }) => [id, ...formerly].map((name) => [name, id])));
  const names = (told.get("notes") ?? "").split(BETWEEN).filter(Boolean);
  const notes = [...new Set(names.flatMap((name) => ids.get(name) ?? []))];
  const gone = [...new Set(names.filter((name) => !ids.has(name)))];
  const marks = (told.get("marks") ?? "").trim();
  return {
    notes: notes.slice(0, MOST),
    ...(notes.length > MOST && { over: notes.slice(MOST) }),
    ...(gone.length && { gone }),
    marks: /^\d{1,3}$/.test(marks) ? Math.min(Number(marks), MOST_MARKS) : null,
  };
}

/**
 * @param {Choice} choice
 * @returns {string} the fragment with its `#`, or nothing where nothing is chosen. What is usual goes without saying
 */
export function fragmentOf({ notes, marks }) {
  const parts = [
    ...(notes.length ? [`notes=${notes.map(encodeURIComponent).join(",")}`] : []),
    ...(marks === null || marks === USUAL ? [] : [`marks=${marks}`]),
  ];
  return parts.length ? `#${parts.join("&")}` : "";
}

/** So many names are told, and of each so many signs: whoever has typed the address has it. */
const MOST_NAMES = 12;
const SIGNS_OF_NAME = 40;

/** @param {string[]} names @returns {string} */
function namesListed(names) {
  const told = names
    .slice(0, MOST_NAMES)
    .map((name) => [...name])
    .map(
      (signs) =>
        `“${isolated(signs.slice(0, SIGNS_OF_NAME).join("") + (signs.length > SIGNS_OF_NAME ? "…" : ""))}”`,
    );
  const more = names.length - told.length;
  return told.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** @param {Choice} choice @returns {string[]} sentences on what it asks for and a lesson cannot have; none where there is nothing */
export function leftOutInWords({ notes, over = [], gone = [] }) {
  const are =
    gone.length === 1
      ? "One of the notes in this address is"
      : `${gone.length} of the notes in this address are`;
  const usual = notes.length ? "" : " The lesson is about the notes that are told first.";
  return [
    ...(over.length
      ? [
          `This address has ${notes.length + over.length} notes of the article, and a lesson has at most ${MOST}. Left out: ${namesListed(over)}.`,
        ]
      : []),
    ...(gone.length ? [`${are} not, or no longer, in this article: ${namesListed(gone)}.${usual}`] : []),
  ];
}

/**
 * Where a class finds a page of the lesson.
 * @param {string} file beside the article's page, as `practice.html`
 * @param {Choice} choice
 * @param {string} here the address of the article's page, or of one beside it
 * @param {string} known the address of the article's page as the site knows it, or nothing
 * @returns {string} nothing where only this machine could open it: a file that was saved
 */
export function lessonAddress(file, choice, here, known) {
  const base = here.startsWith("http") ? here : known;
  return base && new URL(file + fragmentOf(choice), base).href;
}

/**
 * The notes that are meant: the teacher's in the teacher's order; otherwise the first ones, or all where there are none.
 * @template {{id: string}} N
 * @param {{notes: N[], first: string[]}} given
 * @param {string[]} chosen
 * @returns {N[]}
 */
export function notesMeant({ notes, first }, chosen) {
  const byId = new Map(notes.map((note) => [note.id, note]));
  const ids = chosen.length ? chosen : first.slice(0, LESSON);
  const meant = ids.flatMap((id) => byId.get(id) ?? []);
  return meant.length ? meant : notes;
}
