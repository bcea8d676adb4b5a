"""Two people's notes on one article side by side: what both marked, what one alone, and what to talk over.

Passages are matched by phrases: two notes are about the same if they have most words of the shorter passage in common.
Each note has one partner at most, and of all pairs those that share most are taken first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..entry import Spans
from ..model.annotations import Annotation
from ..model.names import KIND_NAMES
from ..problems.printed import visible
from ..words.count import Span
from ..words.shorten import shorten
from .agreement import Overlap, nominal_alpha, overlap

SAME = 0.5
"""The share of the shorter passage that two notes have in common at least when they are about the same."""
FEW = 30
"""Pairs below which alpha says next to nothing."""
_NEAR = 40
"""Characters within which points, at which something is missing, are one place."""
_LONGEST = 90

MEANING = (
    "What these numbers can say: alpha is 1 if both always chose alike, and 0 if they did so as often as chance would "
    "have it. With fewer than {few} pairs one note more or less moves it a long way. It counts only passages that "
    "both marked, so it says nothing of what one person left out. F1 says how far the marked words are the same, not "
    "whether the notes are right. Neither says who is right, and both may be wrong alike: talk over the list."
)


@dataclass(frozen=True, slots=True)
class Side:
    """A note of one person, placed."""

    note: Annotation
    spans: Spans
    """Its passages; empty for the whole article, and where the words were not found."""
    is_placed: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of it."""

    pairs: tuple[tuple[Side, Side], ...]
    only_first: tuple[Side, ...]
    only_second: tuple[Side, ...]
    kind_alpha: float | None
    technique_alpha: float | None
    overlap: Overlap | None


def compare(first: Sequence[Side], second: Sequence[Side]) -> Comparison:
    """Match the notes of two people."""
    ranked = sorted(
        (-likeness, number, other)
        for number, one in enumerate(first)
        for other, two in enumerate(second)
        if (likeness := _likeness(one, two)) >= SAME
    )
    taken: dict[int, int] = {}
    done: set[int] = set()
    for _, number, other in ranked:
        if number not in taken and other not in done:
            taken[number] = other
            done.add(other)
    pairs = tuple(
        (first[number], second[taken[number]]) for number in sorted(taken, key=lambda at: _place(first[at]))
    )
    return Comparison(
        pairs,
        tuple(sorted((one for at, one in enumerate(first) if at not in taken), key=_place)),
        tuple(sorted((one for at, one in enumerate(second) if at not in done), key=_place)),
        nominal_alpha([(one.note.kind, two.note.kind) for one, two in pairs]),
        nominal_alpha([(one.note.technique, two.note.technique) for one, two in pairs]),
        overlap(_all(first), _all(second)),
    )


def _all(sides: Sequence[Side]) -> list[Span]:
    return [span for side in sides for span in side.spans]


def _place(side: Side) -> tuple[Span, str]:
    return (side.spans[0] if side.spans else (-1, -1)), side.note.id


def _likeness(one: Side, two: Side) -> float:
    """How far two notes are about the same words, from 0 to 2: of two alike, those of one kind and technique first."""
    if not (one.is_placed and two.is_placed):
        return 0.0
    share = _share(one.spans, two.spans)
    if share < SAME:
        return 0.0
    same = (one.note.kind == two.note.kind) + (one.note.technique == two.note.technique)
    return share + same * 0.5


def _share(one: Spans, two: Spans) -> float:
    if not one or not two:
        return float(not one and not two)
    points = [span for span in (*one, *two) if span[0] == span[1]]
    if points:
        near = (max(a[0], b[0]) - min(a[1], b[1]) for a in one for b in two)
        return float(min(near) <= _NEAR)
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in two)
    shorter = min(sum(end - start for start, end in spans) for spans in (one, two))
    return min(common / shorter, 1.0)


# --- told -----------------------------------------------------------------------------------------


