"""A value of the model together with the places in the file that it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from ..model.fields import Value
from ..problems.problem import Path, Place, Problem
from .edits import Edit
from .nodes import ListNode, MapNode, Node, TextNode
from .text import Source

V = TypeVar("V", bound=Value)


class Extent(NamedTuple):
    """A stretch of a file: lines and columns from 1, in code points; the end is the place after the last."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Loaded(Generic[V]):
    """A value with the places it came from."""

    source: Source
    root: Node | None
    value: V | None
    """None when nothing can be made of the file."""
    problems: tuple[Problem, ...] = ()
    stand_ins: frozenset[Path] = frozenset()
    """Where the value is not what the file says, because that has a problem of its own. Of a list that was cut, it is
    the place behind the last item."""
    dropped: frozenset[str] = field(default=frozenset(), repr=False)
    """All texts under the keys that were left out or replaced."""
    mends: tuple[Edit, ...] = field(default=(), repr=False)
    """What to change in the source so that it says what it was read as: signs that look right, and are not."""

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong that stops the build."""
        return any(problem.severity == "error" for problem in self.problems)

    def locate(self, path: Path, *, key: bool = False) -> Extent:
        """Where the value at `path` stands, or its key; the nearest value around it if it is not there."""
        start, end = self._offsets(path, key)
        return Extent(*self.source.position(start), *self.source.position(end))

    def place(self, path: Path, *, key: bool = False, within: tuple[int, int] | None = None) -> Place:
        """The same for a message. `within` are offsets in the text at `path`."""
        start, end = self._offsets(path, key)
        if within:
            start, end = self._words(path, within) or (start, end)
        return self.source.place(start, end)

    def is_stand_in(self, path: Path) -> bool:
        """Whether the value at `path`, or one around it, is made up."""
        return bool(self.stand_ins) and any(
            path[:length] in self.stand_ins for length in range(len(path) + 1)
        )

    def holds_stand_in(self, path: Path) -> bool:
        """Whether the value at `path` is made up, or one around it, or something in it; or whether it was cut."""
        return self.is_stand_in(path) or any(at[: len(path)] == path for at in self.stand_ins)

    def lacks(self, path: Path, keys: frozenset[str]) -> bool:
        """Whether the value under one of the keys is made up, beside the value at `path` or something around it.

        Of a whole section of the file: whether that is so in one of its items, or an item is made up altogether.
        """
        if not self.stand_ins or not keys:
            return False
        beside = ((*path[:length], key) for length in range(len(path) + 1) for key in keys)
        return any(at in self.stand_ins for at in beside) or (
            len(path) == 1
            and any(at[:1] == path and (len(at) == 2 or at[-1] in keys) for at in self.stand_ins)
        )

    def _offsets(self, path: Path, key: bool) -> tuple[int, int]:
        if self.root is None:
            return 0, 1
        node, name = find(self.root, path)
        if not key:
            return node.start, node.end
        if name is None and isinstance(node, MapNode):
            name = next((first for first, _ in node.entries.values()), None)
        return (name or node).start, (name or node).end

    def _words(self, path: Path, within: tuple[int, int]) -> tuple[int, int] | None:
        """Offsets in the source of words of a text, whose lines may be folded there."""
        if self.root is None:
            return None
        node, _ = find(self.root, path)
        if not isinstance(node, TextNode) or node.text is None:
            return None
        text = node.text.strip()
        pattern = re.compile(r"\s+".join(map(re.escape, text[slice(*within)].split())))
        number = sum(1 for match in pattern.finditer(text) if match.start() < within[0])
        for match in pattern.finditer(self.source.text, node.start, node.end):
            if not number:
                return match.span()
            number -= 1
        return None


def find(root: Node, path: Path) -> tuple[Node, TextNode | None]:
    """The node at a path and its key. A single value stands for a list of one, as in targets."""
    node, key = root, None
    for step in path:
        if isinstance(node, MapNode) and isinstance(step, str):
            if step not in node.entries:
                return node, key
            key, node = node.entries[step]
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node, key = node.items[step], None
    return node, key
