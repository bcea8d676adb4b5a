// A mark of one's own as a proposed note: it becomes a draft of the form on the article's page.

import { Drafts } from "../suggest/draft.js";
import { make } from "../suggest/parts.js";
import { wholeWords } from "../suggest/whole.js";
import { DONE_WELL } from "./handed.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./spans.js").Span} Span */

/**
 * Say in the card how it goes on. Where this page is a file, or stands in another site's, no draft gets there.
 * @param {Desk} desk
 * @param {Span} span of the mark
 * @param {HTMLElement} card
 */
export function showProposal(desk, span, card) {
  const mark = desk.markOn(span);
  if (!mark) return;
  // A note has words: for a place, those of the sentence before it.
  const words = span.start < span.end ? span : desk.sheet.sentenceAt(span.start - 1);
  const { start, end } = wholeWords(desk.sheet.text, words);
  const exact = desk.sheet.signs.slice(start, end);
  const drafts = new Drafts(() => localStorage, desk.article.article);
  let isDrafted = location.protocol.startsWith("http") && window.top === window && !!desk.page;
  if (isDrafted && !drafts.of({ start, end, exact }))
    drafts.put({
      start,
      end,
      exact,
      fields: {
        kind: mark.kind,
        ...(mark.isDoneWell && { stance: DONE_WELL }),
        observation: mark.comment,
      },
    });
  isDrafted &&= drafts.isKept;
  card.querySelector(".mc-proposal")?.remove();
  const link = (/** @type {string} */ name, /** @type {string} */ fragment) =>
    desk.page ? make("a", { href: `${desk.page}#${fragment}`, target: "_blank" }, name) : name;
  const told = make(
    "p",
    { className: "mc-proposal", tabIndex: -1 },
    ...(isDrafted
      ? [
          "Your mark is now the draft of a note. ",
          link("Go on with it on the article’s page", `draft=${start}-${end}`),
          ": the form opens there. It says how an idea, or a whole note, is handed in. Nothing is sent from here.",
        ]
      : [
          "A note is written on the article’s own page, from the words that you select there. ",
          link("Open it", "corrections"),
          " and look for “Suggest a note”.",
        ]),
  );
  card.append(told);
  told.focus();
}
