// What a page for a class is told of its article (build_tools/classroom/given.py).

/** @typedef {{id: string, number: number, kind: string, stance: string, technique: string, name: string, gist: string, spans: [number, number][], observation: string, known?: string, inference?: string, fair_reading?: string, missing?: string, ask?: string, plain?: string, formerly?: string[]}} Note formerly: ids that it had, which addresses may still have */
/**
 * @typedef {object} Given
 * @property {string} article its slug
 * @property {string} title
 * @property {string} address of its page, or nothing where the site does not know its own
 * @property {string} text a name for the very words: files of marks belong to them alone
 * @property {[string, string][]} kinds id and name of each
 * @property {Record<string, string>} parts headings of what a note says, by its keys
 * @property {string[]} first ids of the notes to begin with
 * @property {Record<string, {signs: string[], stance: string, else: string[], sources: string[]}>} [paper] on the projector's page:
 *   by ids of notes, what is printed of them besides; the sign of the kind is first, that of what is done well behind it
 * @property {import("./numbering.js").LineStarts} [lines] on the pages that print the text: those of the sheet that is made with the site
 * @property {Note[]} notes in reading order. Spans are code points; what is said is HTML of our own making
 */

/** @param {Document} page @returns {Given} */
export function given(page) {
  return JSON.parse(/** @type {HTMLElement} */ (page.getElementById("given")).textContent ?? "");
}
