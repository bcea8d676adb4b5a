"""Problems of an article's links and pictures: whether there is something where they lead."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import urljoin

from ..model.addresses import read_address
from ..model.links import ANY_ARTICLE, target_of
from ..model.sections import RESERVED_IDS
from ..problems import article as wordings
from ..problems.closest import closest
from ..problems.problem import Problem
from ..read.article import Article
from ..read.text import Source
from .article_text import place_of


def link_problems(
    source: Source,
    body: int,
    article: Article,
    published: Collection[str],
    ids: Collection[str] | None,
    origin: str,
) -> Iterator[Problem]:
    """What leads nowhere.

    `published` are the files of the docs folder, `ids` those of the notes, or None when they are not known, and
    `origin` is the address at which the article was published, or nothing.
    """
    first, _ = source.position(body)
    for doubt in article.doubts:
        if doubt.kind in ("link", "picture") and (
            words := _dead(doubt.signs, article, published, ids, origin)
        ):
            place = place_of(source, first + doubt.line, doubt)
            yield wordings.link_leads_nowhere.at(place, doubt.signs, *words)


def _dead(
    address: str, article: Article, published: Collection[str], ids: Collection[str] | None, origin: str
) -> tuple[str, str] | None:
    """Why an address leads nowhere and what to write, or None."""
    if address == "()":
        return "it is empty", ""
    leads = read_address(address)
    if leads.is_web:
        return None
    if not leads.is_own:
        return f"it {leads.reason}", f"Write `{leads.advice}`." if leads.advice else ""
    if address.startswith("/"):
        whole = urljoin(origin, address) if origin else ""
        return "it would be looked for on this site", f"Write the whole address: `{whole}`." if whole else ""
    target = target_of(address, ANY_ARTICLE)
    if target is None:
        return "it leads out of the folder `docs/`", ""
    uri, fragment = target
    if uri == ANY_ARTICLE:
        known = {*RESERVED_IDS, *(ids or ()), *(f"ref--{id}" for id in ids or ())}
        known |= {
            name for heading in article.headings for name in (heading.id, heading.id.removeprefix("text--"))
        }
        if ids is None or not fragment or fragment in known:
            return None
        near = closest(fragment, known)
        return "the page has no such place", f"Did you mean `#{near}`?" if near else ""
    if not published or uri in published:
        return None
    near = next((other for other in (f"{uri}.md", f"{uri}/index.md") if other in published), None)
    near = near or closest(uri, [name for name in published if name.endswith(uri.rpartition(".")[2])])
    return f"there is no file `docs/{uri}`", f"Did you mean `docs/{near}`?" if near else ""
