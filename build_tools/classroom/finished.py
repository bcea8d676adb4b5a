"""What the build keeps of the files beside an article's page. Plain values, cheap to import and to cache."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..page.finished import NO_PAPER, Paper
from .pdf_file import addresses, on_each_size

PAGES = ("practice", "projector", "class")
"""The pages for a class, by the names of their templates, and of their scripts (`site/assets.py`)."""


@dataclass(frozen=True, slots=True)
class Handouts:
    """Finished files by their addresses, relative to the article's page."""

    whole: tuple[tuple[str, bytes], ...]
    """All but those on paper."""
    paper: Paper = NO_PAPER
    """What there is for paper."""
    sheets: tuple[tuple[str, bytes], ...] = ()
    """Of each kind of it the PDF on A4. Those on Letter are made of it when they are asked for."""

    @property
    def addresses(self) -> frozenset[str]:
        """Of all files."""
        beside = (address for address, _ in self.whole)
        return frozenset((*beside, *addresses(kind for kind, _ in self.sheets)))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Address and content of each."""
        yield from self.whole
        for kind, data in self.sheets:
            yield from on_each_size(kind, data)
