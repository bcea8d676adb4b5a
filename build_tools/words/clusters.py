"""What a reader takes for one character: the extended grapheme cluster of UAX #29, and its width in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import regex

CLUSTER = regex.compile(r"\p{RI}{2}[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+|\X")
"""One cluster. That flags are pairs of letters is said here, as `\\X` counts all the letters before each again."""


def clusters(text: str) -> Iterator[tuple[int, str]]:
    """The clusters of a text, each with its offset."""
    return ((match.start(), match.group()) for match in CLUSTER.finditer(text))


def columns(cluster: str) -> int:
    """The columns that one cluster without control characters takes in a terminal: 0, 1 or 2."""
    from wcwidth import wcswidth  # its tables are only needed when something is printed

    return min(max(wcswidth(cluster), 0), 2)


def start_of_text_cut_at(text: str, limit: int) -> str:
    """As much of the beginning of a text as fits in `limit` code points without a cluster cut."""
    if len(text) <= limit:
        return text
    # Whether a cluster begins at `limit` depends on what stands before it and on the character there.
    last = 0
    for start, _ in clusters(text[: limit + 1]):
        if start <= limit:
            last = start
    return text[:last]
