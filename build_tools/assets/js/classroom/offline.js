// Serves the pages for a class from what a browser has kept of them, where the site cannot be reached: `keep.js` puts it
// there. A service worker (https://www.w3.org/TR/service-workers/), of one such page alone. What is new comes first.

const worker = /** @type {any} */ (self);
/** Where the lesson of this article is kept. */
const LESSON = `marked-copy-lesson ${new URL(".", worker.registration.scope).pathname}`;
const LATE = 4000;
/** What a server says that is too busy, which a class behind one address may hear first. */
const BUSY = 429;

/** @param {Request} request @returns {Promise<Response | undefined>} what is kept for it */
async function keptFor({ url, mode }) {
  const { origin, pathname } = new URL(url);
  const how = { cacheName: LESSON, ignoreVary: true };
  const kept = await caches.match(origin + pathname, how);
  return kept || mode !== "navigate" ? kept : caches.match(`${origin + pathname}.html`, how);
}

/**
 * What the site has now. A server may call its files fresh for days, and then a browser would not ask it: a page of today
 * would stand beside a script of yesterday, and one that was taken back would stay.
 * @param {Request} request
 * @returns {Promise<Response>}
 */
function asked(request) {
  const isLeft = request.mode === "navigate" || request.cache === "default";
  return fetch(request, isLeft ? { cache: "no-cache" } : {});
}

/** @param {Request} request @returns {Promise<Response>} */
async function answered(request) {
  const kept = await keptFor(request).catch(() => undefined);
  if (!kept) return fetch(request);
  // A network that is there in name only must not keep a class waiting.
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, LATE);
  });
  const came = await Promise.race([asked(request).catch(() => null), late]);
  clearTimeout(timer);
  if (!came || came.status >= 500 || came.status === BUSY) return kept;
  // What the site has taken back is gone here too, and does not come again when the network is away.
  if (request.mode === "navigate" && (came.status === 404 || came.status === 410)) {
    await caches.delete(LESSON);
    await worker.registration.unregister();
  }
  return came;
}

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === location.origin)
    event.respondWith(answered(request));
});
