"""A YAML tree to a value of the model, with every problem at its place.

pydantic validates; its errors become our rules, at the line and column of the node (`faults.py`). A file with problems
of shape still gets a value, in which the faulty parts are left out or replaced by stand-ins (`mend.py`), so that all
the other rules can be checked in the same run. What they say about a stand-in is not reported.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from .compose import compose
from .faults import faults_of, problems_of
from .loaded import Loaded, V
from .mend import Patched, Renamed
from .nodes import ListNode, Node, TextNode
from .schema import keys_of, shape_of
from .text import Source


def load(source: Source, model: type[V], start: int = 0, end: int | None = None) -> Loaded[V]:
    """Read the YAML between two offsets of a source as a value of the model."""
    root, problems = compose(source, start, end, keys_of(model).prose)
    if root is None:
        return Loaded(source, None, None, problems)
    try:
        return Loaded(source, root, model.model_validate(plain(root)), problems)
    except ValidationError:
        pass
    whole = shape_of(model)
    renamed = Renamed(source, root, whole)
    root = renamed.root
    problems += tuple(renamed.problems())
    dropped = frozenset(renamed.dropped)
    data = plain(root)
    try:
        return Loaded(source, root, model.model_validate(data), problems, frozenset(), dropped)
    except ValidationError as error:
        faults = faults_of(error, root)
    problems += tuple(problems_of(root, whole, faults, Loaded(source, root, None)))
    patched = Patched(data, whole, faults)
    stand_ins, dropped = frozenset(patched.stand_ins), dropped | patched.dropped
    try:
        value = model.model_validate(patched.data)
    except ValidationError:
        # Nothing can be made of a file that is no mapping.
        return Loaded(source, root, None, problems)
    return Loaded(source, root, value, problems, stand_ins, dropped)


def plain(node: Node) -> Any:
    """The node as dictionaries, lists, texts and None."""
    if isinstance(node, TextNode):
        return node.text
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}
