"""What an edit of an article does to the targets of its notes, and the files with selectors that lead there again."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..anchor.anchor import SearchText, occurrences, places
from ..anchor.describe import describe
from ..anchor.find import Selector
from ..check.case import Placement
from ..check.placing import placements_of
from ..model.targets import Every, Whole
from ..problems.problem import Path
from ..read.compose import compose
from ..read.joined import Joined
from ..read.load import plain
from ..read.loaded import find
from ..read.nodes import TextNode
from ..read.text import Source
from ..words.count import Span
from .carried import GONE, Carried, Revision
from .splice import Value, spliced
from .spoken_changes import ATTRIBUTION, QUOTED, Speech

_CLOSE = frozenset({"digits", "negation", "name", "quotation-marks", QUOTED, ATTRIBUTION})


@dataclass(frozen=True, slots=True)
class Move:
    """A target that has to change."""

    path: Path
    key: str
    """The key of its words: `exact`, `after` or `every`."""
    was: str
    now: str
    """Empty if the passage is gone."""
    carried: Carried
    """Of `every`: what became of the first place that changed, with what changed at any."""
    is_writable: bool = True
    """Whether one selector leads there. With `every`, words that differ from place to place need one each."""

    @property
    def is_safe(self) -> bool:
        """Whether nothing changes that a person must look at: no digits, negation, name or quotation marks, no words
        that somebody is quoted with, and no verb of an attribution."""
        flags = {flag for change in self.carried.changes for flag in change.flags}
        return self.carried.status != "gone" and self.is_writable and not flags & _CLOSE


def stand_all(file: Joined, text: SearchText) -> bool:
    """Whether every target stands in a text."""
    return all(isinstance(placed.target, Whole) or placed.spans for placed in placements_of(file.value, text))


def lost(file: Joined, text: str) -> dict[Path, Placement]:
    """The targets that do not stand in a text, by their path."""
    placed = placements_of(file.value, SearchText(text))
    return {one.at: one for one in placed if not one.spans and not isinstance(one.target, Whole)}


def moves(file: Joined, was: str, now: str, only: Container[Path] | None = None) -> Iterator[Move]:
    """The targets that no longer lead where their words went; of all, or of those with certain paths.

    Those that do not stand in the old text are left out: `lost` tells them.
    """
    old, new, revision = SearchText(was), SearchText(now), Revision(was, now)
    speech = Speech(was, now)
    for placed in placements_of(file.value, old):
        if isinstance(placed.target, Whole) or (only is not None and placed.at not in only):
            continue
        if isinstance(placed.target, Every):
            if move := _everywhere(placed, new, revision, speech):
                yield move
            continue
        status, found = places(old, placed.selector)
        if len(found) != 1 or status in ("orphan", "ambiguous"):
            continue
        carried = _carried(revision, speech, found[0])
        there = places(new, placed.selector)[1]
        if carried.start is None or carried.end is None:
            yield Move(placed.at, placed.key, placed.words, "", carried)
        elif there != [(carried.start, carried.end)]:
            yield Move(placed.at, placed.key, placed.words, now[carried.start : carried.end], carried)


def _carried(revision: Revision, speech: Speech, span: Span) -> Carried:
    """What became of a passage, with what its changes touch of speech."""
    carried = revision.carry(*span)
    if carried.status != "changed" or carried.start is None or carried.end is None:
        return carried
    return replace(carried, changes=speech.changes(span, (carried.start, carried.end)))


def _everywhere(placed: Placement, new: SearchText, revision: Revision, speech: Speech) -> Move | None:
    """The move of a target that stands at several places, if its words no longer lead to all those that are left."""
    now = revision.now
    found = [_carried(revision, speech, span) for span in placed.spans]
    spans = [(one.start, one.end) for one in found if one.start is not None and one.end is not None]
    if not found or set(spans) <= set(occurrences(new, placed.words)):
        is_lost = bool(found) and not spans and not occurrences(new, placed.words)
        return Move(placed.at, placed.key, placed.words, "", GONE) if is_lost else None
    changed = [one for one in found if one.status == "changed"]
    if not changed:
        return None
    every_change = tuple(dict.fromkeys(change for one in changed for change in one.changes))
    carried = replace(changed[0], changes=every_change)
    words = list(dict.fromkeys(now[start:end] for start, end in spans))
    better = next((one for one in words if set(spans) == set(occurrences(new, one))), None)
    return Move(placed.at, placed.key, placed.words, better or " / ".join(words), carried, better is not None)


def rewritten(file: Joined, taken: Iterable[Move], now: str) -> Mapping[str, str]:
    """The files that change, by path, with new selectors for some of the moves.

    Raises ValueError if a selector would not lead to its passage.
    """
    new = SearchText(now)
    values: dict[str, dict[Path, Value]] = {}
    sources = {loaded.source.path: loaded for loaded in file.files}
    for move in taken:
        carried = move.carried
        if carried.start is None or carried.end is None:
            continue
        loaded, local = file.origin(move.path)
        assert loaded.root is not None
        if not move.is_writable:
            continue
        if move.key == "every":
            selector = Selector(move.now.replace("\n", " "))
        else:
            span = carried.start, carried.end
            selector = _readable(new, describe(new, *span), span)
        parts = {move.key: selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
        mapping = {key: words for key, words in parts.items() if words}
        is_text = isinstance(find(loaded.root, local)[0], TextNode)
        value: Value = selector.exact if is_text and len(mapping) == 1 else mapping
        values.setdefault(loaded.source.path, {})[local] = value
    written: dict[str, str] = {}
    for path, changed in values.items():
        source, root = sources[path].source, sources[path].root
        assert root is not None
        written[path] = spliced(source, root, changed)
        # Read once more before it takes the place of somebody's work.
        read, _ = compose(Source.of(path, written[path]))
        for at, value in changed.items():
            if read is None or plain(find(read, at)[0]) != value:
                raise ValueError(f"{path} cannot be written so that it says what it should")
    return written


def _readable(text: SearchText, selector: Selector, span: tuple[int, int]) -> Selector:
    """The selector on one line, if it leads to its passage then."""
    parts = (selector.exact, selector.prefix, selector.suffix)
    one_line = Selector(*(part.replace("\n", " ") for part in parts))
    for better in (one_line, selector):
        if places(text, better)[1] == [span]:
            return better
    raise ValueError(f"no selector leads to “{selector.exact}”")
