"""Options of the tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# A pull request must not fail by chance: in CI the examples are the same each time. Elsewhere they vary.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-expected",
        action="store_true",
        help="write the expected files of pages and timelines anew; read the difference before you commit it",
    )
