"""Rules of links in the text of notes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt

from ...model.addresses import read_address
from ...problems import shape
from ..case import Case
from ..rule import Finding, finder


@finder(part_of=shape.link_scheme)
def links_in_notes(case: Case) -> Iterator[Finding]:
    """The links in the text of notes."""
    for at, text in case.our_texts:
        if "](" not in text and "<" not in text:
            continue
        (inline,) = _parser().parseInline(" ".join(text.split()))
        for token in inline.children or ():
            if token.type != "link_open":
                continue
            address = str(token.attrGet("href") or "")
            if not read_address(address).is_web:
                start = text.find(address)
                within = (start, start + len(address)) if address and start >= 0 else None
                yield Finding(at, shape.link_scheme.words(address), within=within)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable(["image"])
    # Every link is to be seen here, those above all that will not be one on the page.
    parser.validateLink = lambda url: url is not None  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser
