"""What a reader takes for one character: the extended grapheme cluster of UAX #29, and its width in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import regex

_BEHIND = r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+"
ONE = rf"""
    \p{{GCB=Prepend}}*+
    (?: \p{{InCB=Consonant}}
        (?: (?> \p{{InCB=Extend}}*+ \p{{InCB=Linker}} [\p{{InCB=Extend}}\p{{InCB=Linker}}]*+ )
            \p{{InCB=Consonant}} )*+
      | \p{{RI}}{{2}}
      | \p{{GCB=L}}*+ (?: \p{{GCB=V}}++ | \p{{GCB=LV}} \p{{GCB=V}}*+ | \p{{GCB=LVT}} ) \p{{GCB=T}}*+
      | \p{{GCB=L}}++
      | \p{{GCB=T}}++
      | \p{{ExtPict}} (?: \p{{GCB=Extend}}*+ \p{{GCB=ZWJ}} \p{{ExtPict}} )*+
      | [^\p{{GCB=Control}}\p{{GCB=Prepend}}\r\n]
    ) {_BEHIND}
  | \X
"""
"""One cluster, as the inside of a verbose pattern: the grammar of UAX #29, table 1c. `\\X` alone joins any consonant to
a sign of conjunction (virama) before it, also where no consonant stands before that sign (rule GB9c)."""

_IN_ANY_TEXT = regex.compile(ONE, regex.VERBOSE)
# That flags are pairs of letters is said here, as `\X` counts all the letters before each again.
_WITHOUT_CONJUNCTS = regex.compile(rf"\p{{RI}}{{2}}{_BEHIND}|\X")
_CONJUNCT = regex.compile(r"\p{InCB=Linker}")


def matches(text: str) -> Iterator[regex.Match[str]]:
    """The clusters of a text, as matches. The quicker of two patterns finds them where both find the same."""
    pattern = _IN_ANY_TEXT if _CONJUNCT.search(text) else _WITHOUT_CONJUNCTS
    return pattern.finditer(text)


def clusters(text: str) -> Iterator[tuple[int, str]]:
    """The clusters of a text, each with its offset."""
    return ((match.start(), match.group()) for match in matches(text))


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
