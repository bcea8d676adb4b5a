"""All that is made of an article for a class, as files beside its page."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zlib import compress, decompress

from ..marked.marked import MarkedArticle
from ..page.finished import NO_PAPER, Paper, SiteInfo
from .h5p import h5p_package
from .offline import ADDRESS as OFFLINE
from .offline import Inlined, offline_page
from .pages import class_pages
from .paper import addresses, on_each_size, papers
from .qti import qti_package
from .sheet_lines import LineStarts


@dataclass(frozen=True, slots=True)
class Handouts:
    """Finished files by their addresses, relative to the article's page."""

    texts: tuple[tuple[str, str], ...]
    packed: tuple[tuple[str, str], ...]
    """What is no text, or much of it, compressed and in Base64: values are kept as JSON."""
    paper: Paper = NO_PAPER
    """What there is for paper."""
    sheets: tuple[tuple[str, str], ...] = ()
    """Of each kind of it the PDF on A4, packed likewise. Those on Letter are made of it when they are asked for."""

    @property
    def addresses(self) -> frozenset[str]:
        """Of all files."""
        beside = (address for address, _ in (*self.texts, *self.packed))
        return frozenset((*beside, *addresses(kind for kind, _ in self.sheets)))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Address and content of each."""
        for address, text in self.texts:
            yield address, text.encode()
        for address, data in self.packed:
            yield address, _unpacked(data)
        for kind, data in self.sheets:
            yield from on_each_size(kind, _unpacked(data))


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
    packed, on_paper = (tuple(map(_packed, files.items())) for files in (data, sheets))
    return Handouts(tuple(texts.items()), packed, paper, on_paper)


def _packed(file: tuple[str, bytes]) -> tuple[str, str]:
    address, data = file
    return address, b64encode(compress(data, 1)).decode()


def _unpacked(data: str) -> bytes:
    return decompress(b64decode(data))
