"""Who speaks in an article: each voice with its tint, and its share of the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model.annotations import AnnotationFile, Voice
from ..read.article import Article
from .segments import Stretch

OUTLET = "the--outlet"
"""Stands for the outlet's own voice where a voice has its id. Holds `--`, which no id can."""

HUES = 6
"""How many tints there are for voices. With more voices they come round again; labels tell who speaks."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whose words are marked as theirs."""

    id: str
    """The voice's id in the annotation file, or `OUTLET`."""
    hue: int
    """Which tint shows the voice: 0 for the outlet's own, else from 1 to `HUES`, in the order of the file."""
    name: str


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the article one voice speaks."""

    speaker: Speaker
    about: str
    """The post, and for whom the voice speaks; empty for the outlet."""
    words: int
    quoted: int
    """How many of the words are quoted."""
    percent: int


def speakers(file: AnnotationFile) -> dict[str | None, Speaker]:
    """Everyone who speaks, by the voice's id; None is the outlet itself."""
    found: dict[str | None, Speaker] = {None: Speaker(OUTLET, 0, "The outlet’s own voice")}
    for index, (id, voice) in enumerate(file.voices.items()):
        found[id] = Speaker(id, index % HUES + 1, voice.name)
    return found


def shares(
    article: Article,
    file: AnnotationFile,
    stretches: Sequence[Stretch],
    speakers: Mapping[str | None, Speaker],
) -> tuple[Share, ...]:
    """Each voice's share of the article's words, the outlet's own first and then the largest.

    A word belongs to whoever speaks its first character. Page furniture does not count. Percentages
    are rounded so that they add up to 100.
    """
    words: Counter[tuple[str | None, str]] = Counter()
    remaining = list(reversed(stretches))
    for start, _ in article.words:
        while remaining and remaining[-1].end <= start:
            remaining.pop()
        said = remaining[-1] if remaining and remaining[-1].start <= start else None
        words[(said.voice, said.mode) if said else (None, "")] += 1

    per_voice: Counter[str | None] = Counter(dict.fromkeys(file.voices, 0))
    per_voice[None] = 0
    for (voice, _), count in words.items():
        per_voice[voice] += count
    order = sorted(per_voice, key=lambda voice: (voice is not None, -per_voice[voice]))
    percents = _percentages([per_voice[voice] for voice in order])
    return tuple(
        Share(
            speaker=speakers[voice],
            about=_about(file.voices[voice]) if voice else "",
            words=per_voice[voice],
            quoted=words[(voice, "quoted")],
            percent=percent,
        )
        for voice, percent in zip(order, percents, strict=True)
    )


def _about(voice: Voice) -> str:
    party = f"speaks for: {voice.speaks_for}" if voice.speaks_for else None
    return "; ".join(filter(None, (voice.role, party)))


def _percentages(counts: Sequence[int]) -> list[int]:
    """Whole percentages that add up to 100: the largest remainders are rounded up."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    floors = [100 * count // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda i: 100 * counts[i] % total, reverse=True)
    for i in by_remainder[: 100 - sum(floors)]:
        floors[i] += 1
    return floors
