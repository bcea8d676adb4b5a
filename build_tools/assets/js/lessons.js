// Finds lessons in the list for teachers: by the age of the class, the length of the lesson and of its text, the language
// and the technique. What is looked for is the fragment of the address, which is sent to nobody and can be kept. A long
// list is shown in parts.

/** So many entries are shown at first, and with each “Show more”. */
const PART = 50;

/**
 * What is looked for, from a fragment such as `#age=15&technique=loaded-words`. Unknown keys are left out.
 *
 * @param {string} fragment
 * @param {Iterable<string>} names
 * @returns {Map<string, string>}
 */
export function wantedIn(fragment, names) {
  const known = new Set(names);
  return new Map(
    [...new URLSearchParams(fragment.replace(/^#/, ""))].filter(([name, value]) => known.has(name) && value),
  );
}

/**
 * Whether an entry is what is looked for. What it does not say of itself is no reason to leave it out, but a lesson's
 * length is: what has no lesson is not found by it.
 *
 * @param {DOMStringMap | Record<string, string | undefined>} entry
 * @param {Map<string, string>} wanted
 */
export function isWanted(entry, wanted) {
  for (const [name, value] of wanted) {
    const number = Number(value);
    if (name === "language" && entry.language !== value) return false;
    if (name === "technique" && !(entry.techniques ?? "").split(" ").includes(value)) return false;
    if (name === "words" && !(Number(entry.words) <= number)) return false;
    if (name === "minutes" && !(Number(entry.minutes) <= number)) return false;
    if (name === "age" && (number < Number(entry.youngest ?? 0) || number > Number(entry.oldest ?? 99)))
      return false;
  }
  return true;
}

/**
 * Which one demand stands most in the way where nothing is found.
 *
 * @param {(DOMStringMap | Record<string, string | undefined>)[]} entries
 * @param {Map<string, string>} wanted
 * @returns {{name: string, found: number} | null} how many entries there would be without it, at least one; null where
 *   more than one is in the way
 */
export function inTheWay(entries, wanted) {
  const without = [...wanted.keys()].map((name) => {
    const others = new Map([...wanted].filter(([other]) => other !== name));
    return { name, found: entries.filter((entry) => isWanted(entry, others)).length };
  });
  const [most] = without.sort((one, two) => two.found - one.found);
  return most?.found ? most : null;
}

/** @param {HTMLElement} list */
function start(list) {
  const form = /** @type {HTMLFormElement} */ (list.querySelector("form"));
  const more = /** @type {HTMLElement} */ (list.querySelector(":scope > p:last-of-type"));
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const fields = [...form.querySelectorAll("select")];
  const entries = [...list.querySelectorAll("li")];
  const groups = [...list.querySelectorAll("ul")].map((group) => ({ group, own: [...group.children] }));
  let limit = PART;

  const wanted = () =>
    new Map(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
  /** @param {Map<string, string>} looked @returns {string} a way out */
  const loosened = (looked) => {
    const way = inTheWay(
      entries.map(({ dataset }) => dataset),
      looked,
    );
    const field = fields.find(({ name }) => name === way?.name);
    if (!way || !field) return `Ask for less, or for all ${entries.length}.`;
    const [label] = field.labels?.[0]?.childNodes ?? [];
    const chosen = field.selectedOptions[0]?.text;
    return `Without “${label?.textContent?.trim()}: ${chosen}” there would be ${way.found}.`;
  };
  const show = () => {
    const looked = wanted();
    const found = entries.filter((entry) => isWanted(entry.dataset, looked));
    const shown = new Set(/** @type {Element[]} */ (found.slice(0, limit)));
    for (const { group, own } of groups) {
      group.replaceChildren(...own.filter((entry) => shown.has(entry)));
      /** @type {HTMLElement} */ (group.parentElement).hidden = !group.children.length;
    }
    more.hidden = found.length <= limit;
    const part = more.hidden ? "" : ` The first ${limit} are shown.`;
    status.textContent =
      found.length || !entries.length
        ? `${found.length} of ${entries.length} found.${part}`
        : `Nothing fits. ${loosened(looked)}`;
    return found;
  };
  const look = () => {
    limit = PART;
    show();
    const fragment = new URLSearchParams([...wanted()]).toString();
    history.replaceState(history.state, "", fragment ? `#${fragment}` : location.pathname + location.search);
  };
  const follow = () => {
    if (location.hash && !location.hash.includes("=")) return;
    const looked = wantedIn(
      location.hash,
      fields.map(({ name }) => name),
    );
    for (const field of fields) field.value = looked.get(field.name) ?? "";
    show();
  };

  form.addEventListener("input", look);
  form.addEventListener("reset", () => setTimeout(look));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.firstElementChild?.addEventListener("click", () => {
    limit += PART;
    // The button may be gone: whoever pressed it goes on at the first entry that was not there before.
    show()[limit - PART]?.querySelector("a")?.focus();
  });
  addEventListener("hashchange", follow);
  form.hidden = false;
  show();
  follow();
}

if (typeof document !== "undefined")
  for (const list of document.querySelectorAll(".mc-lessons")) start(/** @type {HTMLElement} */ (list));
