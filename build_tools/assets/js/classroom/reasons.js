// The reasons that pupils gave, for paper, on which no place can be pressed. Each stands once: with the first place that
// is told and has words of its mark, or else among the rest.

import { isolated } from "./isolated.js";
import { byPlace, overlaps } from "./spans.js";

/** @typedef {import("./spans.js").Span} Span */
/** @typedef {import("./handed.js").Mark & {pupil: number}} Reasoned a mark with its pupil's place in the list */

export class Reasons {
  /** @type {Set<Reasoned>} those that have not been told, in order of the text */
  #left;

  /** @param {import("./handed.js").Mark[][]} pupils their marks */
  constructor(pupils) {
    const all = pupils.flatMap((marks, pupil) => marks.map((mark) => ({ ...mark, pupil })));
    this.#left = new Set(all.filter(({ comment }) => comment.trim()).sort(byPlace));
  }

  /** @param {Span[]} places @returns {Reasoned[]} those of marks there that have not been told before */
  at(places) {
    return this.#taken((mark) => places.some((place) => overlaps(mark, place)));
  }

  /** @returns {Reasoned[][]} all that are left, by the words that were marked */
  rest() {
    /** @type {Map<string, Reasoned[]>} */
    const byWords = new Map();
    for (const mark of this.#taken(() => true)) {
      const key = `${mark.start} ${mark.end}`;
      byWords.set(key, [...(byWords.get(key) ?? []), mark]);
    }
    return [...byWords.values()];
  }

  /** @param {(mark: Reasoned) => boolean} isMeant */
  #taken(isMeant) {
    const taken = [...this.#left].filter(isMeant);
    for (const mark of taken) this.#left.delete(mark);
    return taken;
  }
}

/**
 * @param {Reasoned[]} marks
 * @param {Map<string, string>} kinds names by id, in their order
 * @param {string[] | null} names of the pupils, where they may be told
 * @returns {[string, string][]} a kind, and what was said of it: the same reason once, with how many gave it
 */
export function reasonsSaid(marks, kinds, names) {
  return [...kinds].flatMap(([kind, name]) => {
    /** @type {Map<string, number[]>} */
    const said = new Map();
    for (const { comment, kind: own, pupil } of marks)
      if (own === kind) {
        const words = comment.trim().replace(/\s+/gu, " ");
        said.set(words, [...new Set([...(said.get(words) ?? []), pupil])]);
      }
    const all = [...said].map(([words, who]) => {
      const by = names
        ? ` (${who.map((pupil) => isolated(names[pupil])).join(", ")})`
        : who.length > 1
          ? ` (${who.length} pupils)`
          : "";
      return `“${isolated(words)}”${by}`;
    });
    return all.length ? [/** @type {[string, string]} */ ([name, all.join(" · ")])] : [];
  });
}
