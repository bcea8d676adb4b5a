// The address that a teacher gives to a class follows the address of the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { choiceIn } from "../../build_tools/assets/js/classroom/choice.js";
import { forTeachers } from "../../build_tools/assets/js/classroom/teachers.js";

const world = /** @type {any} */ (globalThis);
const HERE = "https://site.example/articles/a/practice.html";
const notes = ["one", "two", "three"].map((id) => ({ id }));

/** The page, as far as it is for teachers. @param {string} hash */
function opened(hash) {
  /** @type {Record<string, any>} */
  const elements = {};
  for (const id of ["ask-for", "left-out", "lesson-address"]) elements[id] = new EventTarget();
  elements["left-out"].replaceChildren = (/** @type {any[]} */ ...told) => {
    elements["left-out"].textContent = told.map(({ words }) => words).join(" ");
  };
  const events = new EventTarget();
  world.document = {
    getElementById: (/** @type {string} */ id) => elements[id],
    createElement: () => ({
      setAttribute() {},
      append(/** @type {any[]} */ ...parts) {
        this.words = parts.map((part) => part.words ?? part).join("");
      },
    }),
  };
  world.addEventListener = events.addEventListener.bind(events);
  world.location = { href: HERE + hash, hash };
  const desk = /** @type {any} */ ({
    page: "./",
    get choice() {
      return choiceIn(world.location.hash, notes);
    },
    get needed() {
      return this.choice.marks ?? 3;
    },
  });
  forTeachers(desk);
  return {
    goTo(/** @type {string} */ other) {
      world.location = { href: HERE + other, hash: other };
      events.dispatchEvent(new Event("hashchange"));
    },
    ask(/** @type {string} */ marks) {
      elements["ask-for"].value = marks;
      elements["ask-for"].dispatchEvent(new Event("input"));
    },
    told: () => [
      elements["lesson-address"].href.replace(HERE, ""),
      elements["ask-for"].value,
      elements["left-out"].hidden ? "" : elements["left-out"].textContent.split(" not, or")[0],
    ],
  };
}

test("another address in the same window is another lesson", () => {
  const page = opened("#marks=9");
  assert.deepEqual(page.told(), ["#marks=9", "9", ""]);
  page.goTo("#notes=two,one&marks=2");
  assert.deepEqual(page.told(), ["#notes=two,one&marks=2", "2", ""]);
  page.ask("7");
  assert.deepEqual(page.told(), ["#notes=two,one&marks=7", "7", ""]);
  page.goTo("");
  assert.deepEqual(page.told(), ["", "3", ""]);
});

test("how many notes of the address are unknown is told, and not any more when they are known", () => {
  const page = opened("#notes=two, nothing; also-nothing");
  assert.deepEqual(page.told(), ["#notes=two", "3", "2 of the notes in this address are"]);
  page.goTo("#notes=one two");
  assert.deepEqual(page.told(), ["#notes=one,two", "3", ""]);
});

test("more is asked for than a teacher may ask for, and less", () => {
  const page = opened("");
  for (const [typed, asked] of [
    ["99", "#marks=20"],
    ["-4", "#marks=0"],
    ["", "#marks=0"],
    ["4.6", "#marks=5"],
    ["3", ""],
  ]) {
    page.ask(/** @type {string} */ (typed));
    assert.equal(page.told()[0], asked, typed);
  }
});
