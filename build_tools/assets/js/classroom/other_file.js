// What a file is that is given to be gone on with and holds no marks: said with the way out. Pure.

/** What a file begins with that is no text, byte by byte. @type {[RegExp, string][]} */
const BY_BYTES = [
  [/^%PDF/, "a PDF"],
  [/^(?:\xff\xd8\xff|\x89PNG|GIF8|RIFF....WEBP|II\*\0|MM\0\*|....ftyp)/s, "a picture or a film"],
  [/^PK\p{Cc}\p{Cc}/u, "an archive, or a document of an office program"],
];
/** What a text begins with that is none of ours. @type {[RegExp, string][]} */
const BY_TEXT = [
  [/^\s*</, "a web page or a drawing"],
  // The first column of our table; a spreadsheet may have saved it with another sign between the cells.
  [/^\s*"?number"?\s*[,;\t|]/i, "a table of marks, for a spreadsheet"],
  [/^\s*[^\s{[]/, "not a file of marks"],
];
/** So many bytes tell what a file is. */
const HEAD = 16;
const WAY_OUT = "Take the .json file: “Save a file to hand in” makes it, under the same name.";

/**
 * @param {Uint8Array} bytes
 * @param {string} text of them
 * @returns {string} nothing where it may be a file of marks
 */
export function otherFile(bytes, text) {
  const head = String.fromCharCode(...bytes.slice(0, HEAD));
  const [, what] =
    BY_BYTES.find(([beginning]) => beginning.test(head)) ??
    BY_TEXT.find(([beginning]) => beginning.test(text)) ??
    [];
  return what ? `This is ${what}. ${WAY_OUT}` : "";
}
