// When the address is written, and as which step in the history, with a browser that only writes down what it is told.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Address } from "../../build_tools/assets/js/address.js";

/** @type {[string, string][]} each entry written, newest last: how, and its address */
let written;
/** @type {(() => void)[]} what waits for the browser to have nothing else to do */
let waiting;
let listeners;
let view;

beforeEach(() => {
  written = [];
  waiting = [];
  listeners = new Map();
  view = "?lens=wording";
  const go = (how, state, address) => {
    written.push([how, address]);
    history.state = state;
    Object.assign(location, split(address));
  };
  globalThis.location = split("/articles/port/");
  globalThis.history = {
    state: null,
    replaceState: (state, _, address) => go("replace", state, address),
    pushState: (state, _, address) => go("push", state, address),
    back: () => written.push(["back", ""]),
  };
  globalThis.requestAnimationFrame = (run) => waiting.push(run);
  globalThis.setTimeout = (run) => run();
  globalThis.addEventListener = (type, listener) => listeners.set(type, listener);
});

function split(address) {
  const [, pathname, search, hash] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(address);
  return { pathname, search: search ?? "", hash: hash ?? "" };
}

const made = () => new Address("/articles/port/", () => view, new AbortController().signal);
const rest = () => {
  for (const run of waiting.splice(0)) run();
};

test("nothing is written before the page shows what has changed", () => {
  made().later();
  assert.deepEqual(written, []);
  rest();
  assert.deepEqual(written, [["replace", "/articles/port/?lens=wording"]]);
});

test("of many changes the last is written, once", () => {
  const address = made();
  for (view of ["?lens=a", "?lens=b", "#c", "?lens=d#e"]) address.later();
  rest();
  assert.deepEqual(written, [["replace", "/articles/port/?lens=d#e"]]);
});

test("what stands there already is not written again", () => {
  const address = made();
  address.later();
  rest();
  address.later();
  rest();
  assert.equal(written.length, 1);
});

for (const type of ["pagehide", "blur", "visibilitychange", "click"])
  test(`it is right at ${type}`, () => {
    made().later();
    listeners.get(type)();
    assert.deepEqual(written, [["replace", "/articles/port/?lens=wording"]]);
    rest();
    assert.equal(written.length, 1);
  });

test("a sheet is a step, with what was before it in the entry before it", () => {
  const address = made();
  address.later();
  assert.equal(address.isStep, false);
  address.step();
  view = "?lens=wording#note";
  assert.equal(address.isStep, true, "a second note is no second step");
  address.later();
  rest();
  assert.deepEqual(written, [
    ["replace", "/articles/port/?lens=wording"],
    ["push", "/articles/port/?lens=wording#note"],
  ]);
  assert.deepEqual([history.state.opened, history.scrollRestoration, address.isStep], [true, "manual", true]);
});

test("closing it goes back, and leaves the entry as it was", () => {
  const address = made();
  address.step();
  rest();
  view = "";
  address.later();
  address.back();
  rest();
  assert.deepEqual(written.slice(1), [["back", ""]]);
});

test("a sheet that is closed before its step is written was none", () => {
  const address = made();
  address.step();
  view = "";
  address.back();
  rest();
  assert.deepEqual(written, []);
});

test("a note that an address opened is closed without leaving the page", () => {
  Object.assign(location, split("/articles/port/#note"));
  const address = made();
  view = "";
  address.later();
  address.back();
  rest();
  assert.deepEqual(written, [["replace", "/articles/port/"]]);
});

test("the address of another page that came in the place of ours is left alone", () => {
  const address = made();
  address.later();
  Object.assign(location, split("/articles/quay/"));
  rest();
  assert.deepEqual([written, address.isOurs], [[], false]);
});

test("a browser that takes no more addresses is left in peace", () => {
  history.replaceState = history.pushState = () => {
    throw new DOMException("too many", "SecurityError");
  };
  const address = made();
  address.later();
  rest();
  address.step();
  rest();
  assert.deepEqual(written, []);
});

test("a page that another one has replaced leaves the address alone", () => {
  const address = new Address("/articles/other/", () => view, new AbortController().signal);
  address.step();
  rest();
  address.later();
  address.back();
  rest();
  assert.deepEqual(written, []);
});

test("a browser that cannot tell when it has nothing else to do may show the page first", () => {
  globalThis.window = {};
  globalThis.setTimeout = (run) => waiting.push(run);
  made().later();
  rest(); // the frame
  assert.deepEqual(written, []);
  rest();
  assert.equal(written.length, 1);
});
