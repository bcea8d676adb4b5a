"""What the build keeps of the files beside an article's page. Plain values, cheap to import and to cache as JSON."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import compress, decompress

from ..page.finished import NO_PAPER, Paper
from .pdf_file import addresses, on_each_size

PAGES = ("practice", "projector", "class")
"""The pages for a class, by the names of their templates, and of their scripts (`site/assets.py`)."""


@dataclass(frozen=True, slots=True)
class Handouts:
    """Finished files by their addresses, relative to the article's page."""

    texts: tuple[tuple[str, str], ...]
    packed: tuple[tuple[str, str], ...]
    """What is no text, or much of it (`packed`)."""
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


def packed(data: bytes) -> str:
    """Compressed and in Base64: values are kept as JSON."""
    return b64encode(compress(data, 1)).decode()


def _unpacked(data: str) -> bytes:
    return decompress(b64decode(data))
