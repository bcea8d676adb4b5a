// How an idea is handed in: on the repository's host, with an account there, or as a text that is copied.

import { byHand } from "./host.js";
import { ideaOf, ideaText, newIdea } from "./idea.js";
import { copyOf, handingIn, leadTo, make } from "./parts.js";

export class Proposing {
  /**
   * @param {() => import("./note.js").Fields} fields what has been typed
   * @param {string} passage
   * @param {import("./form.js").Known} known
   * @param {() => boolean} isReady whether there is enough for an idea; if not, it leads to what is missing
   */
  constructor(fields, passage, known, isReady) {
    this.fields = fields;
    this.isReady = isReady;
    this.passage = passage;
    this.known = known;
    this.link = handingIn("Propose as an idea", isReady);
    this.account = make("p", { className: "mc-hint", role: "status" });
    this.text = make("pre", {
      hidden: true,
      tabIndex: 0,
      role: "region",
      "aria-label": "The idea as a text",
    });
    this.copied = make("p", { role: "status", className: "mc-hint" });
    this.element = make(
      "div",
      { className: "mc-idea" },
      make("p", {}, "That is enough for an idea, from which an editor may write the note."),
      make(
        "p",
        { className: "mc-actions" },
        this.link,
        make("button", { type: "button", onclick: () => this.copy() }, "Copy the idea"),
      ),
      this.account,
      this.text,
      this.copied,
    );
  }

  get idea() {
    return ideaOf(this.fields(), this.passage, whereItStands(), this.known);
  }

  /** @param {boolean} isEnough whether it may be handed in */
  show(isEnough) {
    const { address, name, why } = newIdea(this.known.host, this.idea);
    leadTo(this.link, address, isEnough);
    const hand = byHand(this.known.host);
    const told = address
      ? `“Propose as an idea” opens ${name} with this filled in, and you send it there. For that you need an account at ${name}, and everybody can read it, with the name of your account. Without an account: copy the idea, and ${hand}.`
      : `${why} Copy it, and ${hand}. For that you need no account.`;
    // It is read out when it is set: only what is new.
    if (this.account.textContent !== told) this.account.textContent = told;
    this.text.textContent = ideaText(this.idea);
  }

  copy() {
    this.copied.textContent = "";
    if (!this.isReady()) return;
    return copyOf(ideaText(this.idea), this.text, this.copied);
  }
}

/** The article's address, without what nobody else can open. */
function whereItStands() {
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
  return (
    canonical?.href ??
    (location.protocol.startsWith("http") ? location.origin + location.pathname : document.title)
  );
}
