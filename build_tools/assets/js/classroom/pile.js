// What the class view has been given: the files that could be read and those that could not, what the teacher has decided
// of them, and the way back when all of it was cleared. Pure.

import { asMade } from "./roll.js";

/** @typedef {import("./files.js").Pupil} Pupil */
/** @typedef {import("./files.js").Bad} Bad */
/**
 * @typedef {object} Given
 * @property {Pupil[]} files all that could be read, as they came
 * @property {Bad[]} bad
 * @property {Set<string>} again names of files that were given once more
 * @property {Map<number, boolean>} decided whether a file counts, where the teacher has decided it
 */

/** @returns {Given} */
const nothing = () => ({ files: [], bad: [], again: new Set(), decided: new Map() });

export class Pile {
  #given = nothing();
  /** @type {{given: Given, hasNames: boolean} | null} what was cleared, until other files are given */
  #cleared = null;
  /** How often it was cleared: files that were still being read then belong to nobody any more. */
  classes = 0;

  get files() {
    return this.#given.files;
  }

  get bad() {
    return this.#given.bad;
  }

  /** @returns {string[]} */
  get again() {
    return [...this.#given.again];
  }

  get decided() {
    return this.#given.decided;
  }

  /** @returns {number | null} files that can be had again; null where nothing was cleared */
  get cleared() {
    return this.#cleared ? this.#cleared.given.files.length : null;
  }

  /** @param {Pupil[]} pupils @param {Bad[]} bad */
  add(pupils, bad) {
    const given = this.#given;
    const known = new Map(given.files.map((file) => [nameAndMarks(file), file]));
    for (const file of pupils) {
      const key = nameAndMarks(file);
      if (known.has(key)) given.again.add(file.file);
      else known.set(key, file);
    }
    given.files = [...known.values()];
    if (given.files.length) this.#cleared = null;
    const told = new Set(given.bad.map(({ file, why }) => `${file} ${why}`));
    given.bad = [...given.bad, ...bad.filter(({ file, why }) => !told.has(`${file} ${why}`))];
  }

  /** @param {number} nth of the files @param {boolean} isCounted */
  decide(nth, isCounted) {
    this.#given.decided.set(nth, isCounted);
  }

  /** Begin anew, with the way back open. @param {boolean} hasNames whether names were shown */
  clear(hasNames) {
    this.#cleared = { given: this.#given, hasNames };
    this.#given = nothing();
    this.classes++;
  }

  /** Have again what was cleared. @returns {boolean | null} whether names were shown; null where nothing was cleared */
  restore() {
    if (!this.#cleared) return null;
    const { given, hasNames } = this.#cleared;
    this.#given = given;
    this.#cleared = null;
    return hasNames;
  }
}

/** @param {Pupil} file */
const nameAndMarks = (file) => `${file.file}\n${asMade(file)}`;
