"""The Markdown of notes: inline only, escaped, links to http(s) addresses alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# Most sentences have none of these, and are done without a parser.
_NEEDS_PARSING = re.compile(r"[\\`*_\[\]<&!]")


def inline_html(text: str) -> Markup:
    """The HTML of a note's text. Raw HTML is shown as text; a link elsewhere than http(s) stays text."""
    line = " ".join(text.split())
    if not _NEEDS_PARSING.search(line):
        return escape(line)
    return Markup(_parser().renderInline(line))


def plain_text(text: str) -> str:
    """The same text without its markup, for search and summaries."""
    line = " ".join(text.split())
    if not _NEEDS_PARSING.search(line):
        return line
    (inline,) = _parser().parseInline(line)
    return "".join(child.content for child in inline.children or ())


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable(["image"])
    parser.validateLink = lambda url: re.match(r"https?://[^/\s]", url, re.IGNORECASE) is not None  # type: ignore[method-assign]
    parser.add_render_rule("link_open", _external_link)
    return parser


def _external_link(self, tokens, idx, options, env):  # type: ignore[no-untyped-def]
    tokens[idx].attrSet("rel", "external noopener")
    return self.renderToken(tokens, idx, options, env)
