// What an open note can do: lead on, close, be linked to, cited and corrected.

/** @typedef {import("./reader.js").Note} Note */
/** @typedef {"next" | "previous" | "close" | "swap" | "Link" | "APA" | "MLA" | "Plain"} Action */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * @param {Action} action
 * @param {string} label
 * @param {string} [sign] what is seen instead of the label
 */
function button(action, label, sign) {
  const attributes = { type: "button", "data-do": action };
  return make(
    "button",
    sign ? { ...attributes, "aria-label": label, title: label } : attributes,
    sign ?? label,
  );
}

/** The two rows of controls, which move into whichever note is open. */
export class Tools {
  constructor() {
    this.place = make("span", { class: "mc-place" });
    this.head = make(
      "div",
      { class: "mc-steps" },
      button("previous", "Previous note", "‹"),
      this.place,
      button("next", "Next note", "›"),
      button("close", "Close the note", "×"),
    );
    this.swap = button("swap", "Plain wording in the text");
    this.also = make("p", { class: "mc-also" });
    this.correct = make("a", { class: "mc-correct" }, "Suggest a correction");
    this.copied = make("input", { class: "mc-copied", readonly: "", "aria-label": "To copy" });
    this.status = make("span", { class: "mc-status", role: "status" });
    this.foot = make(
      "div",
      { class: "mc-actions" },
      this.swap,
      make(
        "span",
        { role: "group", "aria-label": "Copy" },
        "Copy ",
        button("Link", "link"),
        button("APA", "APA"),
        button("MLA", "MLA"),
        button("Plain", "plain citation"),
      ),
      this.correct,
      this.status,
      this.copied,
    );
  }

  /**
   * Move into a note.
   * @param {Note} note
   * @param {{at: number, of: number, also: Note[], swaps: boolean, plain: boolean, correct: string}} facts
   */
  enter(note, { at, of, also, swaps, plain, correct }) {
    this.place.textContent = `${at} of ${of}`;
    this.swap.hidden = !swaps;
    this.swap.setAttribute("aria-pressed", String(plain));
    this.copied.hidden = true;
    this.status.textContent = "";
    this.correct.href = correct;
    this.also.hidden = !also.length;
    this.also.replaceChildren(
      "Also on these words: ",
      ...also.flatMap((other, index) => [
        index ? ", " : "",
        make("a", { href: `#${other.id}` }, `${other.number} ${other.kind}`),
      ]),
    );
    note.element.prepend(this.head);
    note.element.querySelector(".mc-body")?.prepend(this.also);
    note.element.append(this.foot);
  }

  /** Out of the page. */
  leave() {
    this.head.remove();
    this.also.remove();
    this.foot.remove();
  }

  /**
   * Copy a text, or offer it to be copied by hand where the browser does not allow it.
   * @param {string} text
   * @param {string} what
   */
  async copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      this.status.textContent = `${what} copied`;
    } catch {
      this.copied.hidden = false;
      this.copied.value = text;
      this.copied.select();
    }
  }
}

/**
 * Close by a swipe down, turn pages by one to the side.
 * @param {HTMLElement} area
 * @param {(action: Action) => void} act
 * @param {AbortSignal} signal
 */
export function swipes(area, act, signal) {
  /** @type {{x: number, y: number, top: boolean} | null} */
  let start = null;
  area.addEventListener(
    "touchstart",
    (event) => {
      const sheet = /** @type {Element} */ (event.target).closest(".mc-open");
      const [touch] = event.touches;
      start =
        sheet && touch && event.touches.length === 1
          ? { x: touch.clientX, y: touch.clientY, top: sheet.scrollTop < 1 }
          : null;
    },
    { passive: true, signal },
  );
  area.addEventListener(
    "touchend",
    (event) => {
      const [touch] = event.changedTouches;
      if (!start || !touch) return;
      const [x, y] = [touch.clientX - start.x, touch.clientY - start.y];
      if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) act(x < 0 ? "next" : "previous");
      else if (start.top && y > 70 && y > 2 * Math.abs(x)) act("close");
      start = null;
    },
    { passive: true, signal },
  );
}
