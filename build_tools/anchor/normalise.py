"""Text made comparable: what typesetting changes is levelled, and every offset leads back to the original.

Levelled, for comparison only: Unicode composition (NFC, cluster by cluster), quotation marks, dashes, spaces
of every width, soft hyphens, zero-width and direction marks, runs of white space; white space next to letters of a
script that sets none between words, where a folded line leaves it; and the shapes of letters that fonts and PDF files
have signs for (ligatures, Arabic by position, full and half width, radicals as characters). Letters, case, digits and
all other punctuation are left alone, superscripts, fractions and circled figures too: words that differ must stay
different.

The unit is the extended grapheme cluster, what a reader takes for one character (UAX #29,
https://www.unicode.org/reports/tr29/). No offset leads to the inside of one. Offsets are code points.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

import regex

from ..words.clusters import matches
from ..words.count import UNSPACED

DOUBLE_QUOTES = '"“”„‟«»″‶〃〝〞〟＂⹂「」｢｣﹁﹂❝❞🙶🙷'
SINGLE_QUOTES = "'‘’‚‛‹›′‵`´ʼ＇『』﹃﹄❛❜"
DASHES = "-‐‑‒–—―−⁃﹘﹣－⸺⸻\u05be"
SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space, as a regular expression's character class: what `str.isspace` accepts."""
ZERO_WIDTH = "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
"""Removed, as a character class: soft hyphen, joiners, direction marks, variation selectors, byte order mark."""

