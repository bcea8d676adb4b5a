"""Where the article has what was annotated elsewhere: at one place for certain, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...anchor.anchor import MOST_CANDIDATES, SearchText, Selector, places
from ...anchor.normalise import normalise
from ...words.count import Span
from .closest import Closest
from .foreign import Claim, Foreign

_AROUND, _ENOUGH = 200, 8
"""Characters of the article around a place that are looked at, and letters that tell one place from others."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An annotation that has no place in the article."""

    of: Foreign
    why: str
    closest: str = ""
    """The closest passage, for a person to judge."""
    closest_start: int | None = None


def placed(text: SearchText, claim: Claim, closest: Closest) -> tuple[Span, str] | Unplaced:
    """The one place of a passage. Words decide; a position only between places where the same words stand."""
    nowhere = Foreign("")
    if not claim.exact.strip():
        start, end = claim.start, claim.end
        there = ""
        if start is not None and end is not None and 0 <= start < end <= len(text):
            there = text.text[start : min(end, start + 200)]
        why = "it has no words to look for"
        if start is not None:
            why = "it has a position, and no words to check it by"
        return Unplaced(nowhere, why, there, start if there else None)
    found = _by_words(text, claim, closest)
    if isinstance(found, Unplaced) or claim.refined is None:
        return found
    (start, end), status = found
    inner = claim.refined
    if not inner.exact and inner.start is not None and inner.end is not None:
        if 0 <= inner.start < inner.end <= end - start and len(claim.exact) == end - start:
            return (start + inner.start, start + inner.end), status
        return Unplaced(nowhere, "the position within the passage is not in it", text.text[start:end], start)
    part = SearchText(text.text[start:end])
    within = placed(part, inner, Closest(part))
    if isinstance(within, Unplaced):
        return Unplaced(nowhere, f"within the passage, {within.why}", text.text[start:end], start)
    (first, last), status = within
    return (start + first, start + last), status


def _by_words(text: SearchText, claim: Claim, closest: Closest) -> tuple[Span, str] | Unplaced:
    whole = Selector(claim.exact, claim.prefix, claim.suffix)
    tried = (
        whole,
        Selector(claim.exact.strip(), claim.prefix.strip(), claim.suffix.strip()),
        Selector(claim.exact.strip(), claim.prefix.strip()),
        Selector(claim.exact.strip(), "", claim.suffix.strip()),
        Selector(claim.exact.strip()),
    )
    several: list[Span] = []
    for selector in tried:
        status, found = places(text, selector)
        if status in ("exact", "normalised"):
            return found[0], status
        several = several or found
    if at := _by_position(text, claim, several):
        return at, "told apart by its position"
    if at := _by_surroundings(text, claim, several):
        return at, "told apart by what is around it"
    if several:
        why = (
            f"its words stand in {len(several)} places, and what is said to be around them in none or several"
        )
        start, end = several[0]
        return Unplaced(Foreign(""), why, text.text[start:end], start)
    return Unplaced(Foreign(""), "its words are not in the article", *closest.of(whole))


def _by_position(text: SearchText, claim: Claim, places: Sequence[Span]) -> Span | None:
    """The one of several places that has the position, in code points or, as browsers count, in units of UTF-16."""
    if claim.start is None:
        return None
    string = text.text
    if string.isascii():
        found = [span for span in places if span == (claim.start, claim.end)]
    else:
        units = [tuple(at + sum(map(_is_wide, string[:at])) for at in span) for span in places]
        found = [
            span
            for span, in_units in zip(places, units, strict=True)
            if (claim.start, claim.end) in (span, in_units)
        ]
    return found[0] if len(found) == 1 else None


def _is_wide(sign: str) -> bool:
    """Whether a sign takes two units of UTF-16."""
    return sign > "\uffff"


def _by_surroundings(text: SearchText, claim: Claim, places: Sequence[Span]) -> Span | None:
    """The one of several places around which most of what is said to be around it stands, if it is the one by far.

    A tool counts what stands before and after in its own page: with the white space, the headings and the scripts
    between paragraphs. So only letters and figures are compared, from the passage outwards, and as far as they are the
    same.
    """
    if not 1 < len(places) < MOST_CANDIDATES:
        return None
    string = text.text
    wanted = _letters(claim.prefix)[::-1], _letters(claim.suffix)
    found = []
    for start, end in places:
        around = (
            _letters(string[max(0, start - _AROUND) : start])[::-1],
            _letters(string[end : end + _AROUND]),
        )
        common = sum(_common(*pair) for pair in zip(wanted, around, strict=True))
        found.append((common, start, end))
    (most, start, end), (second, *_) = sorted(found, reverse=True)[:2]
    return (start, end) if most >= _ENOUGH and 2 * second <= most else None


def _common(one: str, other: str) -> int:
    """How many signs two texts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, normalise(words).casefold()))
