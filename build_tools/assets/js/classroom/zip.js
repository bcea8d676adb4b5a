// The files in a ZIP archive, which is what learning platforms make of what a class hands in (APPNOTE 6.3.10, 4.3).

/** @typedef {{name: string, size: number, text: () => Promise<string>}} Packed a file, as far as we need one */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MOST_ENTRIES = 2000;
const IS_SYSTEM = /(?:^|\/)(?:__MACOSX\/|\.)|\/$/;

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
  const end = closingOf(view);
  let at = view.getUint32(end + 16, true);
  const count = Math.min(view.getUint16(end + 10, true), MOST_ENTRIES);
  const files = [];
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError("no entry where the archive says so");
    const method = view.getUint16(at + 10, true);
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [nameSize, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const local = view.getUint32(at + 42, true);
    const bytes = new Uint8Array(buffer, byteOffset + at + ENTRY_BYTES, nameSize);
    const name = new TextDecoder().decode(bytes);
    at +=
      ENTRY_BYTES +
      /** @type {number} */ (nameSize) +
      /** @type {number} */ (extra) +
      /** @type {number} */ (comment);
    if (IS_SYSTEM.test(name)) continue;
    files.push({
      name,
      size,
      text: () => textOf(new Uint8Array(buffer, byteOffset + dataAt(view, local), packed), method, most),
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

/** @param {DataView} view @param {number} local @returns {number} where the bytes of a file begin */
function dataAt(view, local) {
  if (view.getUint32(local, true) !== LOCAL) throw new RangeError("no file where the archive says so");
  return local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} method 0: as they are; 8: deflated
 * @param {number} most
 * @returns {Promise<string>}
 */
async function textOf(bytes, method, most) {
  if (method !== 0 && method !== 8) throw new RangeError("packed in a way that is not read here");
  const stream = new Blob([bytes]).stream();
  const reader = (method ? stream.pipeThrough(new DecompressionStream("deflate-raw")) : stream).getReader();
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    // The size that an archive gives for a file may be wrong, or meant to fill the memory.
    if (size > most) {
      await reader.cancel();
      throw new RangeError("larger than it may be");
    }
    text += decoder.decode(value, { stream: true });
  }
}
