"""The forms of single values: texts, ids, addresses, flags, and the base of all that is made of them."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from ..words.invisible import INVISIBLE
from .addresses import read_address
from .ids import ID_PATTERN

URL_PATTERN = r"^https?://[^\s/]+\S*$"


def _kebab_case(text: str) -> str:
    if not re.fullmatch(ID_PATTERN, text):
        raise PydanticCustomError("id-format", "“{id}” is not a kebab-case id", {"id": text})
    return text


def _web_address(text: str) -> str:
    if not read_address(text).is_web:
        raise PydanticCustomError("link-scheme", "“{url}” is not an http(s) address", {"url": text})
    return text


def _yes_or_no(value: Any) -> Any:
    words = {"yes": True, "true": True, "no": False, "false": False}
    return words.get(value.casefold(), value) if isinstance(value, str) else value


def _to_be_seen(text: str) -> str:
    if not _SEEN.search(text):
        raise PydanticCustomError("nothing-to-see", "nothing that can be seen")
    return text


def _in_one_line(text: Any) -> Any:
    return " ".join(text.split()) if isinstance(text, str) else text


_SEEN = re.compile(rf"[^\s{INVISIBLE}]")

Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=20_000, strip_whitespace=True),
    AfterValidator(_to_be_seen),
]
Line = Annotated[Text, AfterValidator(_in_one_line)]
"""A name or title: white space in it is a space, line breaks too."""
Gist = Annotated[
    str,
    StringConstraints(min_length=1, max_length=90),
    AfterValidator(_to_be_seen),
    BeforeValidator(_in_one_line),
]
"""A title of ours that says something, and fits beside the article."""
Inset = Annotated[
    str,
    StringConstraints(min_length=1, max_length=240),
    AfterValidator(_to_be_seen),
    BeforeValidator(_in_one_line),
]
"""Words of ours that stand in the middle of the article, where a reader should not lose the thread."""
Words = Annotated[str, StringConstraints(min_length=1, max_length=100_000), AfterValidator(_to_be_seen)]
"""Words of the article."""
Context = Annotated[str, StringConstraints(max_length=20_000)]
"""Words of the article before or after others."""
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
"""A language tag (BCP 47). Its first part has two or three letters: nothing longer was ever given to a language."""
Id = Annotated[
    str,
    StringConstraints(max_length=200),
    AfterValidator(_kebab_case),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN, "maxLength": 200}),
]
Ids = Annotated[tuple[Id, ...], Field(max_length=200)]
Url = Annotated[
    str,
    StringConstraints(max_length=8_000),
    AfterValidator(_web_address),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": URL_PATTERN, "maxLength": 8_000}),
]
Flag = Annotated[
    StrictBool,
    BeforeValidator(_yes_or_no),
    WithJsonSchema({"enum": [True, False, "yes", "no"]}),
]


class Value(BaseModel):
    """Base of all values: frozen, unknown keys refused, field docs taken from the text under each field."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    named: ClassVar[str] = ""
    """The key that can be left out because the name of the file says it."""
