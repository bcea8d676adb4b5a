// The files that a class has handed in, read in the browser. None of them can stop the others.

import { fromFile, Unreadable } from "./handed.js";
import { filesIn, isZip, Locked } from "./zip.js";

/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {{name: string, saved: string, file: string, marks: Mark[], lost: string[]}} Pupil */
/** @typedef {{file: string, why: string}} Bad a file that was not counted */

/** @typedef {import("./zip.js").Packed} Packed */

const CLOSED =
  "It could not be read from your device. If it is a folder, choose the files in it; if not, copy it to another folder, and try again.";
const PACKED = "It could not be taken out of its archive. Unpack the archive, and choose the files in it.";
const NESTED = "It is an archive within an archive. Unpack it, and choose the files in it.";
const MOST_ARCHIVE_BYTES = 200_000_000;
/** Two hundred marks with long reasons have 200 KB. */
const MOST_BYTES = 5_000_000;

/**
 * @param {Iterable<File>} files of marks, and archives of such files
 * @param {import("./given.js").Given} given
 * @param {string[]} signs the article's text, code point by code point
 * @returns {Promise<{pupils: Pupil[], bad: Bad[]}>} in the order of the files
 */
export async function readFiles(files, given, signs) {
  const unpacked = await Promise.all([...files].map(unpack));
  const read = await Promise.all(
    unpacked.flat().map((file) => ("why" in file ? file : readFile(file, given, signs))),
  );
  return {
    pupils: read.flatMap((one) => ("marks" in one ? one : [])),
    bad: read.flatMap((one) => ("why" in one ? one : [])),
  };
}

/** @param {File} file @returns {Promise<(Packed | Bad)[]>} itself, or what is in it */
async function unpack(file) {
  try {
    const head = new DataView(await file.slice(0, 22).arrayBuffer());
    if (!isZip(head)) return [file];
    if (file.size > MOST_ARCHIVE_BYTES)
      return [{ file: file.name, why: "This archive is larger than 200 MB." }];
    const files = filesIn(new DataView(await file.arrayBuffer()), MOST_BYTES);
    return files.length ? files : [{ file: file.name, why: "There are no files in this archive." }];
  } catch (error) {
    if (error instanceof Locked)
      return [{ file: file.name, why: `${error.message} Unpack it, and choose the files in it.` }];
    if (error instanceof RangeError)
      return [
        { file: file.name, why: "The archive is cut off or damaged. Unpack it, and choose the files in it." },
      ];
    return [{ file: file.name, why: CLOSED }];
  }
}

/**
 * @param {Packed} file
 * @param {import("./given.js").Given} given
 * @param {string[]} signs
 * @returns {Promise<Pupil | Bad>}
 */
async function readFile(file, given, signs) {
  const bad = (/** @type {string} */ why) => ({ file: file.name, why });
  if (file.size > MOST_BYTES) return bad("It is larger than 5 MB, which no file of marks is.");
  let text = "";
  try {
    text = await file.text();
  } catch (error) {
    if (error instanceof Locked)
      return bad(`${error.message} Unpack its archive, and choose the files in it.`);
    return bad(file instanceof Blob ? CLOSED : PACKED);
  }
  if (text.startsWith("PK\u0003\u0004")) return bad(NESTED);
  try {
    const { name, saved, marks, lost } = fromFile(text, given, signs);
    if (!marks.length && !lost.length) return bad("There are no marks in it.");
    return { name, saved, file: file.name, marks, lost };
  } catch (error) {
    if (error instanceof Unreadable) return bad(error.message);
    throw error;
  }
}

/**
 * The class with some more files: what was there already counts once.
 * @param {Pupil[]} pupils
 * @param {Pupil[]} more
 * @returns {{pupils: Pupil[], again: Bad[]}}
 */
export function together(pupils, more) {
  const known = new Map(pupils.map((pupil) => [signatureOf(pupil), pupil]));
  /** @type {Bad[]} */
  const again = [];
  for (const pupil of more) {
    const signature = signatureOf(pupil);
    const before = known.get(signature);
    if (before) again.push({ file: pupil.file, why: `The same marks as in “${before.file}”: counted once.` });
    else known.set(signature, pupil);
  }
  // Not in the order of the files, which is mostly that of the names: a number is not to tell who it is.
  return {
    pupils: [...known].sort(([a], [b]) => shuffled(a) - shuffled(b)).map(([, pupil]) => pupil),
    again,
  };
}

/** @param {Pupil} pupil @returns {string} */
const signatureOf = ({ name, saved, marks, lost }) => JSON.stringify([name, saved, marks, lost]);

/** @param {string} text @returns {number} the same for the same text, and in no order that anyone could see */
function shuffled(text) {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return hash >>> 0;
}
