// What is typed. In the text letters and figures are keys; while a mark is open, whatever is typed is its reason. A mark
// leads from the one to the other, and Enter or Escape leads back: so nothing has to be guessed from how fast it is typed,
// and no letter is lost. (Letters are keys where the focus is, and nowhere else: WCAG 2.2, 2.1.4.)

/** @typedef {import("./card.js").Card} Card */
/** @typedef {import("./desk.js").Desk} Desk */

export const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select";
/** Keys that change what others write, and end nothing. */
const SHIFTS = /^(?:Shift|CapsLock|AltGraph|Alt|Control|Meta)$/;

export class Typed {
  /** The reason of a mark just made is to have the focus, and has not got it yet. */
  #isOwed = false;
  /** The key that has made it: held down, it writes nothing. */
  #made = "";
  /** A text has been begun where it cannot be taken: what goes on with it does nothing. */
  #isIdle = false;
  /** @type {import("./spans.js").Span | null} the mark that was open before the key went down */
  #open = null;

  /**
   * @param {Desk} desk
   * @param {HTMLElement} text
   * @param {Card} card
   * @param {HTMLElement} hint where it is seen how a reason is written
   * @param {() => void} leave the mark that is open, for the text
   */
  constructor(desk, text, card, hint, leave) {
    this.desk = desk;
    this.text = text;
    this.card = card;
    this.hint = hint;
    this.leave = leave;
    document.addEventListener("keydown", (event) => this.#before(event), true);
    // Behind all that stand at the document.
    addEventListener("keydown", (event) => this.#after(event));
    document.addEventListener(
      "pointerdown",
      () => {
        this.#isOwed = false;
        this.#setIdle(false);
      },
      true,
    );
  }

  /** Have the reason focused once the mark is painted, for to give the focus away everything is laid out. */
  owe() {
    this.#isOwed = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (!this.#isOwed) return;
        if (this.#isHere(document.activeElement)) this.#write();
        // It has been led elsewhere meanwhile.
        this.#isOwed = false;
      }),
    );
  }

  /** @param {EventTarget | null} target @returns {boolean} whether it is the text, the card, or nothing that has the focus */
  #isHere(target) {
    return target === this.text || target === document.body || this.card.has(target);
  }

  /** To the reason. */
  #write() {
    this.#isOwed = false;
    this.#setIdle(false);
    this.card.focusReason();
  }

  /** @param {boolean} isIdle @param {string} [how] a reason is written */
  #setIdle(isIdle, how = "") {
    this.#isIdle = isIdle;
    this.hint.textContent = how;
    this.hint.hidden = !how;
  }

  /** @param {KeyboardEvent} event before anybody takes it for a key */
  #before(event) {
    const { desk, text } = this;
    const { key } = event;
    this.#open = desk.open;
    const target = /** @type {Element} */ (event.target);
    if (event.repeat && (key === "Enter" || key === this.#made) && this.#isHere(target)) return hold(event);
    this.#made = "";
    if (isComposed(event)) return;
    // Whoever types before it has the focus loses no letter, and no figure is taken for a kind.
    if (key === "Escape") this.#isOwed = false;
    if (this.#isOwed && !SHIFTS.test(key)) {
      this.#write();
      if (isEnter(event)) this.#end(event);
      event.stopPropagation();
      return;
    }
    const isInCard = this.card.element.contains(target);
    if (desk.open && isInCard && isEnter(event) && target.matches("textarea, input")) return this.#end(event);
    if (target.matches(FIELDS) || !this.#isHere(target)) return;
    if (desk.open && (isSign(event) || (target === this.card.element && /^(?: |Enter)$/.test(key)))) {
      // The browser writes the sign where the focus is by then.
      event.stopPropagation();
      if (!isSign(event)) event.preventDefault();
      this.#write();
    } else if (this.#isIdle && target === text && (isSign(event) ? !Number(key) : key === " ")) hold(event);
    else if (!SHIFTS.test(key)) this.#setIdle(false);
  }

  /** @param {Event} event the mark has been told of */
  #end(event) {
    hold(event);
    this.leave();
  }

  /** @param {KeyboardEvent} event which some have taken for a key, or nobody has */
  #after(event) {
    const { desk, text } = this;
    if (event.target !== text) return;
    if (desk.open && desk.open !== this.#open && document.activeElement === text) {
      this.#made = event.key;
      return this.owe();
    }
    if (event.defaultPrevented || isComposed(event) || !isSign(event)) return;
    const mark = desk.hand && desk.markAround(desk.hand);
    const how = mark
      ? `Here letters are keys. To write why you made mark ${desk.numberOf(mark)}, press Enter.`
      : "Here letters are keys. Mark the words first, with 1, 2 or 3. Then type why.";
    desk.say(how);
    this.#setIdle(true, how);
  }
}

/** @param {KeyboardEvent} event @returns {boolean} whether it belongs to a sign of several keys; Safari says so by the old number alone */
export const isComposed = (event) => event.isComposing || event.keyCode === 229;

/** @param {KeyboardEvent} event */
export const isEnter = ({ key, shiftKey, ctrlKey, altKey, metaKey }) =>
  key === "Enter" && !(shiftKey || ctrlKey || altKey || metaKey);

/** @param {KeyboardEvent} event @returns {boolean} whether it writes a sign, and no space */
function isSign(event) {
  const { key, ctrlKey, altKey, metaKey } = event;
  if (key !== "Dead" && (key === " " || [...key].length > 1)) return false;
  // Windows has its third signs with both keys, and a Mac with the one.
  if (event.getModifierState("AltGraph") || (altKey && !metaKey && !/^[a-z\d]$/i.test(key))) return true;
  return !(ctrlKey || altKey || metaKey);
}

/** @param {Event} event */
function hold(event) {
  event.preventDefault();
  event.stopPropagation();
}
