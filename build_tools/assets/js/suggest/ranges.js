// Classes of characters, written short.

/**
 * @param {string} steps numbers in base 36: how far it is to the first character of a range, and behind a plus sign from
 *   there to its last, where there are several; and so on from range to range
 * @returns {string} the inside of a class of a regular expression with the flag `u`
 */
export function ranges(steps) {
  let at = 0;
  return steps.replace(/ ?(\w+)\+?(\w*)/g, (_, first, length) => {
    const start = at + Number.parseInt(first, 36);
    at = start + Number.parseInt(length || "0", 36);
    return `\\u{${start.toString(16)}}-\\u{${at.toString(16)}}`;
  });
}
