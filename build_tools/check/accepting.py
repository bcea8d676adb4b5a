"""Warnings that a contributor has looked at and accepts, each with a reason, under `accept` in the annotations.

A warning is found by its rule, and where there are several by words of its line or by the note it is in, so
that it is found again when lines have moved. What is accepted and no longer there is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..model.annotations import Acceptance
from ..problems import acceptance as wordings
from ..problems.problem import Problem, Severity, limited_by_rule
from ..read.joined import Joined


def accept(
    problems: Iterable[Problem], file: Joined, severities: Mapping[str, Severity]
) -> tuple[Problem, ...]:
    """The problems, those that are accepted as such, and what is wrong about accepting them.

    `severities` are those of all rules, by id.
    """
    found = list(dict.fromkeys(problems))
    reasons: dict[Problem, str] = {}
    told: list[Problem] = []
    # Rules look at less of a file with errors, so that a warning may be gone for no longer than that.
    is_whole = not any(item.severity == "error" for item in found)
    for entry, numbers in _alike(file):
        severity = severities.get(entry.rule)
        if severity != "warning":
            place = file.place(("accept", numbers[0], "rule"))
            told.append(wordings.not_acceptable.at(place, entry.rule, severity, severities))
            continue
        own, _ = file.origin(("accept", numbers[0]))
        warnings = [item for item in found if item.rule == entry.rule]
        if own is not file.main:
            warnings = [item for item in warnings if item.path == own.source.path]
        fitting = _fitting(warnings, entry, file)
        if len(fitting) > len(numbers):
            place = file.place(("accept", numbers[0]))
            told.append(wordings.accepts_several.at(place, entry.rule, _places(fitting)))
            continue
        needed = [item for item in fitting if item not in reasons]
        reasons |= {
            item: file.value.accept[number].because for item, number in zip(needed, numbers, strict=False)
        }
        others = [] if fitting else [item for item in warnings if item not in reasons]
        told += (
            wordings.accepted_nothing.at(file.place(("accept", number)), entry.rule, _places(others))
            for number in (numbers[len(needed) :] if is_whole else ())
        )
    return (
        *(_accepted(item, reasons[item]) if item in reasons else item for item in found),
        *limited_by_rule(told),
    )


def _alike(file: Joined) -> list[tuple[Acceptance, list[int]]]:
    """What is accepted in each file, apart from the reasons, with its places in the list."""
    alike: dict[tuple[str, Acceptance], list[int]] = {}
    for number, entry in enumerate(file.value.accept):
        at = ("accept", number)
        if not file.is_stand_in(at) and not file.is_stand_in((*at, "rule")):
            key = file.origin(at)[0].source.path, entry.model_copy(update={"because": ""})
            alike.setdefault(key, []).append(number)
    return [(entry, numbers) for (_, entry), numbers in alike.items()]


def _accepted(problem: Problem, because: str) -> Problem:
    return replace(problem, severity="accepted", hint=f"Accepted: {because}")


def _fitting(warnings: Sequence[Problem], entry: Acceptance, file: Joined) -> Sequence[Problem]:
    """The warnings that an entry may mean: those under the words, if there are any, or else on their line."""
    if entry.note is not None:
        path, lines = _lines_of(entry.note, file)
        warnings = [item for item in warnings if item.path == path and item.line in lines]
    if entry.at is None:
        return warnings
    words = re.compile(r"\s+".join(map(re.escape, entry.at.split())))
    on_line = [item for item in warnings if words.search(item.source_line)]
    under = [
        item
        for item in on_line
        if any(
            place.start() < item.end_column - 1 and item.column - 1 < place.end()
            for place in words.finditer(item.source_line)
        )
    ]
    return under or on_line


def _lines_of(note: str, file: Joined) -> tuple[str, range]:
    """In which file a note stands, and in which lines of it."""
    for number, item in enumerate(file.value.annotations):
        if item.id == note:
            span = file.locate(("annotations", number))
            path = file.place(("annotations", number)).path
            return path, range(span.line, span.end_line + (span.end_column > 1))
    return "", range(0)


def _places(problems: Iterable[Problem]) -> tuple[tuple[str, int], ...]:
    return tuple((item.path, item.line) for item in problems)
