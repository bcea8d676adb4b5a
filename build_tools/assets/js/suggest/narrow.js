// Some words of a sentence that was picked: typed or pasted, by whoever cannot select in it.

import { Characters } from "./characters.js";
import { make } from "./parts.js";
import { withinWord } from "./whole.js";

/** @typedef {import("./form.js").Passage} Passage */
/** @typedef {import("./suggest.js").Span} Span */

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
 * @param {string} typed words of it: straight quotation marks stand for curly ones, and case and space do not count
 * @returns {Span | null} the first place where they stand, as whole words if there is one
 */
function within({ start, exact }, typed) {
  const same = (/** @type {string} */ sign) => {
    if (/\s/u.test(sign)) return " ";
    const plain = sign.replace(/[‘’‚]/u, "'").replace(/[“”„]/u, '"').toLowerCase();
    return [...plain].length === 1 ? plain : sign;
  };
  const text = [...exact].map(same);
  const words = [...typed.trim().replace(/\s+/gu, " ")].map(same);
  if (!words.length) return null;
  const isAt = (/** @type {number} */ at) => words.every((sign, nth) => text[at + nth] === sign);
  const signs = new Characters(exact);
  const isWhole = (/** @type {number} */ at) =>
    !withinWord(signs, at) && !withinWord(signs, at + words.length);
  const places = text.map((_, at) => at).filter(isAt);
  const at = places.find(isWhole) ?? places[0];
  if (at === undefined) return null;
  return { start: start + at, end: start + at + words.length };
}
