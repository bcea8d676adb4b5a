"""The JSON Schema of the format, as editors read it, and its reference for contributors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.annotations import AnnotationFile, NoteFile
from ..model.dates import PATTERN as DATE_PATTERN
from ..model.fields import URL_PATTERN, Value
from ..model.ids import ID_PATTERN

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def annotation_schema(techniques: Mapping[str, str] = {}) -> dict[str, Any]:
    """The schema of annotation files. `techniques` are offered by editors: what each is, in a line, by its id."""
    made = _schema(AnnotationFile, "Marked Copy annotations")
    _offer(made["$defs"]["Annotation"]["properties"]["technique"], techniques)
    return made


def note_schema(techniques: Mapping[str, str] = {}) -> dict[str, Any]:
    """The schema of notes in files of their own, whose names say their ids."""
    made = _schema(NoteFile, "Marked Copy note")
    _offer(made["properties"]["technique"], techniques)
    made["required"] = [key for key in made["required"] if key != "id"]
    return made


def schema_text(schema: Mapping[str, Any]) -> str:
    """A schema as it is printed and published."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _schema(model: type[Value], title: str) -> dict[str, Any]:
    made = model.model_json_schema()
    _close(made)
    for shape in (made, *made["$defs"].values()):
        _explain(shape)
        for field in shape["properties"].values():
            _explain(field)
            # Editors would write it, and what is left out says the same.
            if not field.get("default", False):
                field.pop("default", None)
            _join(field)
    return {"$schema": DIALECT, "title": title, **{key: made[key] for key in made if key != "title"}}


def fields_markdown() -> str:
    """The reference of every field of an annotation file as the body of a Markdown page."""
    whole = AnnotationFile.model_json_schema()
    note = note_schema()
    own = set(note["properties"]) - set(whole["$defs"]["Annotation"]["properties"])
    note = {**note, "properties": {key: field for key, field in note["properties"].items() if key in own}}
    sections = [_section("Annotation file", whole), _section("Note file", note)]
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


def _explain(schema: dict[str, Any]) -> None:
    """Give the text as one line, and as Markdown where it is: an editor shows its signs otherwise."""
    text = schema["description"] = " ".join(schema.get("description", "").split())
    if "`" in text:
        schema["markdownDescription"] = text


def _join(field: dict[str, Any]) -> None:
    """Say of what may be left empty that it is of two types: of two shapes, an editor shows everything twice."""
    first, *others = field.get("anyOf", [{}])
    if others == [{"type": "null"}] and isinstance(first.get("type"), str) and "enum" not in first:
        del field["anyOf"]
        field.update(first, type=[first["type"], "null"])


def _offer(field: dict[str, Any], techniques: Mapping[str, str]) -> None:
    """Have editors offer these, and take others too: a new technique is no mistake before the schema is made anew."""
    if not techniques:
        return
    # The name stands above both, and not in each: an editor may join the names of all that fit.
    above = ("title", "description", "markdownDescription")
    rule = {key: field.pop(key) for key in tuple(field) if key not in above}
    offered = {
        "enum": list(techniques),
        "markdownEnumDescriptions": list(techniques.values()),
    }
    field["anyOf"] = [offered, rule]


def _section(title: str, schema: Mapping[str, Any]) -> str:
    rows = ["| Key | Value | Meaning |", "|---|---|---|"]
    for key, field in schema["properties"].items():
        need = " (required)" if key in schema.get("required", ()) else ""
        meaning = " ".join(field.get("description", "").split())
        rows.append(f"| `{key}` | {_kind(field)}{need} | {meaning} |")
    return f"### {title}\n\n{schema['description']}\n\n" + "\n".join(rows)


_LIMITS = (("from", "minimum"), ("to", "maximum"))


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
            limits = [f"{word} {schema[key]}" for word, key in _LIMITS if key in schema]
            return " ".join(["whole number", *limits])
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
