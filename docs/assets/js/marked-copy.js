// <marked-copy>: the element around a finished page, which brings it lenses and open notes.

import { Reader } from "./reader.js";

class MarkedCopy extends HTMLElement {
  /** @type {Reader | undefined} */
  #reader;

  connectedCallback() {
    if (this.#reader) return;
    try {
      this.#reader = new Reader(this);
      this.dataset.ready = "";
    } catch (error) {
      // The page is finished without us: better no lenses than half of them.
      delete this.dataset.on;
      this.querySelector(".mc-view")?.removeAttribute("data-lenses");
      throw error;
    }
  }

  disconnectedCallback() {
    this.#reader?.leave();
  }
}

customElements.define("marked-copy", MarkedCopy);
