// Serves the pages for a class from what a browser has kept of them, where the site cannot be reached: `keep.js` puts it
// there. A service worker (https://www.w3.org/TR/service-workers/), of such pages alone. What is new comes first.

/** Where `keep.js` keeps it. */
const LESSONS = "marked-copy-lessons";
const LATE = 4000;

const worker = /** @type {any} */ (self);

/** @param {Request} request @returns {Promise<Response>} */
async function answered(request) {
  const kept = await (await caches.open(LESSONS)).match(request, { ignoreSearch: true });
  if (!kept) return fetch(request);
  // A network that is there in name only must not keep a class waiting.
  const late = new Promise((resolve) => setTimeout(resolve, LATE));
  const came = await Promise.race([fetch(request).catch(() => null), late]);
  // What the site has taken back is gone here too.
  return came && came.status < 500 ? came : kept;
}

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === location.origin)
    event.respondWith(answered(request));
});
