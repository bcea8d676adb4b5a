"""All that is made of an article for a class, as files beside its page."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import compress, decompress

from ..marked.marked import MarkedArticle
from ..page.finished import NO_PAPER, Paper, SiteInfo
from .h5p import h5p_package
from .offline import ADDRESS as OFFLINE
from .offline import Inlined, offline_page
from .pages import class_pages
from .paper import papers
from .qti import qti_package


@dataclass(frozen=True, slots=True)
class Handouts:
    """Finished files by their addresses, relative to the article's page."""

    texts: tuple[tuple[str, str], ...]
    packed: tuple[tuple[str, str], ...]
    """What is no text, or much of it, compressed and in Base64: values are kept as JSON."""
    paper: Paper = NO_PAPER
    """What of it is meant for paper."""

    @property
    def addresses(self) -> frozenset[str]:
        """Of all files."""
        return frozenset(address for address, _ in (*self.texts, *self.packed))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Address and content of each."""
        for address, text in self.texts:
            yield address, text.encode()
        for address, data in self.packed:
            yield address, decompress(b64decode(data))


def handouts(marked: MarkedArticle, site: SiteInfo, inlined: Inlined) -> Handouts:
    """What the settings of the site ask for. `inlined` is what a page that is to need nothing has in it.

    Raises PaperError when a PDF cannot be made.
    """
    texts: dict[str, str] = {}
    data: dict[str, bytes] = {}
    paper = NO_PAPER
    if site.makes("pages"):
        texts |= class_pages(marked, site)
    if site.makes("paper"):
        paper, files = papers(marked, site)
        data |= files
    if site.makes("packages"):
        made = {"practice-qti.zip": qti_package(marked, site), "practice.h5p": h5p_package(marked, site)}
        data |= {address: file for address, file in made.items() if file}
        if any(note.passages for note in marked.notes):
            data[OFFLINE] = offline_page(marked, site, inlined).encode()
    return Handouts(tuple(texts.items()), tuple(map(_packed, data.items())), paper)


def _packed(file: tuple[str, bytes]) -> tuple[str, str]:
    address, data = file
    return address, b64encode(compress(data, 1)).decode()
