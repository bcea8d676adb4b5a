"""All that is made of an article for a class, as files beside its page."""

from __future__ import annotations

from collections.abc import Mapping

from ..marked.marked import MarkedArticle
from ..page.finished import NO_PAPER, SiteInfo
from .finished import Handouts
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
    whole: dict[str, bytes] = {}
    paper = NO_PAPER
    sheets: Mapping[str, bytes] = {}
    lines: LineStarts = ()
    if site.makes("paper"):
        paper, sheets, lines = papers(marked, site)
    if site.makes("pages"):
        whole |= {address: page.encode() for address, page in class_pages(marked, site, lines).items()}
    if site.makes("packages"):
        made = {"practice-qti.zip": qti_package(marked, site), "practice.h5p": h5p_package(marked, site)}
        whole |= {address: file for address, file in made.items() if file}
        if any(note.passages for note in marked.notes):
            whole[OFFLINE] = offline_page(marked, site, inlined, lines).encode()
    return Handouts(tuple(whole.items()), paper, tuple(sheets.items()))
