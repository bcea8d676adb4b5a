// What an address asks for and a lesson cannot have: said where the address is read, with a way out.

import { make } from "../suggest/parts.js";
import { fragmentOf, leftOutInWords } from "./choice.js";

/**
 * @param {import("./choice.js").Choice} choice
 * @param {string} page the address of the article's page, or nothing
 * @returns {HTMLElement[]} nothing where the lesson has all that was chosen
 */
export function leftOut(choice, page) {
  const words = leftOutInWords(choice);
  if (!words.length) return [];
  const all = { ...choice, notes: [...choice.notes, ...(choice.over ?? [])] };
  const without = make("a", { href: fragmentOf(choice) || "#" }, "Go on without them");
  const anew = make("a", { href: page + fragmentOf(all) }, "choose anew on the article’s page");
  return [
    ...words.map((one) => make("p", {}, one)),
    make("p", {}, without, ...(page ? [", or ", anew, ", under “For a class”"] : []), "."),
  ];
}

/** @param {HTMLElement} place @param {import("./choice.js").Choice} choice @param {string} page */
export function showLeftOut(place, choice, page) {
  const told = leftOut(choice, page);
  place.hidden = !told.length;
  place.replaceChildren(...told);
}
