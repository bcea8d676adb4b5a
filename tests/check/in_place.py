"""Every sentence of the articles with what the notes put into it, to be read by a person.

`article` is the sentence as published; `plain` has the plain wording in place of the passages, all of them at
once, or in several lines where passages overlap; `context` has the missing facts in brackets.

    python -m tests.check.in_place

prints them: is each grammatical, is it the same fact, does it lean in neither direction?
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.entry import Entry
from build_tools.words.sentences import sentence
from tests.checked import checked_project
from tests.sites import ROOT

Change = tuple[int, int, str]
"""Offsets in the visible text, and what stands there instead."""


def printed(entry: Entry) -> str:
    """The sentences of one article, in order; page furniture is left out."""
    swaps, insets = list(_swaps(entry)), list(_insets(entry))
    blocks = (_block(entry, start, end, swaps, insets) for start, end in _sentences(entry, swaps))
    return "\n".join(block for block in blocks if block)


def _swaps(entry: Entry) -> Iterator[Change]:
    for note, places in zip(entry.notes.annotations, entry.annotation_spans, strict=True):
        if note.plain is not None:
            yield from ((start, end, note.plain) for start, end in places if start < end)


def _insets(entry: Entry) -> Iterator[Change]:
    for note, places in zip(entry.notes.annotations, entry.annotation_spans, strict=True):
        if note.missing is not None and places:
            _, end = min(places)
            yield end, end, f" [{note.missing}]"


def _sentences(entry: Entry, swaps: list[Change]) -> Iterator[tuple[int, int]]:
    text, language, start = entry.article.text, entry.front.language, 0
    while rest := text[start:].lstrip():
        first = len(text) - len(rest)
        _, last = sentence(text, first, first + 1, language)
        while across := [end for begin, end, _ in swaps if begin < last < end]:
            _, last = sentence(text, first, max(across), language)
        if not any(left <= first < right for left, right in entry.article.furniture):
            yield first, last
        start = last


def _block(entry: Entry, start: int, end: int, swaps: list[Change], insets: list[Change]) -> str:
    layers: list[list[Change]] = []
    for swap in sorted(swap for swap in swaps if start <= swap[0] and swap[1] <= end):
        free = next((layer for layer in layers if layer[-1][1] <= swap[0]), None)
        if free is None:
            layers.append([swap])
        else:
            free.append(swap)
    lines = [("article", []), *(("plain", layer) for layer in layers)]
    if set_in := sorted(inset for inset in insets if start < inset[0] <= end):
        lines.append(("context", set_in))
    return "".join(f"{name:<8} {_changed(entry.article.text, start, end, what)}\n" for name, what in lines)


def _changed(text: str, start: int, end: int, changes: list[Change]) -> str:
    parts, position = [], start
    for first, last, words in changes:
        parts += [text[position:first], words]
        position = last
    return " ".join("".join([*parts, text[position:end]]).split())


if __name__ == "__main__":
    for each in checked_project(ROOT).entries:
        print(f"# {each.slug}\n\n{printed(each)}")
