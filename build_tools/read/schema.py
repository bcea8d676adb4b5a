"""The shape of each place in a file: what may stand there, and what it is for.

Both come from the JSON Schema of the model, which editors read too (`format.py`), so that messages and hover help
have the same words.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ..model.ids import ID_PATTERN
from ..problems.problem import Path

if TYPE_CHECKING:
    from ..model.fields import Value

STAND_INS = ("stand-in", "2000-01-01", "https://example.org/", "en")


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand at one place of a file."""

    schema: Mapping[str, Any]
    definitions: Mapping[str, Any]
    meaning: str = ""
    """What it is for, in a sentence."""

    def at(self, path: Path) -> Shape:
        """The shape at a path below this one; an empty shape where the format has nothing."""
        shape = self
        for step in path:
            shape = shape._step(step)
        return shape

    def keys(self) -> tuple[str, ...]:
        """The keys of a mapping."""
        return tuple(dict.fromkeys(key for form in self._forms() for key in form.get("properties", ())))

    def order(self, present: Collection[str]) -> tuple[str, ...]:
        """The keys of the first alternative that has all of those, in the format's order, or none."""
        forms = (tuple(form.get("properties", ())) for form in self._forms())
        return next((keys for keys in forms if set(present) <= set(keys)), ())

    def requires(self, key: str) -> bool:
        """Whether a mapping of this shape must have the key."""
        return any(key in form.get("required", ()) for form in self._forms())

    def options(self) -> tuple[str, ...]:
        """The words that may stand here, when there is a choice of few."""
        return tuple(
            str(option)
            for form in self._forms()
            for option in form.get("enum", [form["const"]] if "const" in form else [])
        )

    def most(self) -> int:
        """The largest number of items or keys that a list or mapping may have here."""
        limits = (form.get("maxItems", form.get("maxProperties")) for form in self._forms())
        return max((limit for limit in limits if limit is not None), default=sys.maxsize)

    def number(self) -> str:
        """What number may stand here, in words: “a whole number from 1 to 600”; nothing where none may."""
        for form in self._forms():
            if form.get("type") == "integer":
                least, most = form.get("minimum"), form.get("maximum")
                if least is None and most is None:
                    return "a whole number"
                if least is None or most is None:
                    return (
                        f"a whole number, {least} or more"
                        if most is None
                        else f"a whole number, {most} or less"
                    )
                return f"a whole number from {least} to {most}"
        return ""

    def allows(self, text: str) -> bool:
        """Whether a text is of the form of an id, a date, an address, a number or a word that may stand here."""
        return any(
            text in map(str, form.get("enum", [form.get("const")]))
            or re.search(form.get("pattern", r"(?!)"), text) is not None
            or (form.get("type") == "integer" and text.isdecimal())
            for form in self._forms()
        )

    def stand_in(self) -> Any:
        """A value of this shape that says nothing."""
        forms = [form for form in self._forms() if form.get("type") != "null"]
        # The last form of a target is the whole article, which is always right.
        form = next((item for item in reversed(forms) if "const" in str(item)), next(iter(forms), {}))
        if "const" in form:
            return form["const"]
        if "enum" in form:
            return form["enum"][0]
        match form.get("type"):
            case "object":
                return {key: self._of(form["properties"][key]).stand_in() for key in form.get("required", ())}
            case "array":
                return [self._of(form["items"]).stand_in()] * form.get("minItems", 0)
            case "integer":
                return form.get("minimum", 0)
        pattern = form.get("pattern", "")
        return next(text for text in STAND_INS if re.search(pattern, text))

    def _step(self, step: str | int) -> Shape:
        for form in self._forms():
            if isinstance(step, int) and "items" in form:
                return self._of(form["items"], self.meaning)
            if step in form.get("properties", {}):
                return self._of(form["properties"][step])
            if isinstance(step, str) and "patternProperties" in form:
                return self._of(next(iter(form["patternProperties"].values())), self.meaning)
        return Shape({}, self.definitions)

    def _of(self, schema: Mapping[str, Any], meaning: str = "") -> Shape:
        return Shape(schema, self.definitions, schema.get("description", meaning))

    def _forms(self) -> Iterator[Mapping[str, Any]]:
        """The alternatives, references resolved."""
        todo = [self.schema]
        while todo:
            schema = todo.pop(0)
            if "$ref" in schema:
                todo.insert(0, self.definitions[schema["$ref"].rpartition("/")[2]])
            elif "anyOf" in schema or "oneOf" in schema:
                todo[:0] = schema.get("anyOf", []) + schema.get("oneOf", [])
            else:
                yield schema

    def properties(self) -> Iterator[tuple[str, Shape]]:
        """Every key of this shape and of the shapes it is made of, each with what may stand under it."""
        for schema in (self.schema, *self.definitions.values()):
            for key, below in schema.get("properties", {}).items():
                yield key, self._of(below)

    def has_forms(self) -> bool:
        """Whether a value is of one of several forms, which the validation tells apart and gives names to."""
        return any("oneOf" in form for form in (self.schema, *self.schema.get("anyOf", ())))

    def holds(self, kind: str) -> bool:
        """Whether a value of the kind, in the words of JSON Schema, may stand here."""
        return any(kind in _kinds(form) for form in self._forms())

    def is_prose(self) -> bool:
        """Whether free words may stand here, or a list of them."""
        return any(
            self._of(form["items"]).is_prose() if "items" in form else _is_free(form)
            for form in self._forms()
        )

    def is_ids(self) -> bool:
        """Whether a list of ids stands here."""
        return any(form.get("items", {}).get("pattern") == ID_PATTERN for form in self._forms())


def _kinds(form: Mapping[str, Any]) -> Sequence[str]:
    kinds = form.get("type", ())
    return (kinds,) if isinstance(kinds, str) else kinds


def _is_free(form: Mapping[str, Any]) -> bool:
    return form.get("type") == "string" and not form.keys() & {"pattern", "enum", "const"}


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a file by what stands under them, wherever they stand themselves."""

    all: frozenset[str]
    prose: frozenset[str]
    """Those under which words stand for people to read, or a list of such."""
    lists: frozenset[str]
    """Those under which nothing but a list can stand."""
    mappings: frozenset[str]
    """Those under which a mapping can stand."""
    ids: frozenset[str]
    """Those under which a list of ids stands."""


NO_KEYS = Keys(frozenset(), frozenset(), frozenset(), frozenset(), frozenset())
"""Of a file of which nothing is known."""


@cache
def keys_of(model: type[Value]) -> Keys:
    """The keys of a file of this model."""
    known: dict[str, list[Shape]] = {}
    for key, shape in shape_of(model).properties():
        known.setdefault(key, []).append(shape)
    return Keys(
        frozenset(known),
        frozenset(key for key, shapes in known.items() if any(shape.is_prose() for shape in shapes)),
        frozenset(
            key
            for key, shapes in known.items()
            if all(shape.holds("array") and not shape.holds("string") for shape in shapes)
        ),
        frozenset(key for key, shapes in known.items() if any(shape.holds("object") for shape in shapes)),
        frozenset(key for key, shapes in known.items() if any(shape.is_ids() for shape in shapes)),
    )


@cache
def least_most(model: type[Value]) -> int:
    """The smallest limit to the number of items in a file of this model."""
    return min((shape.most() for _, shape in shape_of(model).properties()), default=sys.maxsize)


@cache
def shape_of(model: type[Value]) -> Shape:
    """The shape of a file of this model."""
    schema = model.model_json_schema()
    return Shape(schema, schema.get("$defs", {}))
