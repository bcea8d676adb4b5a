"""What pydantic says of a value, as problems in our words, at the places of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from ..model.ids import ID_PATTERN, as_id
from ..model.languages import tag_for
from ..problems import shape, signs
from ..problems.closest import one_of
from ..problems.problem import Path, Problem, limited
from ..problems.wording import Wording
from .alike import difference, levelled
from .loaded import Loaded, find
from .nodes import ListNode, MapNode, Node, TextNode
from .schema import Shape
from .syntax import in_quotes
from .text import Source

_WANTED = {
    "string_type": "a text",
    "string_too_short": "a text",
    "nothing-to-see": "a text",
    "dict_type": "a mapping of ids",
    "model_type": "a mapping of keys",
    "tuple_type": "a list",
    "too_short": "at least one item",
    "bool_type": "`yes` or `no`",
    "literal_error": "a word",
}
_NUMBERS = ("int_type", "int_parsing")
_NOT_TEXT = ("dict_type", "model_type", "tuple_type")
_AT_KEY: tuple[Wording[...], ...] = (shape.missing_key, shape.unknown_key, shape.empty_value)


class Fault(NamedTuple):
    """An error of pydantic's, with its path as it is in the file."""

    path: Path
    kind: str
    context: Mapping[str, Any]
    is_key: bool


def faults_of(error: ValidationError, root: Node, whole: Shape) -> tuple[Fault, ...]:
    """The faults of a value of that shape that was made of a tree."""
    details = error.errors(include_url=False, include_input=False)
    around = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    return tuple(
        _fault(detail["loc"], detail["type"], {"text": detail["msg"], **detail.get("ctx", {})}, root, whole)
        for detail in details
        # A list whose items all failed is said to be too short as well.
        if not (detail["type"] == "too_short" and detail["loc"] in around)
    )


def _fault(loc: Path, kind: str, context: Mapping[str, Any], root: Node, whole: Shape) -> Fault:
    is_key = loc[-1:] == ("[key]",) and kind == "id-format"
    steps = loc[:-1] if is_key else loc
    if kind == "missing":
        return Fault((*_in_tree(steps[:-1], root, whole), steps[-1]), kind, context, False)
    return Fault(_in_tree(steps, root, whole), kind, context, is_key)


def _in_tree(steps: Path, node: Node, shape: Shape) -> Path:
    """The steps that the tree has: pydantic's also number the one item that stands for a list, and name the form that a
    value was taken for (“words”, “every”, …), which may be the name of a key too."""
    path: Path = ()
    has_forms = shape.has_forms()
    for step in steps:
        if has_forms and isinstance(step, str):
            has_forms = False
            continue
        below: Node | None = None
        if isinstance(node, MapNode) and isinstance(step, str) and step in node.entries:
            below = node.entries[step][1]
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            below = node.items[step]
        if below is not None:
            path, node = (*path, step), below
        shape = shape.at((step,))
        has_forms = shape.has_forms()
    return path


class Alike(NamedTuple):
    """A value that looks like one that may stand in its place."""

    path: Path
    start: int
    end: int
    """Offsets in the source."""
    given: str
    meant: str
    what: str

    def problem(self, finder: Loaded[Any]) -> Problem:
        """What it is told as. `finder` knows the places of the tree."""
        hint = difference(self.given)
        return signs.look_alike.at(
            finder.place(self.path),
            f"“{shape.shortened(self.given)}”",
            f"the {self.what} `{shape.shortened(self.meant)}`",
            f"{hint[:1].upper()}{hint[1:]}.\nType `{shape.shortened(self.meant)}`.",
        )


_ALIKE = {
    "id-format": "id",
    "literal_error": "value",
    "bool_type": "value",
    "bad-value": "date",
    "int_parsing": "number",
    "link-scheme": "address",
    "string_pattern_mismatch": "value",
}


def alike(root: Node, whole: Shape, faults: Iterable[Fault]) -> Iterator[Alike]:
    """The faulty values that only look like right ones."""
    for fault in faults:
        node, _ = find(root, fault.path)
        if fault.kind in _ALIKE and not fault.is_key and isinstance(node, TextNode) and node.text:
            meant = levelled(node.text[:_LONGEST])
            if difference(node.text[:_LONGEST]) and whole.at(fault.path).allows(meant):
                yield Alike(fault.path, node.start, node.end, node.text, meant, _ALIKE[fault.kind])


