"""The Markdown of notes: inline only, escaped, links to http(s) addresses alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from ..model.addresses import read_address

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


# Most sentences have none of these, and are done without a parser.
_NEEDS_PARSING = re.compile(r"[\\`*_\[\]<&!]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_PARAGRAPH_BREAK = Markup("<br><br>")


def inline_html(text: str) -> Markup:
    """The HTML of a note's text. Raw HTML is shown as text; a link elsewhere than http(s) stays text.

    A blank line is shown as one. It does not make elements of its own, for a text may stand inside a sentence.
    """
    if "\n" in text:
        return _PARAGRAPH_BREAK.join(map(_line_html, _BLANK_LINE.split(text.strip())))
    return _line_html(text)


def _line_html(text: str) -> Markup:
    line = " ".join(text.split())
    if not _NEEDS_PARSING.search(line):
        return escape(line)
    parser = _parser()
    return Markup(parser.renderer.render(_parsed(line), parser.options, {}))


def plain_text(text: str) -> str:
    """The same text without its markup, for search and summaries."""
    line = " ".join(text.split())
    if not _NEEDS_PARSING.search(line):
        return line
    return "".join(child.content for token in _parsed(line) for child in token.children or ())


def paragraphs(text: str) -> Iterator[Sequence[Token]]:
    """The same text parsed: the inline tokens of each part that a blank line divides from the next."""
    from markdown_it.token import Token

    for part in _BLANK_LINE.split(text.strip()):
        line = " ".join(part.split())
        if not _NEEDS_PARSING.search(line):
            yield (Token("text", "", 0, content=line),)
            continue
        for token in _parsed(line):
            yield token.children or ()


@lru_cache(maxsize=1024)
def _parsed(line: str) -> Sequence[Token]:
    return _parser().parseInline(line)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable(["image"])
    parser.validateLink = lambda url: read_address(url).is_web  # type: ignore[method-assign]
    parser.core.ruler.push("external_links", _external_links)
    parser.inline.ruler.at("emphasis", _emphasis)
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """As everywhere, but stars inside a word (`f***ing`, `Leser*innen`) are stars, as they are in articles."""
    from markdown_it.rules_inline.emphasis import tokenize

    from ..read.markdown.inline import stars

    return (stars if state.src[state.pos] == "*" else tokenize)(state, silent)


def _external_links(state: StateCore) -> None:
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("rel", "external noopener")
