// What is typed while no field has the focus. With a mark open it is the reason for it; else it does no harm.

/** @typedef {import("./card.js").Card} Card */
/** @typedef {import("./desk.js").Desk} Desk */

/** So soon after W, in milliseconds, a letter makes a word with it. */
const ONE_WORD = 600;
/** So long a pause, in milliseconds, ends what is being typed: letters are keys again. */
const PAUSE = 1500;
const WRITING = "input:not([type=radio], [type=checkbox]), textarea, select";

export class Typed {
  /** The reason of a mark just made is to have the focus, and has not got it yet. */
  #isOwed = false;
  /** When W has said that the open mark is done well, or has taken it back. */
  #wellAt = -Infinity;
  /** When a letter that is no key was typed last. */
  #at = -Infinity;

  /**
   * @param {Desk} desk
   * @param {HTMLElement} text
   * @param {Card} card
   * @param {HTMLElement} hint where it is seen how a reason is written
   */
  constructor(desk, text, card, hint) {
    this.desk = desk;
    this.text = text;
    this.card = card;
    this.hint = hint;
    document.addEventListener("keydown", (event) => this.#before(event), true);
    // Behind all that stand at the document.
    addEventListener("keydown", (event) => this.#after(event));
    document.addEventListener(
      "pointerdown",
      () => {
        this.#isOwed = false;
        this.#end();
      },
      true,
    );
  }

  /** Have the reason focused once the mark is painted, for to give the focus away everything is laid out. */
  owe() {
    this.#isOwed = true;
    requestAnimationFrame(() => setTimeout(() => this.#isOwed && this.write()));
  }

  /** To the reason. */
  write() {
    this.#isOwed = false;
    this.#end();
    this.card.focusReason();
  }

  #end() {
    this.#at = this.#wellAt = -Infinity;
    this.hint.hidden = true;
  }

  /** @param {KeyboardEvent} event before anybody takes it for a key */
  #before(event) {
    const { desk, text } = this;
    const { key } = event;
    const target = /** @type {Element} */ (event.target);
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    // Whoever types before it has the focus loses no letter, and no digit is taken for a kind.
    if (this.#isOwed) {
      this.write();
      if (key !== "Escape") event.stopPropagation();
      return;
    }
    const { element } = this.card;
    if (target.matches(WRITING) || !(target === text || target === document.body || element.contains(target)))
      return;
    if (isSign(key)) this.#sign(event);
    else if (key === " " && target === text && this.#isTyping) hold(event);
    else if (desk.open && target === element && (key === " " || key === "Enter")) {
      hold(event);
      this.write();
    } else if (key !== "Shift" && key !== "CapsLock") this.#end();
  }

  get #isTyping() {
    return performance.now() - this.#at < PAUSE;
  }

  /** @param {KeyboardEvent} event of a letter, a digit or another sign */
  #sign(event) {
    const { desk } = this;
    const { key } = event;
    if (!desk.open) {
      // The rest of a word is no key when its beginning was none.
      if (!this.#isTyping || Number(key)) return;
      this.#at = performance.now();
      return hold(event);
    }
    const isWord = /\p{L}/u.test(key) && performance.now() - this.#wellAt < ONE_WORD;
    if (!isWord && (desk.article.kinds[Number(key) - 1] || /^[rw]$/.test(key))) {
      this.#wellAt = key === "w" ? performance.now() : -Infinity;
      return;
    }
    if (isWord) {
      desk.setDoneWell(desk.open);
      desk.edit(desk.open, { comment: `${desk.markOn(desk.open)?.comment ?? ""}w` });
    }
    // The browser writes the sign where the focus is by then.
    event.stopPropagation();
    this.write();
  }

  /** @param {KeyboardEvent} event which some have taken for a key, or nobody has */
  #after(event) {
    if (event.target !== this.text || !isSign(event.key)) return;
    if (event.defaultPrevented) {
      this.#at = -Infinity;
      this.hint.hidden = true;
      return;
    }
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const { desk } = this;
    this.#at = performance.now();
    const mark = desk.hand && desk.markAround(desk.hand);
    const how = mark
      ? `To write why you made mark ${desk.numberOf(mark)}, press R.`
      : "Mark the words first, with 1, 2 or 3. Then type why.";
    desk.say(how);
    this.hint.textContent = how;
    this.hint.hidden = false;
  }
}

/** @param {string} key */
const isSign = (key) => key === "Dead" || (key !== " " && [...key].length === 1);

/** @param {Event} event */
function hold(event) {
  event.preventDefault();
  event.stopPropagation();
}