def as_data(found: Comparison, text: str) -> dict[str, Any]:
    """The comparison as data, in reading order."""

    def side(one: Side) -> dict[str, Any]:
        words = [text[start:end] for start, end in one.spans]
        keys = ("id", "kind", "technique", "stance", "gist")
        return {key: getattr(one.note, key) for key in keys} | {
            "passages": words,
            "about": "whole article" if not one.spans and one.is_placed else "passage",
            "found": one.is_placed,
        }

    def differ(one: Side, two: Side) -> list[str]:
        return [
            key for key in ("kind", "technique", "stance") if getattr(one.note, key) != getattr(two.note, key)
        ]

    return {
        "both": [{"a": side(one), "b": side(two), "differ": differ(one, two)} for one, two in found.pairs],
        "only_a": [side(one) for one in found.only_first],
        "only_b": [side(one) for one in found.only_second],
        "measures": {
            "pairs": len(found.pairs),
            "kind": {"measure": "Krippendorff’s alpha, nominal", "value": found.kind_alpha},
            "technique": {"measure": "Krippendorff’s alpha, nominal", "value": found.technique_alpha},
            "passages": {
                "measure": "F1 by overlap of characters (SemEval-2020 task 11)",
                "of_a": found.overlap.of_first if found.overlap else None,
                "of_b": found.overlap.of_second if found.overlap else None,
                "value": found.overlap.f1 if found.overlap else None,
            },
        },
        "meaning": MEANING.format(few=FEW),
    }


def told(data: dict[str, Any], *, is_markdown: bool = False) -> str:
    """The comparison in words: what to talk over first, then the numbers and what they cannot say."""
    heading = "## " if is_markdown else ""
    lines: list[str] = []

    def section(title: str, items: list[str]) -> None:
        if items:
            lines.extend([f"{heading}{title} ({len(items)})", "", *(f"- {item}" for item in items), ""])

    differ = [item for item in data["both"] if item["differ"]]
    section("Both marked it, and read it differently", [_pair(item) for item in differ])
    section("Only A marked it", [_one(item) for item in data["only_a"]])
    section("Only B marked it", [_one(item) for item in data["only_b"]])
    section(
        "Both marked it, with one kind, technique and stance",
        [_one(item["a"]) for item in data["both"] if not item["differ"]],
    )
    measures = data["measures"]
    lines += [f"{heading}In numbers", "", f"- {measures['pairs']} passages marked by both"]
    for key in ("kind", "technique"):
        lines.append(f"- {key}: {measures[key]['measure']}, {_number(measures[key]['value'])}")
    span = measures["passages"]
    shares = (
        "" if span["value"] is None else f" (of A’s passages {span['of_a']:.2f}, of B’s {span['of_b']:.2f})"
    )
    lines += [f"- passages: {span['measure']}, {_number(span['value'])}{shares}", "", data["meaning"]]
    return "".join(f"{visible(line)}\n" for line in lines)


def _number(value: float | None) -> str:
    return (
        "not defined here, for nothing differs or nothing was marked by both"
        if value is None
        else f"{value:.2f}"
    )


def _words(item: dict[str, Any]) -> str:
    if item["about"] == "whole article":
        return "the whole article"
    if not item["found"]:
        return "words that are not in the article"
    words = " … ".join(" ".join(passage.split()) or "a point" for passage in item["passages"])
    return f"“{shorten(words, _LONGEST)}”"


def _one(item: dict[str, Any]) -> str:
    return f"{_words(item)}: {KIND_NAMES[item['kind']]}, {item['technique']} ({item['id']}). {item['gist']}"


def _pair(item: dict[str, Any]) -> str:
    a, b = item["a"], item["b"]
    parts = "; ".join(f"{key}: A {a[key]}, B {b[key]}" for key in item["differ"])
    return f"{_words(a)}: {parts}. A ({a['id']}): {a['gist']} B ({b['id']}): {b['gist']}"
