// The lenses, and the words that say which of them are on.

/** @typedef {{lenses: string[], voice: string, plain: boolean}} View */

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
