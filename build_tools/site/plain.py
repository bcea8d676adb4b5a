"""Our frozen values as plain JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

V = TypeVar("V")


def to_json(value: object) -> str:
    """A value made of dataclasses, tuples and what JSON has, as JSON."""
    return json.dumps(value, ensure_ascii=False, default=_named)


def from_plain(kind: type[V], plain: Any) -> V:
    """The value of that type. Raises KeyError, TypeError or ValueError when the plain one has another form."""
    read: Callable[[Any], V] = _reader(kind)  # type: ignore[arg-type] # types are hashable
    return read(plain)


def _named(value: Any) -> dict[str, Any]:
    kind: Any = type(value)
    return {name: getattr(value, name) for name in _names(kind)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    parts = get_args(kind)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [(field.name, _reader(hints[field.name])) for field in fields(kind)]
        make: Any = kind
        return lambda plain: make(**{name: read(plain[name]) for name, read in readers})
    if get_origin(kind) is tuple:
        each = _reader(parts[0])
        if parts[-1] is Ellipsis:
            return lambda plain: tuple(map(each, _listed(plain)))
        of_parts = [_reader(part) for part in parts]
        return lambda plain: tuple(read(item) for read, item in zip(of_parts, _listed(plain), strict=True))
    if type(None) in parts:
        inner = _reader(next(part for part in parts if part is not type(None)))
        return lambda plain: None if plain is None else inner(plain)
    return _typed(kind) if isinstance(kind, type) else _any


def _typed(kind: type) -> Callable[[Any], Any]:
    def read(plain: Any) -> Any:
        if not isinstance(plain, kind):
            raise TypeError(f"{kind.__name__} expected")
        return plain

    return read


def _any(plain: Any) -> Any:
    return plain


def _listed(plain: Any) -> Any:
    if not isinstance(plain, (list, tuple)):
        raise TypeError("a list expected")
    return plain
