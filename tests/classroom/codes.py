"""QR codes as rows of modules: those that segno makes, and those that are drawn."""

from __future__ import annotations

import re
from typing import Any
from unittest.mock import patch

import segno


def expected(text: str, **asked: Any) -> list[str]:
    """What segno makes of a text in UTF-8. `asked`: `level`, `version`, `mask`."""
    asked = {"error": asked.pop("level"), **asked}
    with patch("segno.encoder.write_padding_bits", _by_the_standard):
        code = segno.make(text.encode(), mode="byte", micro=False, boost_error=False, **asked)
    return ["".join(map(str, row)) for row in code.matrix]


def _by_the_standard(buff: Any, _version: int, length: int) -> None:
    """segno puts a zero byte too many behind what ends on a whole byte (its issue 148). Readers pass over it."""
    buff.extend([0] * (-length % 8))


def drawn(box: str, path: str) -> list[str]:
    """The modules that a picture of ours draws; `box` is its view box, with the quiet zone of four modules."""
    side = int(box.split(" ")[2]) - 8
    dark = {
        (int(row) - 4, int(column) - 4 + nth)
        for column, row, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path)
        for nth in range(int(run))
    }
    return ["".join(str(int((row, column) in dark)) for column in range(side)) for row in range(side)]
