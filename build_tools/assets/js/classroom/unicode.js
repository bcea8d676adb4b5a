// The text of a file's bytes where it is Unicode, or else what a program of Windows calls “ANSI”.

/** There every byte is a sign. */
export const ANSI = "windows-1252";

/** @param {Uint8Array} bytes @returns {string | null} without a byte order mark; null where they are no Unicode */
export function unicodeOf(bytes) {
  const encoding = wideEncodingOf(bytes);
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes @returns {string} without a byte order mark, in the likeliest encoding */
export const decoded = (bytes) => unicodeOf(bytes) ?? new TextDecoder(ANSI).decode(bytes);

/** @param {Uint8Array} bytes @returns {string} of signs with two bytes each; nothing where it is none */
function wideEncodingOf([first, second]) {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // A file of marks begins with a sign of ASCII, which is half of nothing in UTF-16.
  if (first && second === 0) return "utf-16le";
  return first === 0 && second ? "utf-16be" : "";
}
