"""What stands beside the notes, item by item, and the values of anything, field by field, as texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

from ..model.annotations import AnnotationFile
from ..model.dates import PartialDate
from ..model.fields import Value
from ..model.targets import Quote
from .difference import Field, Item

_NAMES = {
    "absent_voices": ("name",),
    "coverage": ("publisher", "url"),
    "corrections": ("date",),
    "accept": ("rule", "at", "note"),
}
"""By what keys a reader tells items of a list apart, where they have no ids."""
_IN_LINE = ("summary", "author", "reviewer", "attributes_in_headline", "first", "establishes", "lesson")
_LISTS = ("absent_voices", "attributions", "coverage", "corrections", "accept")
_LONGEST, _ALIKE = 2_000, 60
"""Characters by which items are compared, and the per cent of them that one and the same item keeps."""
_MAPPINGS = ("voices", "evidence", "facts")


def items_of(old: AnnotationFile, new: AnnotationFile) -> Iterator[Item]:
    """What became of all that stands beside the notes."""
    for name in _IN_LINE:
        was, now = getattr(old, name, None), getattr(new, name, None)
        if was != now:
            yield Item(name, "changed" if was else "added", "", tuple(fields_of({name: was}, {name: now})))
    for name in _MAPPINGS:
        yield from _of_mapping(name, getattr(old, name) or {}, getattr(new, name) or {})
    for name in _LISTS:
        yield from _of_list(name, getattr(old, name) or (), getattr(new, name) or ())


def front_items(section: str, old: Value | None, new: Value | None) -> Iterator[Item]:
    """What became of the head of a file; of one that was added, all that it says."""
    fields = tuple(fields_of(dict(old or ()), dict(new or ())))
    if new and fields:
        yield Item(section, "changed" if old else "added", "", fields)


def _of_list(section: str, old: Sequence[Value], new: Sequence[Value]) -> Iterator[Item]:
    """Items without ids: those that a reader calls the same, or, of several, those with most in common."""
    left = [item for item in old if item not in new]
    for item in new:
        if item in old:
            continue
        name = _name(section, item)
        like = [other for other in left if _name(section, other) == name]
        if like:
            texts = {id(other): flat_text(other)[:_LONGEST] for other in like}
            was = max(like, key=lambda other: fuzz.ratio(texts[id(other)], flat_text(item)[:_LONGEST]))
            if len(like) == 1 or fuzz.ratio(texts[id(was)], flat_text(item)[:_LONGEST]) >= _ALIKE:
                left.remove(was)
                yield Item(section, "changed", name, tuple(fields_of(dict(was), dict(item))))
                continue
        yield Item(section, "added", name, tuple(fields_of({}, dict(item))))
    for item in left:
        yield Item(section, "removed", _name(section, item), tuple(fields_of(dict(item), {})))


def _name(section: str, item: Value) -> str:
    """What a reader calls an item that has no id."""
    if section == "attributions":
        return flat_text(item.target)  # type: ignore[attr-defined]
    return " · ".join(str(value) for key in _NAMES[section] if (value := getattr(item, key)))


def _of_mapping(section: str, old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterator[Item]:
    for name, item in new.items():
        if name not in old:
            yield Item(section, "added", name, tuple(fields_of({}, dict(item))))
        elif fields := tuple(fields_of(dict(old[name]), dict(item))):
            yield Item(section, "changed", name, fields, _about(item))
    for name, item in old.items():
        if name not in new:
            yield Item(section, "removed", name, tuple(fields_of(dict(item), {})))


def _about(item: Value) -> str:
    """What a reader knows a source, a fact or a voice by."""
    said = (getattr(item, key, None) for key in ("publisher", "title", "statement", "name"))
    return ", ".join(str(words) for words in said if words)


def fields_of(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Field]:
    was, now = dict(_flat(old)), dict(_flat(new))
    for name in dict.fromkeys((*now, *was)):
        if was.get(name, "") != now.get(name, ""):
            yield Field(name, was.get(name, ""), now.get(name, ""))


def _flat(values: Mapping[str, Any], around: str = "") -> Iterator[tuple[str, str]]:
    """The values of a mapping as texts, those of a mapping in it under both their names."""
    for name, value in values.items():
        if isinstance(value, Value):
            yield from _flat(dict(value), f"{around}{name} › ")
        elif isinstance(value, Mapping):
            yield from _flat(value, f"{around}{name} › ")
        elif text := flat_text(value):
            yield f"{around}{name}", text


def flat_text(value: Any) -> str:
    match value:
        case None | False | ():
            return ""
        case bool():
            return "yes"
        case PartialDate():
            return str(value)
        case Quote(exact=words, prefix=prefix, suffix=suffix):
            return f"{prefix}[{words}]{suffix}" if prefix or suffix else words
        case Value():
            return ", ".join(f"{name}: {text}" for name, text in _flat(dict(value)))
        case tuple() | list():
            return " | ".join(map(flat_text, value))
    return str(value)
