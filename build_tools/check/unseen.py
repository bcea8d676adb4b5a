"""What stands in an article's file and readers do not see: whoever copies from the file copies it too.

All of it is tried, and nothing is claimed that was not found: words count as copied with marks of Markdown only if
they stand in the article without them.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from markdown_it.token import Token

from ..anchor.anchor import SearchText, Selector, Span, places
from ..anchor.normalise import normalise
from ..read.article import Article, parse_article

LONGEST = 5_000
"""Characters of a quotation that is looked through for marks. Paragraphs of newspapers have some hundreds."""

_MARKS = re.compile(r"[*_`#>\[\]\\|&<~:]|(?:^|\s)(?:[-+]|\d{1,9}[.)])\s|!$")
_ITEM = re.compile(r"\s*\d{1,9}[.)]\s")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,99}\]:?")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINE = re.compile(r"^[ \t]*(?:=+|-{2,}|[|: -]*--[|: -]*|`{3,}.*|~{3,}.*|:{3,}.*)[ \t]*$", re.MULTILINE)
_LINE_BEGINS = re.compile(r"^[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+|>[ \t]?)+", re.MULTILINE)
_FOLDED_BEGINS = re.compile(r"(?<!\S)(?:>+|[-*+]|\d{1,9}[.)]|#{1,6})\s+(?=\S)")
_LINE_ENDS = re.compile(r"(?:[ \t]+#+|\\)[ \t]*$", re.MULTILINE)
_LINK_ENDS = re.compile(r"\]\((?:[^()\\]|\\.|\([^()]{0,200}\)){0,1000}\)?|\]\[[^\]]{0,200}\]?")
_ADDRESS = re.compile(r"<((?:https?:|mailto:)[^>\s]{1,1000})>")
_INLINE = re.compile(r"!?\[|\]|`+|~~|(?<!\w)\*+|\*+(?!\w)|(?<!\w)_+|_+(?!\w)")
_CELLS = re.compile(r"[ \t]*\|[ \t]*")
_ESCAPED = 0xE000
"""Escaped signs are kept apart, in a private area, while marks are taken away."""


def without_marks(text: SearchText, selector: Selector) -> Selector | None:
    """The selector as readers see it, if that stands in the text and has marks of Markdown less."""
    is_item = _ITEM.match(selector.exact)
    for words in seen(selector):
        found = places(text, words)[1]
        # A number with a dot is a mark only where an item of a list begins: not in “3. Mai”.
        if found and (not is_item or any(start == 0 or text.text[start - 1] == "\n" for start, _ in found)):
            return words
    return None


def only_place(text: SearchText, selector: Selector) -> Span | None:
    """Where the selector's words stand, if they stand at one place."""
    found = places(text, selector)[1]
    return found[0] if len(found) == 1 else None


def seen(selector: Selector) -> Iterator[Selector]:
    """What may be left of a selector when marks of Markdown are taken away, each time a little more of them."""
    whole = selector.prefix + selector.exact + selector.suffix
    if len(whole) > LONGEST or not _MARKS.search(whole):
        return
    tried = {selector}
    for way in WAYS:
        parts = (_between_spaces(way, part) for part in (selector.exact, selector.prefix, selector.suffix))
        words = Selector(*parts)
        if words.exact.strip() and words not in tried:
            tried.add(words)
            yield words


def _rendered(words: str) -> str:
    """Whole constructs, by the parser that articles are parsed with."""
    return parse_article(_FOOTNOTE.sub("", words)).text


def _stripped(words: str) -> str:
    """Constructs of which a part was copied."""
    kept = _ESCAPE.sub(lambda escape: chr(_ESCAPED + ord(escape[1])), words)
    for marks, rest in (
        (_FOOTNOTE, ""),
        (_LINE, ""),
        (_LINE_BEGINS, ""),
        (_LINE_ENDS, ""),
        (_LINK_ENDS, ""),
        (_ADDRESS, r"\1"),
        (_INLINE, ""),
        (_CELLS, " "),
    ):
        kept = marks.sub(rest, kept)
    kept = re.sub("[\ue000-\ue07f]", lambda sign: chr(ord(sign[0]) - _ESCAPED), kept)
    return html.unescape(kept).strip()


def _unfolded(words: str) -> str:
    """Several lines that YAML has put into one."""
    return _stripped(_FOLDED_BEGINS.sub("", words))


WAYS: tuple[Callable[[str], str], ...] = (_rendered, _stripped, _unfolded)


def _between_spaces(way: Callable[[str], str], words: str) -> str:
    """The words, changed in a way, with the white space that was around them."""
    core = words.strip()
    if not core:
        return words
    start = words.index(core)
    return words[:start] + way(core) + words[start + len(core) :]


def without_most_marks(selector: Selector) -> Selector | None:
    """The selector as readers may see it; None if it has no marks, or if what looks like one may be a number."""
    return None if _ITEM.match(selector.exact) else next(seen(selector), None)


def has_signs_left_out(words: str, selector: Selector, marked: Selector) -> bool:
    """Whether a sign that was taken for a mark of Markdown stands in the words: then it is one of their own."""
    left_out = Counter(normalise(selector.exact)) - Counter(normalise(marked.exact))
    return any(sign in normalise(words) for sign in left_out if not sign.isalnum() and not sign.isspace())


def is_text_of_picture(article: Article, selector: Selector) -> bool:
    """Whether the words are in the text that stands for a picture."""
    return _is_in(selector, (token.content for token in _inline(article, "image")))


def linked_words(article: Article, selector: Selector) -> str | None:
    """The words that carry a link, if the selector's are of its address or its title."""
    for block in article.tokens:
        children = block.children or ()
        for at, token in enumerate(children):
            if token.type == "link_open" and _is_in(selector, map(str, token.attrs.values())):
                carried = []
                for inner in children[at + 1 :]:
                    if inner.type == "link_close":
                        break
                    carried.append(inner.content)
                return "".join(carried)
    return None


def _inline(article: Article, kind: str) -> Iterator[Token]:
    return (token for block in article.tokens for token in block.children or () if token.type == kind)


def _is_in(selector: Selector, texts: Iterable[str]) -> bool:
    """Whether the words, or these without marks, are in one of the texts."""
    wanted = [normalise(words.exact).strip() for words in (selector, *seen(selector))]
    return any(words in normalise(text) for text in texts for words in wanted if len(words) > 2)
