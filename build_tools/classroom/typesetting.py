"""The adapter for Typst: plain values and a template in, a PDF out. It is loaded when something is made."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .fonts import font_families
from .missing_signs import is_letter, told_in_words
from .pdf_file import with_clear_ends

if TYPE_CHECKING:
    from typst import Compiler, PDFStandard

FOR_TEXT = "Libertinus Serif"
"""The family of fonts in which everything is set, as far as it has the signs."""
FOR_SIGNS = ("New Computer Modern", "New Computer Modern Math")
"""Those for what it lacks. They have letters of further scripts too, and set some of them badly."""
FOR_CODE = "DejaVu Sans Mono"
"""That for code, which has signs that the others lack."""
STANDARDS: tuple[PDFStandard, ...] = ("a-2a", "ua-1")
"""What Typst is to hold every file to: tagged, archivable, accessible."""

_FOLDER = Path(__file__).parents[1] / "templates" / "classroom"
# The lines of the text and the marks in them, each with its page and its distance from the top of that.
_PLACES = """(query(<line>), query(<mark>)).map(all => all.map(it => {
  let at = it.location().position()
  (at.page, at.y / 1pt, it.value)
}))"""
_APART = 2
"""By how many points the number of a line and what is in it may stand apart: both are on its baseline."""
_MOST_ROUNDS = 20
"""How often a document is set anew without the signs that were missing. Typst names nearly all of them at once."""
_MISSING = re.compile(r"the text `\"(.+?)\"` could not be displayed|contains the codepoint `\"(.+?)\"`")
_BAD_FONT = re.compile(r"failed to process font `\"(.+?)\"`")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class PaperError(Exception):
    """Why there is no PDF of an article: nothing that whoever wrote it can mend."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FontError(PaperError):
    """Why nothing can be set in a font that an edition has of its own: no fault of the article."""

    def __init__(self, files: Sequence[str], reason: str) -> None:
        super().__init__(f"{', '.join(files)} in the folder of fonts cannot be used: {reason}")
        self.files = tuple(files)
        """Its files, as paths in the folder of fonts."""
        self.why = reason


class MissingSignError(Exception):
    """Letters or other signs for which there is no font."""

    def __init__(self, signs: Sequence[str]) -> None:
        super().__init__(*signs)
        self.signs = tuple(signs)
        """In the order in which they were found; never empty."""


class Typesetter:
    """Typst with the fonts that it carries, and with those in a folder, if one is given.

    Raises FontError for a file in that folder which is no font.
    """

    def __init__(self, fonts: str = "") -> None:
        import typst

        self._fonts = typst.Fonts(include_system_fonts=False, font_paths=[fonts] if fonts else [])
        self._files = _files(fonts)
        self.families = tuple(self._files)
        """Of the fonts in the folder, in the order of its files."""
        self._compilers: dict[str, Compiler] = {}

    def pdf(self, template: str, values: Mapping[str, Any], needs_letters: bool = False) -> bytes:
        """The PDF of a template, on A4. What there is no font for is named in brackets.

        Raises MissingSignError for a letter without a font if `needs_letters`, FontError for a damaged font of the
        folder, and PaperError when Typst fails.
        """
        words = json.dumps(values, ensure_ascii=False, sort_keys=True)
        for _ in range(_MOST_ROUNDS):
            try:
                return self._made(template, {"data": words})
            except MissingSignError as missing:
                if needs_letters and any(map(is_letter, missing.signs)):
                    raise
                words = told_in_words(words, frozenset(missing.signs))
        raise PaperError("it has too many signs for which there is no font")

    def lines_of_marks(self, template: str) -> Mapping[int, int]:
        """Of each mark in what was made of a template last, by number, the line in which it stands first, from 1: the
        head of a table comes again on the next page."""
        lines, marks = json.loads(self._compiler(template).eval(_PLACES))
        heads = sorted((page, y - _APART, line) for page, y, line in lines)
        found: dict[int, int] = {}
        for page, y, number in marks:
            at = bisect_right(heads, (page, y, len(heads)))
            found.setdefault(number, heads[max(at - 1, 0)][2])
        return found

    def forget(self) -> None:
        """Free what Typst holds of the documents before: it keeps the parts of the last ten, lest they come again."""
        for _ in range(10):
            self._compiler("nothing").compile(format="svg")

    def _made(self, template: str, inputs: dict[str, str]) -> bytes:
        import typst

        try:
            # A document has a date of its own. With no time stamp it would be given the hour at which it is made.
            made = self._compiler(template).compile(
                sys_inputs=inputs, format="pdf", pdf_standards=list(STANDARDS), timestamp=0
            )
        except typst.TypstError as error:
            if found := _MISSING.findall(error.diagnostic):
                texts = (_ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), "".join(both)) for both in found)
                raise MissingSignError([sign for text in texts for sign in text]) from None
            why = f"Typst says “{error.message}”"
            if (font := _BAD_FONT.match(error.message)) and (files := self._files.get(font[1])):
                raise FontError(files, why) from None
            raise PaperError(why) from None
        return with_clear_ends(cast(bytes, made))

    def _compiler(self, template: str) -> Compiler:
        import typst

        if template not in self._compilers:
            self._compilers[template] = typst.Compiler(
                _FOLDER / f"{template}.typ", root=_FOLDER, font_paths=self._fonts, sys_inputs={}
            )
        return self._compilers[template]


@lru_cache(maxsize=1)
def typesetter(fonts: str) -> Typesetter:
    """The one with these fonts, which are read once."""
    return Typesetter(fonts)


def _files(folder: str) -> Mapping[str, Sequence[str]]:
    """The files of each family of fonts in a folder, as paths in it, in their order. Raises FontError."""
    files: dict[str, list[str]] = {}
    for path, families in font_families(Path(folder)).items() if folder else ():
        name = path.relative_to(folder).as_posix()
        if not families:
            raise FontError([name], "it is no font that Typst can read")
        for family in families:
            files.setdefault(family, []).append(name)
    return files
