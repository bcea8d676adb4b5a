// What is dropped on a page or chosen as a folder: the files in it, and in the folders in it, with the names of these.

import { handedIn } from "./files.js";
import { nameShown } from "./handed.js";
import { isSystemFile } from "./system.js";

/** @typedef {import("./files.js").Bad} Bad */
/** @typedef {import("./zip.js").Packed} Packed */

export const MOST_FILES = 2000;
const DEEPEST = 20;
const SHUT =
  "This folder could not be opened here. Choose it with the button for folders, or choose the files in it.";

/**
 * @param {Iterable<File>} files that were chosen, one by one or as a folder
 * @returns {{files: Packed[], bad: Bad[]}}
 */
export function chosenFiles(files) {
  const found = new Found();
  for (const file of files) found.add(handedIn(file, file.webkitRelativePath || file.name));
  return found.all();
}

/**
 * @param {DataTransfer} data of a drop. What it holds is gone when its event is over: it is taken from it at once
 * @returns {Promise<{files: Packed[], bad: Bad[]}>}
 */
export async function droppedFiles(data) {
  const dropped = [...data.items]
    .filter(({ kind }) => kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const found = new Found();
  for (const { entry, file } of dropped)
    if (entry?.isDirectory) await found.open(/** @type {FileSystemDirectoryEntry} */ (entry), 1);
    else if (file) found.add(handedIn(file, file.name));
  return found.all();
}

/** The files of folders, as many as one class could hand in. */
export class Found {
  /** @type {Packed[]} */
  #files = [];
  /** @type {Bad[]} */
  #bad = [];
  #isFull = false;

  /** @param {Packed} file */
  add(file) {
    if (isSystemFile(file.name)) return;
    if (this.#files.length < MOST_FILES) this.#files.push(file);
    else this.#isFull = true;
  }

  /** @param {FileSystemDirectoryEntry} folder @param {number} depth */
  async open(folder, depth) {
    const name = nameOfEntry(folder);
    if (isSystemFile(name)) return;
    if (depth > DEEPEST) {
      this.#bad.push({
        file: nameShown(name),
        why: `It is more than ${DEEPEST} folders deep. Choose the files in it.`,
      });
      return;
    }
    const before = this.#files.length + this.#bad.length;
    try {
      for (const entry of await entriesOf(folder)) {
        if (this.#isFull) return;
        if (entry.isDirectory) await this.open(/** @type {FileSystemDirectoryEntry} */ (entry), depth + 1);
        else await this.#take(/** @type {FileSystemFileEntry} */ (entry));
      }
    } catch {
      this.#bad.push({ file: nameShown(name), why: SHUT });
    }
    if (depth === 1 && before === this.#files.length + this.#bad.length)
      this.#bad.push({ file: nameShown(name), why: "There are no files in this folder." });
  }

  /** @param {FileSystemFileEntry} entry */
  async #take(entry) {
    const name = nameOfEntry(entry);
    try {
      this.add(handedIn(await new Promise((done, fail) => entry.file(done, fail)), name));
    } catch {
      this.#bad.push({
        file: nameShown(name),
        why: "It could not be read from your device. Choose it by itself.",
      });
    }
  }

  all() {
    const full = {
      file: "The rest",
      why: `More than ${MOST_FILES} files: the first ${MOST_FILES} were read.`,
    };
    return { files: this.#files, bad: this.#isFull ? [...this.#bad, full] : this.#bad };
  }
}

/** @param {FileSystemEntry} entry @returns {string} with the folders that it is in */
const nameOfEntry = ({ fullPath, name }) => fullPath.replace(/^\//, "") || name;

/** @param {FileSystemDirectoryEntry} folder @returns {Promise<FileSystemEntry[]>} all of it: browsers give a hundred at a time */
async function entriesOf(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const entries = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) break;
    entries.push(...some);
    // What is beyond the most is looked for only to say so.
    if (entries.length > MOST_FILES * 2) break;
  }
  return entries.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}
