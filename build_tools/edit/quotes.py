"""Direct quotes in a text and who says them, told by quotation marks and the words beside them.

Nothing is looked up and nothing is parsed: a speaker is the name or the noun phrase beside a verb of saying that stands
beside the quote, in the same paragraph or the one before. A pronoun is given as it is, and is not resolved.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .hint_lists import lists

Certainty = Literal["clear", "likely", "open"]

_PAIRS = {
    "“": "”",
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’",
    "‚": "‘’",
    '"': '"',
    "'": "'",
    "「": "」",
    "『": "』",
}
_APOSTROPHES = "'’"
_NAME = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|St|Rev)\.?\s+)?"
    r"[A-ZÀ-ÖØ-Þ][\w’'.-]*(?:\s+(?:(?:of|de|van|von|der|den|bin|al|la|le|du|di|da)\s+)?[A-ZÀ-ÖØ-Þ][\w’'.-]*){0,5}"
)
_NOUN = (
    r"(?:(?:the|a|an|one|his|her|its|their|our|some|many|several|other|two|three|most)\s+)"
    r"(?:[\w’'-]+\s+){0,4}?[\w’'-]+"
)
_PLURAL = r"(?:[a-z][\w-]+\s+){0,2}[a-z][\w-]+s"
PRONOUNS = frozenset("he she they it i we you who".split())
_PRONOUN = r"(?:he|she|they|it|I|we|you|who)"
_NOT_A_NAME = frozenset(
    "The A An But And In On At As If When While After Before For From With That This So Then There".split()
)
_MOST_UNCLOSED = 20
"""Marks that are not closed in a paragraph, after which no more are looked at: it is no text, and takes long."""
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Rev|Col))(?<!Prof)[.!?]\s|[”\"]\s"
)
_ROLE = r"(?:\s*,[^,.;:“”\"]{1,80},)?"
_ADVERB = r"(?:(?:has|have|had|also|later|then|once|recently|further|now|\w+ly)\s+){0,2}"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A direct quote: its words with their marks, and who says them as far as that can be told."""

    start: int
    end: int
    speaker: tuple[int, int] | None
    """Where the speaker is named, or None."""
    cue: tuple[int, int] | None
    """The verb of saying."""
    certainty: Certainty
    is_pronoun: bool = False
    """Whether the speaker is a pronoun: who that is stands elsewhere."""


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """The outermost stretches between quotation marks, marks included, in order.

    One that goes on over paragraphs, each opened and only the last closed, is one stretch.
    """
    found: list[tuple[int, int]] = []
    carried: tuple[int, str] | None = None
    at = 0
    for line in text.split("\n"):
        spans, opened = _in_paragraph(line)
        first = 0
        if carried and line.lstrip()[:1] == carried[1]:
            start = carried[0]
            if spans and spans[0][0] == len(line) - len(line.lstrip()):
                found.append((start, at + spans[0][1]))
                carried, first = None, 1
            elif opened is not None and opened == len(line) - len(line.lstrip()):
                at += len(line) + 1
                continue
            else:
                carried = None
        elif carried:
            carried = None
        found += [(at + start, at + end) for start, end in spans[first:]]
        carried = (at + opened, line[opened]) if opened is not None else carried
        at += len(line) + 1
    return tuple(sorted(found))


def _in_paragraph(line: str) -> tuple[list[tuple[int, int]], int | None]:
    """The outermost pairs of a paragraph, and where a mark stands that is not closed."""
    spans: list[tuple[int, int]] = []
    position = failed = 0
    unclosed: int | None = None
    while position < len(line):
        char = line[position]
        if char in _PAIRS and _opens(line, position):
            end = _closing(line, position)
            if end >= 0:
                if end - position > 1:
                    spans.append((position, end + 1))
                position = end + 1
                continue
            failed += 1
            if failed > _MOST_UNCLOSED:
                break
            if char not in _APOSTROPHES and unclosed is None:
                unclosed = position
        position += 1
    return spans, unclosed


def _opens(line: str, at: int) -> bool:
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    if line[at] in "“„«「『‹":
        return True
    if line[at] == "»":
        return not before.isalnum() and before not in tuple(".,!?…") and after.isalnum()
    return not before.isalnum() and bool(after) and not after.isspace()


def _closing(line: str, at: int) -> int:
    end = _closed_by(_PAIRS[line[at]], line, at)
    # Keyboards have the low mark, and the straight one that is typed for the other.
    return end if end >= 0 or line[at] != "„" else _closed_by('"', line, at)


def _closed_by(closers: str, line: str, at: int) -> int:
    depth = 0
    for place in range(at + 1, len(line)):
        char = line[place]
        after = line[place + 1 : place + 2]
        if char == line[at] and char not in closers:
            depth += 1
        elif char in closers:
            if char in _APOSTROPHES and (after.isalnum() or line[place - 1].isspace()):
                continue
            if char == '"' and line[place - 1].isspace() and after.isalnum():
                continue
            if not depth:
                return place
            depth -= 1
    return -1


