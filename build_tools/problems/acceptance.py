"""Rules of warnings that a contributor has looked at and accepts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .closest import did_you_mean
from .wording import Words, wording


@wording()
def not_acceptable(rule: str, severity: str | None, known: Collection[str]) -> Words:
    """What is accepted is a warning.

    `rule` is the name that a warning's message shows. An error has to be mended, and a notice asks for nothing.
    """
    if severity is None:
        guess = did_you_mean(rule, known) or "Copy the name from the message. "
        return Words(f"there is no rule `{rule}`", guess.rstrip())
    return Words(
        f"`{rule}` gives {'an' if severity == 'error' else 'a'} {severity}, and only warnings can be accepted",
        "Mend what the message names, and remove this." if severity == "error" else "Remove this.",
    )


@wording("warning")
def accepted_nothing(rule: str, others: Sequence[tuple[str, int]]) -> Words:
    """What is accepted is still there.

    A warning may be accepted with a reason, under `accept` in the annotation file. When the words have been
    changed, or the rule has become better, the warning is gone, and so is the need to accept it: remove the
    entry, so that it cannot hide another warning one day. This warning itself cannot be accepted.
    """
    if others:
        path, line = others[0]
        more = f", and {len(others) - 1} more" if len(others) > 1 else ""
        return Words(
            f"there is no such warning of `{rule}` here",
            f"There is one at {path}:{line}{more}. If that is meant, copy words from its line into `at`.\n"
            "If not, remove this.",
        )
    return Words(f"there is no warning of `{rule}` for this to accept", "Remove this.")


@wording("warning")
def accepts_several(rule: str, places: Sequence[tuple[str, int]]) -> Words:
    """One entry under `accept` is for one warning.

    Otherwise a warning that nobody has looked at could hide behind it. Give more words of the line in `at`, or
    the `note` in which the warning is. For two that look the same, write the entry twice.
    """
    named = ", ".join(f"{path}:{line}" for path, line in places[:5])
    return Words(
        f"{len(places)} warnings of `{rule}` are meant by this, and none is accepted: {named}",
        "Say which with more words of its line in `at`, or with the `note` it is in.\n"
        "If each is right as it is, write an entry for each.",
    )
