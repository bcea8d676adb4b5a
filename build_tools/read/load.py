"""A YAML tree to a value of the model, with every problem at its place.

pydantic validates; its errors become our rules, at the line and column of the node. A file with problems of
shape still gets a value, in which the faulty parts are left out or replaced by stand-ins, so that all the
other rules can be checked in the same run. What they say about a stand-in is not reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..problems import shape
from ..problems.closest import closest, one_of
from ..problems.problem import LIMIT, Path, Problem, limited
from ..problems.wording import Wording
from .compose import compose
from .loaded import Loaded, V, find
from .nodes import ListNode, Node, TextNode
from .schema import Shape, shape_of
from .text import Source

_ROUNDS = 4
_FORMS_OF_TARGET = ("every", "after", "whole")
_WANTED = {
    "string_type": "a text",
    "string_too_short": "a text",
    "dict_type": "a mapping of ids",
    "model_type": "a mapping of keys",
    "tuple_type": "a list",
    "too_short": "at least one item",
    "bool_type": "`yes` or `no`",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "literal_error": "a word",
}


def load(source: Source, model: type[V], start: int = 0, end: int | None = None) -> Loaded[V]:
    """Read the YAML between two offsets of a source as a value of the model."""
    root, problems = compose(source, start, end)
    if root is None:
        return Loaded(source, None, None, problems)
    data = plain(root)
    try:
        return Loaded(source, root, model.model_validate(data), problems)
    except ValidationError as error:
        return _mend(source, root, data, model, problems, error)


def plain(node: Node) -> Any:
    """The node as dictionaries, lists, texts and None."""
    if isinstance(node, TextNode):
        return node.text
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


# --- what pydantic says, as problems -----------------------------------------------------------------


class _Fault(NamedTuple):
    """An error of pydantic's, with its path as it is in the file."""

    path: Path
    kind: str
    context: Mapping[str, Any]
    is_key: bool


def _mend(
    source: Source,
    root: Node,
    data: Any,
    model: type[V],
    problems: tuple[Problem, ...],
    error: ValidationError,
) -> Loaded[V]:
    whole = shape_of(model)
    faults = _faults(error, whole)
    problems += tuple(_problems(source, root, whole, faults))
    patch = _Patch(data, whole)
    for _ in range(_ROUNDS):
        for fault in faults:
            patch.apply(fault)
        try:
            value = model.model_validate(patch.data)
        except ValidationError as again:
            faults = _faults(again, whole)
        else:
            return Loaded(source, root, value, problems, frozenset(patch.stand_ins), frozenset(patch.dropped))
    return Loaded(source, root, None, problems)


def _faults(error: ValidationError, whole: Shape) -> list[_Fault]:
    details = error.errors(include_url=False, include_input=False)
    around = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    # A list whose items all failed is said to be too short as well.
    found = [_fault(item) for item in details if not (item["type"] == "too_short" and item["loc"] in around)]
    unknown = (fault for fault in found if fault.kind == "extra_forbidden")
    misspelt = {(*fault.path[:-1], _meant(fault, whole)) for fault in islice(unknown, LIMIT)}

    def is_explained(fault: _Fault) -> bool:
        """Whether a missing key is there, misspelt: one problem, not two."""
        *parent, key = fault.path or ("",)
        meant = (key, *_FORMS_OF_TARGET) if key == "exact" else (key,)
        return fault.kind == "missing" and any((*parent, name) in misspelt for name in meant)

    return [fault for fault in found if not is_explained(fault)]


def _meant(unknown: _Fault, whole: Shape) -> str | None:
    """The key that an unknown key was probably to be."""
    return closest(str(unknown.path[-1]), whole.at(unknown.path[:-1]).keys())


def _fault(detail: ErrorDetails) -> _Fault:
    loc = detail["loc"]
    # After the index of a target pydantic names its form ("words", "every", …), which is not in the file.
    path = tuple(
        step
        for at, step in enumerate(loc)
        if not (at >= 2 and loc[at - 2] == "target" and isinstance(loc[at - 1], int))
    )
    is_key = bool(path) and path[-1] == "[key]" and detail["type"] == "id-format"
    context = {"text": detail["msg"], **detail.get("ctx", {})}
    return _Fault(path[:-1] if is_key else path, detail["type"], context, is_key)


def _problems(source: Source, root: Node, whole: Shape, faults: Iterable[_Fault]) -> Iterator[Problem]:
    by_rule: dict[str, list[tuple[Wording[...], _Fault, tuple[Any, ...]]]] = {}
    missing: dict[Path, dict[str, str]] = {}
    for fault in faults:
        if fault.kind == "missing":
            # All that one mapping lacks is one problem.
            *parent, key = fault.path
            lacks = missing.setdefault(tuple(parent), {})
            if not lacks:
                by_rule.setdefault(shape.missing_key.id, []).append((shape.missing_key, fault, (lacks,)))
            lacks[str(key)] = whole.at(fault.path).meaning
            continue
        node, _ = find(root, fault.path)
        if isinstance(node, TextNode) and node.refused:
            continue
        rule, arguments = _worded(fault, node, whole)
        by_rule.setdefault(rule.id, []).append((rule, fault, arguments))
    finder: Loaded[Any] = Loaded(source, root, None)
    for found in by_rule.values():
        yield from limited(
            rule.at(finder.place(fault.path, key=fault.is_key or rule in _AT_KEY), *arguments)
            for rule, fault, arguments in found
        )


