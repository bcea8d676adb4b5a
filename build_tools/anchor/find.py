"""Where words stand in a text: as they are (tier 1), or once typesetting is levelled (tier 2).

Every place is reported, overlapping ones too ("ana" stands twice in "banana"). Nothing is ranked and nothing
is chosen here. Offsets are code points.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Literal

from ..words.count import Span, words
from ..words.whole import within_word
from .folding import POINTS, folded, unpointed
from .grams import Grams
from .normalise import Normalised, closes_up, inner_offsets, normalise


@dataclass(frozen=True, slots=True)
class Selector:
    """A passage described by its words: a Text Quote Selector (W3C Web Annotation Data Model, section 4.2.4)."""

    exact: str
    """The passage."""
    prefix: str = ""
    """What stands directly before it."""
    suffix: str = ""
    """What stands directly after it."""


class Finder:
    """Finds every occurrence of a string in one long string.

    The first searches are plain scans. A text that is searched often, as by thousands of selectors, gets an index of
    its grams; strings made of nothing but frequent ones are still scanned for, and soon met.
    """

    WORTH_INDEXING = 40_000_000
    """Characters to scan before an index pays."""
    DEARER = 256
    """To look at one place from the index costs about as much as to scan so many characters."""
    LOOKED_AT = 64
    """Grams of a string among which the rarest is chosen."""

    def __init__(self, string: str) -> None:
        self.string = string
        self._scanned = 0

    @cached_property
    def grams(self) -> Grams:
        """The index."""
        return Grams(self.string)

    @cached_property
    def words_by_end(self) -> dict[tuple[int, str], list[str]]:
        """The different words: by 0 and their first letter, and by -1 and their last."""
        by_end: dict[tuple[int, str], list[str]] = {}
        for word in sorted({self.string[start:end] for start, end in words(self.string)}):
            by_end.setdefault((0, word[0]), []).append(word)
            by_end.setdefault((-1, word[-1]), []).append(word)
        return by_end

    def find(self, sought: str) -> Iterator[int]:
        """The offsets at which `sought` occurs, in order, found one by one as they are asked for."""
        self._scanned += len(self.string)
        if self._scanned > self.WORTH_INDEXING or "grams" in self.__dict__:
            rarest = self.grams.rarest(sought, self.LOOKED_AT)
            if rarest is not None and rarest[0] * self.DEARER <= len(self.string):
                return self._look_up(sought, rarest[1])
        return self._scan(sought)

    def count(self, sought: str, limit: int) -> int:
        """How often `sought` occurs; counting stops at `limit`."""
        return sum(1 for _ in islice(self.find(sought), limit))

    def _look_up(self, sought: str, at: int) -> Iterator[int]:
        starts = (place - at for place in self.grams.places(sought[at : at + self.grams.size]))
        return reversed([start for start in starts if start >= 0 and self.string.startswith(sought, start)])

    def _scan(self, sought: str) -> Iterator[int]:
        """Overlapping occurrences of one string come in steps of its period: of a long one only what is beyond
        the last occurrence is compared, so that the work stays in proportion to the text."""
        string, size = self.string, len(sought)
        at, step = string.find(sought), 0
        while at >= 0:
            yield at
            if step and string.startswith(sought[size - step :], at + size):
                at += step
                continue
            found = string.find(sought, at + 1)
            step = found - at if 0 < found - at <= size // 2 else 0
            at = found


class SearchText:
    """A text prepared for searching. What a search needs is worked out at first use, and kept."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def inner(self) -> bytes:
        """For each offset, 1 where it lies inside a grapheme cluster; empty when none does."""
        return inner_offsets(self.text)

    @cached_property
    def normalised(self) -> Normalised:
        """The text as tier 2 compares it, with the way back."""
        return Normalised(self.text, self.inner)

    @cached_property
    def finder(self) -> Finder:
        """Searches the text as it is."""
        return Finder(self.text)

    @cached_property
    def normalised_finder(self) -> Finder:
        """Searches the normalised text."""
        return self.finder if self.normalised.string == self.text else Finder(self.normalised.string)

    @cached_property
    def folded_finder(self) -> Finder:
        """Searches the normalised text in small letters without marks; offsets are the same."""
        string = folded(self.normalised.string)
        return self.normalised_finder if string == self.normalised.string else Finder(string)

    @cached_property
    def unpointed_finder(self) -> Finder:
        """Searches the folded text without the points that its script can leave out."""
        string = unpointed(self.folded_finder.string)
        return self.folded_finder if string == self.folded_finder.string else Finder(string)

    @cached_property
    def unpointed_origins(self) -> array[int]:
        """For each character of that, its offset in the normalised text."""
        folded = self.folded_finder.string
        return array("q", (at for at, char in enumerate(folded) if not POINTS.match(char)))

    @cached_property
    def memory(self) -> dict[object, Any]:
        """What other steps work out once for this text and keep: an index, contexts already found."""
        return {}

    def between_clusters(self, offset: int) -> bool:
        """Whether `offset` is an edge of a grapheme cluster."""
        return not (self.inner and self.inner[offset])


