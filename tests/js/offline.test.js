// What the service worker answers: what is new first, what is kept where the site cannot be reached, and nothing that the
// site has taken back. And what is kept: one lesson, whole, as the site has it now.

import assert from "node:assert/strict";
import { test } from "node:test";

const world = /** @type {any} */ (globalThis);
/** @type {Record<string, (event: any) => void>} */
const listeners = {};
/** @type {string[]} what the worker gave up */
let gone = [];
world.self = {
  registration: {
    scope: "https://example.org/school/articles/a/practice",
    unregister: async () => gone.push("registration"),
  },
  addEventListener: (/** @type {string} */ name, /** @type {any} */ does) => {
    listeners[name] = does;
  },
};
world.location = { origin: "https://example.org" };

/** A cache as browsers have it, as far as we use it. */
class Kept {
  /** @type {Map<string, Response>} */
  files = new Map();
  room = Infinity;
  async match(/** @type {URL | string} */ url) {
    return this.files.get(String(url))?.clone();
  }
  async put(/** @type {URL | string} */ url, /** @type {Response} */ response) {
    if (this.files.size >= this.room) throw new DOMException("full", "QuotaExceededError");
    this.files.set(String(url), response);
  }
  async keys() {
    return [...this.files.keys()].map((url) => ({ url }));
  }
  async delete(/** @type {string} */ url) {
    return this.files.delete(url);
  }
}

const LESSON = "marked-copy-lesson /school/articles/a/";
/** @type {Map<string, Kept>} */
const all = new Map();
world.caches = {
  open: async (/** @type {string} */ name) => {
    if (!all.has(name)) all.set(name, new Kept());
    return all.get(name);
  },
  match: async (/** @type {string} */ url, /** @type {{cacheName: string}} */ { cacheName }) =>
    all.get(cacheName)?.match(url),
  delete: async (/** @type {string} */ name) => all.delete(name) && gone.push(name),
};
await import("../../build_tools/assets/js/classroom/offline.js");
const { keepForOffline } = await import("../../build_tools/assets/js/classroom/keep.js");

const PAGE = "https://example.org/school/articles/a/practice.html";

/**
 * @param {() => Promise<Response>} network
 * @param {string} [url]
 * @returns {Promise<number>} the status of the answer to a navigation
 */
async function status(network, url = PAGE) {
  world.fetch = network;
  gone = [];
  /** @type {Promise<Response> | undefined} */
  let answer;
  const request = { url, method: "GET", mode: "navigate" };
  listeners.fetch?.({ request, respondWith: (/** @type {Promise<Response>} */ given) => (answer = given) });
  assert.ok(answer);
  return (await answer).status;
}

const answering = (/** @type {number} */ code) => async () => new Response("", { status: code });
const broken = async () => {
  throw new TypeError("no network");
};
const keepOne = async () =>
  (await world.caches.open(LESSON)).files.set(PAGE, new Response("", { status: 203 }));

test("what is new comes first, and what is kept where the site cannot be reached", async () => {
  await keepOne();
  assert.equal(await status(answering(200)), 200);
  for (const network of [broken, answering(503), answering(429)]) assert.equal(await status(network), 203);
  // Some servers leave the ending out, and an address may have a query.
  assert.equal(await status(broken, PAGE.replace(".html", "")), 203);
  assert.equal(await status(broken, `${PAGE}?from=mail`), 203);
  assert.deepEqual(gone, []);
});

test("a page that the site has taken back is gone, and stays so without a network", async () => {
  for (const code of [404, 410]) {
    await keepOne();
    assert.equal(await status(answering(code)), code);
    assert.deepEqual(gone, [LESSON, "registration"]);
    await assert.rejects(status(broken));
  }
});

test("of what is kept the site is asked whether it has it still, however fresh the browser takes its own copy for", async () => {
  await keepOne();
  const script = "https://example.org/school/assets/practice.js";
  (await world.caches.open(LESSON)).files.set(script, new Response(""));
  /** @type {string[]} */
  const asked = [];
  world.fetch = async (/** @type {any} */ { url }, /** @type {RequestInit} */ { cache }) => {
    asked.push(`${cache ?? "as it was"} ${new URL(url).pathname.split("/").at(-1)}`);
    return new Response("");
  };
  for (const [url, mode, cache] of [
    [PAGE, "navigate", "default"],
    // Back to it, and where a window is opened as it was.
    [PAGE, "navigate", "force-cache"],
    [script, "no-cors", "default"],
    [script, "cors", "force-cache"],
  ]) {
    /** @type {Promise<Response> | undefined} */
    let answer;
    const respondWith = (/** @type {Promise<Response>} */ given) => (answer = given);
    listeners.fetch?.({ request: { url, mode, cache, method: "GET" }, respondWith });
    await answer;
  }
  assert.deepEqual(asked, [
    "no-cache practice.html",
    "no-cache practice.html",
    "no-cache practice.js",
    "as it was practice.js",
  ]);
});

test("what is not kept is left to the network", async () => {
  all.clear();
  assert.equal(await status(answering(404)), 404);
  await assert.rejects(status(broken));
  assert.deepEqual([gone, all.size], [[], 0]);
});

const sha = async (/** @type {string} */ text) => {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Buffer.from(bytes).toString("hex").slice(0, 16);
};

