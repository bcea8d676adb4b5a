// The form in which something is proposed: an idea, of two fields, or with further ones a whole note, whose file is shown as it
// grows. What is typed goes along with whichever is chosen.

import { aroundOf } from "./around.js";
import { newFile } from "./host.js";
import { faults, hasMissing, ideaFaults, idOf, isRefused, noteFile } from "./note.js";
import { offerName } from "./naming.js";
import { copyOf, fieldOf, handingIn, leadTo, make, tell } from "./parts.js";
import { Proposing } from "./proposing.js";
import { ID, IDEA, MORE, NOTE, SURE } from "./questions.js";

/** @typedef {{id: string, kind: string, name: string, line: string, good?: string}} Technique `good`: its name where it is done well */
/** @typedef {{host: import("./host.js").Host, kinds: string[][], stances: string[][], techniques: Technique[]}} Known */
/** @typedef {{start: number, end: number, exact: string}} Passage */

/** What is loaded with the first source of a note, from beside the script. */
const SOURCES = "./sources.js";

export class NoteForm {
  /** @type {typeof import("./sources.js") | undefined} */
  #more;

  /**
   * @param {Passage} passage
   * @param {import("./note.js").Selector} target
   * @param {Known} known
   * @param {{article: string, taken: string[], page: HTMLElement, drafts: import("./draft.js").Drafts}} around
   */
  constructor(passage, target, known, { article, taken, page, drafts }) {
    this.passage = passage;
    this.target = target;
    this.known = known;
    this.article = article;
    this.taken = taken;
    this.around = aroundOf(page, taken, known.techniques);
    this.page = page;
    this.drafts = drafts;
    /** @type {import("./note.js").Fields} */
    this.fields = { sources: [], ...structuredClone(drafts.of(passage)?.fields ?? {}) };
    this.sources = make("div");
    /** @type {import("./sources.js").Known[]} */
    this.declared = [];
    this.unloaded = make("p", { role: "alert", className: "mc-hint" });
    this.yaml = make("pre", { tabIndex: 0, role: "region", "aria-label": "The note as a file" });
    this.path = make("code");
    this.state = make("p", { className: "mc-hint", role: "status" });
    this.account = make("p", { className: "mc-hint" });
    this.kept = make("p", { className: "mc-hint", role: "status" });
    const isIdea = () => this.#isReady(ideaFaults(this.fields));
    this.idea = new Proposing(() => this.fields, passage.exact, known, isIdea);
    this.open = handingIn("", () => this.#isReady(faults(this.fields, this.around)));
    this.copied = make("p", { role: "status", className: "mc-hint" });
    this.lines = make("dl");
    this.element = this.#build();
    this.element
      .querySelector("[data-field=technique]")
      .append(make("details", {}, make("summary", {}, "What each technique is, in one line"), this.lines));
    this.whole = this.element.querySelector(".mc-whole");
    /** @type {Set<string>} fields that somebody has been in: only of these it is an error that they are empty */
    this.touched = new Set();
    this.element.addEventListener("focusout", (/** @type {FocusEvent} */ { target }) => {
      this.touched.add(/** @type {HTMLInputElement} */ (target).name);
      this.#show();
    });
    this.element.addEventListener("input", (/** @type {Event} */ event) => this.#typed(event));
    this.#filter();
    this.#show();
    if (this.fields.sources?.length) this.#fill();
  }

  #build() {
    const { kinds, stances } = this.known;
    const field = (/** @type {import("./parts.js").Question} */ question) =>
      fieldOf(question, question.key, this.fields[question.key] ?? "");
    const whole = NOTE.map((question) =>
      question.key === "stance" ? { ...question, options: stances } : question,
    );
    return make(
      "form",
      { noValidate: true, onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      field({ ...IDEA.kind, options: kinds }),
      field(IDEA.observation),
      this.idea.element,
      make(
        "details",
        { className: "mc-whole", open: isWhole(this.fields), ontoggle: () => this.#show() },
        make("summary", {}, "Write the whole note"),
        make(
          "p",
          { className: "mc-hint" },
          "As it will stand on the page. What you noticed becomes its part “On the page”: keep there what any reader can check in the article.",
        ),
        ...whole.map(field),
        make(
          "fieldset",
          { "data-field": "sources" },
          make("legend", {}, "Evidence"),
          make("p", { className: "mc-wrong" }),
          this.sources,
          make("button", { type: "button", onclick: () => this.#addSource() }, "Add a source"),
          this.unloaded,
        ),
        ...SURE.map(field),
        make("details", {}, make("summary", {}, "More, if you like"), ...MORE.map(field)),
        field(ID),
        make("h3", {}, "The file"),
        make("p", { className: "mc-path" }, this.path),
        this.yaml,
        this.state,
        make(
          "p",
          { className: "mc-actions" },
          make("button", { type: "button", onclick: () => this.copy() }, "Copy the file"),
          this.open,
        ),
        this.account,
        this.copied,
      ),
      this.kept,
      make("p", {}, make("button", { type: "button", "data-discard": "" }, "Discard")),
    );
  }

  get text() {
    return noteFile(this.fields, this.target, this.passage.start, this.around);
  }

  /**
   * Show the sources that there are. What that takes is loaded with the first.
   * @param {...import("./note.js").Source} added
   */
  async #fill(...added) {
    const { sources = [] } = this.fields;
    this.unloaded.textContent = "";
    try {
      this.#more ??= await import(SOURCES);
    } catch {
      this.unloaded.textContent = "The fields of a source could not be loaded. Try again.";
    }
    if (!this.#more) return;
    const { sourceFields, sourcesOf } = this.#more;
    this.declared = sourcesOf(this.page);
    sources.push(...added);
    for (const source of sources.slice(this.sources.childElementCount)) {
      // It may be gone since the draft was kept.
      if (!this.declared.some(({ id }) => id === source.id)) delete source.id;
      this.sources.append(sourceFields(source, this.sources.childElementCount, this.declared));
    }
    this.#show();
  }

  async #addSource() {
    await this.#fill({});
    this.sources.lastElementChild?.querySelector("input, select")?.focus();
  }

  /** @param {Event} event */
  #typed({ target }) {
    const { name, value, dataset } = /** @type {HTMLInputElement} */ (target);
    const [nth, key] = name.split(".");
    if (key) /** @type {any} */ (this.fields.sources)[Number(nth)][key] = value;
    else if (dataset.key) this.fields[dataset.key] = value;
    if (name === "kind" || name === "stance") this.#filter();
    this.drafts.put({ ...this.passage, fields: this.fields });
    this.#show();
  }

  /** Offer what fits the kind. */
  #filter() {
    const { kind, technique } = this.fields;
    const fitting = this.known.techniques.filter((one) => !kind || one.kind === kind);
    const select = this.element.querySelector("[name=technique]");
    select.replaceChildren(
      make("option", { value: "" }, "Choose …"),
      ...fitting.map(({ id, name }) => make("option", { value: id, selected: id === technique }, name)),
    );
    this.fields.technique = select.value;
    const names = fitting.flatMap(({ name, line }) => [make("dt", {}, name), make("dd", {}, line)]);
    this.lines.replaceChildren(...names);
    this.element.querySelector("[data-field=plain]").hidden = kind !== "loaded-language";
    this.element.querySelector("[data-field=missing]").hidden = !hasMissing(this.fields);
  }

  /** Say what is there now, and what is missing. */
  #show() {
    const { fields, passage } = this;
    const id = idOf(fields, passage.start, this.taken);
    const path = `annotations/${this.article}/${id}.yml`;
    const wrong = faults(fields, this.around);
    const { text } = this;
    for (const field of this.element.querySelectorAll("[data-field]")) {
      // What a note needs and an idea does not is said to who writes a note.
      const words = this.whole.open || this.touched.has("observation") ? wrong[field.dataset.field] : "";
      field.querySelector(".mc-wrong").textContent =
        ((field.dataset.field !== "kind" || this.whole.open) && words) || "";
      field.classList.toggle("mc-is-wrong", !!words && this.touched.has(field.dataset.field));
      const count = field.querySelector("[data-most]");
      const control = field.querySelector("input, textarea, select");
      if (field.dataset.field === "sources") continue;
      control.setAttribute("aria-invalid", String(!!words && this.touched.has(control.name)));
      if (this.sources.contains(field)) this.#more?.helpWith(field, control, this.declared, this.around.day);
      else if (count?.dataset.most)
        count.textContent = ` ${[...control.value.trim()].length} of ${count.dataset.most} signs`;
    }
    const technique = this.known.techniques.find((one) => one.id === fields.technique);
    this.element.querySelector("[data-field=technique] .mc-hint").textContent = technique?.line ?? "";
    const [, , asked] = this.known.kinds.find(([kind]) => kind === fields.kind) ?? [];
    this.element.querySelector("[data-field=kind] .mc-hint").textContent = asked ?? "";
    const isPlace = !fields.id?.trim() && !!fields.gist?.trim() && id.startsWith(`note-${passage.start}`);
    offerName(this.element.querySelector("[data-field=id]"), id, isPlace, wrong.id);
    this.path.textContent = path;
    this.yaml.textContent = text;
    this.idea.show(!Object.keys(ideaFaults(fields)).length);
    const missing = this.#labels(wrong);
    const there = newFile(this.known.host, path, text);
    leadTo(this.open, there.address, !Object.keys(wrong).length);
    this.open.textContent = there.isFilled ? `Open on ${there.name}` : `Open on ${there.name}, to paste it`;
    this.account.textContent = there.address
      ? `To hand the file in you need an account at ${there.name}. To copy it you need none.`
      : "";
    tell(this.state, missing.length && `Still to do: ${missing.join("; ")}.`, there.why);
    tell(
      this.kept,
      isRefused(fields) && "Signs that nobody sees are left out.",
      !this.drafts.isKept && "Your browser keeps nothing for this site: copy the text before you leave.",
      "Nothing is sent from here.",
    );
  }

  /**
   * @param {Record<string, string>} wrong by field
   * @returns {string[]} the names of these fields, in the order of the form
   */
  #labels(wrong) {
    return [...this.element.querySelectorAll("[data-field]")]
      .filter(({ dataset }) => dataset.field in wrong)
      .map((field) => {
        const label = field.querySelector("label, legend").textContent.replace(/\?$/, "");
        return /^\d/.test(field.dataset.field)
          ? `${label} (source ${Number.parseInt(field.dataset.field, 10) + 1})`
          : label;
      });
  }

  /**
   * Whether nothing is wrong. Otherwise lead to the first field with which something is, and say it there.
   * @param {Record<string, string>} wrong by field
   */
  #isReady(wrong) {
    const fields = [...this.element.querySelectorAll("[data-field]")].filter(
      ({ dataset }) => dataset.field in wrong,
    );
    const [first] = fields;
    if (!first) return true;
    for (const { dataset } of fields) this.touched.add(dataset.field);
    for (const around of this.element.querySelectorAll("details"))
      if (around.contains(first)) around.open = true;
    this.#show();
    const control =
      first.dataset.field === "sources"
        ? first.querySelector(":scope > button")
        : first.querySelector("input, textarea, select");
    control.focus();
    return false;
  }

  copy() {
    return copyOf(this.text, this.yaml, this.copied);
  }
}

/** @param {import("./note.js").Fields} fields @returns {boolean} whether something has been typed that only a note has */
function isWhole(fields) {
  return (
    [...NOTE, ...SURE, ...MORE, ID].some(({ key }) => fields[key] && key !== "stance") ||
    !!fields.sources?.length
  );
}