_WIDE_MARKS = (
    "\u3001-\u3003\u3005-\u3011\u3014-\u301f\u30fb\u30fc\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_UNSPACED_SIGN = regex.compile(rf"[{UNSPACED}\p{{LB=SA}}{_WIDE_MARKS}]", regex.V1)
_SHARED_MARKS = frozenset(DOUBLE_QUOTES + SINGLE_QUOTES + DASHES + "…⋯·")
"""Marks that stand in scripts with spaces and in those without."""

STANDALONE_SPACE = "\xa0"
"""Stands for a space that carries a combining mark. It is a visible sign, and no other no-break space is left."""


def _members(ranges: str) -> Iterator[str]:
    for first, last in re.findall(r"(?s)(.)(?:-(.))?", ranges):
        yield from map(chr, range(ord(first), ord(last or first) + 1))


def _shapes(*ranges: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """Signs that are compatible with other letters (NFKC), and these; without marks that stand on a space."""
    for first, last in ranges:
        for char in map(chr, range(first, last + 1)):
            letters = unicodedata.normalize("NFKC", char)
            if unicodedata.decomposition(char).startswith("<") and letters[0] != " ":
                yield char, letters


SHAPES = dict(
    _shapes(
        (0x2E9F, 0x2FD5),  # radicals of Chinese characters
        (0xFB00, 0xFB28),  # Latin and Armenian ligatures, wide Hebrew letters
        (0xFB4F, 0xFDFB),  # Arabic, isolated, initial, medial and final, and its ligatures
        (0xFE70, 0xFEFC),
        (0xFF10, 0xFF19),  # figures and Latin letters of full width
        (0xFF21, 0xFF3A),
        (0xFF41, 0xFF5A),
        (0xFF61, 0xFF9F),  # Katakana of half width
    )
)
"""Shapes of letters, each with the letters that it stands for."""

LEVELLED = str.maketrans(
    {shape: letters for shape, letters in SHAPES.items() if len(letters) == 1}
    | dict.fromkeys(DOUBLE_QUOTES, '"')
    | dict.fromkeys(SINGLE_QUOTES, "'")
    | dict.fromkeys(DASHES, "-")
    | dict.fromkeys(_members(SPACES), " ")
)
_INVISIBLE_RUN = re.compile(f"[{SPACES}{ZERO_WIDTH}]{{2,}}|[{ZERO_WIDTH}]")
_SPACE = re.compile(f"[{SPACES}]")
_SINGLE_SPACE = re.compile(f"(?<![{SPACES}{ZERO_WIDTH}])[{SPACES}](?![{SPACES}{ZERO_WIDTH}])")
_SPACES = re.compile(" {2,}")
# A zero-width joiner before a pictograph stays: with and without it are two different pictures.
_DROPPED = regex.compile(rf"[{ZERO_WIDTH}--\u200d]|\u200d(?!\p{{Extended_Pictographic}})", regex.V1)
# Without one of these behind a character, every code point is a cluster of its own.
_JOINING = regex.compile(
    r"[^\p{GCB=Other}\p{GCB=Control}\p{GCB=CR}\p{GCB=LF}\p{GCB=LV}\p{GCB=LVT}]|[\u1cf5\u1cf6\U00011a3a]|\r\n"
)
_LETTERS_OF = str.maketrans(SHAPES)
_SHAPE = re.compile("[" + "".join(SHAPES) + "]")
_LIGATURE = re.compile("[" + "".join(shape for shape, letters in SHAPES.items() if len(letters) > 1) + "]")
_INSIDE = re.compile(rb"\x01+")


def inner_offsets(text: str) -> bytes:
    """For each offset 0..len(text), 1 where it lies inside a grapheme cluster. Empty when none does."""
    if (text.isascii() and "\r\n" not in text) or not _JOINING.search(text):
        return b""
    inside = bytearray(b"\x01") * (len(text) + 1)
    for cluster in matches(text):
        inside[cluster.start()] = 0
    inside[len(text)] = 0
    return bytes(inside)


@lru_cache(maxsize=4096)
def _level_cluster(cluster: str) -> str:
    letters = _DROPPED.sub("", cluster).translate(_LETTERS_OF)
    bare = unicodedata.normalize("NFC", letters).translate(LEVELLED)
    return STANDALONE_SPACE + bare[1:] if len(bare) > 1 and bare[0] == " " else bare


class Normalised:
    """The normalised form of a text, with the way back.

    `string` is what is compared. Where it differs in length from the original, four parallel arrays hold
    each replaced stretch: its first and its end offset in `string`, and the same in the original.
    """

    __slots__ = ("_begins", "_ends", "_inner", "_origin_begins", "_origin_ends", "string")

    def __init__(self, text: str, inner: bytes) -> None:
        """`inner` is `inner_offsets(text)`."""
        self._inner = inner
        self._begins, self._ends, self._origin_begins, self._origin_ends = (array("q") for _ in range(4))
        pieces: list[str] = []
        levelled = text.translate(LEVELLED)
        done = length = 0
        for begin, end, replacement in _replacements(text, inner):
            pieces += (levelled[done:begin], replacement)
            length += begin - done
            self._begins.append(length)
            length += len(replacement)
            self._ends.append(length)
            self._origin_begins.append(begin)
            self._origin_ends.append(end)
            done = end
        self.string = "".join((*pieces, levelled[done:])) if pieces else levelled

    def origin_of_start(self, offset: int) -> int | None:
        """Where, in the original, what stands at `offset` begins; None inside a replaced stretch or a cluster."""
        return self._origin(offset, bisect_right(self._begins, offset) - 1)

    def origin_of_end(self, offset: int) -> int | None:
        """Where, in the original, what stands before `offset` ends, removed characters behind it left out."""
        return self._origin(offset, bisect_left(self._begins, offset) - 1)

    def _origin(self, offset: int, nearest: int) -> int | None:
        origin = offset
        if nearest >= 0:
            beyond = offset - self._ends[nearest]
            if beyond >= 0:
                origin = self._origin_ends[nearest] + beyond
            elif offset == self._begins[nearest]:
                origin = self._origin_begins[nearest]
            else:
                return None
        return None if self._inner and self._inner[origin] else origin

    def offset_of(self, origin: int) -> int:
        """The offset in `string` of what stands at `origin`, or of what follows if nothing is left of that."""
        nearest = bisect_right(self._origin_begins, origin) - 1
        if nearest < 0:
            return origin
        beyond = origin - self._origin_ends[nearest]
        if beyond >= 0:
            return self._ends[nearest] + beyond
        return self._begins[nearest] if origin == self._origin_begins[nearest] else self._ends[nearest]


@lru_cache(maxsize=32)
def normalise(text: str) -> str:
    """The normalised form alone, for quotes and contexts, which are asked for more than once."""
    levelled = text.translate(LEVELLED)
    # Some quotation marks stand in scripts that set no spaces: around them none counts.
    if levelled.isascii() and not _UNSPACED_SIGN.search(text):
        return _SPACES.sub(" ", levelled)
    return Normalised(text, inner_offsets(text)).string


def _replacements(text: str, inner: bytes) -> list[tuple[int, int, str]]:
    """Stretches whose normalised form is not simply each character levelled: (begin, end, replacement)."""
    found = list(_invisible_runs(text, inner))
    if not text.isascii():
        composed = unicodedata.is_normalized("NFC", text)
        if inner and (not composed or _NEEDS_CLUSTERS.search(text) or _SHAPE.search(text)):
            found += _clusters(text, inner)
        for ligature in _LIGATURE.finditer(text):
            begin, end = ligature.span()
            if not inner or not (inner[begin] or inner[end]):
                found.append((begin, end, _level_cluster(ligature.group())))
        if _UNSPACED_SIGN.search(text):
            found += _single_spaces(text, inner)
        if not composed:
            found += _uncomposed(text, inner)
        found.sort()
    return found


def _invisible_runs(text: str, inner: bytes) -> Iterator[tuple[int, int, str]]:
    for run in _INVISIBLE_RUN.finditer(text):
        begin, end = run.span()
        if inner:
            # A joiner belongs to the letter before it; a space may carry the mark behind it.
            while begin < end and inner[begin]:
                begin += 1
            while end > begin and inner[end]:
                end -= 1
        if begin < end:
            spaced = _SPACE.search(text, begin, end) and not _is_close(text, inner, begin, end)
            if end - begin > 1 or not spaced:
                yield begin, end, " " if spaced else ""


def _single_spaces(text: str, inner: bytes) -> Iterator[tuple[int, int, str]]:
    """Single spaces that stand where no space is set."""
    for space in _SINGLE_SPACE.finditer(text):
        begin, end = space.span()
        if not (inner and inner[end]) and _is_close(text, inner, begin, end):
            yield begin, end, ""


def _is_close(text: str, inner: bytes, begin: int, end: int) -> bool:
    """Whether what stands around text[begin:end] is set without a space between."""
    before = begin - 1
    while inner and before > 0 and inner[before]:
        before -= 1
    return before >= 0 and end < len(text) and closes_up(text[before], text[end])


@lru_cache(maxsize=8192)
def closes_up(left: str, right: str) -> bool:
    """Whether white space between two characters is no space between words: both belong to scripts that set none, or
    one of them, and the other is a mark that these have too."""
    one, other = (_UNSPACED_SIGN.match(char) is not None for char in (left, right))
    return (one and (other or right in _SHARED_MARKS)) or (other and left in _SHARED_MARKS)


def _uncomposed(text: str, inner: bytes) -> Iterator[tuple[int, int, str]]:
    """Single characters that NFC replaces, such as the Ångström sign; in longer clusters `_clusters` does it."""
    # Two spaces of fixed width are composed of others: levelled they are spaces, and stand in the runs already.
    apart = [
        char
        for char in set(text)
        if not unicodedata.is_normalized("NFC", char) and _level_cluster(char) != char.translate(LEVELLED)
    ]
    if apart:
        for char in re.finditer("[" + re.escape("".join(apart)) + "]", text):
            begin, end = char.span()
            if not inner or not (inner[begin] or inner[end]):
                yield begin, end, _level_cluster(char.group())


_NEEDS_CLUSTERS = regex.compile(
    rf"[{ZERO_WIDTH}&&\p{{GCB=Extend}}\u200d]|[{SPACES}][\p{{GCB=Extend}}\p{{GCB=SpacingMark}}\u200d]",
    regex.V1,
)


def _clusters(text: str, inner: bytes) -> Iterator[tuple[int, int, str]]:
    for inside in _INSIDE.finditer(inner):
        begin, end = inside.start() - 1, inside.end()
        cluster = text[begin:end]
        replacement = _level_cluster(cluster)
        # Clusters of nothing visible are in the runs already.
        if replacement != cluster.translate(LEVELLED) and not _INVISIBLE.fullmatch(cluster):
            yield begin, end, replacement


_INVISIBLE = re.compile(f"[{SPACES}{ZERO_WIDTH}]+")
