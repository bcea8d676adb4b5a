"""Which tag a language has that is given by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def tag_for(name: str) -> str:
    """The tag of a language given by its name, in English or its own (“German”, “Deutsch”), or with the signs of a
    tag that is nearly one (`en_US`). Empty if it is none that is known."""
    given = " ".join(name.split())
    if "_" in given and TAG.fullmatch(tag := given.replace("_", "-")):
        return tag
    key = given.casefold()
    return _english().get(key) or _own().get(key, "")


@cache
def _english() -> Mapping[str, str]:
    from babel.core import Locale  # reads large files, and most tags are right

    return {name.casefold(): tag.replace("_", "-") for tag, name in Locale("en").languages.items()}


@cache
def _own() -> Mapping[str, str]:
    from babel.core import Locale
    from babel.localedata import locale_identifiers

    tags = (tag for tag in sorted(locale_identifiers()) if "_" not in tag)
    return {name.casefold(): tag for tag in tags if (name := Locale(tag).languages.get(tag))}
