"""What H5P’s Mark the Words, version 1.11, makes of the text that it is given: an account of it for tests.

It was written from the behaviour of the player, which was run on our packages, and says no more than that: where words
begin and end, which of them count, and what is shown of each.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

_WHITE = r"\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_OPENING = '[({⟨¿¡“"«„'
_CLOSING = '",….:;?!])}⟩»”'


class Word(NamedTuple):
    """A word that can be clicked, with the signs around it that cannot."""

    before: str
    shown: str
    behind: str
    counts: bool


def played(field: str) -> list[list[Word]]:
    """The words of each line of a text field."""
    reader = _Lines()
    reader.feed(field)
    reader.close()
    return [list(map(_word, re.findall(f"[^{_WHITE}]+", line))) for line in reader.lines]


class _Lines(HTMLParser):
    ALLOWED = ("p", "strong", "br")

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        assert tag in self.ALLOWED, tag
        if tag != "strong":
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data.replace("&nbsp;", " ")


def _word(token: str) -> Word:
    core = token.lstrip(_OPENING)
    before = token[: len(token) - len(core)]
    # Signs at the end are looked for in the whole, so that a lone quotation mark is there twice.
    behind = token[len(token.rstrip(_CLOSING)) :]
    core = token[len(before) : max(len(token) - len(behind), len(before))]
    bare = _last_pair_out(core)
    if len(bare) > 2 and bare[0] == "*" and "*" in (bare[-1], bare[-2]):
        return Word(before, _singly(core[1:-1] if bare[-1] == "*" else core[1:-2]), behind, True)
    return Word(before, core, behind, False)


def _last_pair_out(core: str) -> str:
    pairs = [at for at in range(len(core) - 1) if core[at : at + 2] == "**"]
    return core[: pairs[-1]] + core[pairs[-1] + 2 :] if pairs else core


def _singly(core: str) -> str:
    """Each asterisk gives way, and the one that then stands in its place stays."""
    at = core.find("*")
    while at >= 0:
        core = core[:at] + core[at + 1 :]
        at = core.find("*", at + 1)
    return core
