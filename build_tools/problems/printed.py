"""Turns problems into words on a screen: the one place that does.

Three formats: text for people, workflow commands for GitHub, JSON for programs.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields

from ..words.clusters import clusters, columns
from ..words.invisible import INVISIBLE
from .problem import Problem, in_order

WIDTH = 120
"""Columns of a shown source line; longer lines are cut around the caret."""

_TAB = 4
# Not to be sent to a terminal as they are: controls (escape sequences) and whatever reorders or hides text.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_COLOURS = {"error": "31", "warning": "33", "notice": "36", "accepted": "36"}
_SEVERITIES = tuple(_COLOURS)


def as_text(problems: Iterable[Problem], *, colour: bool = False) -> str:
    """Messages for people, each ending in a newline, with an empty line between two."""
    return "\n".join(_block(problem, colour) for problem in problems)


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands, one a line, which GitHub shows on the lines of a pull request; then the text for people.

    Of a step GitHub shows ten errors, ten warnings and ten notices, and in its log no property of a command, so errors
    come first, each says its place, and the text has everything. That text quotes files of strangers: between
    `stop-commands` and a word which nobody who writes a file can know beforehand, nothing in it is taken for a
    command. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    found = sorted(problems, key=lambda problem: _SEVERITIES.index(problem.severity))
    if not found:
        return ""
    text = as_text(in_order(found))
    token = hashlib.sha256(text.encode()).hexdigest()
    return "".join([*map(_command, found), f"::stop-commands::{token}\n", text, f"::{token}::\n"])


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects with path, line, column, rule, severity, message and hint."""
    names = [field.name for field in fields(Problem)][:7]
    return json.dumps([{name: getattr(item, name) for name in names} for item in problems], indent=2) + "\n"


def summary(problems: Iterable[Problem], files: int) -> str:
    """One line: what was read and how much is wrong with it."""
    counts = dict.fromkeys(_SEVERITIES, 0)
    for problem in problems:
        counts[problem.severity] += 1
    accepted = counts.pop("accepted")
    found = [counted(number, word) for word, number in counts.items() if number]
    found += [f"{accepted:,} accepted"] if accepted else []
    return f"{counted(files, 'file')} checked: {', '.join(found) or 'no problems'}"


def report(problems: Iterable[Problem], files: int) -> str:
    """What a build says of a check: the same messages in the same order, and the same line at the end."""
    found = tuple(problems)
    shown = as_text(item for item in found if item.severity in ("error", "warning"))
    return f"{shown}\n{summary(found, files)}\n".lstrip()


def counted(number: int, noun: str) -> str:
    """`1 file`, `1,000 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def visible(text: str) -> str:
    """The text with controls and other invisible or reordering characters spelt out (`<U+202E>`)."""
    return str(_UNSAFE.sub(lambda match: f"<U+{ord(match.group()):04X}>", text))


def spelt(text: str, seen: str = "") -> str:
    """The text with every sign spelt out that cannot be seen or told from a space, but for those in `seen`."""
    return "".join(
        f"<U+{ord(char):04X}>" if char not in f" \t{seen}" and _is_unseen(char) else char for char in text
    )


def _block(problem: Problem, colour: bool) -> str:
    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    tone = _COLOURS[problem.severity]
    place = f"{visible(problem.path)}:{problem.line}:{problem.column}:"
    rule = problem.rule if problem.severity == "error" else f"{problem.rule} ({problem.severity})"
    lines = [f"{paint(place, '1')} {paint(rule, tone)}: {visible(problem.message)}"]
    margin = f"{problem.line} | "
    if problem.source_line.strip():
        shown, indent, carets = _window(problem.source_line, problem.column, problem.end_column)
        lines.append(margin + shown)
        lines.append(" " * (len(margin) - 2) + "| " + " " * indent + paint("^" * carets, tone))
    lines += [" " * (len(margin) - 2) + visible(line) for line in problem.hint.splitlines()]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _window(line: str, column: int, end_column: int) -> tuple[str, int, int]:
    """The part of a line that is shown, the cells before the caret, and the number of carets."""
    first = min(column - 1, len(line))
    last = min(max(end_column - 1, first + 1), len(line))
    # Nothing outside this reach can be shown, and a line may be a million characters long.
    low, high = max(first - 4 * WIDTH, 0), first + 4 * WIDTH
    # Where nothing but signs that cannot be seen is meant, these are spelt out.
    unseen = range(first, last) if _is_unseen(line[first : min(last, high)]) else range(0)
    cells = [
        (low + offset, _cell(cluster, low + offset in unseen)) for offset, cluster in clusters(line[low:high])
    ]

    at, widths, under = 0, [], []
    for offset, (text, width) in cells:
        widths.append((at, text, width))
        under += [at, at + width] if first <= offset < last else []
        at += width
    if not under:  # the column is in the middle of a cluster, or after the end
        inside = [place for (offset, _), place in zip(cells, widths, strict=True) if offset <= first]
        start = inside[-1][0] if inside and first < len(line) else at
        under = [start, start + 1]
    start, end = min(under), max(max(under), min(under) + 1)

    left = 0 if low == 0 and end <= WIDTH else max(start - WIDTH // 3, 0)
    left = min((place for place, _, _ in widths if place >= left), default=0)
    kept = [(place, text) for place, text, width in widths if place >= left and place + width <= left + WIDTH]
    head = "…" if left or low else ""
    tail = "…" if high < len(line) or sum(width for *_, width in widths) > left + WIDTH else ""
    shown = head + "".join(text for _, text in kept) + tail
    return shown, len(head) + start - left, max(min(end, left + WIDTH) - start, 1)


def _is_unseen(text: str) -> bool:
    return bool(text) and all(
        unicodedata.category(char)[0] in "ZC" or _INVISIBLE.match(char) for char in text
    )


def _cell(cluster: str, is_spelt: bool) -> tuple[str, int]:
    """What is printed for one user-perceived character, and the terminal columns it takes."""
    if cluster == "\t":
        return " " * _TAB, _TAB
    if is_spelt and cluster != " ":
        shown = spelt(cluster)
        return shown, len(shown)
    if _UNSAFE.search(cluster):
        shown = visible(cluster)
        return shown, len(shown)
    return cluster, columns(cluster)


def _command(problem: Problem) -> str:
    def escaped(text: str, extra: str = "") -> str:
        for char in "%\r\n" + extra:
            text = text.replace(char, f"%{ord(char):02X}")
        return text

    properties = {
        "file": problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "endColumn": str(problem.end_column or problem.column + 1),
        "title": problem.rule,
    }
    parts = ",".join(f"{name}={escaped(visible(value), ':,')}" for name, value in properties.items())
    place = f"{problem.path}:{problem.line}:{problem.column}"
    lines = (f"{place}: {problem.message}", *problem.hint.splitlines())
    command = "notice" if problem.severity == "accepted" else problem.severity
    return f"::{command} {parts}::{escaped(chr(10).join(map(visible, lines)))}\n"
