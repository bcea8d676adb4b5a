// The address says which view this is.

import { LENSES } from "./state.js";

/** @typedef {import("./state.js").View} View */

/**
 * The query for a view. What is not ours in the query stays.
 * @param {View} view
 * @param {string} search
 */
export function queryFor(view, search) {
  const query = new URLSearchParams(search);
  const { lenses } = view;
  const ours = {
    lens: LENSES.filter((lens) => lenses.includes(lens)).join(","),
    voice: lenses.includes("speaking") ? view.voice : "",
    wording: view.plain && lenses.includes("wording") ? "plain" : "",
  };
  for (const [name, value] of Object.entries(ours))
    if (value) query.set(name, value);
    else query.delete(name);
  const text = query.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}
