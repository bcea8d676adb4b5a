"""What a line that is no YAML most likely came from, and the way out, in words.

What libyaml says names what it was waiting for. These name what somebody typed, with the lines and columns to
look at (from 1), and where that is possible the line as it should be.
"""

from __future__ import annotations

import re

from .wording import Words

QUOTE = "Put the whole text in quotation marks, or write it below the key after `>-`."

# What libyaml says, what that means, and what to do.
_SYNTAX = (
    (
        "mapping values are not allowed",
        "a colon where no key can be",
        (
            "If this line begins with a key, align it with its neighbours.\n"
            f"If the “: ” belongs to a text, that needs care. {QUOTE}"
        ),
    ),
    (
        "block sequence entries",
        "a list cannot begin here",
        f"Begin each item on a line of its own, with “- ”.\nIf the hyphen belongs to a text, that needs care. {QUOTE}",
    ),
    (
        "block mapping entries|block mapping keys",
        "a key cannot stand here",
        "Begin each key on a line of its own.",
    ),
    (
        "unexpected end of stream",
        "a quotation mark is opened and never closed",
        "Close it, and mind quotation marks inside the text: choose the other kind outside, or double them.",
    ),
    (
        "unexpected document indicator",
        "a quotation mark is opened and never closed",
        "Close it before “---”.",
    ),
    (
        "expected ',' or",
        "a list in [ ] or a mapping in { } is not closed, or lacks a comma",
        "Close it. A text with a comma, bracket or brace inside needs quotation marks.",
    ),
    (
        "expected key",
        "this does not fit what stands above it",
        "If it is a key or an item of a list, align it with its neighbours, below the key it belongs to.",
    ),
    (
        "expected '-' indicator",
        "this is not indented like the items of the list above",
        "A key of the last item is aligned with its other keys; a new item begins with “- ”, a space included.",
    ),
    (
        "expected ':'",
        "a colon or the space after it is missing",
        "Write `key: value`, with a space after the colon.",
    ),
    (
        "escape c|hexdecimal",
        "a backslash that means nothing here",
        "Use 'single' quotation marks instead.",
    ),
    (
        "cannot start any token|mapping keys are not allowed",
        "a text cannot begin with this character",
        QUOTE,
    ),
    (
        "expected node content",
        "a value is missing, or begins with a character that needs quotation marks",
        QUOTE,
    ),
    (
        "indentation indicator|comment or line break",
        "“|” and “>” stand alone",
        "Begin the text on the next line.",
    ),
    ("document start", "this is no part of what stands above it", f"Remove or indent it. {QUOTE}"),
    ("incompatible|directive", "a line with “%” gives orders to YAML programs", "Remove it."),
    ("alphabetic or numeric|anchor", "“&” and “*” have a meaning of their own in YAML", QUOTE),
    ("tag", "“!” has a meaning of its own in YAML", QUOTE),
)


def by_message(says: str, instead: str = "") -> Words:
    """What a message of libyaml's means. `instead` is the line as it should be, if that is known."""
    for pattern, message, hint in _SYNTAX:
        if re.search(pattern, says):
            before = hint.removesuffix(QUOTE)
            gap = "" if before.endswith(" ") else "\n"
            return Words(message, f"{before}{gap}{_write(instead)}" if instead else hint)
    return Words(f"this is not valid YAML: {says}", QUOTE)


def colon_missing(key: str, instead: str, *, is_first: bool = False) -> Words:
    """A known key without its colon; `is_first` of its mapping, so that no text above can go on in it."""
    otherwise = (
        "If it is a comment, begin the line with “# ”."
        if is_first
        else "If it is no key, and the line goes on with the text above, indent it deeper."
    )
    return Words(f"a colon is missing behind `{key}`", f"Write `{instead}`.\n{otherwise}")


def words_among_keys(words: str) -> Words:
    """A line of words where a key should begin, above other keys."""
    return Words(
        "this line is no key, and stands where the keys are",
        f"If it is a comment, begin the line with “# ”: `# {words}`\n"
        "If it is a key, write `key: value`, with a colon and a space. Else put it behind the key it belongs to.",
    )


