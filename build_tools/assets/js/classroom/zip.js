// The files in a ZIP archive, which is what learning platforms make of what a class hands in (APPNOTE 6.3.10, 4.3).

import { isSystemFile } from "./system.js";

/**
 * @typedef {object} Packed a file, as far as we need one
 * @property {string} name with its folders
 * @property {number} size bytes
 * @property {boolean} isLoose whether it is in no archive
 * @property {(from?: number, to?: number) => Promise<Uint8Array<ArrayBuffer>>} bytes of a loose one, from one to another
 */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** Where the numbers are too large for their place, or a program writes all of them so (4.3.14 to 4.3.16, 4.5.3). */
const END_64 = 0x06064b50;
const TO_END_64 = 0x07064b50;
const TO_END_64_BYTES = 20;
const WIDE_NUMBERS = 1;
const ELSEWHERE = 0xffffffff;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MOST_ENTRIES = 2000;
/** What a document of an office program, which is an archive too, has among its files. */
const OFFICE = new Set(["[Content_Types].xml", "mimetype"]);

/** Why a file cannot be taken out of its archive, in words for a teacher, with a way out. */
export class Locked extends Error {}

/** @param {DataView} view @returns {boolean} */
export const isZip = (view) => view.byteLength >= END_BYTES && [LOCAL, END].includes(view.getUint32(0, true));

/**
 * @param {DataView<ArrayBuffer>} view of the archive
 * @param {number} most bytes that a file may have unpacked
 * @returns {Packed[]} its files, but for folders and what systems put beside them
 * @throws {RangeError} where the archive is cut off or no archive
 */
export function filesIn(view, most) {
  const { buffer, byteOffset } = view;
  const { first, entries } = directoryOf(view);
  let at = first;
  if (entries > MOST_ENTRIES)
    throw new Locked(
      `There are more than ${MOST_ENTRIES} files in this archive. Unpack it, and choose the files in it.`,
    );
  const files = [];
  for (let index = 0; index < entries; index++) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError("no entry where the archive says so");
    const isLocked = (view.getUint16(at + 8, true) & 1) === 1;
    const method = view.getUint16(at + 10, true);
    const [nameSize, extra, comment] = /** @type {[number, number, number]} */ (
      [28, 30, 32].map((place) => view.getUint16(at + place, true))
    );
    const [size, packed, local] = numbersOf(view, at, at + ENTRY_BYTES + nameSize, extra);
    const bytes = new Uint8Array(buffer, byteOffset + at + ENTRY_BYTES, nameSize);
    // Some programs of Windows write its own separators.
    const name = new TextDecoder().decode(bytes).replaceAll("\\", "/");
    at += ENTRY_BYTES + nameSize + extra + comment;
    if (OFFICE.has(name))
      throw new Locked(
        "This is a document of Word, Excel or the like. A table of marks can be saved as CSV; and “Save a file” on the practice page makes what is read here.",
      );
    if (name.endsWith("/") || isSystemFile(name)) continue;
    files.push({
      name,
      size,
      isLoose: false,
      bytes: async () => {
        if (isLocked)
          throw new Locked("It is locked with a password. Unpack its archive, and choose the files in it.");
        return unpacked(new Uint8Array(buffer, byteOffset + dataAt(view, local), packed), method, most);
      },
    });
  }
  return files;
}

/** @param {DataView} view @returns {number} where the record at the archive's end begins; a comment may stand behind it */
function closingOf(view) {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) if (view.getUint32(at, true) === END) return at;
  throw new RangeError("no end of an archive");
}

/** @param {DataView} view @returns {{first: number, entries: number}} where its list of files begins, and how many they are */
function directoryOf(view) {
  const end = closingOf(view);
  const [entries, first] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  const way = end - TO_END_64_BYTES;
  if (way < 0 || view.getUint32(way, true) !== TO_END_64) return { first, entries };
  const wide = longAt(view, way + 8);
  if (view.getUint32(wide, true) !== END_64) throw new RangeError("no wide end where the archive says so");
  return { first: longAt(view, wide + 48), entries: longAt(view, wide + 32) };
}

/**
 * @param {DataView} view
 * @param {number} entry where it begins
 * @param {number} extra where what is added to it begins
 * @param {number} length of that
 * @returns {[number, number, number]} of a file: its bytes, its packed bytes, and where it is
 */
function numbersOf(view, entry, extra, length) {
  const numbers = [24, 20, 42].map((place) => view.getUint32(entry + place, true));
  for (let at = extra; at + 4 <= extra + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== WIDE_NUMBERS) continue;
    let place = at + 4;
    for (const [nth, number] of numbers.entries())
      if (number === ELSEWHERE) {
        numbers[nth] = longAt(view, place);
        place += 8;
      }
    break;
  }
  return /** @type {[number, number, number]} */ (numbers);
}

/** @param {DataView} view @param {number} at @returns {number} */
const longAt = (view, at) => Number(view.getBigUint64(at, true));

/** @param {DataView} view @param {number} local @returns {number} where the bytes of a file begin */
function dataAt(view, local) {
  if (view.getUint32(local, true) !== LOCAL) throw new RangeError("no file where the archive says so");
  return local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} method 0: as they are; 8: deflated
 * @param {number} most
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function unpacked(bytes, method, most) {
  if (method !== 0 && method !== 8) throw new RangeError("packed in a way that is not read here");
  const stream = new Blob([bytes]).stream();
  const reader = (method ? stream.pipeThrough(new DecompressionStream("deflate-raw")) : stream).getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    // The size that an archive gives for a file may be wrong, or meant to fill the memory.
    if (size > most) {
      await reader.cancel();
      throw new RangeError("larger than it may be");
    }
    parts.push(value);
  }
}
