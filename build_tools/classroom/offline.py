"""The practice in one file that needs nothing else: it opens from a memory stick, without a network.

It is the practice page with its style sheet and its script in it. Its policy allows just these, by their hashes, and
no connection. Links that lead elsewhere are whole addresses, or, where the site does not know its own, words.
A picture of the article gives way to its description: pictures are files of their own, and may be large.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from markdown_it.token import Token
from markupsafe import Markup

from ..marked.marked import MarkedArticle
from ..model.addresses import read_address
from ..model.links import ANY_ARTICLE, address_from
from ..page.content_security import Inline, policy_alone, source_of
from ..page.finished import SiteInfo
from ..page.templating import render
from ..read.article import Article
from .given import given
from .pages import page_values, told_lines
from .sheet_lines import LineStarts

ADDRESS = "practice-offline.html"
_NOWHERE = "about:blank"
"""An address that the page makes no link of, and no picture."""
# No text holds a NUL: the checker refuses it, and Markdown replaces it.
_STYLE, _SCRIPT = "\0style\0", "\0script\0"
_ENDS = re.compile(r"<(?=/script|!--)", re.IGNORECASE)
_ENDS_STYLE = re.compile(r"<(?=/style)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inlined:
    """What such a page has in it, as it is published for the others."""

    style: str
    script: str
    """A module that imports nothing."""


def offline_page(marked: MarkedArticle, site: SiteInfo, inlined: Inlined, lines: LineStarts = ()) -> str:
    """The page. `lines` are those of the sheet, if there is one."""
    style = _ENDS_STYLE.sub(r"\\3C", inlined.style)
    # Where `<` stands before these in a script, it is inside a string, a template or a regular expression.
    script = _ENDS.sub(r"\\x3C", inlined.script)
    entry = replace(marked.entry, article=_carried(marked.entry.article, site.article(marked.entry.slug)))
    allowed = Inline(frozenset({source_of(script)}), frozenset({source_of(style)}))
    carried = replace(marked, entry=entry)
    values = page_values(carried, site, given(carried, site) | told_lines(lines)) | {
        "root": site.url or None,
        "policy": Markup(policy_alone(allowed)),
        "inlined": Inlined(_STYLE, _SCRIPT),
    }
    # Set in afterwards, for a template makes some signs harmless that mean something here.
    return render("classroom/practice.html", **values).replace(_STYLE, style).replace(_SCRIPT, script)


def _carried(article: Article, page: str) -> Article:
    """The article with links that lead somewhere from anywhere. `page` is its whole address, if that is known."""
    return replace(article, tokens=list(_blocks(article.tokens, page)))


def _blocks(tokens: Iterable[Token], page: str) -> Iterator[Token]:
    for token in tokens:
        yield token.copy(children=list(_inline(token.children, page))) if token.children else token


def _inline(tokens: Iterable[Token], page: str) -> Iterator[Token]:
    for token in tokens:
        name = {"link_open": "href", "image": "src"}.get(token.type)
        there = str(token.attrs[name]) if name else ""
        if not name or there.startswith("#") or not read_address(there).is_own:
            yield token
        else:
            moved = urljoin(page, address_from(ANY_ARTICLE, there)) if page and name == "href" else _NOWHERE
            yield token.copy(attrs={**token.attrs, name: moved})
