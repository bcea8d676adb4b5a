// The form's fields, as elements of the page.

/**
 * @param {string} name of the element
 * @param {Record<string, any>} [given] its properties and, with a hyphen in the name, attributes
 * @param {...(Node | string)} children
 * @returns {any} the element
 */
export function make(name, given = {}, ...children) {
  const element = /** @type {any} */ (document.createElement(name));
  for (const [key, value] of Object.entries(given))
    if (key.includes("-") || !(key in element)) element.setAttribute(key, value);
    /** @type {any} */ else element[key] = value;
  element.append(...children);
  return element;
}

/**
 * @typedef {object} Question
 * @property {string} key
 * @property {string} label
 * @property {string} [hint]
 * @property {string[][]} [options] values and their names: one is chosen
 * @property {string} [none] the name of none of them
 * @property {number} [rows] of a text of several lines
 * @property {number} [most] signs, which are counted
 * @property {boolean} [needed] whether no note goes without it
 */

/**
 * A labelled field with its hint, its count and what is wrong with it.
 * @param {Question} question
 * @param {string} id of the field, by which what is wrong with it is found
 * @param {string} value
 */
export function fieldOf({ key, label, hint = "", options, none, rows, most, needed }, id, value) {
  const about = `mc-s-${id}`;
  const given = {
    id: about,
    name: id,
    "data-key": key,
    "aria-describedby": `${about}-hint ${about}-wrong`,
    ...(needed && { "aria-required": "true" }),
    value,
  };
  const control = options
    ? make("select", { ...given, value: "" }, make("option", { value: "" }, none ?? "Choose …"))
    : make(rows ? "textarea" : "input", {
        ...given,
        ...(rows && { rows }),
        autocomplete: "off",
        dir: "auto",
      });
  for (const [option, name] of options ?? [])
    control.append(make("option", { value: option, selected: option === value }, name));
  return make(
    "div",
    { className: "mc-field", "data-field": id },
    make("label", { htmlFor: about }, label),
    make("div", { className: "mc-beside" }, control),
    make(
      "p",
      { id: `${about}-hint`, className: "mc-hint" },
      hint,
      // No live region: it would be read out at every key.
      make("span", { "data-most": most ?? "" }),
    ),
    make("p", { id: `${about}-wrong`, className: "mc-wrong" }),
  );
}

/**
 * A link on which something is handed in. While that is not ready it leads nowhere, and a press on it is an attempt.
 * @param {string} words
 * @param {() => boolean} isReady whether it may be followed; if not, it leads to what is missing
 * @returns {HTMLAnchorElement}
 */
export function handingIn(words, isReady) {
  const link = make("a", { target: "_blank", rel: "noopener", className: "mc-open-there" }, words);
  const attempt = (/** @type {Event} */ event) => {
    if (!isReady()) event.preventDefault();
  };
  link.addEventListener("click", attempt);
  link.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    // Without an address it is no link to the browser, and Enter does nothing of itself.
    if (event.key === "Enter" && !link.hasAttribute("href")) attempt(event);
  });
  return link;
}

/**
 * @param {HTMLAnchorElement} link of `handingIn`
 * @param {string} address nothing where there is none
 * @param {boolean} isReady whether it leads there already
 */
export function leadTo(link, address, isReady) {
  link.hidden = !address;
  if (address && isReady) link.href = address;
  else link.removeAttribute("href");
  for (const [name, value] of [
    ["role", "link"],
    ["tabindex", "0"],
  ])
    if (link.hasAttribute("href")) link.removeAttribute(name);
    else link.setAttribute(name, value);
}

/**
 * Copy a text, or select it where the browser does not let one.
 * @param {string} text
 * @param {HTMLElement} shown where it stands
 * @param {HTMLElement} told where it is said
 */
export async function copyOf(text, shown, told) {
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = "Copied";
  } catch {
    shown.hidden = false;
    getSelection()?.selectAllChildren(shown);
    told.textContent = "Selected: copy it with the keys or the menu of your device.";
  }
}

/**
 * It is read out when it is set: only what is new.
 * @param {HTMLElement} place
 * @param {...(string | number | boolean)} words what is none is left out
 */
export function tell(place, ...words) {
  const text = words.filter(Boolean).join(" ");
  if (place.textContent !== text) place.textContent = text;
}
