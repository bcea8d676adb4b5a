// The files that a class has handed in, read in the browser. None of them can stop the others.

import { decodings } from "./encoded.js";
import { fromFile, nameShown, Unreadable } from "./handed.js";
import { bestText, fromTable, isTable } from "./table.js";
import { decoded } from "./unicode.js";
import { filesIn, isZip, Locked } from "./zip.js";

/** @typedef {import("./handed.js").Mark} Mark */
/** @typedef {import("./handed.js").Handed & {file: string}} Pupil what was in a file */
/** @typedef {{file: string, why: string}} Bad a file that was not counted */
/** @typedef {import("./zip.js").Packed} Packed */

const CLOSED = "It could not be read from your device. Copy it to another folder, and try again.";
const PACKED = "It could not be taken out of its archive. Unpack the archive, and choose the files in it.";
const NESTED = "It is an archive within an archive. Unpack it, and choose the files in it.";
const DAMAGED = "The archive is cut off or damaged. Unpack it, and choose the files in it.";
const MOST_ARCHIVE_BYTES = 200_000_000;
/** Two hundred marks with long reasons have 200 KB. */
const MOST_BYTES = 5_000_000;
/** So many files are held at once. */
const AT_A_TIME = 50;
const READ = "The class view reads the files that “Save a file” makes on the practice page.";
/** What a file that is none of ours begins with, and what to say of it. @type {[RegExp, string][]} */
const OTHERS = [
  [/^\s*$/, "The file is empty."],
  [/^PK\p{Cc}\p{Cc}/u, NESTED],
  [/^%PDF/, `This is a PDF. ${READ}`],
  [/^\s*</, `This is a web page or a drawing. ${READ}`],
  [/^\s*[^\s{[]/, `This is not a file of marks. ${READ}`],
];

/**
 * @param {Iterable<Packed>} files of marks, and archives of such files
 * @param {import("./given.js").Given} given
 * @param {string[]} signs the article's text, code point by code point
 * @returns {Promise<{pupils: Pupil[], bad: Bad[]}>} in the order of the files
 */
export async function readFiles(files, given, signs) {
  const unpacked = await inTurn([...files], unpack);
  const read = await inTurn(unpacked.flat(), async (file) =>
    "why" in file ? file : readFile(file, given, signs),
  );
  return {
    pupils: read.flatMap((one) => ("marks" in one ? one : [])),
    bad: read.flatMap((one) => ("why" in one ? one : [])),
  };
}

/**
 * @template T, R
 * @param {T[]} all
 * @param {(one: T) => Promise<R>} make
 * @returns {Promise<R[]>} what it makes of each, a few at a time
 */
async function inTurn(all, make) {
  /** @type {R[]} */
  const made = [];
  for (let at = 0; at < all.length; at += AT_A_TIME)
    made.push(...(await Promise.all(all.slice(at, at + AT_A_TIME).map(make))));
  return made;
}

/**
 * @param {Blob} blob of the device
 * @param {string} name with the folders that it was found in
 * @returns {Packed}
 */
export const handedIn = (blob, name) => ({
  name,
  size: blob.size,
  isLoose: true,
  bytes: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()),
});

/** @param {Packed} file @returns {Promise<(Packed | Bad)[]>} itself, or what is in it */
async function unpack(file) {
  const bad = (/** @type {string} */ why) => [{ file: nameShown(file.name), why }];
  try {
    const { buffer } = await file.bytes(0, 22);
    if (!isZip(new DataView(buffer))) return [file];
    if (file.size > MOST_ARCHIVE_BYTES) return bad("This archive is larger than 200 MB.");
    const files = filesIn(new DataView((await file.bytes()).buffer), MOST_BYTES);
    return files.length ? files : bad("There are no files in this archive.");
  } catch (error) {
    if (error instanceof Locked) return bad(error.message);
    return bad(error instanceof RangeError ? DAMAGED : CLOSED);
  }
}

/**
 * @param {Packed} file
 * @param {import("./given.js").Given} given
 * @param {string[]} signs
 * @returns {Promise<Pupil | Bad>}
 */
async function readFile(file, given, signs) {
  const name = nameShown(file.name);
  const bad = (/** @type {string} */ why) => ({ file: name, why });
  if (file.size > MOST_BYTES) return bad("It is larger than 5 MB, which no file of marks is.");
  let bytes = new Uint8Array();
  try {
    bytes = await file.bytes();
  } catch (error) {
    if (error instanceof Locked) return bad(error.message);
    return bad(file.isLoose ? CLOSED : PACKED);
  }
  const text = decoded(bytes);
  const isRows = isTable(text);
  const other = !isRows && OTHERS.find(([beginning]) => beginning.test(text));
  if (other) return bad(other[1]);
  try {
    const handed = isRows
      ? fromTable(bestText(decodings(bytes), given, signs), given, signs)
      : fromFile(text, given, signs);
    if (!handed.marks.length && !handed.lost.length) return bad("There are no marks in it.");
    return { ...handed, file: name };
  } catch (error) {
    if (error instanceof Unreadable) return bad(error.message);
    // A mistake of ours must not take the other files away.
    console.error(error);
    return bad("It could not be read, and that is a mistake of this page.");
  }
}
