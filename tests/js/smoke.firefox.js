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
const on = () => firefox.ask(`[...document.querySelectorAll(".mc-lenses :checked")].map(({value}) => value)`);
const open = () => firefox.ask(`document.querySelector(".mc-open")?.dataset.note ?? ""`);
const focused = () => firefox.ask(`document.activeElement.dataset.note ?? document.activeElement.id`);
/** @param {string} end of the address, which is written when the browser has nothing else to do */
const stands = (end) => firefox.until(`location.href.endsWith(${JSON.stringify(end)})`);

try {
  await firefox.resize(1360, 900);
  await firefox.go(address);
  await begun();
  assert.deepEqual([await on(), await seen(".mc-text .mc-ref"), await open()], [[], 0, ""]);

  await firefox.press("2");
  await stands("?lens=wording");
  assert.deepEqual(await on(), ["wording"]);
  assert.ok(await seen(".mc-text .mc-ref"));
  await firefox.click(`.mc-lenses [value="speaking"]`);
  await stands("?lens=speaking,wording");
  const few = await seen(".mc-text .mc-ref");
  await firefox.click(`.mc-filters [value="all"]`);
  await stands("?lens=speaking,wording&notes=all");
  assert.ok((await seen(".mc-text .mc-ref")) > few);
  assert.ok(await seen(".mc-says"));

  await firefox.click(`[id="ref--${note}"]`);
  await stands(`#${note}`);
  assert.deepEqual([await open(), await focused(), await seen(".mc-open")], [note, note, 1]);
  const [top, bottom, number] = await firefox.ask(`(({top, bottom}) => [top, bottom,
    document.getElementById("ref--${note}").getBoundingClientRect().top])(
    document.querySelector(".mc-open").getBoundingClientRect())`);
  assert.ok(Math.abs(top - number) < 7 || (top < number && Math.abs(bottom - 892) < 7), "beside its number");
  assert.ok(top > 0 && bottom < 900, "the note is in view");
  assert.ok((await seen(".mc-margin .mc-note")) > 1, "closed notes stand beside the text too");
  const swapped = () => firefox.ask(`document.querySelectorAll(".mc-text [data-odd]").length`);
  await firefox.click(".mc-open [data-do=swap]");
  assert.ok(await swapped());
  await firefox.click(".mc-open [data-do=swap]");
  assert.equal(await swapped(), 0);
  await firefox.press("w");
  await stands(`?lens=speaking,wording&notes=all&wording=plain#${note}`);
  await firefox.press("j");
  assert.ok(![note, ""].includes(await open()));
  await firefox.press("k");
  assert.equal(await open(), note);
  await firefox.press("\uE00C"); // Escape
  assert.deepEqual([await open(), await focused()], ["", `ref--${note}`]);
  await stands("?lens=speaking,wording&notes=all&wording=plain");
  await firefox.press("?");
  assert.equal(await seen("dialog.mc-help"), 1);
  await firefox.press("\uE00C");
  await firefox.press("0");
  await stands(new URL(address).pathname);

  await firefox.click(".mc-tour a");
  const told = [await open()];
  for (const key of "jjjj") {
    await firefox.press(key);
    told.push(await open());
  }
  assert.equal(new Set(told).size, 5);
  assert.ok(!told.includes(""));
  assert.deepEqual(await on(), []);
  await firefox.press("\uE00C");
  assert.equal(await open(), "");

  await firefox.resize(390, 844);
  await firefox.go(`${address}#${note}`);
  await begun();
  await firefox.until(`document.querySelector(".mc-open")`);
  const sheet = await firefox.ask(`document.querySelector(".mc-open").getBoundingClientRect()`);
  const width = await firefox.ask("document.documentElement.clientWidth");
  assert.deepEqual([sheet.left, sheet.right, sheet.bottom], [0, width, 844]);
  assert.deepEqual([await open(), await on()], [note, ["wording"]]);
  await firefox.click(".mc-open [data-do=close]");
  await firefox.until(`!document.querySelector(".mc-open") && !location.hash`);
  await firefox.click(`[id="ref--${note}"]`);
  await stands(`#${note}`);
  await firefox.ask("history.back()");
  await firefox.until(`!document.querySelector(".mc-open") && !location.hash`);

  // It keeps what fields were when a page is loaded again. The address says more.
  await firefox.go(`${address}?lens=wording&notes=concern&wording=plain`);
  await begun();
  await firefox.ask(`history.replaceState(null, "", "?lens=context")`);
  await firefox.ask(`document.querySelector("marked-copy").dataset.old = "", location.reload()`);
  await firefox.until(`document.querySelector("marked-copy:not([data-old])")?.dataset.ready !== undefined`);
  const checked = `[...document.querySelectorAll(".mc-bar :checked")].map(({value}) => value)`;
  assert.deepEqual(await firefox.ask(checked), ["context", "first"]);

  assert.deepEqual(firefox.complaints, []);
} finally {
  await firefox.end();
}
