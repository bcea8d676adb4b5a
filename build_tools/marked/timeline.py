"""What was known when: the dated evidence in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from ..model.annotations import AnnotationFile, Evidence
from ..model.dates import PartialDate
from ..model.front_matter import ArticleFrontMatter


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline."""

    date: PartialDate
    what: str
    when: str
    """`before`, `now` (the article itself) or `later`."""
    is_publication: bool = False
    """Whether it is only the publication of a source, which tells of no event of its own."""
    sources: tuple[Evidence, ...] = ()

    @property
    def fragment(self) -> str:
        """What the first line of its date has as its id. Holds `--`, which no note id can."""
        return f"when--{self.date}"


def timeline(front: ArticleFrontMatter, file: AnnotationFile) -> tuple[Moment, ...]:
    """The dated evidence in order of time, with the article's own date among it.

    A source stands at the day of the event that it shows, or else at its day of publication.
    """
    if not file.evidence:
        return ()
    dated = sorted(
        (
            (item.event.on, item.event.what, False, item)
            if item.event
            else (item.published, item.title, True, item)
            for item in file.evidence.values()
        ),
        key=lambda entry: entry[:3],
    )
    moments = []
    for (date, what, is_publication), entries in groupby(dated, key=lambda entry: entry[:3]):
        later = front.day is not None and date.is_after(front.day)
        sources = tuple(item for *_, item in entries)
        moments.append(Moment(date, what, "later" if later else "before", is_publication, sources))
    if front.day:
        what = "This article appears." if front.published else "The article can be read as of this day."
        moments.append(Moment(front.day, what, "now"))
    return tuple(sorted(moments, key=lambda m: (m.when == "later", m.date, m.when == "now")))
