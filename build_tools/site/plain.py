"""Our frozen values as bytes, and back: one line of JSON, and behind it the bytes that are in them, as they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from io import BytesIO
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

V = TypeVar("V")

_Reader = Callable[[Any, BytesIO], Any]
"""Makes a value of what JSON has of it, and of the bytes that come next. They are read in the order of writing."""


def to_bytes(value: object) -> bytes:
    """A value made of dataclasses, tuples, bytes and what JSON has. Of bytes the line of JSON has the length."""
    behind: list[bytes] = []

    def plain(part: Any) -> Any:
        if isinstance(part, bytes):
            behind.append(part)
            return len(part)
        kind: Any = type(part)
        return {name: getattr(part, name) for name in _names(kind)}

    line = json.dumps(value, ensure_ascii=False, default=plain)
    return b"\n".join((line.encode(), b"".join(behind)))


def from_bytes(kind: type[V], data: bytes) -> V:
    """The value of that type. Raises KeyError, TypeError or ValueError when the data have another form."""
    line, _, behind = data.partition(b"\n")
    read: _Reader = _reader(kind)  # type: ignore[arg-type] # types are hashable
    value: V = read(json.loads(line), BytesIO(behind))
    return value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> _Reader:
    parts = get_args(kind)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [(field.name, _reader(hints[field.name])) for field in fields(kind)]
        make: Any = kind
        return lambda plain, behind: make(**{name: read(plain[name], behind) for name, read in readers})
    if get_origin(kind) is tuple:
        each = _reader(parts[0])
        if parts[-1] is Ellipsis:
            return lambda plain, behind: tuple([each(item, behind) for item in _listed(plain)])
        of_parts = [_reader(part) for part in parts]
        return lambda plain, behind: tuple(
            [read(item, behind) for read, item in zip(of_parts, _listed(plain), strict=True)]
        )
    if type(None) in parts:
        inner = _reader(next(part for part in parts if part is not type(None)))
        return lambda plain, behind: None if plain is None else inner(plain, behind)
    if kind is bytes:
        return _bytes
    return _typed(kind) if isinstance(kind, type) else _any


def _typed(kind: type) -> _Reader:
    def read(plain: Any, _: BytesIO) -> Any:
        if not isinstance(plain, kind):
            raise TypeError(f"{kind.__name__} expected")
        return plain

    return read


def _bytes(length: Any, behind: BytesIO) -> bytes:
    data = behind.read(length)
    if len(data) != length:
        raise ValueError("bytes are missing")
    return data


def _any(plain: Any, _: BytesIO) -> Any:
    return plain


def _listed(plain: Any) -> Any:
    if not isinstance(plain, (list, tuple)):
        raise TypeError("a list expected")
    return plain
