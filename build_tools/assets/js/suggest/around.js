// What an article's page says of the article and its notes, by which a new note is judged.

/**
 * @param {HTMLElement} page
 * @param {string[]} taken ids that it has
 * @param {import("./form.js").Technique[]} techniques
 * @returns {import("./note.js").Around}
 */
export function aroundOf(page, taken, techniques) {
  /** @type {HTMLTemplateElement | null} */
  const others = page.querySelector("template.mc-others");
  const sources = [page, others?.content ?? page].flatMap((place) => [
    .../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-source]")),
  ]);
  const idOf = (/** @type {HTMLElement} */ { dataset }) => dataset.source ?? "";
  /** @type {HTMLTimeElement | null} */
  const day = page.querySelector(".mc-provenance dl time");
  const review = page.querySelector(".mc-review dd")?.textContent ?? "";
  return {
    taken,
    day: day?.dateTime ?? "",
    sources: sources.map(idOf),
    later: sources.filter((source) => source.querySelector(".mc-later")).map(idOf),
    reviewers: /Reviewed by (.+)\.\s*$/u.exec(review)?.[1].split(", ") ?? [],
    nameless: techniques.filter(({ good }) => good === "").map(({ id }) => id),
  };
}