def text_not_indented(key: str, line: int, column: int) -> Words:
    """A line of a text that is not deeper than the key of the text."""
    return Words(
        "this line is no key, and is not indented like a line of the text above it",
        f"If it goes on with the text of `{key}` (line {line}), begin it in column {column} or behind that.\n"
        "If it is a key, write `key: value`, with a space after the colon.",
    )


def key_too_deep(key: str, neighbour: str, line: int, column: int) -> Words:
    """A key that stands deeper than the one above it, which has a text."""
    return Words(
        f"`{key}` is indented deeper than the key above it",
        f"Begin it in column {column}, like `{neighbour}` in line {line}.\n"
        f"If it belongs to the text of `{neighbour}`, put that text in quotation marks, "
        "or write it below its key after `>-`.",
    )


def second_colon(instead: str) -> Words:
    """A text with a colon in it, behind a key."""
    return Words("a second colon in one line: for YAML a key would end here", _write(instead) or QUOTE)


def colon_in_text(key: str, line: int) -> Words:
    """A line of a longer text with a colon in it."""
    return Words(
        "a colon inside a text: for YAML a key would end here",
        f"If this line belongs to the text of `{key}` (line {line}), put the whole text in quotation marks, "
        "or begin it in a line of its own below the key, after `>-`.\n"
        "If it begins with a key, align it with its neighbours.",
    )


def text_ended(mark: str, instead: str) -> Words:
    """A text or list that ended before its line did."""
    what = "quotation mark" if mark in "\"'" else "bracket"
    return Words(
        f"for YAML the value ended before this, at the {what} {mark}",
        _write(instead)
        or "Write the whole text below the key after `>-`, or put it in 'single' quotation marks.",
    )


def item_out_of_line(line: int, there: int, here: int) -> Words:
    """An item of a list that does not begin where the others do."""
    way = f"Put {_spaces(there - here)} before" if there > here else f"Take {_spaces(here - there)} from"
    return Words(
        "this item of a list does not begin in the same column as the items above it",
        f"The item in line {line} begins in column {there}, this one in column {here}.\n"
        f"{way} each line of this item.",
    )


def item_without_list() -> Words:
    """An item where no list is."""
    return Words(
        "an item of a list begins here, and above it is no list that it could belong to",
        "If the key of the list, such as `annotations:`, is missing, add it in a line of its own above.\n"
        "If the entries above belong to the same list, each of them begins with “- ”.",
    )


def key_out_of_line(key: str, here: int, neighbour: str, line: int, there: int) -> Words:
    """A key that begins in another column than all that it could belong with."""
    return Words(
        f"`{key}` is not indented like any key above it",
        f"It begins in column {here}. Begin it in column {there} if it belongs with `{neighbour}` in line {line}.",
    )


def item_expected(line: int, item: int, keys: int) -> Words:
    """Something between the items of a list that is neither an item nor part of one."""
    return Words(
        "this is neither an item of the list above, nor indented like a part of its last item",
        f"If it belongs to the item in line {line}, begin it in column {keys}.\n"
        f"If it is a new item, begin it in column {item} with “- ”, a space included.",
    )


def bracket_open(bracket: str) -> Words:
    """A bracket that nothing closes."""
    closing = {"[": "]", "{": "}"}[bracket]
    return Words(
        f"the bracket {bracket} is not closed",
        f"Close it with {closing}. A text with a comma, bracket or brace inside needs quotation marks.",
    )


def code_block() -> Words:
    """The line before or behind a block of code in Markdown."""
    return Words("the mark of a block of code, which is no part of this file", "Remove this line.")


def two_keys(key: str) -> Words:
    """A key behind the value of another."""
    return Words(f"`{key}` stands behind the value of another key", "Begin it in a line of its own.")


def document_end() -> Words:
    """`...` in a line of its own."""
    return Words("for YAML the file ends at three dots in a line of their own", "Remove this line.")


def _write(instead: str) -> str:
    return f"Write this:\n  {instead}" if instead else ""


def _spaces(number: int) -> str:
    return "a space" if number == 1 else f"{number} spaces"
