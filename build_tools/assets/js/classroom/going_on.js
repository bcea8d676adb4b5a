// A file of marks that is gone on with. If it is of the same set as the marks on the page, they come together; if they are
// somebody else's, or nobody can tell, it is asked what is to become of them.

import { make } from "../suggest/parts.js";
import { fromFile, Unreadable } from "./handed.js";
import { isolated } from "./isolated.js";
import { otherFile } from "./other_file.js";
import { compareStates, joined } from "./states.js";
import { decoded } from "./unicode.js";
import { cutShort, inWords } from "./words.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./handed.js").Handed} Handed */
/** @typedef {import("./states.js").Way} Way */

/** Two hundred marks with long reasons have 200 KB. */
const MOST_BYTES_READ = 5_000_000;
/** So many words that have no place are told. */
const LOST_TOLD = 3;

/** @param {string} id @returns {any} */
const found = (id) => document.getElementById(id);

/** @param {number} number @returns {string} */
const marksSaid = (number) => `${number} ${number === 1 ? "mark" : "marks"}`;

export class GoingOn {
  /** @type {Handed | null} the file that is asked about */
  #asked = null;
  /** @type {import("./states.js").Step | null} what a file has changed last */
  #step = null;

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    found("load").addEventListener("change", async (/** @type {any} */ { target }) => {
      const [file] = target.files;
      if (file) await this.#read(file);
      target.value = "";
    });
    desk.watch(() => {
      const isLast = this.#step !== null && desk.canUndo && desk.step === this.#step;
      if (this.#step && !isLast) this.#tell("");
      if (!isLast) this.#step = null;
      found("undo-file").hidden = !isLast;
    });
  }

  /** @param {File} file */
  async #read(file) {
    const { desk } = this;
    this.#close();
    /** @type {Handed} */
    let handed;
    try {
      if (file.size > MOST_BYTES_READ)
        throw new Unreadable("The file is larger than 5 MB, which no file of marks is.");
      const bytes = new Uint8Array(await file.arrayBuffer());
      const text = decoded(bytes);
      const other = otherFile(bytes, text);
      if (other) throw new Unreadable(other);
      handed = fromFile(text, desk.article, desk.signs);
    } catch (error) {
      return this.#tell(error instanceof Unreadable ? error.message : "The file cannot be read.");
    }
    const { marks, set, lost } = handed;
    if (!marks.length) {
      const why = lost.length
        ? "None of the marks in the file has a place in this text."
        : "There are no marks in the file.";
      return this.#tell(why);
    }
    desk.kept.refresh();
    const isSame = !!set && set === desk.state.set;
    // Of somebody else's marks, those on the same words are news whenever they were made.
    const come = this.#comeWith(handed);
    const all = joined(desk.state, isSame ? come : { ...come, isLater: true }, "merge");
    const { fresh, changed } = compareStates(desk.state, all);
    if (!fresh && !changed)
      return this.#tell(`${marksSaid(marks.length)} in the file: all are here already.`);
    if (!desk.marks.length || isSame) this.#take(handed, "merge");
    else this.#ask(handed);
  }

  /** @param {Handed} handed @param {Way} way */
  #wouldBe(handed, way) {
    const { state } = this.desk;
    return compareStates(state, joined(state, this.#comeWith(handed), way));
  }

  /** @param {Handed} handed @returns {import("./states.js").Come} */
  #comeWith({ marks, set, saved, name }) {
    return { marks, set, name, isLater: (Date.parse(saved) || 0) > (Date.parse(this.desk.kept.saved) || 0) };
  }

  /** @param {Handed} handed whose marks others stand in the way of */
  #ask(handed) {
    const { desk } = this;
    this.#asked = handed;
    const { fresh } = this.#wouldBe(handed, "add");
    const doubles = handed.marks.length - fresh;
    const are = doubles === 1 ? "is" : "are";
    const both = fresh
      ? `If you add them: ${doubles} of them ${are} on words that you have marked. There, yours would stay.`
      : "All of them are on words that you have marked, with another kind or reason.";
    const number = desk.marks.length;
    const here = number === 1 ? "is 1 mark that was" : `are ${number} marks that were`;
    const button = (/** @type {string} */ name, /** @type {() => void} */ onclick) =>
      make("button", { type: "button", onclick }, name);
    found("file-what").replaceChildren(
      make("p", {}, `${whoseIt(handed)}. On this page there ${here} not begun in that file.`),
      ...(doubles ? [make("p", { className: "mc-quiet" }, both)] : []),
      make(
        "p",
        { className: "mc-row" },
        ...(fresh ? [button("Add them to mine", () => this.#take(handed, "add"))] : []),
        button("Put them in the place of mine", () => this.#take(handed, "replace")),
        button("Leave the file", () => this.#leave()),
      ),
    );
    const box = found("file-asked");
    box.hidden = false;
    this.#tell("");
    box.focus();
  }

  /** @param {Handed} handed @param {Way} way */
  #take(handed, way) {
    const { desk } = this;
    const isAsked = this.#asked !== null;
    this.#close();
    const before = desk.marks.length;
    const { fresh, changed } = this.#wouldBe(handed, way);
    const file = this.#comeWith(handed);
    desk.takeStep((state) => joined(state, file, way));
    this.#step = desk.step;
    // Where there were none, the file has them all.
    if (!before || way === "replace") desk.kept.areSafe();
    const others = [
      ...(way === "replace" ? [`They stand in the place of ${marksSaid(before)}.`] : []),
      ...(way !== "replace" && changed ? [`${marksSaid(changed)} changed, as saved last.`] : []),
      ...(handed.lost.length ? [`${lostSaid(handed.lost)} no place in this text.`] : []),
      ...(desk.isFull ? ["There is no room for more."] : []),
    ];
    const number = way === "replace" ? desk.marks.length : fresh;
    const come = way === "replace" ? "from the file." : "added from the file.";
    this.#tell([`${marksSaid(number)} ${come}`, ...others].join(" "));
    desk.tell();
    if (isAsked) found("undo-file").focus();
  }

  #leave() {
    this.#close();
    this.#tell("The file was left. Nothing has changed.");
    found("load").focus();
  }

  #close() {
    this.#asked = null;
    found("file-asked").hidden = true;
  }

  /** @param {string} words to those who see them and those who do not */
  #tell(words) {
    found("file-told").textContent = words;
    if (words) this.desk.say(words);
  }
}

/** @param {Handed} handed @returns {string} */
function whoseIt({ name, saved, marks }) {
  const who = name ? `The file of ${isolated(cutShort(name, 60))}` : "The file, which has no name in it,";
  const when = inWords(saved);
  return `${who} has ${marksSaid(marks.length)}${when && ", saved on "}${when}`;
}

/** @param {string[]} lost */
function lostSaid(lost) {
  const told = lost.slice(0, LOST_TOLD).map((words) => `“${isolated(cutShort(words, 40))}”`);
  return `${marksSaid(lost.length)} (${told.join(", ")}${lost.length > LOST_TOLD ? " …" : ""}) ${lost.length === 1 ? "has" : "have"}`;
}
