"""What a note is about: the targets of annotations and attributions, with the selectors of the W3C model.

https://www.w3.org/TR/annotation-model/#selectors
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from .fields import Context, Value, Words


def _as_sequence(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


class Quote(Value):
    """A passage, found by its words: a Text Quote Selector (W3C model, section 4.2.4)."""

    exact: Words
    """The words, copied from the article."""
    prefix: Context = ""
    """Words directly before them, as many as it takes to tell this passage from others like it."""
    suffix: Context = ""
    """Words directly after them, as many as it takes to tell this passage from others like it."""


class Every(Value):
    """The same words at every place where they occur."""

    every: Words
    """The words, copied from the article."""


class Point(Value):
    """A point directly after a passage: the place where something is left out."""

    after: Words
    """The words that stand before the point, copied from the article."""
    prefix: Context = ""
    """Words directly before those, as many as it takes to tell the place from others like it."""
    suffix: Context = ""
    """Words directly after the point."""


class Whole(Value):
    """The article as a whole."""

    whole: Literal["article"]
    """Always `article`."""


def _target_shape(value: Any) -> str | None:
    match value:
        case str():
            return "words"
        case Mapping():
            return next((key for key in ("every", "after", "whole") if key in value), "exact")
        case Quote():
            return "exact"
        case Every():
            return "every"
        case Point():
            return "after"
        case Whole():
            return "whole"
    return None


Target = Annotated[
    Annotated[
        Quote, BeforeValidator(lambda words: {"exact": words}, json_schema_input_type=Words), Tag("words")
    ]
    | Annotated[Quote, Tag("exact")]
    | Annotated[Every, Tag("every")]
    | Annotated[Point, Tag("after")]
    | Annotated[Whole, Tag("whole")],
    Discriminator(
        _target_shape,
        custom_error_type="wrong-type",
        custom_error_message="words of the article, or a mapping with exact, every, after or whole",
    ),
]
_SOME = Field(min_length=1, max_length=200)
Targets = Annotated[
    tuple[Target, ...],
    _SOME,
    BeforeValidator(_as_sequence, json_schema_input_type=Target | Annotated[Sequence[Target], _SOME]),
]
