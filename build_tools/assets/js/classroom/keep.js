// Keeps the lesson of one article in the browser: its pages for a class, and what they load, so that they open without a
// network after one of them has been opened with one. Of other articles it keeps nothing. What is to be kept, and whether
// it has changed, stands in a list that is made with the site (`build_tools/site/lesson_files.py`).

/** The list, beside the article's page. */
const LIST = "lesson.json";
/** Beside the folders of the articles, which are what it may serve. */
const WORKER = "../offline.js";

/** @typedef {Record<string, string>} Digests of the bytes of files, by their addresses from the folder of the article */

/** Does nothing where a browser keeps nothing: from a file, in a frame, where storage is blocked or full. */
export async function keepForOffline() {
  // A page that has all of it in itself needs no more, and one in a frame opens with the page around it or not at all.
  if (!location.href.startsWith("http") || window !== top || !document.querySelector("script[src]")) return;
  // It is not in the way of what the page itself needs.
  if (document.readyState !== "complete")
    await new Promise((done) => addEventListener("load", done, { once: true }));
  try {
    const folder = new URL(".", location.href);
    const answer = await fetch(new URL(LIST, folder), { cache: "no-cache" });
    /** @type {Digests} */
    const list = await answer.json();
    // Some servers leave the ending out.
    for (const page of Object.keys(list).filter((file) => file.endsWith(".html")))
      await navigator.serviceWorker.register(new URL(WORKER, folder), {
        scope: new URL(page.replace(".html", ""), folder).pathname,
      });
    await keep(folder, list);
    document.body.dataset.kept = "";
  } catch {
    // The page works all the same; it will need the network the next time.
  }
}

/** @param {URL} folder of the article @param {Digests} list */
async function keep(folder, list) {
  const name = `marked-copy-lesson ${folder.pathname}`;
  const cache = await caches.open(name);
  const before = await cache.match(new URL(LIST, folder));
  /** @type {Digests} */
  const kept = before ? await before.json() : {};
  const changed = Object.keys(list).filter((file) => list[file] !== kept[file]);
  // First all of it comes, and then it is kept: no page stands beside the script of another day.
  const come = await Promise.all(changed.map((file) => fetched(new URL(file, folder), list[file])));
  try {
    const left = new Set([LIST, ...Object.keys(list)].map((file) => new URL(file, folder).href));
    for (const { url } of await cache.keys()) if (!left.has(url)) await cache.delete(url);
    for (const { url, response } of come) await cache.put(url, response);
    const now = new Map(come.map(({ digest }, nth) => [changed[nth], digest]));
    const all = Object.keys(list).map((file) => [file, now.get(file) ?? kept[file]]);
    await cache.put(new URL(LIST, folder), Response.json(Object.fromEntries(all)));
  } catch (error) {
    // There is no room. Half a lesson is worse than none.
    await caches.delete(name);
    throw error;
  }
}

/**
 * @param {URL} url
 * @param {string} wanted the digest of what the site has there
 * @returns {Promise<{url: URL, response: Response, digest: string}>} the digest is of what came: a server may alter files,
 *   and one that is late with them is asked again the next time
 */
async function fetched(url, wanted) {
  // What has just been loaded is not sent once more, if it is still right: a class may share one slow line.
  const first = await answerOf(url, "force-cache");
  return first.digest === wanted ? first : answerOf(url, "no-cache");
}

/** @param {URL} url @param {RequestCache} cache */
async function answerOf(url, cache) {
  const answer = await fetch(url, /** @type {any} */ ({ cache, priority: "low" }));
  if (!answer.ok) throw new Error(`${answer.status}`);
  const data = await answer.arrayBuffer();
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", data)).slice(0, 8);
  const digest = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  // Made anew, for a browser takes none for a page that came by a redirection.
  const headers = new Headers({ "content-type": answer.headers.get("content-type") ?? "" });
  return { url, response: new Response(data, { headers }), digest };
}
