"""All that is made of an article for a class, as files beside its page."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from ..marked.marked import MarkedArticle
from ..page.finished import SiteInfo
from .h5p import h5p_package
from .pages import class_pages
from .qti import qti_package


@dataclass(frozen=True, slots=True)
class Handouts:
    """Finished files by their addresses, relative to the article's page."""

    texts: tuple[tuple[str, str], ...]
    packed: tuple[tuple[str, str], ...]
    """What is no text, in Base64: values are kept as JSON."""

    @property
    def addresses(self) -> frozenset[str]:
        """Of all files."""
        return frozenset(address for address, _ in (*self.texts, *self.packed))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Address and content of each."""
        for address, text in self.texts:
            yield address, text.encode()
        for address, data in self.packed:
            yield address, b64decode(data)


def handouts(marked: MarkedArticle, site: SiteInfo) -> Handouts:
    """What the settings of the site ask for."""
    texts: dict[str, str] = {}
    data: dict[str, bytes] = {}
    if site.makes("pages"):
        texts |= class_pages(marked, site)
    if site.makes("packages"):
        made = {"practice-qti.zip": qti_package(marked, site), "practice.h5p": h5p_package(marked, site)}
        data |= {address: file for address, file in made.items() if file}
    return Handouts(
        tuple(texts.items()), tuple((address, b64encode(file).decode()) for address, file in data.items())
    )
