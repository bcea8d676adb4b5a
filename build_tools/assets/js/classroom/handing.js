// What a learner takes away: a print, a file to hand in, a table.

import { make } from "../suggest/parts.js";
import { toFile } from "./handed.js";
import { keepLines, placeCopy } from "./lined.js";
import { markWords } from "./marks.js";
import { linesInWords, linesOf, sentenceCase } from "./numbering.js";
import { toTable } from "./spreadsheet.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);

/** @returns {string} the learner's name, as far as it was given */
const nameGiven = () => byId("name").value.replace(/\s+/g, " ").trim();

/** @param {Desk} desk @param {"json" | "csv"} form */
export function saveFile(desk, form) {
  const { article, signs, marks, names } = desk;
  const { set } = desk.state;
  const name = nameGiven();
  const saved = new Date().toISOString();
  const text =
    form === "json"
      ? toFile(article, signs, { name, marks, saved, set })
      : toTable(marks, {
          article: article.article,
          text: article.text,
          name,
          saved,
          set,
          kindOf: ({ kind }) => names.get(kind) ?? kind,
          wordsOf: (mark) =>
            mark.start < mark.end
              ? desk.wordsOf(mark)
              : `(something is missing after: ${desk.wordsOf(mark)})`,
        });
  const type = form === "json" ? "application/json" : "text/csv;charset=utf-8";
  const address = URL.createObjectURL(new Blob([text], { type }));
  const who = name
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  make("a", {
    href: address,
    download: `${[article.article, who].filter(Boolean).join("-")}.${form}`,
  }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  const what = form === "json" ? "The file" : "The table";
  const then =
    form === "json"
      ? "Now hand it in, as your teacher has said."
      : "Hand it in, or open it in a spreadsheet. To go on with your marks later, save the .json file too.";
  const told = `${what} is saved among the downloads of your browser. ${then}`;
  byId("saved-told").textContent = told;
  desk.say(told);
  desk.kept.areSafe();
  desk.tell();
}

/** Make ready what is printed. @param {Desk} desk */
export function fillPrint(desk) {
  const { lines } = desk.article;
  const text = byId("printed-text");
  text.hidden = !lines;
  if (lines) {
    const copy = placeCopy(text);
    copy.toggleAttribute("data-furniture", desk.sheet.root.matches("[data-furniture]"));
    keepLines(copy, lines);
  }
  // The comparison has them all, with their reasons; but for those of other kinds, where it is about one only.
  byId("printed").hidden = desk.isComparing && !desk.state.kind;
  byId("printed-who").textContent = nameGiven() || "_".repeat(30);
  byId("printed-marks").replaceChildren(
    ...desk.marks.map((mark) => {
      const where = lines && linesOf([mark.start, mark.end], lines);
      const told = where ? [make("span", {}, `${sentenceCase(linesInWords([where]))}. `)] : [];
      return make("li", { className: `mc-${mark.kind}` }, ...told, ...markWords(desk, mark));
    }),
  );
}

/** What was made for paper alone goes. */
export function emptyPrint() {
  byId("printed-text").hidden = true;
  byId("printed-text").replaceChildren();
}