_LONGEST = 1000
"""Characters of an address or a text that is looked at."""
_MOST_NAMES = 20


def problems_of(root: Node, whole: Shape, faults: Iterable[Fault], finder: Loaded[Any]) -> Iterator[Problem]:
    """The faults as problems, grouped by rule. `finder` knows the places of the tree."""
    by_rule: dict[str, list[tuple[Wording[...], Fault, tuple[Any, ...]]]] = {}
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
        rule, arguments = _worded(fault, node, whole, finder.source)
        by_rule.setdefault(rule.id, []).append((rule, fault, arguments))
    for found in by_rule.values():
        yield from limited(
            rule.at(finder.place(fault.path, key=fault.is_key or rule in _AT_KEY), *arguments)
            for rule, fault, arguments in found
        )


def _worded(fault: Fault, node: Node, whole: Shape, source: Source) -> tuple[Wording[...], tuple[Any, ...]]:
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
    if fault.kind in _NUMBERS:
        wanted = here.number()
    if fault.kind in ("string_too_short", "too_short", "nothing-to-see") or (
        isinstance(node, TextNode) and given is None
    ):
        return shape.empty_value, (wanted, here.meaning)
    if given is None or fault.kind in _NOT_TEXT:
        return shape.wrong_type, (_form(node), wanted, here.meaning, _instead(fault, node, here, source))
    return _of_text(fault, given, name, here)


def _instead(fault: Fault, node: Node, here: Shape, source: Source) -> str:
    """What to write in place of a value that has another form than it should, if that is plain."""
    if fault.kind == "tuple_type" and isinstance(node, TextNode) and node.text:
        names = node.text.strip("()- ").replace(",", " ").split()
        if here.is_ids() and all(re.fullmatch(ID_PATTERN, name) for name in names):
            return f"Write `[{', '.join(names)}]`." if len(names) < _MOST_NAMES else ""
    elif fault.kind in ("dict_type", "model_type") and here.keys():
        return f"Write each of its keys on a line of its own, with its value: {one_of(here.keys(), 'and')}."
    elif isinstance(node, ListNode) and len(node.items) == 1 and isinstance(node.items[0], TextNode):
        only = shape.shortened(node.items[0].text or "")
        if fault.kind == "literal_error":
            return f"Write `{only}` alone, without a hyphen or brackets."
    written = source.text[node.start : node.end].strip()
    if (
        fault.kind != "string_type"
        or isinstance(node, TextNode)
        or not written.isprintable()
        or len(written) > _LONGEST
    ):
        return ""
    belongs = "colon belongs" if isinstance(node, MapNode) and written[0] != "{" else "brackets belong"
    return f"If the {belongs} to the text, put that in quotation marks:\n  {in_quotes(written)}"


def _of_text(fault: Fault, given: str, name: str, here: Shape) -> tuple[Wording[...], tuple[Any, ...]]:
    """The same for a text that does not say what it should."""
    said = f"“{shape.shortened(given)}”"
    match fault.kind:
        case "id-format":
            return shape.id_format, (given, _as_id(given.removesuffix(".md")))
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
            most, text = fault.context["max_length"], given.strip()
            # Where a text is one line, white space of any length counts as one space.
            line = " ".join(text.split())
            return shape.text_too_long, (name, len(line if len(line) > most else text), most, here.meaning)
        case "string_pattern_mismatch" if name == "language":
            tag = tag_for(given) if len(given) < _LONGEST else ""
            form = f"`{tag}`" if tag else "a tag such as `en`, `de` or `pt-BR`"
            return shape.bad_value, (f"{said} is not the tag of a language", (), given, here.meaning, form)
        case "int_parsing":
            return shape.bad_value, (f"{said} is not a whole number", (), given, here.meaning, here.number())
        case "greater_than_equal" | "less_than_equal" | "int_parsing_size":
            how = "small" if fault.kind == "greater_than_equal" or given.strip().startswith("-") else "large"
            return shape.bad_value, (
                f"{said} is too {how} for `{name}`",
                (),
                given,
                here.meaning,
                here.number(),
            )
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
    return as_id(text)
