"""A saved web page as the paragraphs of its article, by way of the optional library trafilatura.

Which of the page's words are the article's says the library. The words themselves are taken as a browser shows them: a
cell, an item and a caption are no part of the paragraph before them, and all stand in the order of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Any

MARKS = (b"<!doctype html", b"<html", b"<head", b"<body")
ENDINGS = (".html", ".htm", ".xhtml")

_LOWER = "translate(concat(@id, ' ', @class), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_CONSENT = " or ".join(
    f"contains({_LOWER}, '{word}')" for word in ("cookie", "consent", "onetrust", "gdpr", "didomi", "qc-cmp")
)
_WHOLE = "self::html or self::body or self::main or self::article or .//h1 or .//article"
_ASKED = f"//*[not({_WHOLE}) and ({_CONSENT})]"
"""What asks for consent, and is no part of any article."""
_WALL = re.compile(r"paywall|regwall|\"isAccessibleForFree\"\s*:\s*\"?false", re.IGNORECASE)
_INLINE = frozenset({"ref", "hi", "del", "code", "graphic", "lb", "quote"})


_TOLD_BY = 60
"""Characters by which a line is found again on the page."""


_OF_THE_LIBRARY = (AssertionError, AttributeError, LookupError, TypeError, ValueError, RecursionError)
"""What the library raises at pages that are broken beyond what it knows."""


class NotInstalledError(Exception):
    """The library that reads web pages is not there."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """What could be told of a page; to be compared with it, for it is a guess of which words are the article's."""

    text: str
    """The article's text, a paragraph a line."""
    known: Mapping[str, str]
    """What the page says of itself, by keys of an article's front matter."""
    headings: Mapping[str, int] = field(default_factory=dict)
    """The levels of those lines that are headings."""
    may_be_cut: bool = False
    """Whether the page speaks of a part that only subscribers see."""


def looks_like_html(data: bytes, name: str = "") -> bool:
    """Whether a file is a web page: by its beginning, or by its name if it begins with a tag of any kind."""
    first = data[:2_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if first.startswith(MARKS) or (first.startswith((b"<?xml", b"<!--")) and b"<html" in first):
        return True
    return name.lower().endswith(ENDINGS) and re.match(rb"<[a-z!]", first) is not None


def read_web_page(html: str) -> WebPage | None:
    """The article of a page; None when none is found. Raises NotInstalledError."""
    try:
        trafilatura = import_module("trafilatura")
    except ImportError:
        raise NotInstalledError from None
    page = _page(trafilatura, html)
    if page is None:
        return None
    try:
        found = trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, include_tables=True, prune_xpath=_ASKED
        )
    except _OF_THE_LIBRARY:
        return None
    if found is None or not found.text:
        return None
    lines = _in_order([line for line in _lines(found.body) if line[0]], page)
    lines = [*_headline(page, found.title or "", lines), *_with_headings(lines, page)]
    known = {
        "title": found.title,
        "publisher": found.sitename or found.hostname,
        "url": found.url,
        "author": found.author,
        "published": found.date,
        "language": found.language or _language(html),
    }
    return WebPage(
        "\n".join(text for text, _ in lines),
        {key: " ".join(str(value).split()) for key, value in known.items() if value},
        {text: level for text, level in lines if level},
        _WALL.search(html) is not None,
    )


def _page(trafilatura: ModuleType, html: str) -> Any:
    """The page as a tree, with captions and quotations as its readers see them; None if there is none."""
    page = trafilatura.load_html(html)
    if page is None:
        return None
    for element in page.iter("figure", "figcaption", "q"):
        if element.tag == "q":
            element.text = "“" + (element.text or "")
            last = element[-1] if len(element) else None
            if last is None:
                element.text += "”"
            else:
                last.tail = (last.tail or "") + "”"
        element.tag = {"figure": "div", "figcaption": "p", "q": "span"}[element.tag]
    return page


def _lines(element: Any, mark: str = "") -> Iterator[tuple[str, int]]:
    """The lines of a part of the article, with their levels as headings or 0. An item’s first has its mark."""
    inline: list[str] = [mark, element.text or ""]

    def told() -> Iterator[tuple[str, int]]:
        words = [" ".join(line.split(" ")) for line in "".join(inline).split("\n")]
        inline.clear()
        yield from (
            (" ".join(line.split()), 0) for line in words if line.strip() and line.strip() != mark.strip()
        )

    number = 0
    for child in element:
        if child.tag == "item":
            number += 1
            yield from _lines(child, f"{number}. " if element.get("rend") == "ol" else "- ")
        elif child.tag == "row":
            yield " ".join(" ".join("".join(cell.itertext()).split()) for cell in child), 0
        elif child.tag == "head":
            yield from told()
            yield " ".join("".join(child.itertext()).split()), _level(child.get("rend"))
        elif child.tag in _INLINE and not any(below.tag not in _INLINE for below in child):
            inline.append("\n" if child.tag == "lb" else "".join(_inline(child)))
        else:
            yield from told()
            yield from _lines(child)
        inline.append(child.tail or "")
    yield from told()


def _inline(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield "\n" if child.tag == "lb" else "".join(_inline(child))
        yield child.tail or ""


def _level(rend: str | None) -> int:
    return int(rend[1]) if rend and re.fullmatch(r"h[1-6]", rend) else 2


def _in_order(lines: list[tuple[str, int]], page: Any) -> list[tuple[str, int]]:
    """The lines in the order of the page: where a page is in many parts, the library gives those it finds late last."""
    whole = " ".join(" ".join(page.itertext()).split())
    places: list[int] = []
    for text, _ in lines:
        words = _plain(text)
        place = whole.find(words)
        if place < 0:
            return lines
        if places and place < places[-1]:
            # What stands there more than once is meant where it comes next.
            place = max(place, whole.find(words, places[-1] + 1))
        places.append(place)
    order = sorted(range(len(lines)), key=lambda number: places[number])
    return [lines[number] for number in order]


def _with_headings(lines: list[tuple[str, int]], page: Any) -> Iterator[tuple[str, int]]:
    """The lines, each with the heading above it that the library has taken for none."""
    said = {text for text, _ in lines}
    above: dict[str, tuple[str, int]] = {}
    heading: tuple[str, int] | None = None
    for block in page.iter("p", "li", "blockquote", *(f"h{level}" for level in range(2, 7))):
        text = " ".join(block.text_content().split())
        if text and block.tag[1:].isdigit():
            heading = (text, int(block.tag[1:]))
        elif text:
            if heading and heading[0] not in said:
                above.setdefault(text[:_TOLD_BY], heading)
            heading = None
    for line in lines:
        if found := above.pop(_plain(line[0]), None):
            yield found
        yield line


def _plain(line: str) -> str:
    """By what a line is found again on the page: without the mark of an item."""
    return re.sub(r"^(?:-|\d+\.) ", "", line)[:_TOLD_BY]


def _headline(page: Any, title: str, lines: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The page's headline, if it is not among the lines: on many pages it stands outside of the article's text."""
    heads = [" ".join(head.text_content().split()) for head in page.iter("h1")]
    plain = [head for head in heads if head]
    head = next(
        (head for head in plain if head == " ".join(title.split())), plain[0] if len(plain) == 1 else ""
    )
    if head and head not in (text for text, _ in lines):
        yield head, 1


def _language(html: str) -> str:
    root = re.search(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z0-9-]+)", html[:20_000], re.IGNORECASE)
    return root[1] if root else ""
