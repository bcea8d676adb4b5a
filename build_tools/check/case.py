"""What a finder looks at: one article with its annotations, read and anchored as far as that went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..anchor.find import Selector
from ..model.annotations import AnnotationFile, Kind
from ..model.front_matter import ArticleFrontMatter
from ..model.targets import Every, Point, Quote, Whole
from ..problems.problem import Path
from ..read.article import Article

if TYPE_CHECKING:
    from ..anchor.anchor import SearchText, Status
    from ..read.joined import Joined
    from ..read.loaded import Loaded


Texts = tuple[tuple[Path, str], ...]
"""Texts of a file, each with its place."""
Target = Quote | Every | Point | Whole


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one target of an annotation or attribution stands."""

    at: Path
    """Its place in the annotation file: `("annotations", 3, "target", 0)`."""
    target: Target
    spans: tuple[tuple[int, int], ...] = ()
    """Its passages, as offsets in the visible text: several for *every*, `start == end` for a point, none for
    the whole article and for words that were not found."""
    status: Status | None = None
    """How its words were found; None for the whole article."""

    @property
    def words(self) -> str:
        """The words of the article that it gives."""
        match self.target:
            case Quote(exact=words) | Every(every=words) | Point(after=words):
                return words
        return ""

    @property
    def selector(self) -> Selector:
        """Its words with their context."""
        if isinstance(self.target, Quote | Point):
            return Selector(self.words, self.target.prefix, self.target.suffix)
        return Selector(self.words)

    @property
    def key(self) -> str:
        """The key under which the words stand."""
        match self.target:
            case Every():
                return "every"
            case Point():
                return "after"
        return "exact"


class Named(NamedTuple):
    """What notes have to do with of a technique. None is what its file, being faulty, does not say."""

    kind: Kind | None = None
    names: tuple[str, str] | None = None
    """Its name, and that in a note of good practice or nothing."""


@dataclass(frozen=True, slots=True)
class Case:
    """One article and its annotations. Where a part is missing, that has been reported."""

    article_path: str
    """As messages show it."""
    front: Loaded[ArticleFrontMatter] | None
    article: Article | None
    text: SearchText | None
    """The visible text, prepared for searching."""
    file: Joined
    notes: AnnotationFile
    """The value of `file`, stand-ins included."""
    placements: tuple[Placement, ...]
    """Of all annotations, then of all attributions, in the order of the file."""
    techniques: Mapping[str, Named]
    """The techniques there are."""
    our_texts: Texts = ()
    """Our own words in the annotations."""
    front_texts: Texts = ()
    """Our own words in the article's front matter."""

    def placed(self, section: str) -> Iterator[Placement]:
        """The placements of `annotations` or `attributions`."""
        return (placement for placement in self.placements if placement.at[0] == section)

    def spans(self, section: str, number: int) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The passages of each of the `number` items of `annotations` or `attributions`."""
        spans: list[list[tuple[int, int]]] = [[] for _ in range(number)]
        for placement in self.placed(section):
            spans[int(placement.at[1])] += placement.spans
        return tuple(map(tuple, spans))
