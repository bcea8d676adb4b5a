"""Rules of `first`: what a reader with two minutes should see."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems.wording import Words
from ..case import Case
from ..rule import Finding, finder
from .repeated import repeated

MANY = 8
"""The number of notes from which a reader needs to be told where to begin."""
FEWEST, MOST = 3, 10
"""How many notes are told first."""


@finder()
def first_is_missing(case: Case) -> Iterator[Finding]:
    """From eight notes on, `first` says which of them to read first.

    Most readers have two minutes, and read no note where there are many. `first` is an ordered list of three to ten
    notes: what such a reader should see, in the order in which it is told. What the article establishes or does well
    can be among them.

    ```yaml
    first: [who-is-heard, whose-proposal, named-spokesman]
    ```
    """
    notes = case.notes.annotations
    if len(notes) >= MANY and not case.notes.first and not case.file.is_stand_in(("first",)):
        ids = ", ".join(note.id for note in notes[:FEWEST])
        yield Finding(
            ("annotations",),
            Words(
                f"there are {len(notes)} notes, and nothing says which to read first",
                "A reader with two minutes reads no note where there are many. Choose three to ten, in the order in "
                f"which they are told:\n`first: [{ids}]`",
            ),
            key=True,
        )


@finder()
def first_has_three_to_ten(case: Case) -> Iterator[Finding]:
    """`first` names three to ten notes.

    Fewer are no walk through an article, and more take longer than the two minutes that it is for. An article with
    fewer than eight notes needs no `first`.
    """
    number = len(case.notes.first)
    if number and not FEWEST <= number <= MOST:
        few = "Add some, or remove `first`: fewer than eight notes need none."
        yield Finding(
            ("first",),
            Words(
                f"`first` names {number} note{'s' if number > 1 else ''}, and it is for {FEWEST} to {MOST}",
                "Keep those that a reader with two minutes should see." if number > MOST else few,
            ),
            key=True,
        )


@finder()
def first_names_twice(case: Case) -> Iterator[Finding]:
    """`first` names each note once.

    The walk through the notes would come to the same place again. Remove one of the two.
    """
    for number in repeated(case.notes.first):
        name = case.notes.first[number]
        yield Finding(
            ("first", number), Words(f"`{name}` stands in `first` a second time", "Remove one of the two.")
        )
