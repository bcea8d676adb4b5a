"""What was known when, as a picture: the moments of the timeline by their distance from the article's date.

Pure. The picture is values only; `templates/timeline.html` draws it. There is one mark for each date, which leads to
the first line of that date in the list.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, log1p

from ..marked.timeline import Moment
from ..model.dates import PartialDate
from ..model.front_matter import ArticleFrontMatter
from .inline import plain_text

LANES = 8
"""At most so many marks stand above each other; what finds no place is counted in words."""
TARGET = 24
"""How far apart marks are at least, in pixels: each can be pressed, within a circle of this diameter."""

# Places are percentages of the picture's width, so that it stretches while its text keeps its size. What
# must not collide is measured at the narrowest picture, in pixels of 12-pixel text.
_NARROW, _WIDE = 260.0, 580.0
_LETTER = 6.6
_LEFT, _RIGHT, _BREAK = 2.5, 97.5, 6.0
_SAME_DAY, _FIRST_LATER = 0.6, 0.4
"""Room beside the article's line and beside the break, in units of the logarithm."""
_LEAST_DAYS = 10
"""So far does each side reach at least, so that a single day does not fill it."""
_STEPS = {"1 day": 1, "1 week": 7, "1 month": 30, "1 year": 365} | {
    f"{years} years": round(years * 365.25) for years in (3, 10, 30, 100, 300, 1000)
}
"""Distances in days that are marked on the axis."""
_RANK = {"1 year": 0, "1 month": 1, "same day": 2, "same month": 2, "same year": 2, "1 week": 3, "1 day": 4}
"""Which ticks keep their words when there is no room for all."""


@dataclass(frozen=True, slots=True)
class Mark:
    """All moments of one date: a dot for a day, a bar for a month or a year."""

    date: PartialDate
    fragment: str
    """Of the first line of the date in the list."""
    x: float
    """Where it begins, in per cent of the width."""
    width: float | None
    """How long it lasts, in per cent of the width; None for a day."""
    lane: int
    """0 stands on the axis, 1 above it, and so on."""
    is_later: bool
    is_publication: bool
    """Whether nothing else is known of the date than that sources were published."""
    words: str
    """The date and what happened first on it, without markup."""
    count: int
    """How many moments there are."""


@dataclass(frozen=True, slots=True)
class More:
    """Moments for which there was no lane left."""

    x: float
    count: int
    is_later: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A distance from the article's date, marked on the axis."""

    x: float
    words: str
    """`1 week`, or nothing when there is no room."""
    is_wide_only: bool = False
    """Whether the words would collide with others on a narrow screen."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What was known when, by distance from the article's date. All places are percentages of the width."""

    title: str
    """What is seen, in one sentence."""
    article_x: float
    """Where the article's date stands."""
    article_words: str
    """The article's date, for its label."""
    article_anchor: str
    """On which side of the line the label has room: `start`, `middle` or `end`."""
    break_x: float | None
    """Where the axis is broken, with what is later to the right of it; None when nothing is later."""
    lanes: int
    """How many lanes are in use."""
    marks: tuple[Mark, ...]
    more: tuple[More, ...]
    ticks: tuple[Tick, ...]

    @property
    def has_before(self) -> bool:
        return any(not mark.is_later for mark in self.marks)

    @property
    def shapes(self) -> frozenset[str]:
        """The shapes that the key has to explain."""
        return frozenset(
            "bar" if mark.width is not None else "publication" if mark.is_publication else "event"
            for mark in self.marks
        ) | {"later" for mark in self.marks if mark.is_later}


