// The page in a frame of another site: it says how high it is, so that the page around can make the frame as high.

export const isFramed = () => parent !== window;

/** How long after a click the page around may take to make the frame higher, in milliseconds. */
const SOON = 1000;

/** Show the head of an element that has just come. A frame is as high as that only after a moment. @param {HTMLElement} element */
export function bringIntoView(element) {
  const show = () => element.scrollIntoView({ block: "start" });
  show();
  if (isFramed()) addEventListener("resize", show, { once: true, signal: AbortSignal.timeout(SOON) });
}

/** @param {HTMLElement} card which may stand over the page’s end */
export function fitFrame(card) {
  if (!isFramed()) return;
  const root = document.documentElement;
  root.dataset.framed = "";
  // What would lead away leads to a window of its own: the frame is for the practice.
  for (const link of document.querySelectorAll("a[href]:not([href^='#'])"))
    Object.assign(link, { target: "_blank", rel: "noopener" });
  let told = 0;
  const tell = () => {
    const end = card.hidden ? 0 : card.getBoundingClientRect().bottom + scrollY;
    const height = Math.ceil(Math.max(root.getBoundingClientRect().height, end));
    if (height === told) return;
    told = height;
    // In CSS pixels. Who is around is not known here, and nobody learns more from it than how long the page is.
    parent.postMessage({ type: "marked-copy-height", height }, "*");
  };
  const watch = new ResizeObserver(tell);
  watch.observe(root);
  watch.observe(card);
  // Browsers let a frame that is not in view yet observe nothing.
  tell();
  addEventListener("load", tell, { once: true });
}
