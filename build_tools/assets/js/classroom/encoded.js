// The text of a file's bytes, in whatever encoding a program has saved it. (Pages of ours save UTF-8; editors and
// spreadsheets make of it what they like.)

/** @param {Uint8Array} bytes @returns {string} without a byte order mark */
export function decoded(bytes) {
  const wide = wideEncodingOf(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // What a program of Windows calls “ANSI”. Every byte is a sign of it.
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** @param {Uint8Array} bytes @returns {string} of signs with two bytes each; nothing where it is none */
function wideEncodingOf([first, second]) {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // A file of marks begins with a sign of ASCII, which is half of nothing in UTF-16.
  if (first && second === 0) return "utf-16le";
  return first === 0 && second ? "utf-16be" : "";
}
