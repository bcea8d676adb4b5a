"""How to cite the notes on an article, or one of them, in APA (7th ed.), MLA (9th ed.) and plain style.

The article is not ours, so what is cited is the annotations. Both handbooks have a form for words that others
add to an article, the comment: APA names it in square brackets after the title, MLA puts a description in
place of a title. Its words are kept as published, in their own capitals.

Neither style asks for the day of access when a page has a year. Names are given as they are signed and
not turned round, because a signature may be a group's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..model.annotations import AnnotationFile
from ..model.dates import PartialDate
from ..model.front_matter import ArticleFrontMatter
from .finished import SiteInfo
from .inline import plain_text


@dataclass(frozen=True, slots=True)
class Work:
    """What a citation is made of."""

    author: str
    """Who signs the notes."""
    year: int
    """The year of their last change."""
    title: str
    """The headline of the article."""
    outlet: str
    """Where the article comes from, or nothing when that takes more than a name."""
    site: str
    url: str
    """The address of the page, or nothing when it is not known."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a citation."""

    words: str
    kind: Literal["words", "title", "number", "address"] = "words"
    """`title`: the headline, in the article's language. `number`: a note's."""
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """The citation in one style: of the page, and of a note on it."""

    style: str
    """`APA`, `MLA` or `Plain`."""
    page: tuple[Part, ...]
    note: tuple[str, str, str]
    """The words before a note's number, between this and the note's address, and after the address."""

    @property
    def text(self) -> str:
        """The page's citation without its italics, as the clipboard takes it."""
        return "".join(part.words for part in self.page)


def work_cited(
    front: ArticleFrontMatter, file: AnnotationFile, changed: PartialDate, site: SiteInfo, url: str
) -> Work:
    """Take from the front matter and the notes what a citation needs. `changed`: the day of the last change."""
    # The outlet's name may be followed by what else is known about where the text appeared.
    outlet = re.split(r"[,;(]| [–—] ", plain_text(front.publisher))[0].strip()
    return Work(
        author=_line(file.author),
        year=changed.year,
        title=_line(front.title),
        outlet=outlet if len(outlet) <= 60 else "",
        site=_line(site.name),
        url=url,
    )


def citations(work: Work) -> tuple[Citation, ...]:
    """The citation in each style."""
    styles = {"APA": _apa, "MLA": _mla, "Plain": _plain}
    return tuple(
        Citation(name, tuple(part for part in style(work, None) if part.words), _around(style(work, _A_NOTE)))
        for name, style in styles.items()
    )


_A_NOTE = Part("", "number")


def _apa(work: Work, note: Part | None) -> Iterator[Part]:
    """APA 7, sections 9.21 (bracketed descriptions), 10.16 (webpages), and the comment among 10.1's examples."""
    source = f" from {work.outlet}" if work.outlet else ""
    yield Part(f"{_stopped(work.author)} ({work.year}). ")
    if note:
        yield from (Part("Note "), note, Part(" [Annotation on the article “"))
        yield Part(_inner(work.title), "title")
        yield Part(f"”{source}].")
    else:
        yield Part(work.title, "title", is_italic=True)
        yield Part(f" [Annotations on an article{source}].")
    # A site that signs its own pages is named once.
    yield Part("" if work.site == work.author else f" {_stopped(work.site)}")
    yield from _address(work, note, before=" ", after="")


def _mla(work: Work, note: Part | None) -> Iterator[Part]:
    """MLA 9, chapter 5: a description in place of a title, then container, date and location."""
    yield Part("" if work.author == work.site else f"{_stopped(work.author)} ")
    yield from (Part("Note "), note, Part(" on “")) if note else (Part("Annotations on “"),)
    title = _inner(work.title)
    if work.outlet:
        yield Part(title, "title")
        yield Part(f"” from {_stopped(work.outlet)} ")
    else:
        yield Part(_stopped_within(title), "title")
        yield Part("” ")
    yield Part(work.site, is_italic=True)
    yield Part(f", {work.year}")
    yield from _address(work, note, before=", ", after=".")


def _plain(work: Work, note: Part | None) -> Iterator[Part]:
    """The same, for everybody else. Punctuation that is not the title's stands outside its quotation marks."""
    yield Part(f"{work.author}: ")
    yield from (Part("Note "), note, Part(" on “")) if note else (Part("Annotations on “"),)
    yield Part(_inner(work.title), "title")
    if work.outlet:
        yield Part(f"” ({work.outlet}). ")
    else:
        yield Part("” " if _is_stopped(work.title) else "”. ")
    yield Part(f"{work.site}, {work.year}.")
    yield from _address(work, note, before=" ", after="")


def _address(work: Work, note: Part | None, before: str, after: str) -> Iterator[Part]:
    """The address, with what joins it to the words before it."""
    if note or work.url:
        yield from (Part(before), Part("" if note else work.url, "address"))
    yield Part(after)


def _around(parts: Iterator[Part]) -> tuple[str, str, str]:
    """The words around the number and the address."""
    pieces = [""]
    for part in parts:
        if part.kind in ("number", "address"):
            pieces.append("")
        else:
            pieces[-1] += part.words
    before, between, after = pieces
    return before, between, after


def _line(text: str) -> str:
    return " ".join(text.split())


_STOPPED = re.compile(r"[.?!…؟？！。][”“’‘\"'»]*$")
_ENDS_QUOTED = re.compile(r"(?:‘[^‘’]*(?:’\w[^‘’]*)*|‚[^‚‘’]*)[’‘]$")


def _is_stopped(text: str) -> bool:
    return bool(_STOPPED.search(text))


def _stopped(text: str) -> str:
    return text if _is_stopped(text) else f"{text}."


def _stopped_within(title: str) -> str:
    """The title with a full stop, which American usage puts inside closing quotation marks."""
    if _is_stopped(title):
        return title
    return re.sub(r"(”?[’‘])$", r".\1", title) if _ENDS_QUOTED.search(title) else f"{title}."


def _inner(title: str) -> str:
    """The title as it stands within double quotation marks: its own become single, and those within them double."""

    def swapped(match: re.Match[str]) -> str:
        start, words, end = match[0][0], match[0][1:-1], match[0][-1]
        words = re.sub(r"‘([^‘’]*(?:’\w[^‘’]*)*)’(?!\w)", r"“\1”", words)
        return {"„": "‚"}.get(start, "‘") + words + {"“": "‘"}.get(end, "’")

    return re.sub(r'„[^„“”]*[“”]|“[^“”]*”|"[^"]*"', swapped, title)
