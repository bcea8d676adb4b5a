"""“Did you mean”: the closest of the words that would have been right."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

_LONGEST = 80
_MOST = 500


def closest(word: str, options: Iterable[str]) -> str | None:
    """The option most like `word`, or None when none is much like it."""
    if len(word) > _LONGEST:
        return None
    choices = list(islice(options, _MOST))
    same = {choice.casefold().replace("_", "-"): choice for choice in choices}
    if found := same.get("-".join(word.casefold().replace("_", "-").split())):
        return found
    return next(iter(get_close_matches(word, choices, n=1, cutoff=0.6)), None)


def closest_name(name: str, names: Iterable[str]) -> str | None:
    """The name of a file most like `name`; or the only one that has all its words: `talks` of `talks-in-geneva`."""
    choices = list(islice(names, _MOST))
    if found := closest(name, choices):
        return found
    words = set(filter(None, name.casefold().replace("_", "-").split("-")))
    having = [choice for choice in choices if words and words <= set(choice.split("-"))]
    return having[0] if len(having) == 1 else None


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """A line for the hint, ending in a newline, or nothing."""
    found = closest(word, options)
    return f"Did you mean `{found}`?\n" if found else ""


def one_of(options: Iterable[str], last: str = "or") -> str:
    """`a`, `b` or `c`; a long list is cut."""
    quoted = [f"`{option}`" for option in islice(options, 31)]
    if len(quoted) > 30:
        return ", ".join(quoted[:30]) + " …"
    return f" {last} ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
