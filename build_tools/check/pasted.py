"""Targets as YAML that a contributor can paste."""

from __future__ import annotations

import json

from ..anchor.anchor import SearchText
from ..anchor.describe import describe
from .case import Case, Placement


def passage(case: Case, text: SearchText, placement: Placement, start: int, end: int) -> str:
    """The target that leads to text[start:end], with its key."""
    if placement.key == "every":
        return f"{key(case, placement)}{{every: {quoted(text.text[start:end])}}}"
    found = describe(text, start, end)
    return key(case, placement) + target(placement, found.exact, found.prefix, found.suffix)


def target(placement: Placement, words: str, prefix: str, suffix: str) -> str:
    """A target of the same sort as the one that stands there."""
    parts = {"prefix": prefix, placement.key: words, "suffix": suffix}
    if placement.key == "exact" and not prefix and not suffix:
        return quoted(words)
    return "{" + ", ".join(f"{name}: {quoted(part)}" for name, part in parts.items() if part) + "}"


def key(case: Case, placement: Placement) -> str:
    """What stands before the words to paste: nothing for an item of a list, which is replaced by itself."""
    is_item = case.file.locate(placement.at) != case.file.locate(placement.at[:-1])
    return "" if is_item else "target: "


def quoted(text: str) -> str:
    """The text as a YAML scalar in double quotation marks: JSON's are among them."""
    return json.dumps(text, ensure_ascii=False)
