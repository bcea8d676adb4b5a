"""What is said of words that are not in the article: what is wrong with them, and what to paste instead."""

from __future__ import annotations

import re

from ..anchor.anchor import Change, SearchText, Selector, Suggestion, places
from ..anchor.suggest import suggest
from ..problems.shape import shortened
from ..problems.wording import Words
from ..read.article import Article
from . import pasted, unseen
from .case import Case, Placement

MOST_CHANGES = 5
"""Differences that a message lists."""

_MARKS = re.compile(r"[*_`~#>|\\]|\]\(|\[\^")
"""Marks that are Markdown's and hardly anything else: brackets alone may be those of whoever quotes."""
_MARKS_OF_QUOTATION = "“”„«»‹›‘’‚\"'「」『』＂＇"
_IN_MARKS = re.compile(rf"[{_MARKS_OF_QUOTATION}]+\w.*[{_MARKS_OF_QUOTATION}]+", re.DOTALL)
_ONLY_MARKS = re.compile(rf"[{_MARKS_OF_QUOTATION}\s]+")
"""Quotation marks and nothing else."""
_LEFT_OUT = re.compile(r"\.{3}|…")

_FLAGS = {
    "digits": "a number differs",
    "negation": "a negation differs",
    "name": "a name differs",
    "quotation-marks": "quotation marks differ",
}


def not_found(case: Case, article: Article, text: SearchText, placement: Placement) -> Words:
    """The message and the way out for a placement whose words are nowhere."""
    path, selector = case.article_path, placement.selector
    if copied := unseen.without_marks(text, selector):
        return Words(
            f"these words are in {path}, but without the marks of Markdown",
            _without_marks(case, text, placement, copied),
        )
    if found := _within_marks(text, selector):
        return Words(
            f"these words are in {path}, but without quotation marks around them",
            "Take away the quotation marks around them:\n  " + pasted.passage(case, text, placement, *found),
        )
    if unseen.is_text_of_picture(article, selector):
        return Words(
            "the text of a picture cannot be quoted",
            "Readers see the picture, not its text. Quote words of the article, or write a note on the whole of it: "
            "target: {whole: article}",
        )
    if linked := unseen.linked_words(article, selector):
        return Words(
            "the address or the title of a link cannot be quoted",
            f"Readers do not see it. Quote the words that carry the link: {pasted.quoted(shortened(linked, 200))}",
        )
    if case.front and case.front.value and _is_part(selector.exact, case.front.value.title):
        return Words(
            f"these words are in the front matter of {path}, and not in its text",
            "Quote words of the text, below the second line of three dashes.",
        )
    return _by_suggestion(case, article, text, placement)


def _within_marks(text: SearchText, selector: Selector) -> tuple[int, int] | None:
    """Where the words stand, without such marks, once the quotation marks around all of them are away."""
    words = selector.exact.strip()
    if not _IN_MARKS.fullmatch(words):
        return None
    found = places(
        text, Selector(words.strip(_MARKS_OF_QUOTATION).strip(), selector.prefix, selector.suffix)
    )[1]
    if len(found) != 1:
        return None
    ((start, end),) = found
    around = text.text[:start].rstrip()[-1:], text.text[end:].lstrip()[:1]
    # Marks that the article has too, with other white space: those belong to the words.
    return None if all(mark and mark in _MARKS_OF_QUOTATION for mark in around) else (start, end)


def _by_suggestion(case: Case, article: Article, text: SearchText, placement: Placement) -> Words:
    path, selector = case.article_path, placement.selector
    marked = unseen.without_most_marks(selector)
    near = marked and suggest(text, marked)
    if marked and near and unseen.has_signs_left_out(near.text, selector, marked):
        near = None
    has_marks = near is not None and any(
        map(_MARKS.search, (selector.exact, selector.prefix, selector.suffix))
    )
    leave_out = "Leave out the marks of Markdown, which readers do not see." if has_marks else ""
    near = near or suggest(text, selector)
    if near is None:
        return Words(
            f"these words are not in {path}",
            f"Nothing in the article is close to it. Copy the words from {path}.",
        )
    return Words(_message(path, near), _closest_text(case, article, text, placement, near, leave_out))


def _message(path: str, near: Suggestion) -> str:
    """No more than what holds: that words are there is only said if they are."""
    if near.changes and all("space" in change.flags for change in near.changes):
        return f"these words are in {path}, but with other white space"
    if near.changes and all("context" in change.flags for change in near.changes):
        return f"these words are in {path}, but not with this prefix or suffix"
    return (
        f"these words are not in {path}"
        if near.changes
        else f"these words are not in {path} as they are given"
    )


def _without_marks(case: Case, text: SearchText, placement: Placement, copied: Selector) -> str:
    found = unseen.only_place(text, copied)
    words = pasted.key(case, placement) + pasted.target(placement, copied.exact, copied.prefix, copied.suffix)
    if found:
        words = pasted.passage(case, text, placement, *found)
    return f"Leave out the marks of Markdown, which readers do not see:\n  {words}"


def _closest_text(
    case: Case, article: Article, text: SearchText, placement: Placement, near: Suggestion, leave_out: str
) -> str:
    shown = pasted.quoted(shortened(near.text, 200))
    lines = [leave_out] if leave_out else []
    lines.append(f"Closest text, article line {article.line_at(near.start)}: {shown}")
    lines += dict.fromkeys(f"  {_difference(change)}" for change in near.changes[:MOST_CHANGES])
    if len(near.changes) > MOST_CHANGES:
        lines.append(f"  and {len(near.changes) - MOST_CHANGES} more differences")
    flags = [words for flag, words in _FLAGS.items() if any(flag in change.flags for change in near.changes)]
    if any(_LEFT_OUT.search(change.was) and not _LEFT_OUT.search(change.now) for change in near.changes):
        lines.append(
            "A quotation leaves nothing out: copy all of it, or its parts: target: [first part, last part]"
        )
    if flags:
        lines.append(f"Careful, {', '.join(flags)}: read both before you change the note.")
    lines.append("If this is the passage, copy it exactly as the article has it:")
    lines.append("  " + pasted.passage(case, text, placement, near.start, near.end))
    return "\n".join(lines)


def _difference(change: Change) -> str:
    where = "prefix or suffix: " if "context" in change.flags else ""
    if "space" in change.flags and (spaced := _spaced(change)):
        return where + spaced
    was, now = (shortened(part.strip(), 80) for part in (change.was, change.now))
    if not now and _ONLY_MARKS.fullmatch(was):
        return f"{where}the article has no quotation marks there: take them away"
    if not was and _ONLY_MARKS.fullmatch(now):
        return f"{where}the article has quotation marks there too: {now}"
    if not now:
        return f"{where}the article does not have “{was}”"
    if not was:
        return f"{where}the article also has “{now}”"
    return f"{where}“{was}” is “{now}” in the article"


def _spaced(change: Change) -> str | None:
    """Where two words stand apart on one side only."""
    for words, has in ((change.now, "a space"), (change.was, "no space")):
        parts = words.split()
        if len(parts) == 2:
            if "\n" in change.now:
                has = "a line or paragraph break"
            first, second = (shortened(part, 40) for part in parts)
            return f"the article has {has} between “{first}” and “{second}”"
    return None


def _is_part(words: str, of: str) -> bool:
    return len(words.strip()) > 2 and " ".join(words.split()).casefold() in " ".join(of.split()).casefold()
