// What the address of the practice page asks for, and the address that a teacher makes of it for a class.

import { fragmentOf, lessonAddress, MOST_MARKS } from "./choice.js";
import { showLeftOut } from "./left_out.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** @param {string} id @returns {any} */
const named = (id) => document.getElementById(id);

/** Show it, and show it anew when there is another address. @param {Desk} desk */
export function forTeachers(desk) {
  const show = () => {
    named("ask-for").value = String(desk.needed);
    showLeftOut(named("left-out"), desk.choice, desk.page);
    showAddress(desk);
  };
  named("ask-for").addEventListener("input", () => showAddress(desk));
  addEventListener("hashchange", show);
  show();
}

/** @param {Desk} desk @returns {import("./choice.js").Choice} with the number that the teacher asks for here */
function askedFor({ choice: { notes } }) {
  const marks = Math.max(0, Math.min(MOST_MARKS, Math.round(Number(named("ask-for").value) || 0)));
  return { notes, marks };
}

/** @param {Desk} desk */
function showAddress(desk) {
  const link = named("lesson-address");
  link.href = link.textContent = location.href.replace(/#.*$|$/, fragmentOf(askedFor(desk)));
}

/** @param {Desk} desk */
export function showLessonCode(desk) {
  const address = lessonAddress("practice.html", askedFor(desk), location.href, desk.article.address);
  const tell = (/** @type {string} */ words) => {
    named("no-code").textContent = words;
  };
  if (!address) {
    tell("There is none of a file on this device: open the page on its site.");
    return;
  }
  import("./code.js").then(
    ({ showCode }) => showCode(document.body, address, "Practice"),
    () => tell("The code did not load: you may be offline."),
  );
}
