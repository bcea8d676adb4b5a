// The scripts in a browser of another make: one walk through an article, with everything that they do on the way.
// Called with the path of Firefox, the address of an article, and the id of a note on words that can be swapped.

import assert from "node:assert/strict";
import { Firefox } from "./firefox.js";

const [path, address, note] = process.argv.slice(2);
const firefox = await Firefox.start(path);

const begun = () => firefox.until(`document.querySelector("marked-copy").dataset.ready !== undefined`);
const seen = (selector) =>
  firefox.ask(`[...document.querySelectorAll(${JSON.stringify(selector)})]
    .filter(element => element.checkVisibility()).length`);
const pressed = () =>
  firefox.ask(
    `[...document.querySelectorAll(".mc-lenses [aria-pressed=true]")].map(({dataset}) => dataset.lens)`,
  );
const open = () => firefox.ask(`document.querySelector(".mc-open")?.dataset.note ?? ""`);
const focused = () => firefox.ask(`document.activeElement.dataset.note ?? document.activeElement.id`);
/** @param {string} end of the address, which is written when the browser has nothing else to do */
const stands = (end) => firefox.until(`location.href.endsWith(${JSON.stringify(end)})`);

try {
  await firefox.resize(1360, 900);
  await firefox.go(address);
  await begun();
  assert.deepEqual([await pressed(), await seen(".mc-text .mc-ref"), await open()], [[], 0, ""]);

  await firefox.press("2");
  await stands("?lens=wording");
  assert.deepEqual(await pressed(), ["wording"]);
  assert.ok((await seen(".mc-text .mc-ref")) > 3);
  await firefox.click(`.mc-lenses [data-lens="speaking"]`);
  await stands("?lens=speaking,wording");
  assert.ok(await seen(".mc-says"));

  await firefox.click(`[id="ref--${note}"]`);
  await stands(`#${note}`);
  assert.deepEqual([await open(), await focused(), await seen(".mc-open")], [note, note, 1]);
  const level = await firefox.ask(`document.querySelector(".mc-open").getBoundingClientRect().top
    - document.getElementById("ref--${note}").getBoundingClientRect().top`);
  assert.ok(Math.abs(level) < 7, `the note stands ${level} pixels below its number`);
  assert.ok((await seen(".mc-margin .mc-note")) > 1, "closed notes stand beside the text too");
  const swapped = () => firefox.ask(`document.querySelectorAll(".mc-text [data-odd]").length`);
  await firefox.click(".mc-open [data-do=swap]");
  assert.ok(await swapped());
  await firefox.click(".mc-open [data-do=swap]");
  assert.equal(await swapped(), 0);
  await firefox.press("w");
  await stands(`?lens=speaking,wording&wording=plain#${note}`);
  await firefox.press("j");
  assert.ok(![note, ""].includes(await open()));
  await firefox.press("k");
  assert.equal(await open(), note);
  await firefox.press("\uE00C"); // Escape
  assert.deepEqual([await open(), await focused()], ["", `ref--${note}`]);
  await stands("?lens=speaking,wording&wording=plain");
  await firefox.press("?");
  assert.equal(await seen("dialog.mc-help"), 1);
  await firefox.press("\uE00C");
  await firefox.press("0");
  await stands(new URL(address).pathname);

  await firefox.resize(390, 844);
  await firefox.go(`${address}#${note}`);
  await begun();
  await firefox.until(`document.querySelector(".mc-open")`);
  const sheet = await firefox.ask(`document.querySelector(".mc-open").getBoundingClientRect()`);
  const width = await firefox.ask("document.documentElement.clientWidth");
  assert.deepEqual([sheet.left, sheet.right, sheet.bottom], [0, width, 844]);
  assert.deepEqual([await open(), await pressed()], [note, ["wording"]]);
  await firefox.click(".mc-open [data-do=close]");
  await firefox.until(`!document.querySelector(".mc-open") && !location.hash`);
  await firefox.click(`[id="ref--${note}"]`);
  await stands(`#${note}`);
  await firefox.ask("history.back()");
  await firefox.until(`!document.querySelector(".mc-open") && !location.hash`);

  assert.deepEqual(firefox.complaints, []);
} finally {
  await firefox.end();
}
