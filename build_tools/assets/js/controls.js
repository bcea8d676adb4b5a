// What a reader does with pointer, finger and keys, and what comes of it.

import { idIn } from "./address.js";
import { citation, linkTo } from "./cite.js";
import { KEYS, onSwipe } from "./keys.js";
import { isPressed } from "./lenses.js";
import { all } from "./notes.js";
import { LENSES } from "./state.js";

/** @typedef {import("./notes.js").Note} Note */

/** @param {MouseEvent | KeyboardEvent} event */
function isTheBrowsers({ defaultPrevented, ctrlKey, metaKey, altKey }) {
  return defaultPrevented || ctrlKey || metaKey || altKey;
}

/**
 * @param {import("./reader.js").Reader} reader does what is asked for
 * @param {AbortSignal} signal ends it
 */
export function control(reader, signal) {
  const { card, column, help, lenses, notes, page, passages, text } = reader;

  /** @param {1 | -1} way */
  function step(way) {
    const { open, edge } = reader;
    const shown = reader.steps;
    const { top } = text.getBoundingClientRect();
    const above = shown.filter((note) => top + (passages.tops.get(note) ?? -Infinity) < edge).length;
    // At the top of the page the notes on the whole article come first.
    const from = way > 0 ? (top > edge ? 0 : above) : above - 1;
    // On a number that the reader sees, as after Escape, it goes on from that note.
    const { activeElement } = document;
    const y = activeElement?.getBoundingClientRect().top ?? -1;
    const focused = y >= 0 && y < innerHeight ? notes.about(activeElement) : undefined;
    const at = shown.indexOf(/** @type {Note} */ (open ?? focused));
    const next = shown[at < 0 ? from : at + way];
    if (next) reader.visit(next);
    else if (open) card.say(way > 0 ? "This is the last note" : "This is the first note");
  }

  /**
   * @param {string} name of a module beside the script, and of what it exports
   * @param {boolean} isAsked otherwise it may be offered: words are selected
   */
  function load(name, isAsked) {
    help?.close();
    import(`./${name}.js`).then(
      (loaded) => loaded[name](page, signal, isAsked),
      () => {
        const told = /** @type {HTMLDialogElement} */ (reader.find(".mc-unloaded"));
        for (const part of all(told, "[data-of]")) part.hidden = part.dataset.of !== name;
        if (isAsked) told.showModal();
      },
    );
  }

  /** @param {string} action a lens by its name, or something else */
  function act(action) {
    const { open } = reader;
    if (LENSES.includes(action)) reader.toggle(action);
    else if (action === "clean") reader.choose({ ...lenses.state, lenses: [] });
    else if (action === "tour") reader.begin();
    else if (action === "help") help?.showModal();
    else if (action === "suggest" || action === "choose") load(action, true);
    else if (action === "next") step(1);
    else if (action === "previous") step(-1);
    else if (action === "reword") {
      const { state } = lenses;
      if (state.lenses.includes("wording")) reader.choose({ ...state, plain: !state.plain });
    } else if (!open) return;
    else if (action === "close") reader.dismiss();
    else if (action === "swap") {
      const isPlain = open.swaps.some(isPressed);
      reader.change(() => {
        lenses.show(reader.with(open));
        for (const button of open.swaps) if (isPressed(button) === isPlain) lenses.swap(button);
      });
    } else if (action === "Link") card.copy(linkTo(open), action);
    else card.copy(citation(page, open, action), `${action} citation`);
  }

  /**
   * Follow a link to a note or back from one.
   * @param {HTMLAnchorElement} link
   * @returns {boolean} whether it was one
   */
  function led(link) {
    if (link.dataset.do) {
      act(link.dataset.do);
      return true;
    }
    if (!link.hash || link.pathname !== location.pathname || link.host !== location.host) return false;
    const id = idIn(link.hash);
    const note = notes.named(id);
    const back = link.closest(".mc-back") && notes.about(document.getElementById(id));
    if (note) reader.visit(note, notes.about(link) ? link : note.references[0]);
    else if (back) reader.dismiss(document.getElementById(id));
    else return false;
    return true;
  }

  /**
   * The note to open for a click on words: of several each in turn.
   * @param {Element} target
   */
  function noteAt(target) {
    const words = target.closest("mark[data-notes]");
    const { open, shown } = reader;
    const here = words ? notes.on(words).filter((note) => shown.includes(note)) : [];
    return here[(open ? here.indexOf(open) + 1 : 0) % here.length];
  }

  /** @param {HTMLButtonElement} button */
  function pushed(button) {
    const { print, do: action } = button.dataset;
    if (action) act(action);
    else if (button.matches(".mc-swap")) reader.change(() => lenses.swap(button));
    else if (print) {
      help?.close();
      if (print === "clean" && reader.find("[name=lines]:checked")) load("lines", true);
      else {
        page.dataset.print = print;
        window.print();
      }
    }
  }

  /** @param {MouseEvent} event */
  function clicked(event) {
    if (isTheBrowsers(event) || event.button || event.shiftKey) return;
    const target = /** @type {Element} */ (event.target);
    const control = target.closest("button, a, summary, label, input, output");
    if (control instanceof HTMLButtonElement) pushed(control);
    else if (control instanceof HTMLAnchorElement) {
      if (!led(control)) return;
      event.preventDefault();
      // Instant navigation would follow it all the same.
      event.stopPropagation();
    } else if (!control && getSelection()?.isCollapsed !== false) {
      const head = /** @type {HTMLElement | null} */ (target.closest(".mc-note:not(.mc-open)"));
      const note = head ? notes.get(head.dataset.note ?? "") : noteAt(target);
      if (note) reader.visit(note);
      else if (!target.closest(".mc-open, dialog")) reader.leave();
    }
  }

  /** A field says something else. What was shown is measured before it goes. */
  function chosen(/** @type {Event} */ { target }) {
    if (!(/** @type {Element} */ (target).closest(".mc-bar"))) return;
    const { asked, state } = lenses;
    lenses.show(state);
    reader.choose(asked);
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (isTheBrowsers(event) || event.isComposing) return;
    const target = /** @type {Element} */ (event.target);
    if (target.closest("dialog")) return;
    if (event.key === "Escape" && reader.open && (page.contains(target) || target === document.body))
      reader.dismiss();
    const action = KEYS[event.key];
    if (!action || lenses.view.hasAttribute("data-no-keys")) return;
    if (
      target.closest(
        "input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable]",
      )
    )
      return;
    act(action);
    event.preventDefault();
  }

  /** An address can name a draft: the form is then asked for, and finds it there. */
  const drafted = () => location.hash.startsWith("#draft=") && load("suggest", true);

  drafted();
  addEventListener("hashchange", drafted, { signal });
  page.addEventListener("click", clicked, { signal });
  page.addEventListener("change", chosen, { signal });
  document.addEventListener(
    "selectionchange",
    () =>
      !getSelection()?.isCollapsed &&
      text.contains(/** @type {Node} */ (getSelection()?.focusNode)) &&
      load("suggest", false),
    { signal },
  );
  document.addEventListener("keydown", pressed, { signal });
  // What the reader sees is what is printed, also in the middle of a tour.
  addEventListener(
    "beforeprint",
    () => {
      if (reader.tour.isOn) page.dataset.print ??= "first";
    },
    { signal },
  );
  addEventListener(
    "afterprint",
    () => {
      delete page.dataset.print;
      page.querySelector(".mc-lined")?.remove();
    },
    { signal },
  );
  onSwipe(page, (action) => !column.isWide && act(action), signal);
}
