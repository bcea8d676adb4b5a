"""A faulty file mended, so that everything else in it can be checked in the same run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice
from typing import Any

from ..problems import shape
from ..problems.closest import closest
from ..problems.problem import LIMIT, Path, Problem, limited
from .faults import Fault
from .nodes import ListNode, MapNode, Node, TextNode
from .schema import Shape
from .text import Source


class Shortened:
    """A tree without the items that are above the largest number of its lists and mappings."""

    def __init__(self, source: Source, root: Node, whole: Shape, least: int) -> None:
        """`least` is the smallest limit in the format."""
        self.source = source
        self.cut: set[Path] = set()
        """The place of the first item that each of them has lost."""
        self._long: list[tuple[str, TextNode | None, Node, int]] = []
        # Hardly a file has a list that is long enough for a limit.
        self.root = self._node(root, whole, (), None) if _is_wider(root, least) else root

    def problems(self) -> Iterator[Problem]:
        """The lists and mappings that were too long."""
        return limited(
            shape.too_many.at(
                self.source.place((key or node).start, (key or node).end), name, _length(node), most
            )
            for name, key, node, most in self._long
        )

    def _node(self, node: Node, here: Shape, path: Path, key: TextNode | None) -> Node:
        if isinstance(node, TextNode) or not here.schema:
            return node
        most = here.most()
        if _length(node) > most:
            name = next((step for step in reversed(path) if isinstance(step, str)), "")
            self._long.append((name, key, node, most))
            lost = most if isinstance(node, ListNode) else next(islice(node.entries, most, None))
            self.cut.add((*path, lost))
        if isinstance(node, ListNode):
            items = tuple(
                self._node(item, here.at((0,)), (*path, number), None)
                for number, item in enumerate(node.items[:most])
            )
            return ListNode(node.start, node.end, items)
        entries = {
            step: (its_key, self._node(value, here.at((step,)), (*path, step), its_key))
            for step, (its_key, value) in islice(node.entries.items(), most)
        }
        return MapNode(node.start, node.end, entries)


class Renamed:
    """A tree without the keys that its format does not know.

    One that is part of the empty key above it, or that belongs beside the key it stands under, is put there; one that
    is near enough to a known one has its name.
    """

    def __init__(self, source: Source, root: Node, whole: Shape) -> None:
        self.source = source
        self.dropped: set[str] = set()
        """All texts under the keys that were left out."""
        self._unknown: list[tuple[TextNode, tuple[str, ...], bool]] = []
        self._moved: list[tuple[TextNode, str, str]] = []
        """Keys that are not indented as they should be, with the key they are part of, or the one they stand beside."""
        self.root = self._node(root, whole)

    def problems(self) -> Iterator[Problem]:
        """The unknown keys."""
        moved = (
            shape.unknown_key.at(
                self.source.place(key.start, key.end), key.text or "", (), below=below, beside=beside
            )
            for key, below, beside in self._moved
        )
        unknown = (
            shape.unknown_key.at(
                self.source.place(key.start, key.end), key.text or "", known, in_braces=in_braces
            )
            for key, known, in_braces in self._unknown
        )
        return limited(chain(moved, unknown))

    def _node(self, node: Node, here: Shape) -> Node:
        if isinstance(node, TextNode) or not here.schema:
            return node
        if isinstance(node, ListNode):
            items = tuple(self._node(item, here.at((number,))) for number, item in enumerate(node.items))
            return ListNode(node.start, node.end, items)
        known = here.keys()
        if known and not node.entries.keys() <= set(known):
            node = self._deeper(node, here, known)
        if known:
            node = self._higher(node, here, known)
        return MapNode(node.start, node.end, dict(self._entries(node, here)))

    def _deeper(self, node: MapNode, here: Shape, known: Collection[str]) -> MapNode:
        """The mapping, with keys that belong to the empty one above them moved there."""
        entries: dict[str, tuple[TextNode, Node]] = {}
        parts: dict[str, dict[str, tuple[TextNode, Node]]] = {}
        owner = ""
        for name, (key, value) in node.entries.items():
            is_part = bool(owner) and name not in known and bool(here.at((owner, name)).schema)
            if is_part and (isinstance(value, MapNode) or name in here.at((owner,)).keys()):  # noqa: SIM118
                if owner not in parts:
                    self._moved.append((key, owner, ""))
                parts.setdefault(owner, {})[name] = (key, value)
                continue
            is_empty = isinstance(value, TextNode) and value.text is None and name in known
            owner = name if is_empty else ""
            entries[name] = (key, value)
        for name, below in parts.items():
            inside = [*below.values()]
            entries[name] = (entries[name][0], MapNode(inside[0][0].start, inside[-1][1].end, below))
        return MapNode(node.start, node.end, entries)

    def _higher(self, node: MapNode, here: Shape, known: Collection[str]) -> MapNode:
        """The mapping, with keys of its own that stand one level too deep moved up."""
        entries: dict[str, tuple[TextNode, Node]] = {}
        for name, (key, value) in node.entries.items():
            entries[name] = (key, value)
            inside = here.at((name,)).keys() if isinstance(value, MapNode) else ()
            if not isinstance(value, MapNode) or not inside:
                continue
            strays = {
                step: entry
                for step, entry in value.entries.items()
                if step in known and step not in inside and step not in node.entries
            }
            if strays and len(self._moved) < LIMIT:
                self._moved += [(entry[0], "", name) for entry in strays.values()]
                kept = {step: entry for step, entry in value.entries.items() if step not in strays}
                entries[name] = (key, MapNode(value.start, value.end, kept))
                entries.update(strays)
        return MapNode(node.start, node.end, entries)

    def _entries(self, node: MapNode, here: Shape) -> Iterator[tuple[str, tuple[TextNode, Node]]]:
        known = here.keys()
        taken = set(node.entries)
        for name, (key, value) in node.entries.items():
            meant: str | None = name
            if known and name not in known:
                meant = closest(name, known) if len(self._unknown) < LIMIT else None
                self._unknown.append((key, known, self.source.text[node.start] == "{"))
                if meant in taken:
                    meant = None
            if meant is None:
                self.dropped.update(_texts(value))
            else:
                taken.add(meant)
                yield meant, (key, self._node(value, here.at((meant,))))


class Patched:
    """Plain data with its faults left out or replaced by stand-ins."""

    def __init__(self, data: Any, whole: Shape, faults: Iterable[Fault]) -> None:
        self.data = data
        self.stand_ins: set[Path] = set()
        """Where the data is not what the file says."""
        self.dropped: set[str] = set()
        """All texts that were left out or replaced."""
        self._whole = whole
        # A key that is given another name is no longer found by the faults of its value, so that keys come last.
        for fault in sorted(faults, key=lambda fault: fault.is_key):
            self._mend(fault)

    def _mend(self, fault: Fault) -> None:
        holder, step = _reach(self.data, fault.path)
        if holder is None:
            return
        if fault.kind == "missing":
            holder.setdefault(step, self._whole.at(fault.path).stand_in())
        elif isinstance(holder, dict) and step not in holder:
            return  # left out already, for another fault
        elif fault.is_key:
            value = holder.pop(step)
            step = f"stand-in-{len(self.stand_ins)}"
            holder[step] = value
        else:
            self.dropped.update(_said(holder[step]))
            if isinstance(holder, dict) and not self._whole.at(fault.path[:-1]).requires(str(step)):
                del holder[step]
            else:
                holder[step] = self._whole.at(fault.path).stand_in()
        self.stand_ins.add((*fault.path[:-1], step))


def put(data: Any, path: Path, value: Any) -> None:
    """Set the value at a path of plain data."""
    holder, step = _reach(data, path)
    if holder is not None:
        holder[step] = value


def _reach(data: Any, path: Path) -> tuple[Any, Any]:
    """What holds the last step of a path, and that step; nothing where the data has no such place."""
    value, holder = data, None
    for length, step in enumerate(path, start=1):
        holder = value
        is_item = isinstance(holder, list) and isinstance(step, int) and step < len(holder)
        if is_item or (isinstance(holder, dict) and step in holder):
            value = holder[step]
        elif not (isinstance(holder, dict) and length == len(path)):
            return None, None
    return (holder, path[-1]) if path else (None, None)


def _length(node: Node) -> int:
    if isinstance(node, TextNode):
        return 0
    return len(node.items) if isinstance(node, ListNode) else len(node.entries)


def _is_wider(node: Node, most: int) -> bool:
    """Whether a list or mapping in a tree has more items."""
    if isinstance(node, TextNode):
        return False
    if isinstance(node, ListNode):
        return len(node.items) > most or any(
            _is_wider(item, most) for item in node.items if not isinstance(item, TextNode)
        )
    return len(node.entries) > most or any(
        _is_wider(value, most) for _, value in node.entries.values() if not isinstance(value, TextNode)
    )


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, TextNode):
        yield from [node.text] if node.text else []
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _texts(item)
    else:
        for _, value in node.entries.values():
            yield from _texts(value)


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _said(item)
