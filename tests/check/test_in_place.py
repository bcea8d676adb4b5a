"""What our notes put into the sentences of an article is what somebody has read there."""

from __future__ import annotations

from difflib import unified_diff

from tests.check.in_place import FOLDER, entries, printed


def test_the_sentences_are_those_that_were_read() -> None:
    differences: list[str] = []
    for entry in entries():
        path = FOLDER / f"{entry.slug}.txt"
        # An article that somebody adds is read when they make a file for it.
        if path.exists():
            before, now = path.read_text(encoding="utf-8").splitlines(), printed(entry).splitlines()
            differences += unified_diff(before, now, path.name, "now", n=1, lineterm="")
    assert not differences, "\n".join(
        [
            "Read these sentences. If they are right, run: python -m tests.check.in_place",
            f"or change the lines with - to those with + in tests/check/{FOLDER.name}/:",
            *differences,
        ]
    )