/** What the site has, by its addresses, and what was asked for. */
const site = {
  files: /** @type {Record<string, string>} */ ({}),
  old: /** @type {Record<string, string>} */ ({}),
  asked: /** @type {string[]} */ ([]),
};
/** @type {string[]} */
let scopes = [];

/** @param {Record<string, string>} files the site has from now on @returns {Promise<boolean>} whether the lesson is kept */
async function visited(files) {
  site.files = files;
  site.asked = [];
  scopes = [];
  world.window = world.top = {};
  world.location = { origin: "https://example.org", href: `${PAGE}#marks=2` };
  world.document = { readyState: "complete", querySelector: () => ({}), body: { dataset: {} } };
  const list = Object.fromEntries(
    await Promise.all(Object.entries(files).map(async ([file, text]) => [file, await sha(text)])),
  );
  Object.defineProperty(globalThis, "navigator", {
    configurable: true,
    value: {
      serviceWorker: {
        register: async (/** @type {URL} */ _, /** @type {any} */ { scope }) => scopes.push(scope),
      },
    },
  });
  world.fetch = async (/** @type {URL} */ url, /** @type {RequestInit} */ { cache }) => {
    const file = new URL(url).pathname.replace("/school/articles/a/", "").replace("/school/", "../../");
    if (file === "lesson.json") return Response.json(list);
    site.asked.push(`${cache} ${file}`);
    const text = cache === "force-cache" ? (site.old[file] ?? files[file]) : files[file];
    return text === undefined ? new Response("", { status: 404 }) : new Response(text);
  };
  await keepForOffline();
  return "kept" in world.document.body.dataset;
}

/** @returns {Promise<Record<string, string>>} what is kept of the lesson, but for the list */
async function keptNow() {
  const files = [...(all.get(LESSON)?.files ?? [])].filter(([url]) => !url.endsWith("lesson.json"));
  return Object.fromEntries(
    await Promise.all(files.map(async ([url, answer]) => [url, await answer.clone().text()])),
  );
}

const AT = "https://example.org/school/articles/a/";
const FIRST = { "practice.html": "one", "projector.html": "two", "../../assets/practice.js": "three" };

test("one visit keeps the lesson, and the next fetches what has changed", async () => {
  all.clear();
  assert.ok(await visited(FIRST));
  assert.deepEqual(scopes, ["/school/articles/a/practice", "/school/articles/a/projector"]);
  assert.deepEqual(await keptNow(), {
    [`${AT}practice.html`]: "one",
    [`${AT}projector.html`]: "two",
    "https://example.org/school/assets/practice.js": "three",
  });
  assert.ok(await visited(FIRST));
  assert.deepEqual(site.asked, []);
  assert.ok(await visited({ "practice.html": "one", "../../assets/practice.js": "four" }));
  assert.deepEqual(site.asked, ["force-cache ../../assets/practice.js"]);
  assert.deepEqual(await keptNow(), {
    [`${AT}practice.html`]: "one",
    "https://example.org/school/assets/practice.js": "four",
  });
  assert.deepEqual([...all.keys()], [LESSON]);
});

test("a copy that the browser has from before is not taken for what is new", async () => {
  all.clear();
  site.old = { "practice.html": "zero" };
  assert.ok(await visited(FIRST));
  assert.deepEqual(site.asked.slice(-1), ["no-cache practice.html"]);
  assert.equal((await keptNow())[`${AT}practice.html`], "one");
  site.old = {};
});

test("a server that alters a file is asked for it again", async () => {
  all.clear();
  await visited(FIRST);
  const cache = all.get(LESSON);
  cache?.files.set(
    `${AT}lesson.json`,
    Response.json({
      ...(await cache.match(`${AT}lesson.json`).then((it) => it?.json())),
      "practice.html": "x",
    }),
  );
  assert.ok(await visited(FIRST));
  assert.deepEqual(site.asked, ["force-cache practice.html"]);
});

test("where not all of it comes, what was kept before stays; where there is no room, nothing does", async () => {
  all.clear();
  await visited(FIRST);
  const before = await keptNow();
  const lost = /** @type {any} */ (undefined);
  assert.equal(await visited({ ...FIRST, "practice.html": "new", "class.html": lost }), false);
  assert.deepEqual(await keptNow(), before);
  /** @type {Kept} */ (all.get(LESSON)).room = 1;
  assert.equal(await visited({ ...FIRST, "practice.html": "new" }), false);
  assert.equal(all.has(LESSON), false);
});

test("from a file nothing is asked for, which browsers would tell of as a fault", async () => {
  all.clear();
  await visited(FIRST);
  all.clear();
  let asked = 0;
  world.fetch = async () => asked++;
  for (const href of [
    "file:///C:/site/articles/a/practice.html",
    "blob:https://example.org/1",
    "data:text/html,",
  ]) {
    world.location = { origin: "null", href };
    await keepForOffline();
  }
  assert.deepEqual([asked, all.size], [0, 0]);
});

test("in a frame, in one file, and where there is no worker nothing happens", async () => {
  all.clear();
  await visited(FIRST);
  all.clear();
  const left = async () => {
    site.asked = [];
    await keepForOffline();
    return [site.asked.length, all.size];
  };
  world.top = {};
  assert.deepEqual(await left(), [0, 0]);
  world.top = world.window;
  world.document.querySelector = () => null;
  assert.deepEqual(await left(), [0, 0]);
  world.document.querySelector = () => ({});
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: {} });
  assert.deepEqual(await left(), [0, 0]);
});