@cache
def _cue() -> str:
    words = sorted(
        {it for name in ("say", "leaning") for it in lists()[name]} - {"according to"}, key=len, reverse=True
    )
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    who = rf"(?P<who>{_NAME}|(?i:{_NOUN})|{_PLURAL}|\b(?i:{_PRONOUN})\b)"
    cue = rf"(?P<cue>\b{_cue()}\b)"
    return (
        re.compile(rf"[\s,—–-]*{_ADVERB}{cue}\s+{who}(?=[\s,.;:—–]|$)"),  # …,” said X
        re.compile(rf"[\s,—–-]*{who}{_ROLE}\s+{_ADVERB}{cue}"),  # …,” X said
        re.compile(
            rf"{who}{_ROLE}\s+{_ADVERB}{cue}(?:\s+(?:that|[\w’'.-]+(?:\s+[\w’'.-]+){{0,5}}))?\s*[,:]?\s*$"
        ),
        re.compile(rf"{cue}\s+{who}\s*[,:]\s*$"),  # said X: …
        re.compile(rf"[Aa]ccording to\s+{who}"),
        re.compile(rf"{who}{_ROLE}\s+{_ADVERB}{cue}"),
    )


def spoken(text: str) -> tuple[Spoken, ...]:
    """The direct quotes of a text, in order, with who says them."""
    stretches = quotations(text)
    found: list[Spoken] = []
    for number, (start, end) in enumerate(stretches):
        before_end = stretches[number - 1][1] if number else 0
        after_start = stretches[number + 1][0] if number + 1 < len(stretches) else len(text)
        found.append(_speaker(text, start, end, before_end, after_start))
    return tuple(_shared(text, found))


def _speaker(text: str, start: int, end: int, before_from: int, after_to: int) -> Spoken:
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = line_end if line_end >= 0 else len(text)
    low, high = max(before_from, line_start, start - 240), min(after_to, line_end, end + 240)
    cited_first, named_first, before, cited_before, according, loose = _patterns()
    ends_open = (
        text[start:end].rstrip("”“»«’‘\"'").endswith((",", "?", "!", "—", "–", "."))
        or text[end : end + 1] == ","
    )
    after = text[end:high]
    if ends_open:
        for pattern in (cited_first, named_first):
            if (match := pattern.match(after)) and _is_speaker(match["who"]):
                return _found(start, end, match, end, "clear")
    lead = text[low:start]
    ends = [found.end() for found in _SENTENCE_END.finditer(lead)]
    lead_from = low + (ends[-1] if ends else 0)
    for pattern in (before, cited_before):
        for match in pattern.finditer(text[lead_from:start]):
            if _is_speaker(match["who"]):
                is_clear = lead.rstrip().endswith((",", ":"))
                return _found(start, end, match, lead_from, "clear" if is_clear else "likely")
    if match := according.search(after):
        return _found(start, end, match, end, "likely")
    if match := according.search(text[lead_from:start]):
        return _found(start, end, match, lead_from, "likely")
    inside = [m for m in loose.finditer(text[lead_from:start]) if _is_speaker(m["who"])]
    if inside:
        return _found(start, end, inside[-1], lead_from, "likely")
    return Spoken(start, end, None, None, "open")


def _is_speaker(who: str) -> bool:
    return who not in _NOT_A_NAME


def _found(start: int, end: int, match: re.Match[str], at: int, certainty: Certainty) -> Spoken:
    who = (at + match.start("who"), at + match.start("who") + len(match["who"].rstrip(".’'-")))
    cue = (at + match.start("cue"), at + match.end("cue")) if "cue" in match.groupdict() else None
    return Spoken(start, end, who, cue, certainty, match["who"].casefold() in PRONOUNS)


def _shared(text: str, found: Sequence[Spoken]) -> Iterator[Spoken]:
    """The quotes, with a speaker for those that go on after “…,” she said, “…” in the same paragraph."""
    last: Spoken | None = None
    for quote in found:
        same = last and "\n" not in text[last.end : quote.start]
        if quote.speaker is None and same and last and last.speaker:
            between = text[last.end : quote.start]
            certainty: Certainty = (
                "clear"
                if last.cue and between.rstrip().endswith((",", ".")) and last.cue[0] >= last.end
                else "likely"
            )
            quote = Spoken(quote.start, quote.end, last.speaker, last.cue, certainty, last.is_pronoun)
        last = quote
        yield quote


def is_within(at: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of some stretches, which are in order."""
    number = bisect_right(stretches, at, key=lambda pair: pair[0]) - 1
    return number >= 0 and at < stretches[number][1]
