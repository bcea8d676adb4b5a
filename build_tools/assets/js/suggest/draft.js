// What has been typed into the form, kept on the device until it is discarded: one draft for each passage of an article.

/** @typedef {{start: number, end: number, exact: string, fields: Record<string, any>}} Draft offsets are code points */

const NAME = "marked-copy-drafts";

export class Drafts {
  /** @type {Record<string, Draft[]>} by article: what holds where nothing can be kept */
  #here = {};
  /** Whether what is put is still there after the page has gone. */
  isKept = true;

  /**
   * @param {() => Storage} storage which may throw, where the browser keeps nothing
   * @param {string} article its slug
   */
  constructor(storage, article) {
    this.storage = storage;
    this.article = article;
  }

  /** @returns {Draft[]} those of the article, the latest last */
  get all() {
    return this.#read()[this.article] ?? [];
  }

  /**
   * @param {Pick<Draft, "start" | "end" | "exact">} passage
   * @returns {Draft | undefined}
   */
  of(passage) {
    return this.all.find((draft) => isSame(draft, passage));
  }

  /** @param {Draft} draft takes the place of the one on its passage */
  put(draft) {
    this.#write([...this.all.filter((other) => !isSame(other, draft)), draft]);
  }

  /** @param {Pick<Draft, "start" | "end" | "exact">} passage */
  drop(passage) {
    this.#write(this.all.filter((draft) => !isSame(draft, passage)));
  }

  /** @returns {Record<string, Draft[]>} of all articles: another window may have changed those */
  #read() {
    if (!this.isKept) return this.#here;
    try {
      const kept = JSON.parse(this.storage().getItem(NAME) ?? "{}");
      return isDrafts(kept) ? kept : {};
    } catch (error) {
      // Something else stands there, which the next draft replaces; or nothing can be read at all.
      if (error instanceof SyntaxError) return {};
      return this.#here;
    }
  }

  /** @param {Draft[]} drafts */
  #write(drafts) {
    const { [this.article]: _, ...others } = this.#read();
    this.#here = drafts.length ? { ...others, [this.article]: drafts } : others;
    try {
      this.storage().setItem(NAME, JSON.stringify(this.#here));
      // Material puts a storage that keeps nothing in the place of one that is blocked.
      this.isKept = this.storage().getItem(NAME) !== null;
    } catch {
      this.isKept = false;
    }
  }
}

/**
 * @param {Pick<Draft, "start" | "end" | "exact">} one
 * @param {Pick<Draft, "start" | "end" | "exact">} other
 */
function isSame(one, other) {
  return one.start === other.start && one.end === other.end && one.exact === other.exact;
}

/** @param {any} kept */
function isDrafts(kept) {
  return (
    !!kept &&
    typeof kept === "object" &&
    Object.values(kept).every(
      (drafts) => Array.isArray(drafts) && drafts.every((draft) => draft?.fields && "exact" in draft),
    )
  );
}
