// The address of a lesson as a QR code, as large as the screen allows, for a class to scan. Loaded when it is asked for.
// It brings its own style: what a page loads first knows nothing of it.

import { make } from "../suggest/parts.js";
import { codeOf, QUIET } from "./qr.js";
import { putsAway } from "./stage.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} address
 * @param {string} name for those who do not see it
 * @returns {SVGSVGElement | null} dark on white in whatever colours the page is, with its quiet zone; nothing where the
 *   address is longer than codes can be
 */
export function pictureOf(address, name) {
  let code;
  try {
    code = codeOf(address);
  } catch {
    return null;
  }
  const { size, modules } = code;
  const side = size + 2 * QUIET;
  const picture = document.createElementNS(SVG, "svg");
  const add = (/** @type {string} */ element, /** @type {Record<string, string | number>} */ given) => {
    const made = picture.appendChild(document.createElementNS(SVG, element));
    for (const [key, value] of Object.entries(given)) made.setAttribute(key, String(value));
    return made;
  };
  picture.setAttribute("viewBox", `0 0 ${side} ${side}`);
  picture.setAttribute("role", "img");
  picture.setAttribute("shape-rendering", "crispEdges");
  add("title", {}).textContent = name;
  add("rect", { width: side, height: side, fill: "#fff" });
  const lines = Array.from({ length: size }, (_, row) =>
    runs(modules.subarray(row * size, (row + 1) * size), row),
  );
  add("path", { d: lines.join(""), fill: "#000" });
  return picture;
}

/** @param {Uint8Array} line @param {number} row @returns {string} its dark modules as a path */
function runs(line, row) {
  let path = "";
  for (const { index, 0: run } of line.join("").matchAll(/1+/g))
    path += `M${index + QUIET} ${row + QUIET}h${run.length}v1h-${run.length}z`;
  return path;
}

/** Type that is read from the last row of a class on a projector of 1024 pixels, and fits a telephone. */
const TYPE = "clamp(16px, 2.75vw, 42px)";

/**
 * Show it over everything else. It closes by its button, by Escape, and by the keys of a presenter.
 * @param {HTMLElement} place in which the dialog is put
 * @param {string} address
 * @param {string} what it leads to, as a heading
 */
export function showCode(place, address, what) {
  const picture = pictureOf(address, "QR code with the address below it");
  const heading = make("h2", { id: "mc-code" }, what);
  const words = make(
    "div",
    {},
    make("form", { method: "dialog" }, make("button", {}, "Close")),
    heading,
    told(address, picture),
  );
  const dialog = make("dialog", { "aria-labelledby": "mc-code" }, ...(picture ? [picture] : []), words);
  Object.assign(dialog.style, {
    position: "fixed",
    inset: "0",
    boxSizing: "border-box",
    width: "100vw",
    maxWidth: "none",
    height: "100dvh",
    maxHeight: "none",
    margin: "0",
    padding: "0",
    border: "0",
    background: "#fff",
    color: "#000",
    fontSize: TYPE,
    lineHeight: "1.3",
    overflow: "auto",
    colorScheme: "light",
    forcedColorAdjust: "none",
  });
  Object.assign(heading.style, { margin: "0.6em 0 0.3em", fontSize: "1.15em", color: "inherit" });
  Object.assign(words.style, { padding: "16px", overflowWrap: "anywhere", minWidth: "0" });
  const fit = () => picture && lay(dialog, picture, words);
  const gone = new AbortController();
  const end = () => {
    gone.abort();
    dialog.remove();
  };
  addEventListener("resize", fit, { signal: gone.signal });
  // What is printed is the page below it.
  addEventListener("beforeprint", end, { signal: gone.signal });
  // Another lesson has another code.
  addEventListener("hashchange", end, { signal: gone.signal });
  dialog.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation();
    if (!putsAway(event.key)) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", end);
  place.append(dialog);
  fit();
  dialog.showModal();
}

/** @param {string} address @param {Element | null} picture @returns {HTMLElement} */
function told(address, picture) {
  const how = picture ? "Scan the code. It leads to" : "The address is too long for a code:";
  return make("p", {}, how, make("br"), make("b", {}, address.replace(/^https?:\/\//, "")));
}

/** The narrowest column of words that is of use beside a code, in pixels. */
const COLUMN = 200;

/**
 * The code as large as the screen allows, on whole pixels, with the words beside it or below.
 * @param {HTMLElement} dialog
 * @param {SVGSVGElement} picture
 * @param {HTMLElement} words
 */
function lay(dialog, picture, words) {
  const side = picture.viewBox.baseVal.width;
  const isWide = innerWidth >= innerHeight + COLUMN;
  const room = isWide ? innerHeight : Math.min(innerWidth, innerHeight * 0.8);
  const pixels = `${side * Math.max(1, Math.floor(room / side))}px`;
  Object.assign(picture.style, { width: pixels, height: pixels, flex: "none" });
  Object.assign(dialog.style, {
    display: "flex",
    flexDirection: isWide ? "row" : "column",
    alignItems: "center",
  });
  words.style.flex = isWide ? "1" : "none";
}
