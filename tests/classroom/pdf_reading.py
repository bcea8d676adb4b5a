"""A PDF as assistive technology reads it: by its structure, not by its pages."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(slots=True)
class Element:
    """An element of the structure tree, with what is in it in reading order."""

    kind: str
    """Its type: `P`, `H1`, `TH` …"""
    language: str
    """Its own or that of what it stands in."""
    alternative: str
    """What is said in its place."""
    content: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """Itself and all elements in it, in reading order."""
        yield self
        for part in self.content:
            if isinstance(part, Element):
                yield from part

    @property
    def text(self) -> str:
        """Its words as they are read, in which a line's end may be no space."""
        return self.without()

    def without(self, *kinds: str) -> str:
        """The same, but for elements of these types."""
        inside = (part if isinstance(part, str) else part.without(*kinds) for part in self.content)
        return "" if self.kind in kinds else "".join(inside)

    def all(self, *kinds: str) -> list[Element]:
        return [element for element in self if element.kind in kinds]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of signs without a space, where it stands on a page. Points, from the upper left corner."""

    text: str
    page: int
    left: float
    right: float
    bottom: float


@lru_cache(maxsize=8)
def structure(data: bytes) -> Element:
    """The structure tree, from its root."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return _element(pdf.Root.StructTreeRoot, None, str(pdf.Root.Lang), pages, _marked(data))


def squeezed(text: str) -> str:
    """The text without spaces and signs that nobody sees, nor hyphens: PDFium drops one at the end of a line."""
    return "".join(text.translate(dict.fromkeys(b"\x02\xad-") | {0x200B: None}).split())


@lru_cache(maxsize=8)
def words(data: bytes) -> list[Word]:
    """Every word that is seen, page by page, from top to bottom and from left to right."""
    found: list[Word] = []
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, start=1):
        (from_left, _, _, from_top), text = page.get_mediabox(), page.get_textpage()
        signs = text.get_text_range()
        boxes = [text.get_charbox(at, loose=True) for at in range(text.count_chars())]
        # PDFium has this sign for a hyphen at the end of a line.
        for part in re.finditer(r"[^\s\ufffe]+", signs):
            lefts, bottoms, rights, _ = zip(*boxes[slice(*part.span())], strict=True)
            found.append(
                Word(part[0], number, min(lefts) - from_left, max(rights) - from_left, from_top - bottoms[0])
            )
    return found


def numbered_lines(data: bytes) -> dict[int, list[Word]]:
    """Of a student sheet the words of each line, by the number that is seen beside them."""
    found = words(data)
    lines: dict[int, list[Word]] = {}
    for number in found:
        if number.text.isdecimal() and number.right < 22 / 25.4 * 72:
            lines[int(number.text)] = [
                word
                for word in found
                if word.page == number.page
                and word.left > number.right
                and abs(word.bottom - number.bottom) < 5
            ]
    return lines


def _marked(data: bytes) -> list[dict[int, str]]:
    """The words of each piece of marked content, by its number on each page."""
    result: list[dict[int, str]] = []
    for page in pypdfium2.PdfDocument(data):
        text, found = page.get_textpage(), defaultdict[int, str](str)
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            size = pdfium.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
            signs = (ctypes.c_ushort * (size // 2))()
            pdfium.FPDFTextObj_GetText(item.raw, text.raw, signs, size)
            found[pdfium.FPDFPageObj_GetMarkedContentID(item.raw)] += (
                bytes(signs).decode("utf-16-le").rstrip("\0")
            )
        result.append(found)
    return result


def _element(
    node: Any, page: int | None, language: str, pages: dict[Any, int], marked: list[dict[int, str]]
) -> Element:
    language = str(node.get("/Lang", language))
    page = pages[node.Pg.objgen] if "/Pg" in node else page
    made = Element(str(node.get("/S", "/Root"))[1:], language, str(node.get("/Alt", "")))
    inside = node.get("/K", [])
    for item in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if not isinstance(item, pikepdf.Dictionary):
            assert page is not None
            made.content.append(marked[page].get(int(item), ""))
        elif item.get("/Type") == "/MCR":
            made.content.append(marked[pages[item.Pg.objgen]].get(int(item.MCID), ""))
        elif item.get("/Type") != "/OBJR":
            made.content.append(_element(item, page, language, pages, marked))
    return made