def picture(front: ArticleFrontMatter, moments: Sequence[Moment]) -> Picture | None:
    """Draw the timeline, or None when the article's date is not known or there is nothing beside it.

    The scale is logarithmic in days from the article's date, the same before it and after it: each step
    outward (a day, a week, a month, a year) takes about as much room as the one before.
    """
    dated = [moment for moment in moments if moment.when != "now"]
    if front.day is None or not dated:
        return None
    scale = _Scale.of(front.day, dated)
    by_date: dict[PartialDate, list[Moment]] = {}
    for moment in dated:
        by_date.setdefault(moment.date, []).append(moment)
    placed = sorted(
        ((*scale.extent(group[0]), group) for group in by_date.values()), key=lambda entry: entry[0]
    )
    marks: list[Mark] = []
    more: list[More] = []
    ends: list[float] = []
    for start, end, group in placed:
        # A bar is as wide as a target at least.
        stop = max(end, start + 100 * TARGET / _NARROW) if group[0].date.day == 0 else start
        lane = next((lane for lane, taken in enumerate(ends) if taken <= start), len(ends))
        if lane < LANES:
            ends[lane : lane + 1] = [stop + 100 * (TARGET + 0.5) / _NARROW]
            marks.append(_mark(group, start, end, lane))
        else:
            _count(more, round(start, 2), group)
    article_words = front.dated
    return Picture(
        title=_title(article_words, dated),
        article_x=round(scale.article_x, 2),
        article_words=article_words,
        article_anchor=_anchor(scale.article_x, len(article_words) * _LETTER),
        break_x=round(scale.article_x + _BREAK / 2, 2) if scale.later else None,
        lanes=len(ends),
        marks=tuple(marks),
        more=tuple(more),
        ticks=tuple(_ticks(scale)),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days from the article's date to percentages of the width."""

    first: int
    """The article's date as the ordinals of its first and last day: it may be a month or a year itself."""
    last: int
    before: int
    """The greatest distance in days that is shown to the left; 0 when nothing is."""
    later: int
    """The same to the right."""
    same: str
    """What a distance of 0 is called: `same day`, or the month or year when no more is known."""

    @classmethod
    def of(cls, day: PartialDate, moments: Sequence[Moment]) -> _Scale:
        first, last = _days(day)
        before = [first - _days(moment.date)[0] for moment in moments if moment.when != "later"]
        later = [_days(moment.date)[1] - last for moment in moments if moment.when == "later"]
        return cls(
            first,
            last,
            before=max([_LEAST_DAYS, *before]) if before else 0,
            later=max([_LEAST_DAYS, *later]) if later else 0,
            same="same day" if day.day else "same month" if day.month else "same year",
        )

    @property
    def _unit(self) -> float:
        """Per cent of the width for one unit of the natural logarithm."""
        left = log1p(self.before) + _SAME_DAY if self.before else 0.0
        right = log1p(self.later) - log(2) + _FIRST_LATER if self.later else 0.0
        return (_RIGHT - _LEFT - (_BREAK if self.later else 0)) / (left + right)

    @property
    def article_x(self) -> float:
        return _LEFT + self._unit * (log1p(self.before) + _SAME_DAY) if self.before else _LEFT

    def days_before(self, days: int) -> float:
        return self.article_x - self._unit * (log1p(max(days, 0)) + _SAME_DAY)

    def days_later(self, days: int) -> float:
        return self.article_x + _BREAK + self._unit * (log1p(days) - log(2) + _FIRST_LATER)

    def extent(self, moment: Moment) -> tuple[float, float]:
        """Where a moment begins and ends. What may be before or after the article ends on its day."""
        first, last = _days(moment.date)
        if moment.when == "later":
            return self.days_later(first - self.last), self.days_later(last - self.last)
        return self.days_before(self.first - first), self.days_before(self.first - last)


def _days(date: PartialDate) -> tuple[int, int]:
    """The first and the last day that a date may mean, as ordinals of the calendar."""
    month = date.month or 12
    last = date.day or monthrange(date.year, month)[1]
    return (
        dt.date(date.year, date.month or 1, date.day or 1).toordinal(),
        dt.date(date.year, month, last).toordinal(),
    )


def _ticks(scale: _Scale) -> Iterator[Tick]:
    """The steps that fit, each with its words if these collide with no step that matters more."""
    places = [(scale.days_before(days), words) for words, days in _STEPS.items() if days <= scale.before]
    places += [(scale.days_later(days), words) for words, days in _STEPS.items() if days <= scale.later]
    if scale.before:
        places.append((scale.days_before(0), scale.same))
    order = sorted(places, key=lambda place: _RANK.get(place[1], len(_RANK)))
    narrow = _clear(order, _NARROW)
    wide = _clear([*narrow, *(place for place in order if place not in narrow)], _WIDE)
    for x, words in sorted(places):
        is_wide_only = (x, words) not in narrow
        yield Tick(round(x, 2), words if (x, words) in wide else "", is_wide_only)


def _clear(places: Sequence[tuple[float, str]], width: float) -> list[tuple[float, str]]:
    """The ticks, taken in their order, whose words stand clear of those already taken and of the edges."""
    taken: list[tuple[float, str]] = []
    for place in places:
        start, end = _pixels(place, width)
        others = (_pixels(other, width) for other in taken)
        if start >= 0 and end <= width and all(end <= left or right <= start for left, right in others):
            taken.append(place)
    return taken


def _pixels(place: tuple[float, str], width: float) -> tuple[float, float]:
    """Where the words of a tick begin and end, with the room they need around them."""
    x, words = place
    half = (len(words) + 1) * _LETTER / 2
    return x * width / 100 - half, x * width / 100 + half


def _mark(group: Sequence[Moment], start: float, end: float, lane: int) -> Mark:
    first = next((moment for moment in group if not moment.is_publication), group[0])
    return Mark(
        date=first.date,
        fragment=first.fragment,
        x=round(start, 2),
        width=round(end - start, 2) if first.date.day == 0 else None,
        lane=lane,
        is_later=first.when == "later",
        is_publication=first.is_publication,
        words=_words(first),
        count=len(group),
    )


def _count(more: list[More], x: float, group: Sequence[Moment]) -> None:
    """Add the moments of a date to what is counted in words, at this place or the nearest count before it."""
    room = 100 * 5 * _LETTER / _NARROW
    is_later = group[0].when == "later"
    if more and more[-1].is_later == is_later and x < more[-1].x + room:
        more[-1] = More(more[-1].x, more[-1].count + len(group), is_later)
    else:
        more.append(More(x, len(group), is_later))


def _anchor(x: float, width: float) -> str:
    """Where a label of this width in pixels has room at `x` on a narrow screen."""
    middle = x * _NARROW / 100
    if middle < width / 2:
        return "start"
    return "end" if middle + width / 2 > _NARROW else "middle"


def _words(moment: Moment) -> str:
    published = "Published " if moment.is_publication else ""
    return f"{published}{moment.date.words}: {plain_text(moment.what)}"


def _title(article_words: str, moments: Sequence[Moment]) -> str:
    before = _counted([moment for moment in moments if moment.when != "later"])
    later = _counted([moment for moment in moments if moment.when == "later"])
    sentence = f"What was known when: {before or 'nothing dated'} up to the article’s date ({article_words})"
    return f"{sentence}, {later} later." if later else f"{sentence}."


def _counted(moments: Sequence[Moment]) -> str:
    publications = sum(moment.is_publication for moment in moments)
    counts = (len(moments) - publications, "dated event"), (publications, "publication")
    return " and ".join(f"{count} {noun}{'s' if count > 1 else ''}" for count, noun in counts if count)
