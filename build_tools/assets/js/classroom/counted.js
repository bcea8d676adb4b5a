// What was read of the files of a class, what counts of it, and what the teacher may decide.

import { make } from "../suggest/parts.js";
import { isolated } from "./isolated.js";
import { counted } from "./report.js";
import { IN_DOUBT_COUNTED } from "./roll.js";

/** @typedef {import("./files.js").Pupil} Pupil */
/** @typedef {import("./files.js").Bad} Bad */
/** @typedef {import("./roll.js").Doubtful} Doubtful */

/** So many marks of a file that have no place are told by their words. */
const MOST_LOST = 20;

/**
 * What to say of one such file, and of several, where nothing else was decided; and of one beside another.
 * @type {Record<import("./roll.js").Doubt, [string, string, (other: string) => string]>}
 */
const SAID = {
  earlier: [
    "earlier file of a pupil who saved again: the later one counts",
    "earlier files of pupils who saved again: the later ones count",
    (other) => `A later save of the same marks counts: ${other}.`,
  ],
  same: [
    "file with the same marks as another, begun in the same place: one of the two counts",
    "files with the same marks as others, begun in the same place: one of each counts",
    (other) => `It has the same marks as ${other}, and they were begun in the same place.`,
  ],
  copy: [
    "copy of another file: one of the two counts",
    "copies of other files: one of each counts",
    (other) => `It is a copy of ${other}.`,
  ],
  shared: [
    "file begun with the marks of another pupil: both count",
    "files begun with the marks of other pupils: all count",
    (other) =>
      `It has another name, and began with the same marks as ${other}: two pupils on one device, or a file that was handed on.`,
  ],
  namesake: [
    "file with a name that another file has: both count",
    "files with names that other files have: all count",
    (other) => `It has the name that ${other} has, from another device.`,
  ],
};

/**
 * @param {Pupil[]} files
 * @param {Pupil[]} pupils of these who count
 * @param {Doubtful[]} doubtful
 * @param {Bad[]} bad
 * @returns {Node[]} a few lines, which name nobody
 */
export function readSummary(files, pupils, doubtful, bad) {
  if (!files.length && !bad.length) return [];
  const sum = (/** @type {(pupil: Pupil) => number} */ value) =>
    pupils.reduce((total, pupil) => total + value(pupil), 0);
  const marks = counted(
    sum((pupil) => pupil.marks.length),
    "mark",
  );
  const lost = sum((pupil) => pupil.lost.length);
  const read = `${counted(files.length, "file")} with ${marks} read.`;
  const some = `${counted(files.length, "file")} read; ${pupils.length} of them ${pupils.length === 1 ? "counts" : "count"}, with ${marks}.`;
  const edition = files.filter(({ isOtherEdition }) => isOtherEdition).length;
  const doubts = Object.entries(SAID).flatMap(([doubt, [one, several]]) => {
    const all = doubtful.filter((other) => other.doubt === doubt);
    if (!all.length) return [];
    const count = all.filter(({ isCounted }) => isCounted).length;
    const said = `${all.length} ${all.length === 1 ? one : several}.`;
    return count === (isUsual(all[0]) ? all.length : 0)
      ? [said]
      : [`${said} By your decision, ${count || "none"} of ${all.length} ${count > 1 ? "count" : "counts"}.`];
  });
  return [
    files.length === pupils.length ? read : some,
    ...(lost
      ? [`${counted(lost, "mark")} left out: the article’s words have changed since, or the file has.`]
      : []),
    ...(edition
      ? [
          `${counted(edition, "file")} saved with other words of the article: marks are where their words are now.`,
        ]
      : []),
    ...doubts,
  ].map((words) => make("p", {}, words));
}

/**
 * The files by name. Most are named by those who handed them in: a class that looks on is not to read who it was.
 * @param {Pupil[]} files
 * @param {Doubtful[]} doubtful
 * @param {Bad[]} bad
 * @param {string[]} again those that had been read already
 * @returns {Node[]}
 */
export function filesNamed(files, doubtful, bad, again) {
  const name = (/** @type {string} */ words) => make("b", { dir: "auto" }, words);
  const decisions = doubtful.map(({ nth, doubt, other, isCounted }) =>
    make(
      "li",
      {},
      make(
        "label",
        {},
        make("input", { type: "checkbox", "data-nth": String(nth), checked: isCounted }),
        " Count ",
        name(files[nth].file),
      ),
      ` ${toldBeside(doubt, files[other].file)}`,
    ),
  );
  const others = bad.map(({ file, why }) => make("li", {}, name(file), ` ${why}`));
  const lost = files
    .filter(({ lost: words }) => words.length)
    .map(({ file, lost: words }) => make("li", {}, name(file), ` ${quoted(words)}`));
  return [
    ...filesFold("doubts", `${counted(decisions.length, "file")} to decide about: which, and why`, decisions),
    ...filesFold("lost", `Marks without a place in ${counted(lost.length, "file")}: which`, lost),
    ...filesFold(
      "again",
      `${counted(again.length, "file")} given twice, and read once: which`,
      again.map((file) => make("li", {}, name(file))),
    ),
    ...filesFold("bad", `${counted(others.length, "file")} not read: which, and why`, others),
  ];
}

/** @param {string[]} words @returns {string} the first of them */
const quoted = (words) =>
  words
    .slice(0, MOST_LOST)
    .map((one) => `“${isolated(one)}”`)
    .join(", ") + (words.length > MOST_LOST ? " …" : "");

/** @param {Doubtful} one @returns {boolean} whether its kind counts where nothing was decided */
const isUsual = ({ doubt }) => IN_DOUBT_COUNTED.has(doubt);

/** @param {import("./roll.js").Doubt} doubt @param {string} other the name of the other file */
const toldBeside = (doubt, other) => SAID[doubt][2](`“${isolated(other)}”`);

/** @param {string} id @param {string} words @param {Node[]} items */
const filesFold = (id, words, items) =>
  items.length ? [make("details", { id }, make("summary", {}, words), make("ul", {}, ...items))] : [];

/** @param {HTMLElement} place @param {Node[]} named the files by name. What was unfolded stays so, and what had the focus has it */
export function replaceFiles(place, named) {
  const open = [...place.querySelectorAll("details[open]")].map(({ id }) => id);
  const nth = place.contains(document.activeElement)
    ? /** @type {HTMLElement} */ (document.activeElement).dataset.nth
    : undefined;
  place.replaceChildren(...named);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (nth !== undefined)
    /** @type {HTMLElement | null} */ (place.querySelector(`[data-nth="${nth}"]`))?.focus();
}