def raw_places(text: SearchText, selector: Selector, limit: int) -> list[Span]:
    """Tier 1: the first `limit` places where prefix, exact and suffix stand, one behind the other, code point
    for code point, and where their outer edges cut no grapheme cluster.

    The inner edges are the author's: a passage that begins inside a cluster has its first half as prefix.
    """
    if not selector.exact:
        return []
    words = selector.prefix + selector.exact + selector.suffix
    begin, end = len(selector.prefix), len(selector.prefix) + len(selector.exact)
    places = (
        (at + begin, at + end)
        for at in text.finder.find(words)
        if text.between_clusters(at) and text.between_clusters(at + len(words))
    )
    return list(islice(places, limit))


def normalised_places(text: SearchText, selector: Selector, limit: int) -> list[Span]:
    """Tier 2: the first `limit` places where prefix, exact and suffix stand in the normalised text.

    None of the four edges may cut a grapheme cluster. White space around the whole is not compared, but where
    it was given no word may be cut, and a context of nothing but white space needs white space. Only if nothing
    stands as given, a space may be missing between prefix, exact and suffix: authors lose it in YAML.

    A place leaves out the white space that was trimmed, and removed characters at its ends.
    """
    pattern = pattern_of(selector)
    if pattern is None:
        return []
    return _places(text, pattern, ("", ""), limit) or lost_space_places(text, pattern, limit)


Edge = Literal["free", "word", "space"]
"""What an outer edge asks of the text: nothing, to cut no word, or white space (the end of the text will do)."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A selector in normalised form, white space around the whole trimmed."""

    prefix: str
    exact: str
    suffix: str
    left: Edge
    right: Edge


def pattern_of(selector: Selector) -> Pattern | None:
    """The normalised selector; None if nothing visible is left of the passage, or a joint cuts a cluster."""
    prefix, exact, suffix = map(normalise, (selector.prefix, selector.exact, selector.suffix))
    if not exact.strip(" ") or _joint_cuts_cluster(selector):
        return None
    left: Edge = "free"
    right: Edge = "free"
    if not prefix.strip(" "):
        left = "space" if prefix else "word" if exact[0] == " " else "free"
        prefix, exact = "", exact.lstrip(" ")
    elif prefix[0] == " ":
        left, prefix = "word", prefix[1:]
    if not suffix.strip(" "):
        right = "space" if suffix else "word" if exact[-1] == " " else "free"
        suffix, exact = "", exact.rstrip(" ")
    elif suffix[-1] == " ":
        right, suffix = "word", suffix[:-1]
    prefix, exact = _joined(prefix, exact)
    if suffix.startswith(" "):
        exact = exact.rstrip(" ")
    exact, suffix = _joined(exact, suffix)
    return Pattern(prefix, exact, suffix, left, right)


def _joined(left: str, right: str) -> tuple[str, str]:
    """Two neighbours with no more than one space between, and none where none is set."""
    one, other = left.rstrip(" "), right.lstrip(" ")
    if one and other and closes_up(one[-1], other[0]):
        return one, other
    return (left, other) if left.endswith(" ") else (left, right)


def lost_space_places(text: SearchText, pattern: Pattern, limit: int) -> list[Span]:
    """The first `limit` places of a pattern with a space put between its parts, at one joint or both."""
    before = " " if pattern.prefix and pattern.prefix[-1] != " " and pattern.exact[0] != " " else ""
    after = " " if pattern.suffix and pattern.suffix[0] != " " and pattern.exact[-1] != " " else ""
    joints = {(before, ""), ("", after), (before, after)} - {("", "")}
    places = {place for joint in joints for place in _places(text, pattern, joint, limit)}
    return sorted(places)[:limit]


def _places(text: SearchText, pattern: Pattern, joints: tuple[str, str], limit: int) -> list[Span]:
    normalised = text.normalised
    before = pattern.prefix + joints[0]
    words = before + pattern.exact + joints[1] + pattern.suffix
    places: list[Span] = []
    for at in text.normalised_finder.find(words):
        end = at + len(words)
        if not (
            _edge_holds(normalised.string, at, pattern.left, -1)
            and _edge_holds(normalised.string, end, pattern.right, 0)
        ):
            continue
        start_of_exact = at + len(before)
        start = normalised.origin_of_start(start_of_exact)
        stop = normalised.origin_of_end(start_of_exact + len(pattern.exact))
        if (
            start is not None
            and stop is not None
            and (not pattern.prefix or normalised.origin_of_start(at) is not None)
            and (not pattern.suffix or normalised.origin_of_end(end) is not None)
        ):
            places.append((start, stop))
            if len(places) == limit:
                break
    return places


def _edge_holds(string: str, offset: int, edge: Edge, neighbour: int) -> bool:
    if edge == "free" or offset == (0 if neighbour else len(string)):
        return True
    if edge == "word":
        return not within_word(string, offset)
    return string[offset + neighbour] == " " or closes_up(string[offset - 1], string[offset])


def _joint_cuts_cluster(selector: Selector) -> bool:
    words = selector.prefix + selector.exact + selector.suffix
    inner = b"" if words.isascii() else inner_offsets(words)
    begin, end = len(selector.prefix), len(selector.prefix) + len(selector.exact)
    return bool(inner) and bool(inner[begin] or inner[end])
