// What a reader has chosen: in the address, so that a view can be shared, and on the device, so that it stays.

/** @typedef {{lenses: string[], voice: string, plain: boolean}} View */
/** @typedef {{lenses?: string, keys?: boolean, announce?: boolean}} Kept */

/** The lenses by their names in addresses, in the order of the bar and of their keys. */
export const LENSES = ["speaking", "wording", "context"];

const STORE = "marked-copy";

/**
 * The view that an address asks for; null where it asks for none.
 * @param {string} search the query, with its question mark
 * @returns {View | null}
 */
export function viewIn(search) {
  const query = new URLSearchParams(search);
  const asked = query.get("lens");
  if (asked === null) return null;
  return {
    lenses: lensesIn(asked),
    voice: query.get("voice") ?? "",
    plain: query.get("wording") === "plain",
  };
}

/**
 * @param {unknown} names with spaces or commas between them
 * @returns {string[]} those among them that are lenses
 */
export function lensesIn(names) {
  const named = typeof names === "string" ? names.split(/[, ]/) : [];
  return LENSES.filter((lens) => named.includes(lens));
}

/** @returns {Kept} what is kept on this device; nothing where storage is switched off */
export function kept() {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** @param {Kept} change */
export function keep(change) {
  try {
    localStorage.setItem(STORE, JSON.stringify({ ...kept(), ...change }));
  } catch {
    // Storage is full or switched off: the choice holds for this page only.
  }
}

/**
 * @param {string} hash
 * @returns {string} the id it names; nothing for one that is not well formed
 */
export function idIn(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
