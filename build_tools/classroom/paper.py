"""What a class is given of an article on paper, as PDF: a sheet to mark, the key to it, and the plan of the lesson.

Typst makes them (https://typst.app) from `templates/classroom/*.typ`. It is asked for PDF/UA-1 and PDF/A-2a, and so
refuses what these forbid. Only the fonts that it carries are used, and those in the edition's folder for them: whatever
the machine, the same bytes.
One layout serves both sizes of paper: line 12 and page 2 are the same in every class.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import NamedTuple

import regex

from ..marked.marked import MarkedArticle
from ..page.finished import Paper, PaperFile, SiteInfo
from . import paper_data
from .missing_signs import is_letter
from .pdf_file import SIZES, address_of
from .plan_data import plan
from .sheet_lines import LineStarts, line_starts
from .typesetting import (
    FOR_CODE,
    FOR_SIGNS,
    FOR_TEXT,
    FontError,
    MissingSignError,
    PaperError,
    Typesetter,
    typesetter,
)

__all__ = ["FontError", "PaperError", "papers"]

_LETTER = regex.compile(r"\p{L}")
_NOT_WELL_SET = regex.compile(
    r"[\p{L}--[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Armenian}\p{Georgian}\p{Cherokee}\p{Common}]]",
    regex.V1,
)
"""Letters of scripts that none of Typst's fonts for text has. That for code has Arabic, and sets its letters apart: it
is not used for an article of such a script, whatever else it would have."""
_FEW = 0.1


class Papers(NamedTuple):
    """What an article has on paper."""

    told: Paper
    pdfs: Mapping[str, bytes]
    """Of each kind (`sheet`, `key`, `plan`) the PDF on A4."""
    lines: LineStarts = ()
    """Of the sheet; none where there is none."""


def papers(marked: MarkedArticle, site: SiteInfo) -> Papers:
    """What an article has on paper, all of it made.

    A sheet that nobody would like to read is not made: that of an article whose letters the fonts do not have. A few
    foreign words in it, or any in its notes, are no hindrance: what cannot be set is named in brackets. Raises
    PaperError when a file cannot be made.
    """
    text = marked.entry.article.text
    others = _NOT_WELL_SET.findall(text)
    is_of_another_script = len(others) > _FEW * len(_LETTER.findall(text))
    if is_of_another_script and not site.fonts:
        return Papers(Paper(lacking=others[0]), {})
    typst = typesetter(site.fonts)
    try:
        made, lines = _made(marked, site, typst, is_of_another_script)
    except MissingSignError as missing:
        return Papers(Paper(lacking=next(filter(is_letter, missing.signs))), {})
    finally:
        typst.forget()
    files = tuple(_told(kind, size, data) for kind, data in made.items() for size in SIZES)
    return Papers(Paper(files), made, lines)


def _made(
    marked: MarkedArticle, site: SiteInfo, typst: Typesetter, is_of_another_script: bool
) -> tuple[Mapping[str, bytes], LineStarts]:
    faces = (FOR_TEXT, *typst.families, *FOR_SIGNS, *([] if is_of_another_script else [FOR_CODE]))
    common = paper_data.common(marked, site) | {"faces": faces}
    sheet, heads = paper_data.sheet(marked, site)
    made = {"sheet": typst.pdf("sheet", common | sheet, is_of_another_script)}
    lines = line_starts(heads, typst.lines_of_marks("sheet"), marked.entry.article.furniture)
    made["key"] = typst.pdf("key", common | paper_data.key(marked, paper_data.note_lines(marked, lines)))
    if lesson := plan(marked):
        made["plan"] = typst.pdf("plan", common | lesson)
    return made, lines


def _told(kind: str, size: str, a4: bytes) -> PaperFile:
    return PaperFile(address_of(kind, size), kind, size, ceil(len(a4) / 1000))
