// <marked-copy>: the element around a finished page, which brings it lenses and open notes.

import { Reader } from "./reader.js";

class MarkedCopy extends HTMLElement {
  #gone = new AbortController();

  connectedCallback() {
    // Otherwise the script that comes first is still to run: it begins then.
    if ("on" in this.dataset) this.begin();
  }

  begin() {
    if ("ready" in this.dataset) return;
    delete this.dataset.waiting;
    try {
      new Reader(this, this.#gone.signal);
      this.dataset.ready = "";
    } catch (error) {
      // The page is finished without us: better no lenses than half of them.
      this.#gone.abort();
      delete this.dataset.on;
      throw error;
    }
  }

  disconnectedCallback() {
    this.#gone.abort();
  }
}

customElements.define("marked-copy", MarkedCopy);
