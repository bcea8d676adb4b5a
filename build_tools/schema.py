"""The JSON Schema of the format, made from the model, and the shape of each place in it.

Editors read it for completion and hover help (`docs/schema/annotations.schema.json`). The loader reads it to
say what belongs where, so that messages and hover help have the same words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .dates import PATTERN as DATE_PATTERN
from .ids import ID_PATTERN
from .model import URL_PATTERN, AnnotationFile, Value
from .rules.rule import Path

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Marked Copy annotations"
_STAND_INS = ("stand-in", "2000-01-01", "https://example.org/", "en")


def annotation_schema() -> dict[str, Any]:
    """The schema of annotation files."""
    made = AnnotationFile.model_json_schema()
    _close(made)
    return {"$schema": DIALECT, "title": TITLE, **{key: made[key] for key in made if key != "title"}}


def schema_text() -> str:
    """The schema as it is printed and published."""
    return json.dumps(annotation_schema(), indent=2, ensure_ascii=False) + "\n"


def fields_markdown() -> str:
    """The reference of every field of an annotation file as the body of a Markdown page."""
    whole = AnnotationFile.model_json_schema()
    sections = [_section("Annotation file", whole)]
    todo, done = [whole], set[str]()
    while todo:
        for name in _references(todo.pop(0)):
            if name not in done:
                done.add(name)
                definition = whole["$defs"][name]
                todo.append(definition)
                sections.append(_section(_words(name), definition))
    return "\n\n".join(sections) + "\n"


def _close(schema: Any) -> None:
    """Refuse keys that are no ids wherever keys are ids: pydantic does, and leaves it unsaid."""
    if isinstance(schema, dict):
        if "patternProperties" in schema:
            schema["additionalProperties"] = False
        for below in schema.values():
            _close(below)
    elif isinstance(schema, list):
        for below in schema:
            _close(below)


def _section(title: str, schema: Mapping[str, Any]) -> str:
    rows = ["| Key | Value | Meaning |", "|---|---|---|"]
    for key, field in schema["properties"].items():
        need = " (required)" if key in schema.get("required", ()) else ""
        meaning = " ".join(field.get("description", "").split())
        rows.append(f"| `{key}` | {_kind(field)}{need} | {meaning} |")
    return f"### {title}\n\n{schema['description']}\n\n" + "\n".join(rows)


def _kind(schema: Mapping[str, Any]) -> str:
    """What stands under a key, in words."""
    if "$ref" in schema:
        name = _words(schema["$ref"].rpartition("/")[2])
        return f"[{name[0].lower()}{name[1:]}](#{name.lower().replace(' ', '-')})"
    if forms := schema.get("anyOf", schema.get("oneOf")):
        *kinds, last = dict.fromkeys(_kind(form) for form in forms if form.get("type") != "null")
        if last == f"list: {' or '.join(kinds)}":
            last = "a list of these"
        return " or ".join([*kinds, last])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return (
            "yes or no" if True in schema["enum"] else " or ".join(f"`{option}`" for option in schema["enum"])
        )
    match schema.get("type"):
        case "array":
            return f"list: {_kind(schema['items'])}"
        case "object":
            return f"by id: {_kind(next(iter(schema['patternProperties'].values())))}"
        case "integer":
            return "whole number"
    return {ID_PATTERN: "id", URL_PATTERN: "address", DATE_PATTERN: "date"}.get(
        schema.get("pattern", ""), "text"
    )


def _references(schema: Any) -> Iterator[str]:
    """The names of the definitions a schema refers to, in order."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema["$ref"].rpartition("/")[2]
        for key, below in schema.items():
            if key != "$defs":
                yield from _references(below)
    elif isinstance(schema, list):
        for below in schema:
            yield from _references(below)


def _words(name: str) -> str:
    """`AbsentVoice` as “Absent voice”."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda match: " " + match.group().lower(), name)


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
        return next(text for text in _STAND_INS if re.search(pattern, text))

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


@cache
def shape_of(model: type[Value]) -> Shape:
    """The shape of a file of this model."""
    schema = model.model_json_schema()
    return Shape(schema, schema.get("$defs", {}))
