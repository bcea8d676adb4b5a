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
  const named = asked.split(/[, ]/);
  return {
    lenses: LENSES.filter((lens) => named.includes(lens)),
    voice: query.get("voice") ?? "",
    plain: query.get("wording") === "plain",
  };
}

/**
 * The query for a view. What is not ours in the query stays.
 * @param {View} view
 * @param {string} search
 */
export function queryFor(view, search) {
  const query = new URLSearchParams(search);
  const { lenses } = view;
  set(query, "lens", lenses.join(","));
  set(query, "voice", lenses.includes("speaking") ? view.voice : "");
  set(query, "wording", view.plain && lenses.includes("wording") ? "plain" : "");
  const text = query.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}

/**
 * @param {URLSearchParams} query
 * @param {string} name
 * @param {string} value
 */
function set(query, name, value) {
  if (value) query.set(name, value);
  else query.delete(name);
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
