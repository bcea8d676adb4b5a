// Some words of a sentence that was picked: typed or pasted, by whoever cannot select in it.

import { Characters } from "./characters.js";
import { occurrences, SearchText } from "./find.js";
import { normalise } from "./normalise.js";
import { make } from "./parts.js";
import { withinWord } from "./whole.js";

/** @typedef {import("./form.js").Passage} Passage */
/** @typedef {import("./suggest.js").Span} Span */

/** Quotation marks around words, once anchoring has levelled them. */
const AROUND = /^[\s"']+|[\s"']+$/gu;

/**
 * @param {Passage} passage
 * @param {(part: Span) => void} take is told of the words
 * @returns {HTMLElement}
 */
export function narrower(passage, take) {
  const words = make("input", {
    id: "mc-fewer",
    autocomplete: "off",
    dir: "auto",
    "aria-describedby": "mc-fewer-wrong",
  });
  const wrong = make("p", { id: "mc-fewer-wrong", className: "mc-hint", role: "alert" });
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const part = within(passage, words.value);
    if (part) return take(part);
    wrong.textContent = words.value.trim() ? "These words do not stand there." : "Type the words first.";
    words.focus();
  };
  return make(
    "form",
    { className: "mc-field", onsubmit },
    make("label", { htmlFor: "mc-fewer" }, "Only these words of it"),
    words,
    wrong,
    make("button", { type: "submit" }, "Take these words"),
  );
}

/**
 * @param {Passage} passage
 * @param {string} typed words of it, as anchoring compares them; case does not count, nor do quotation marks around them
 * @returns {Span | null} the first place where they stand, as whole words if there is one
 */
export function within({ start, exact }, typed) {
  const { text, normalised } = new SearchText(exact);
  const form = new Characters(inSmall(normalised.form.string));
  const words = inSmall(normalise(typed)).trim();
  const bare = words.replace(AROUND, "").trim();
  for (const sought of bare ? [words, bare] : []) {
    const { length } = [...sought];
    const found = [...occurrences(form, sought)].flatMap((at) => {
      const [from, to] = [normalised.originOfStart(at), normalised.originOfEnd(at + length)];
      return from === null || to === null ? [] : [{ start: from, end: to }];
    });
    const isWhole = (/** @type {Span} */ part) =>
      !withinWord(text, part.start) && !withinWord(text, part.end);
    const part = found.find(isWhole) ?? found[0];
    if (part) return { start: start + part.start, end: start + part.end };
  }
  return null;
}

/** @param {string} text @returns {string} it without capitals, sign for sign */
function inSmall(text) {
  return [...text]
    .map((sign) => {
      const small = sign.toLowerCase();
      return [...small].length === 1 ? small : sign;
    })
    .join("");
}
