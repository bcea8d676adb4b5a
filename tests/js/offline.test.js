// What the service worker answers: what is new first, what is kept where the site cannot be reached, and nothing that the
// site has taken back.

import assert from "node:assert/strict";
import { test } from "node:test";

const world = /** @type {any} */ (globalThis);
/** @type {Record<string, (event: any) => void>} */
const listeners = {};
world.self = {
  addEventListener: (/** @type {string} */ name, /** @type {any} */ does) => {
    listeners[name] = does;
  },
};
world.location = { origin: "https://example.org" };
/** @type {Response | undefined} */
let kept;
world.caches = { open: async () => ({ match: async () => kept }) };
await import("../../build_tools/assets/js/classroom/offline.js");

/** @param {() => Promise<Response>} network @returns {Promise<number>} the status of the answer */
async function status(network) {
  world.fetch = network;
  /** @type {Promise<Response> | undefined} */
  let answer;
  const request = new Request("https://example.org/articles/a/practice.html");
  listeners.fetch?.({ request, respondWith: (/** @type {Promise<Response>} */ given) => (answer = given) });
  assert.ok(answer);
  return (await answer).status;
}

const answering = (/** @type {number} */ code) => async () => new Response("", { status: code });
const broken = async () => {
  throw new TypeError("no network");
};

test("what is new comes first, and what is kept where the site cannot be reached", async () => {
  kept = new Response("", { status: 203 });
  assert.equal(await status(answering(200)), 200);
  assert.equal(await status(broken), 203);
  assert.equal(await status(answering(503)), 203);
});

test("a page that the site has taken back is gone", async () => {
  kept = new Response("", { status: 203 });
  assert.equal(await status(answering(404)), 404);
  assert.equal(await status(answering(410)), 410);
});

test("what is not kept is left to the network", async () => {
  kept = undefined;
  assert.equal(await status(answering(404)), 404);
  await assert.rejects(status(broken));
});
