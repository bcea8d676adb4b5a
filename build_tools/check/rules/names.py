"""Rules of what a note is called: its gist says something, and what is done well is not named as a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...problems.wording import Words
from ..case import Case
from ..rule import Finding, finder

_EMPTY = frozenset({"a", "an", "the", "of", "as", "on", "in", "to", "and", "or", "for", "is", "by", "with"})
_WORD = re.compile(r"\w+")
_DOUBLED = re.compile(r"(.)\1")
_SHORTEST_STEM = 4
_STEM_SHARE = 0.6
"""How much of the longer of two words their common beginning is, at least, when they are forms of one word."""


@finder("warning", needs=("gist", "technique"))
def gist_names_technique(case: Case) -> Iterator[Finding]:
    """The gist of a note says its point, not the name of its technique.

    The name stands beside the gist in any case. A reader of the gist alone should learn what is so in this article.
    The words of the name in another order or form count too.

    Wrong: `gist: Vague attribution of the proposal`. Right: `gist: No report of the proposal is named`.
    """
    for number, note in enumerate(case.notes.annotations):
        technique = case.techniques.get(note.technique)
        gist = _plain(note.gist)
        for name in (technique and technique.names) or ():
            if _names(gist, _words_of_name(name)):
                yield Finding(
                    ("annotations", number, "gist"),
                    Words(
                        f"the gist of `{note.id}` repeats the name of its technique, “{name}”",
                        "Say what is so in this article: “TASS does not report any special emphasis”.",
                    ),
                )
                break


@finder(needs=("stance", "technique"))
def good_practice_without_name(case: Case) -> Iterator[Finding]:
    """A technique that a note of good practice names has a name for that.

    “Anonymous source · Good practice” on a source with name and post says the opposite of what is meant. The key
    `good_name` in the technique's file holds the name that such notes show: “Source named”.
    """
    for number, note in enumerate(case.notes.annotations):
        technique = case.techniques.get(note.technique)
        if note.stance == "good-practice" and technique and technique.names and not technique.names[1]:
            yield Finding(
                ("annotations", number, "technique"),
                Words(
                    f"“{technique.names[0]}” has no name for what is done well",
                    f"Add `good_name:` to the head of docs/techniques/{note.technique}.md, such as “Source named”, "
                    "or choose another technique.",
                ),
            )


def _names(gist: str, wanted: tuple[str, ...]) -> bool:
    """Whether forms of all the words are in the gist."""
    # What most gists fail at once.
    if not wanted or not all(word[:_SHORTEST_STEM] in gist for word in wanted):
        return False
    said = _WORD.findall(gist)
    return all(any(_are_one_word(word, other) for other in said) for word in wanted)


@cache
def _words_of_name(name: str) -> tuple[str, ...]:
    words = _WORD.findall(_plain(name))
    return tuple(word for word in words if word not in _EMPTY) or tuple(words)


def _plain(text: str) -> str:
    """The text in small letters, each once where it is doubled: “labelling” is spelt “labeling” too."""
    return _DOUBLED.sub(r"\1", text.casefold())


def _are_one_word(one: str, other: str) -> bool:
    """Whether two words look like forms of one: “labels” and “labeling”, “exaggerates” and “exaggeration”."""
    if one == other:
        return True
    common = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        common += 1
    return common >= _SHORTEST_STEM and common >= _STEM_SHARE * max(len(one), len(other))
