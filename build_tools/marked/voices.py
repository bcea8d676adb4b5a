"""Who speaks in an article, and for whom: voices in groups, each group with its tint and its share of the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..anchor.normalise import normalise
from ..model.annotations import AnnotationFile, Voice
from ..read.article import Article
from .segments import Stretch

OUTLET = "the--outlet"
"""Stands for the outlet's own voice where a voice has its id. Holds `--`, which no id can."""
OTHERS = "the--others"
"""Stands for the groups that share a tint."""

HUES = 6
"""How many tints there are beside the outlet's. With more groups those that say least share the last one, so that no
tint ever stands for two parties that are shown apart."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whose words are marked as theirs."""

    id: str
    """The voice's id in the annotation file, or `OUTLET`."""
    hue: int
    """Which tint shows the voice, that of its group: 0 for the outlet's own, else from 1 to `HUES`."""
    name: str


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the article one voice speaks."""

    name: str
    about: str
    """The post; in the group of others also for whom the voice speaks."""
    words: int
    quoted: int
    """How many of the words are quoted."""


@dataclass(frozen=True, slots=True)
class Group:
    """The voices that speak for one party."""

    id: str
    """That of its first voice in the file, `OUTLET` or `OTHERS`."""
    ids: tuple[str, ...]
    """Of all its voices; for the outlet its own."""
    name: str
    hue: int
    words: int
    percent: int
    """Its share of the words. Those of all groups add up to 100."""
    voices: tuple[Share, ...]
    """Those with the most words first; none for the outlet."""


Said = Mapping[tuple[str | None, str], int]
"""How many words each voice says in each mode; None is the outlet."""


def groups(article: Article, file: AnnotationFile, stretches: Sequence[Stretch]) -> tuple[Group, ...]:
    """Who speaks: the outlet first, and then the groups with the most words.

    A voice that speaks for nobody is a group of its own, and so is the party it is itself.
    """
    said = _said(article, stretches)
    parties: dict[str, list[str]] = {}
    for id, voice in file.voices.items():
        parties.setdefault(normalise(_party(voice)).strip().casefold(), []).append(id)
    members = sorted(parties.values(), key=lambda ids: -_words(said, ids))
    apart = members if len(members) <= HUES else members[: HUES - 1]
    rest = [id for ids in members[len(apart) :] for id in ids]
    # Tints go by the order of the file, so that they stay where shares change a little.
    hues = {ids[0]: hue for hue, ids in enumerate((ids for ids in parties.values() if ids in apart), start=1)}

    every: list[Sequence[str | None]] = [[None], *apart, *([rest] if rest else [])]
    percents = _percentages([_words(said, ids) for ids in every])
    outlet = Group(OUTLET, (OUTLET,), "The outlet’s own words", 0, _words(said, [None]), percents[0], ())
    found = [outlet]
    for ids, percent in zip(apart, percents[1:], strict=False):
        name = _party(file.voices[ids[0]])
        found.append(_group(ids[0], ids, name, hues[ids[0]], percent, file, said))
    if rest:
        name = f"{len(members) - len(apart)} others"
        found.append(_group(OTHERS, rest, name, HUES, percents[-1], file, said))
    return tuple(found)


def speakers(file: AnnotationFile, groups: Iterable[Group]) -> dict[str | None, Speaker]:
    """Everyone who speaks, by the voice's id; None is the outlet itself."""
    hues = {id: group.hue for group in groups for id in group.ids}
    found: dict[str | None, Speaker] = {None: Speaker(OUTLET, 0, "The outlet")}
    for id, voice in file.voices.items():
        found[id] = Speaker(id, hues[id], voice.name)
    return found


def _said(article: Article, stretches: Sequence[Stretch]) -> Said:
    """A word belongs to whoever speaks its first character. Page furniture does not count."""
    words: Counter[tuple[str | None, str]] = Counter()
    remaining = list(reversed(stretches))
    for start, _ in article.words:
        while remaining and remaining[-1].end <= start:
            remaining.pop()
        said = remaining[-1] if remaining and remaining[-1].start <= start else None
        words[(said.voice, said.mode) if said else (None, "")] += 1
    return words


def _words(said: Said, ids: Sequence[str | None]) -> int:
    return sum(count for (voice, _), count in said.items() if voice in ids)


def _party(voice: Voice) -> str:
    return voice.speaks_for or voice.name


def _group(
    id: str, ids: Sequence[str], name: str, hue: int, percent: int, file: AnnotationFile, said: Said
) -> Group:
    voices = tuple(
        Share(
            name=file.voices[voice].name,
            about=_about(file.voices[voice], with_party=id == OTHERS),
            words=_words(said, [voice]),
            quoted=said.get((voice, "quoted"), 0),
        )
        for voice in sorted(ids, key=lambda voice: -_words(said, [voice]))
    )
    return Group(id, tuple(ids), name, hue, sum(share.words for share in voices), percent, voices)


def _about(voice: Voice, *, with_party: bool) -> str:
    party = f"speaks for: {voice.speaks_for}" if voice.speaks_for and with_party else None
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
