"""A YAML tree to a value of the model, with every problem at its place.

pydantic validates; its errors become our rules, at the line and column of the node (`faults.py`). A file with problems
of shape still gets a value, in which the faulty parts are left out or replaced by stand-ins (`mend.py`), so that all
the other rules can be checked in the same run. What they say about a stand-in is not reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from ..model.ids import as_id
from ..problems.problem import LIMIT, Problem, limited_by_rule
from ..problems.yaml import several_documents
from .compose import compose
from .edits import Edit, Edited
from .faults import alike, faults_of, problems_of
from .loaded import Loaded, V
from .mend import Patched, Renamed, Shortened, put
from .nodes import ListNode, MapNode, Node, TextNode
from .schema import keys_of, least_most, shape_of
from .signs import LISTED, SINGLE, more_lines
from .slips import Slip, slips
from .text import Source, has_conflict

_MOST_LINES = 50_000
"""Lines of a file in which slips are looked for: a longer one no person has typed."""
_WIDE_BLOCK = re.compile(r"[＞｜][-+]?[ \t]*\r?$", re.MULTILINE)
"""What looks like the beginning of a block of text, and begins a text."""


def load(source: Source, model: type[V], start: int = 0, end: int | None = None) -> Loaded[V]:
    """Read the YAML between two offsets of a source as a value of the model."""
    keys = keys_of(model)
    stop = len(source.text) if end is None else end
    if has_conflict(source, start, stop):
        return Loaded(source, None, None)
    # A name that is no id has been told as a name.
    name = PurePosixPath(source.path).stem
    given = {model.named: as_id(name) or name} if model.named else {}
    loaded = _load(source, model, *_with(given, *compose(source, start, end, keys)))
    if not _errors(loaded) and not _WIDE_BLOCK.search(source.text, start, stop):
        return loaded
    if len(source.line_starts) > _MOST_LINES:
        return loaded
    found = slips(source, start, stop, keys)
    if not found:
        return loaded
    # What is wrong may be a sign that looks right: the file is read as it was meant, and the sign told.
    edited = Edited(source.text[start:stop], start, (slip.edit for slip in found))
    meant = _load(source, model, *_with(given, *compose(source, start, end, keys, edited)))
    # A second document that is one would only repeat the keys of the first.
    most = _errors(loaded) - any(slip.rule is several_documents for slip in found)
    if loaded.root is not None and _errors(meant) > most:
        return loaded
    if loaded.root is not None and meant.root is None:
        # Now it is no YAML: that is told only of lines with such a sign.
        lines = {source.position(slip.span[0])[0] for slip in found}
        if not all(problem.line in lines for problem in meant.problems):
            return loaded
    told = limited_by_rule(_told(source, found))
    mends = (*(slip.edit for slip in found if slip.is_sure), *meant.mends)
    return replace(meant, problems=(*told, *meant.problems), mends=mends)


def _told(source: Source, found: Iterable[Slip]) -> Iterator[Problem]:
    """Slips as problems: many of one kind as one, with their lines."""
    kinds: dict[tuple[str, str], list[Slip]] = {}
    for slip in found:
        kinds.setdefault(slip.kind, []).append(slip)
    for group in kinds.values():
        if len(group) <= SINGLE:
            yield from (slip.problem(source) for slip in group)
            continue
        first = group[0].problem(source)
        lines = [source.position(slip.span[0])[0] for slip in group[1:LISTED]]
        yield replace(first, message=first.message + more_lines(lines, len(group) - 1))


def _with(
    given: Mapping[str, str], root: Node | None, problems: tuple[Problem, ...]
) -> tuple[Node | None, tuple[Problem, ...]]:
    """What was composed, with the given texts under the keys that are not there."""
    if not isinstance(root, MapNode):
        return root, problems
    at = root.start
    entries = {
        key: (TextNode(at, at, key), TextNode(at, at, text))
        for key, text in given.items()
        if key not in root.entries
    }
    return root._replace(entries={**entries, **root.entries}) if entries else root, problems


def _errors(loaded: Loaded[V]) -> int:
    return sum(problem.severity == "error" for problem in loaded.problems)


def _load(source: Source, model: type[V], root: Node | None, problems: tuple[Problem, ...]) -> Loaded[V]:
    if root is None:
        return Loaded(source, None, None, problems)
    whole = shape_of(model)
    # Before pydantic sees it: of a million items that are wrong it would make as many errors.
    shortened = Shortened(source, root, whole, least_most(model))
    root = shortened.root
    problems += tuple(shortened.problems())
    cut = frozenset(shortened.cut)
    try:
        return Loaded(source, root, model.model_validate(plain(root)), problems, cut)
    except ValidationError:
        pass
    renamed = Renamed(source, root, whole)
    root = renamed.root
    problems += tuple(renamed.problems())
    dropped = frozenset(renamed.dropped)
    data = plain(root)
    try:
        return Loaded(source, root, model.model_validate(data), problems, cut, dropped)
    except ValidationError as error:
        faults = faults_of(error, root, whole)
    finder: Loaded[V] = Loaded(source, root, None)
    looks = tuple(islice(alike(root, whole, faults), LIMIT))
    mends = tuple(Edit(look.start, look.end, look.meant) for look in looks)
    if looks:
        problems += tuple(look.problem(finder) for look in looks)
        for look in looks:
            put(data, look.path, look.meant)
        try:
            return Loaded(source, root, model.model_validate(data), problems, cut, dropped, mends)
        except ValidationError as error:
            faults = faults_of(error, root, whole)
    problems += tuple(problems_of(root, whole, faults, finder))
    patched = Patched(data, whole, faults)
    stand_ins, dropped = cut | patched.stand_ins, dropped | patched.dropped
    try:
        value = model.model_validate(patched.data)
    except ValidationError:
        # Nothing can be made of a file that is no mapping.
        return Loaded(source, root, None, problems, mends=mends)
    return Loaded(source, root, value, problems, stand_ins, dropped, mends)


def plain(node: Node) -> Any:
    """The node as dictionaries, lists, texts and None."""
    if isinstance(node, TextNode):
        return node.text
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}
