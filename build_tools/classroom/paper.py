"""What a class is given of an article on paper, as PDF: a sheet to mark, the key to it, and the plan of the lesson.

Typst makes them (https://typst.app) from `templates/classroom/*.typ`. It is asked for PDF/UA-1 and PDF/A-2a, and so
refuses what these forbid. Only the fonts that it carries are used: whatever the machine, the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

import regex

from ..marked.marked import MarkedArticle
from ..page.finished import Paper, PaperFile, SiteInfo
from . import paper_data
from .plan_data import plan
from .typesetting import SIZES, MissingSignError, PaperError, lines_of_marks, pdf

__all__ = ["PaperError", "papers"]


_LETTER = regex.compile(r"\p{L}")
_NOT_WELL_SET = regex.compile(
    r"[\p{L}--[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Armenian}\p{Georgian}\p{Cherokee}\p{Common}]]",
    regex.V1,
)
"""Letters of scripts that none of Typst's fonts for text has. That for code has Arabic, and sets its letters apart."""
_FEW = 0.1


def papers(marked: MarkedArticle, site: SiteInfo) -> tuple[Paper, Mapping[str, bytes]]:
    """What an article has on paper, and the files by their addresses. Raises PaperError when one cannot be made.

    A sheet that nobody would like to read is not made: that of an article whose letters the fonts do not have. A few
    foreign words in it are no hindrance.
    """
    text = marked.entry.article.text
    others = _NOT_WELL_SET.findall(text)
    if len(others) > _FEW * len(_LETTER.findall(text)):
        return Paper(lacking=others[0]), {}
    try:
        files = _files(marked, site)
    except MissingSignError as missing:
        return Paper(lacking=missing.sign), {}
    return Paper(tuple(_told(address, data) for address, data in files.items())), files


def _files(marked: MarkedArticle, site: SiteInfo) -> Mapping[str, bytes]:
    common = paper_data.common(marked, site)
    sheets = _both("sheet", common | paper_data.sheet(marked, site))
    # The column of the text is equally wide on both sizes, so that one layout tells the lines of both.
    lines = paper_data.note_lines(marked, lines_of_marks("sheet"))
    key = common | paper_data.key(marked, lines)
    lesson = plan(marked)
    return {**sheets, **_both("key", key), **(_both("plan", common | lesson) if lesson else {})}


def _both(kind: str, values: Mapping[str, Any]) -> Mapping[str, bytes]:
    return {f"{kind}-{size.lower()}.pdf": pdf(kind, size, values) for size in SIZES}


def _told(address: str, data: bytes) -> PaperFile:
    kind, _, size = address.removesuffix(".pdf").partition("-")
    name = next(name for name in SIZES if name.lower() == size)
    return PaperFile(address, kind, name, ceil(len(data) / 1000))
