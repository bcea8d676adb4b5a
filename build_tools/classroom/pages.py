"""Pages of an article for a class. They are bare: no menu, no search, nothing to wait for on a slow line.

Each is whole in itself, so that it can stand in a frame of another site, and be carried on a stick.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..marked.marked import MarkedArticle
from ..marked.segments import cut
from ..model.names import KIND_NAMES
from ..page.content_security import Inline, policy
from ..page.finished import SiteInfo
from ..page.pieces import Marking
from ..page.templating import render
from ..page.text import article_html
from ..page.values import foreign
from .finished import PAGES
from .given import as_json, given
from .printed import heads, told_on_paper
from .qr import qr_code
from .sheet_lines import LineStarts

POLICY = policy(Inline())
"""Such a page runs nothing that stands in it."""
ROOT = "../../"
"""From such a page, as from the article's, to the root of the site."""


def class_pages(marked: MarkedArticle, site: SiteInfo, lines: LineStarts = ()) -> dict[str, str]:
    """Each page by its address, relative to the article's page. `lines` are those of the sheet, if there is one."""
    told = given(marked, site)
    values = page_values(marked, site, told)
    lined = {**told, **told_lines(lines)}
    # What it prints is nobody else's to load.
    shown = {**lined, "paper": told_on_paper(marked)}
    own: dict[str, dict[str, object]] = {
        "practice": {"given": Markup(as_json(lined))},
        "class": {"given": Markup(as_json(lined))},
        "projector": heads(marked) | {"lines": lines, "given": Markup(as_json(shown))},
    }
    return {
        f"{name}.html": render(f"classroom/{name}.html", **(values | own.get(name, {}))) for name in PAGES
    }


def told_lines(lines: LineStarts) -> dict[str, object]:
    """What a page is told that prints the text with the lines of the sheet."""
    return {"lines": lines} if lines else {}


def page_values(marked: MarkedArticle, site: SiteInfo, told: Mapping[str, object]) -> dict[str, object]:
    """What every such page is made of: the clean text, and what its script is told."""
    entry = marked.entry
    practice = site.article(entry.slug, "practice.html")
    clean = article_html(entry.article, entry.front.title, _unmarked(marked))
    return {
        "root": ROOT,
        "inlined": None,
        "site": site,
        "slug": entry.slug,
        "front": entry.front,
        "foreign": foreign(entry.front.language),
        "headline": Markup(clean.headline),
        "text": Markup(clean.text),
        "kinds": KIND_NAMES,
        "author": entry.notes.author,
        "policy": Markup(POLICY),
        "practice": practice,
        "code": Markup(qr_code(practice).svg) if practice else "",
        "given": Markup(as_json(told)),
    }


def _unmarked(marked: MarkedArticle) -> Marking:
    entry = marked.entry
    return Marking(cut(len(entry.article.text), ()), (), marked.speakers, (), entry.front.language)
