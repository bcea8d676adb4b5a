// What an address asks for, so that a view can be shared.

import { lensesIn } from "./state.js";

/** @typedef {import("./state.js").View} View */

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
    notes: query.get("notes") ?? "",
    voice: query.get("voice") ?? "",
    plain: query.get("wording") === "plain",
  };
}
