"""A text as the Markdown of an article that shows exactly this text, with as few backslashes as will do.

What is Markdown here says `read/markdown`, and that is what is asked: each paragraph is parsed as it stands, and only
where the result is another text, or has a sign that may be meant either way, are signs escaped, the fewest first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ..read.article import Article, parse_article
from ..read.markdown.doubts import COLONS, ENTITY

_ANY = re.compile(r"[*\[\]\\!&|<>#:+._~^`=-]")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_HEAD = re.compile(r"\s*(?:[-+*#>:|_~`=<]|\d{1,9}[.)])")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}|={7})(?: |$)")
_FOOTNOTE = re.compile(r"\[(?=\^[^\]\s]*\]:)")
"""What would be a footnote, were it at the beginning of a paragraph or of an item, and referred to elsewhere."""
_COLONS = re.compile(rf"[\s\u200b\u2060\ufeff]*[{COLONS}][{COLONS}\s]*")
_WORD_STAR = re.compile(r"(?<=\w)\*+(?=\w)")


def as_markdown(paragraphs: Sequence[str], headings: Sequence[int] = ()) -> str:
    """The Markdown of paragraphs without line breaks; `headings` has a level for each, 0 for none.

    Each is a line, with an empty line between two. What their joint text is says `shown`.
    """
    levels = headings or [0] * len(paragraphs)
    lines = (
        heading(words, level) if level else escaped(words)
        for words, level in zip(paragraphs, levels, strict=True)
    )
    return "\n\n".join(lines) + "\n" if paragraphs else ""


def shown(markdown: str) -> str:
    """The text that a reader will see."""
    return parse_article(markdown).text


def escaped(words: str) -> str:
    """One paragraph as Markdown that shows these words."""
    if not _ANY.search(words) and not _HEAD.match(words):
        return words
    special = _CONFLICT.match(words) or _FOOTNOTE.search(words)
    if not special and _is_right(words, words):
        return words
    # A doubtful backslash is better than another text; where even that does not help, all signs have one.
    for is_enough in (_is_right, _is_shown):
        for attempt in _attempts(words):
            if is_enough(attempt, words):
                return attempt
    return _all(words)


def heading(words: str, level: int) -> str:
    """A heading as Markdown that shows these words."""
    mark = "#" * level + " "
    closing = re.sub(r"(?<=\s)(#+)$", lambda found: "\\#" + found[1][1:], words)
    for attempt in (words, closing, *_attempts(words), *_attempts(closing), _all(words)):
        article = parse_article(mark + attempt)
        if article.text == words and article.headings and not article.doubts:
            return mark + attempt
    return escaped(words)


def _is_right(markdown: str, words: str) -> bool:
    article = parse_article(markdown)
    return article.text == words and not article.doubts and not _is_special(article)


def _is_shown(markdown: str, words: str) -> bool:
    article = parse_article(markdown)
    doubts = {doubt.kind for doubt in article.doubts}
    return article.text == words and doubts <= {"backslash"} and not _is_special(article)


def _is_special(article: Article) -> bool:
    """Whether a paragraph became something else: a picture, a link, a heading, a quotation, a list in a list."""
    depth = 0
    for token in article.tokens:
        depth += token.type in ("bullet_list_open", "ordered_list_open")
        if token.type in ("heading_open", "blockquote_open", "table_open") or depth > 1:
            return True
    return False


def _attempts(words: str) -> Iterator[str]:
    """The words with more and more of their signs escaped. Codes and the backslashes that need one have theirs."""
    steps: list[Callable[[str], set[int]]] = [
        lambda _: set(),
        _head,
        _opening_brackets,
        _loose_stars,
        _brackets,
        lambda text: _all_of(text, "*"),
    ]
    chosen = _codes(words) | ({0} if _CONFLICT.match(words) else set())
    chosen |= {found.start() for found in _FOOTNOTE.finditer(words)}
    tried = set[frozenset[int]]()
    # One kind of sign alone, and then all of them together.
    for step in steps:
        places = frozenset(chosen | step(words))
        if places not in tried:
            tried.add(places)
            yield _with(words, places)
    for step in steps:
        chosen |= step(words)
        places = frozenset(chosen)
        if places not in tried:
            tried.add(places)
            yield _with(words, places)


def _with(words: str, places: frozenset[int] | set[int]) -> str:
    """The words with a backslash before the signs at these places, and before each backslash that would be taken."""
    parts: list[str] = []
    for at, char in enumerate(words):
        following = words[at + 1 : at + 2]
        taken = char == "\\" and _PUNCTUATION.match(following) is not None
        parts.append("\\" + char if at in places or taken else char)
    return "".join(parts)


def _all(words: str) -> str:
    """The words with a backslash before every sign that has a meaning anywhere in Markdown."""
    places = {at for at, char in enumerate(words) if char in "*[]!|<>#:`~^=&"} | _head(words)
    return _with(words, places)


def _all_of(words: str, signs: str) -> set[int]:
    return {at for at, char in enumerate(words) if char in signs}


def _codes(words: str) -> set[int]:
    return {found.start() for found in ENTITY.finditer(words)}


def _head(words: str) -> set[int]:
    """The sign that makes the paragraph a list, a heading or the like."""
    colons = _COLONS.match(words)
    if colons and ":" in colons[0]:
        return {words.index(":")}
    found = _HEAD.match(words)
    return {found.end() - 1} if found else set()


def _loose_stars(words: str) -> set[int]:
    inside = {at for found in _WORD_STAR.finditer(words) for at in range(*found.span())}
    return _all_of(words, "*") - inside


def _opening_brackets(words: str) -> set[int]:
    """The brackets that begin what looks like a link: those that are closed directly before a round one."""
    places, opened = set[int](), []
    for at, char in enumerate(words):
        if char == "[":
            opened.append(at)
        elif char == "]" and opened:
            start = opened.pop()
            if words[at + 1 : at + 2] == "(":
                places.add(start)
    return places


def _brackets(words: str) -> set[int]:
    return _all_of(words, "[")