_NOT_TEXT = ("dict_type", "model_type", "tuple_type")
_AT_KEY: tuple[Wording[...], ...] = (shape.missing_key, shape.unknown_key, shape.empty_value)


def _worded(fault: _Fault, node: Node, whole: Shape) -> tuple[Wording[...], tuple[Any, ...]]:
    """The rule a fault breaks, and the arguments of its wording."""
    name = next((step for step in reversed(fault.path) if isinstance(step, str)), "")
    if fault.kind == "extra_forbidden":
        return shape.unknown_key, (name, whole.at(fault.path[:-1]).keys())
    if fault.is_key:
        return shape.id_format, (name, _as_id(name))
    if not fault.path:
        return shape.wrong_type, (_form(node), "a mapping of keys", f"Known here: {one_of(whole.keys())}.")
    here = whole.at(fault.path)
    given = node.text if isinstance(node, TextNode) else None
    wanted = fault.context["text"] if fault.kind == "wrong-type" else _WANTED.get(fault.kind, "a value")
    if fault.kind in ("string_too_short", "too_short") or (isinstance(node, TextNode) and given is None):
        return shape.empty_value, (wanted, here.meaning)
    if given is None or fault.kind in _NOT_TEXT:
        return shape.wrong_type, (_form(node), wanted, here.meaning)
    return _of_text(fault, given, name, here)


def _of_text(fault: _Fault, given: str, name: str, here: Shape) -> tuple[Wording[...], tuple[Any, ...]]:
    """The same for a text that does not say what it should."""
    said = f"“{shape.shortened(given)}”"
    match fault.kind:
        case "id-format":
            return shape.id_format, (given, _as_id(given))
        case "link-scheme":
            return shape.link_scheme, (given,)
        case "literal_error":
            return shape.bad_value, (
                f"{said} is not a value of `{name}`",
                here.options(),
                given,
                here.meaning,
            )
        case "bool_type":
            return shape.bad_value, (f"{said} is neither yes nor no", ("yes", "no"), given, here.meaning)
        case "string_too_long":
            length = len(given.strip())
            return shape.text_too_long, (name, length, fault.context["max_length"], here.meaning)
        case "int_parsing":
            return shape.bad_value, (f"{said} is not a whole number", (), given, here.meaning)
        case "bad-value":
            return shape.bad_value, (shape.shortened(fault.context["text"], 120), (), given, here.meaning)
    return shape.bad_value, (f"{said} does not fit `{name}`", (), given, here.meaning)


def _form(node: Node) -> str:
    if isinstance(node, TextNode):
        return "a text" if node.text is not None else "nothing"
    return "a list" if isinstance(node, ListNode) else "a mapping of keys"


def _as_id(text: str) -> str:
    """The closest id, if that is short and plain."""
    if len(text) > shape.SHOWN:
        return ""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") if text.isascii() else ""


class _Patch:
    """A copy of the data, mended fault by fault."""

    def __init__(self, data: Any, whole: Shape) -> None:
        self.data = data
        self.stand_ins: set[Path] = set()
        self.dropped: set[str] = set()
        self._whole = whole
        self._unknown = 0

    def apply(self, fault: _Fault) -> None:
        reached, holder, value = self._reach(fault.path)
        if fault.kind == "missing" or fault.kind == "extra_forbidden":
            _, _, parent = self._reach(fault.path[:-1])
            if isinstance(parent, dict):
                self._mend_key(fault, parent)
        elif fault.is_key and isinstance(holder, dict):
            name = f"stand-in-{len(self.stand_ins)}"
            holder[name] = holder.pop(reached[-1])
            self.stand_ins.add((*reached[:-1], name))
        elif reached and holder is not None:
            self._drop(value)
            self.stand_ins.add(reached)
            if isinstance(holder, dict) and not self._whole.at(reached[:-1]).requires(str(reached[-1])):
                del holder[reached[-1]]
            else:
                holder[reached[-1]] = self._whole.at(reached).stand_in()

    def _mend_key(self, fault: _Fault, parent: dict[str, Any]) -> None:
        key = str(fault.path[-1])
        if fault.kind == "missing":
            parent.setdefault(key, self._whole.at(fault.path).stand_in())
            self.stand_ins.add(fault.path)
        elif key in parent:
            value = parent.pop(key)
            self._unknown += 1
            meant = _meant(fault, self._whole) if self._unknown <= LIMIT else None
            if meant and meant not in parent:
                parent[meant] = value
            else:
                self._drop(value)

    def _reach(self, path: Path) -> tuple[Path, Any, Any]:
        """As much of a path as there is in the data, what holds its last step, and the value there."""
        reached: Path = ()
        holder: Any = None
        value = self.data
        for step in path:
            holds = isinstance(value, dict) and step in value
            if holds or (isinstance(value, list) and step in range(len(value))):
                reached, holder = (*reached, step), value
                value = holder[step]
            elif isinstance(step, str):
                break
        return reached, holder, value

    def _drop(self, value: Any) -> None:
        if isinstance(value, str):
            self.dropped.add(value)
        elif isinstance(value, (list, dict)):
            for item in value.values() if isinstance(value, dict) else value:
                self._drop(item)
