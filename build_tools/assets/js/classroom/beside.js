// Where it is told what was marked at a place that was pressed: in a list, below its button; of words in the text, at the
// top of the column beside them, or, on a narrow page, at the edge of the window that is further from them. What was
// pressed stays where it is.

/** @typedef {import("./spans.js").Span} Span */

/** The style sheet has the two columns from there on, each of which scrolls by itself. */
const TWO_COLUMNS = "screen and (min-width: 60rem) and (min-height: 30rem)";

export class Beside {
  /** @type {Span | null} the place that is told of */
  span = null;
  #column;
  #sheet;
  /** What is told. @type {HTMLElement} */
  #section;
  /** Where it stands when it is in no list. @type {HTMLElement} */
  #home;
  /** Selects the button that was pressed, where it was one. Lists are made anew, and it with them. */
  #button = "";
  /** @type {HTMLElement | null} */
  #pressed = null;

  /**
   * @param {HTMLElement} column with the lists, and before them the home of what is told
   * @param {HTMLElement} sheet with the text
   */
  constructor(column, sheet) {
    this.#column = column;
    this.#sheet = sheet;
    this.#section = /** @type {HTMLElement} */ (column.querySelector(".mc-here"));
    this.#home = /** @type {HTMLElement} */ (this.#section.parentElement);
  }

  /** @param {Span} span @param {HTMLElement} pressed */
  open(span, pressed) {
    this.span = span;
    this.#pressed = pressed;
    const list = pressed.closest("div[id]")?.id;
    const { start, end } = pressed.dataset;
    this.#button = pressed.matches("button") ? `#${list} [data-start="${start}"][data-end="${end}"]` : "";
    const before = pressed.getBoundingClientRect().top;
    this.#home.style.minHeight = "";
    if (this.#button) this.#below(pressed);
    else this.#away(before > innerHeight / 2 ? "top" : "bottom");
    return before;
  }

  /** @param {number} before where what was pressed has been, when all is told that there is to tell */
  settle(before) {
    const pressed = /** @type {HTMLElement} */ (this.#pressed);
    const isWide = matchMedia(TWO_COLUMNS).matches;
    const moved = () => pressed.getBoundingClientRect().top - before;
    if (this.#button) {
      (isWide ? this.#column : window).scrollBy(0, moved());
      // At the beginning of a column there is nothing left to scroll: what stood there before leaves its room.
      if (moved() < -1) this.#home.style.minHeight = `${this.#home.offsetHeight - moved()}px`;
      if (isWide) this.show();
    } else if (isWide) {
      this.#column.scrollTop = 0;
      // The column may begin above the window.
      this.#home.style.paddingTop = `${Math.max(0, -this.#column.getBoundingClientRect().top)}px`;
    }
    this.#section.scrollTop = 0;
  }

  /** Bring the place into the middle of what is seen of the text: it may have no marks on it. */
  show() {
    const isWide = matchMedia(TWO_COLUMNS).matches;
    const place = this.rangeOf?.().getBoundingClientRect();
    if (!place) return;
    const pane = this.#sheet.getBoundingClientRect();
    const [top, bottom] = isWide
      ? [Math.max(0, pane.top), Math.min(innerHeight, pane.bottom)]
      : [0, innerHeight / 2];
    const height = Math.min(place.height, bottom - top);
    (isWide ? this.#sheet : window).scrollBy(0, place.top + height / 2 - (top + bottom) / 2);
  }

  /** @type {(() => Range) | undefined} where the place is in the text */
  rangeOf;

  /** From a list to the text that it names, on a narrow page; what is told goes along. */
  toText() {
    this.#away("bottom");
    this.show();
    this.#section.focus({ preventScroll: true });
  }

  /** Back to what was pressed, with nothing told. */
  close() {
    this.span = null;
    this.#away("");
    const pressed = this.#button ? this.#column.querySelector(this.#button) : this.#pressed;
    // From the text on a narrow page this leads back to the list.
    /** @type {HTMLElement | null} */ (pressed)?.focus();
  }

  /** Nothing is told any more, of anything. */
  forget() {
    this.span = null;
    this.#button = "";
    this.#home.style.minHeight = "";
    this.#away("");
  }

  /** The lists will be made anew. */
  lift() {
    if (this.#button) this.#home.append(this.#section);
  }

  /** The lists are made anew: what is told goes back to the one in which it was. */
  lower() {
    const button =
      this.#button &&
      this.span &&
      this.#section.dataset.at === "list" &&
      this.#column.querySelector(this.#button);
    if (button) this.#below(/** @type {HTMLElement} */ (button));
    else if (this.#section.dataset.at === "list") this.#away("");
  }

  /** @param {HTMLElement} button */
  #below(button) {
    /** @type {HTMLDetailsElement | null} */
    const fold = button.closest("details");
    if (fold) fold.open = true;
    this.#pressed = button;
    this.#section.dataset.at = "list";
    this.#home.style.paddingTop = "";
    button.after(this.#section);
  }

  /** @param {"" | "top" | "bottom"} at the edge of a narrow window */
  #away(at) {
    this.#section.dataset.at = at;
    this.#home.style.paddingTop = "";
    if (this.#section.parentElement !== this.#home) this.#home.append(this.#section);
  }
}
