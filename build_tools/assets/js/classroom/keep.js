// Keeps a page for a class, with its style and its script, so that it opens without a network the next time.

const LESSONS = "marked-copy-lessons";
/** Beside the folders of the articles, which are what it may serve. */
const WORKER = "../offline.js";

/** Does nothing where a browser keeps nothing: from a file, in some frames, where storage is blocked. */
export async function keepForOffline() {
  try {
    const { pathname, href } = location;
    const files = [...document.querySelectorAll("link[rel=stylesheet], script[src], .mc-sheet img")].map(
      (element) => element.getAttribute("href") ?? element.getAttribute("src") ?? "",
    );
    // A page that has all of it in itself needs no more.
    if (!files.length) return;
    await navigator.serviceWorker.register(new URL(WORKER, href), { scope: pathname });
    // What has just been loaded is not fetched once more: a class may share one slow line.
    const requests = [pathname, ...files].map((file) => new Request(file, { cache: "force-cache" }));
    await (await caches.open(LESSONS)).addAll(requests);
    document.body.dataset.kept = "";
  } catch {
    // The page works all the same; it will need the network the next time.
  }
}
