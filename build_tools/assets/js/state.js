// What can be chosen, and the words that say what is.

/**
 * @typedef {object} View
 * @property {string[]} lenses those that are on
 * @property {string} notes which of their notes: `first`, `all`, or those of a stance
 * @property {string} voice the one whose words are not dimmed
 * @property {boolean} plain whether loaded passages are in plain wording
 */

/** The lenses by their names in addresses, in the order of the bar and of their keys. */
export const LENSES = ["speaking", "wording", "context"];

/**
 * @param {unknown} names with spaces or commas between them
 * @returns {string[]} those among them that are lenses
 */
export function lensesIn(names) {
  const named = typeof names === "string" ? names.split(/[, ]/) : [];
  return LENSES.filter((lens) => named.includes(lens));
}
