// How a note is referred to elsewhere.

/** @typedef {import("./notes.js").Note} Note */

/**
 * @param {Note} note
 * @returns {string} its address
 */
export function linkTo(note) {
  return `${location.origin}${location.pathname}#${note.id}`;
}

/**
 * @param {HTMLElement} page which has a pattern for each style
 * @param {Note} note
 * @param {string} style
 */
export function citation(page, note, style) {
  const line = /** @type {HTMLElement | null} */ (page.querySelector(`.mc-citation[data-style="${style}"]`));
  const [before, between, after] = JSON.parse(line?.dataset.note ?? "[]");
  return before + note.number + between + linkTo(note) + after;
}

/**
 * @param {HTMLElement} page which names where corrections are asked for
 * @param {Note} note
 * @returns {string} the address there
 */
export function correction(page, note) {
  const { correct = "", article = "" } = page.dataset;
  const link = new URL(correct, location.href);
  // A form that can be filled in beforehand.
  if (link.search) {
    link.searchParams.set("title", `Note ${note.number} (${note.id}) on ${article}`);
    link.searchParams.set("address", linkTo(note));
  }
  return link.href;
}
