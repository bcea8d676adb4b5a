"""The time that anchoring takes grows with what is typed in, not with its square. `make bench` measures all shapes."""

from __future__ import annotations

import time

import pytest

from tests.bench.growth_anchoring import SHAPES

KINDS = ("anchor, turned round: ", "anchor, changed: ", "anchor, context: ", "describe: ")
TEXTS = (
    "random words",
    "one word",
    "spaces",
    "flags",
    "CJK, lines",
    "combining marks",
    "capitals",
    "Fibonacci",
)
SMALL, LARGE = 15_000, 120_000
MOST = 24
"""How many times as long eight times as much may take: eight is expected, and sixty-four is the square."""
HARDLY_ANY = 0.4
"""Seconds of processor time for the large one that are no matter, whatever the small one took."""


def seconds(name: str, size: int) -> float:
    """Processor time, which other work on the machine hardly changes."""
    task = SHAPES[name](size)
    start = time.process_time()
    task()
    return time.process_time() - start


@pytest.mark.parametrize("name", [kind + text for kind in KINDS for text in TEXTS])
def test_time_grows_with_the_size(name: str) -> None:
    def grows_slowly() -> bool:
        large = seconds(name, LARGE)
        return large <= HARDLY_ANY or large < MOST * seconds(name, SMALL)

    # Measured anew when it looks bad: somebody else may have had the machine.
    assert any(grows_slowly() for _ in range(4))
