"""What an edit of an article does to the targets of its notes, and the files with selectors that lead there again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..anchor.anchor import SearchText, places
from ..anchor.describe import describe
from ..anchor.find import Selector
from ..check.placing import placements_of
from ..model.targets import Every, Whole
from ..problems.problem import Path
from ..read.compose import compose
from ..read.joined import Joined
from ..read.load import plain
from ..read.loaded import find
from ..read.nodes import TextNode
from ..read.text import Source
from .carried import Carried, Revision
from .splice import Value, spliced

_CLOSE = frozenset({"digits", "negation", "name", "quotation-marks"})


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

    @property
    def is_safe(self) -> bool:
        """Whether nothing changes that a person must look at: no digits, negation, name or quotation marks."""
        flags = {flag for change in self.carried.changes for flag in change.flags}
        return self.carried.status != "gone" and not flags & _CLOSE


def stand_all(file: Joined, text: SearchText) -> bool:
    """Whether every target stands in a text."""
    return all(isinstance(placed.target, Whole) or placed.spans for placed in placements_of(file.value, text))


def moves(file: Joined, was: str, now: str) -> Iterator[Move]:
    """The targets that no longer lead where their words went. Those that never stood in the old text are left out."""
    old, new, revision = SearchText(was), SearchText(now), Revision(was, now)
    for placed in placements_of(file.value, old):
        if isinstance(placed.target, Whole | Every):
            continue
        status, found = places(old, placed.selector)
        if len(found) != 1 or status in ("orphan", "ambiguous"):
            continue
        carried = revision.carry(*found[0])
        there = places(new, placed.selector)[1]
        if carried.start is None or carried.end is None:
            yield Move(placed.at, placed.key, placed.words, "", carried)
        elif there != [(carried.start, carried.end)]:
            yield Move(placed.at, placed.key, placed.words, now[carried.start : carried.end], carried)


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
        selector = _readable(new, describe(new, carried.start, carried.end), (carried.start, carried.end))
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
