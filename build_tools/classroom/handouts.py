"""All that is made of an article for a class, as files beside its page."""

from __future__ import annotations

from collections.abc import Mapping

from ..marked.marked import MarkedArticle
from ..page.finished import NO_PAPER, SiteInfo
from .finished import Handouts, packed
from .h5p import h5p_package
from .offline import ADDRESS as OFFLINE
from .offline import Inlined, offline_page
from .pages import class_pages
from .paper import papers
from .qti import qti_package
from .sheet_lines import LineStarts


def handouts(marked: MarkedArticle, site: SiteInfo, inlined: Inlined) -> Handouts:
    """What the settings of the site ask for. `inlined` is what a page that is to need nothing has in it.

    Raises PaperError when a PDF cannot be made.
    """
    texts: dict[str, str] = {}
    data: dict[str, bytes] = {}
    paper = NO_PAPER
    sheets: Mapping[str, bytes] = {}
    lines: LineStarts = ()
    if site.makes("paper"):
        paper, sheets, lines = papers(marked, site)
    if site.makes("pages"):
        texts |= class_pages(marked, site, lines)
    if site.makes("packages"):
        made = {"practice-qti.zip": qti_package(marked, site), "practice.h5p": h5p_package(marked, site)}
        data |= {address: file for address, file in made.items() if file}
        if any(note.passages for note in marked.notes):
            data[OFFLINE] = offline_page(marked, site, inlined).encode()
    others, on_paper = (
        tuple((name, packed(file)) for name, file in files.items()) for files in (data, sheets)
    )
    return Handouts(tuple(texts.items()), others, paper, on_paper)
