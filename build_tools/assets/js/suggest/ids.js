// Which id is proposed for a note: the rule and the tables of `model/ids.py`.

import { LETTERS, OPENING_WORDS, SMALL_WORDS, UNUSABLE } from "./tables.js";

const LONGEST_ID = 40;
const MOST_WORDS = 5;

const SPELLINGS = new Map(LETTERS.split(" ").map((pair) => [pair[0], pair.slice(1)]));
const SMALL = SMALL_WORDS.split(" ");
const OPENING = OPENING_WORDS.split(" ");
const NEVER = UNUSABLE.split(" ");

/**
 * @param {string[]} texts
 * @param {string} what it is for, in one word
 * @param {string[]} taken
 * @param {string} [otherwise] the id where none of the texts can be written in Latin letters
 * @returns {string} a short id, not taken, after the first text that can
 */
export function proposedId(texts, what, taken, otherwise = what) {
  const name = texts.map(named).find(Boolean) ?? otherwise;
  const base = NEVER.includes(name) ? `${name}-${what}` : name;
  let free = base;
  for (let number = 2; taken.includes(free); number += 1) {
    const ending = `-${number}`;
    free = base.slice(0, LONGEST_ID - ending.length).replace(/-+$/, "") + ending;
  }
  return free;
}

/** @param {string} id @returns {boolean} whether a note can have it: it is in the right form, and the page does not use it */
export function isAllowedId(id) {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && !NEVER.includes(id);
}

/** @param {string} text */
function named(text) {
  const small = text.normalize("NFKC").toLowerCase();
  const plain = replaced(replaced(small).normalize("NFKD").replace(/\p{M}/gu, ""));
  const count = (/** @type {string} */ where, /** @type {RegExp} */ sign) => where.match(sign)?.length ?? 0;
  if (count(plain, /[a-z]/g) * 3 < count(text.normalize("NFKC"), /\p{L}/gu)) return "";
  const all =
    plain
      .replace(/(?<=[a-z0-9])['’‘ʼ]s(?![a-z0-9])/g, "")
      .replace(/['’‘ʼ]|(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g, "")
      .match(/[a-z0-9]+/g) ?? [];
  const matter = all.filter((word) => !SMALL.includes(word));
  const words = matter.length ? matter : all;
  /** @type {string[]} */
  const kept = [];
  for (const word of words.slice(0, MOST_WORDS)) {
    if ([...kept, word].join("-").length > LONGEST_ID) break;
    kept.push(word);
  }
  if (kept.length < words.length)
    while (kept.length > 1 && OPENING.includes(kept[kept.length - 1])) kept.pop();
  return kept.length ? kept.join("-") : (words[0] ?? "").slice(0, LONGEST_ID);
}

/** @param {string} text */
function replaced(text) {
  return [...text].map((sign) => SPELLINGS.get(sign) ?? sign).join("");
}
