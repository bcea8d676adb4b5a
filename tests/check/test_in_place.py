"""What notes put into the sentences of an article is shown as a reader meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.in_place import printed
from tests.checked import checked_project
from tests.sites import FIXTURE

FOLDER = Path(__file__).parent / "in-place"
ENTRIES = {entry.slug: entry for entry in checked_project(FIXTURE).entries}


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_the_sentences_are_as_expected(path: Path, request: pytest.FixtureRequest) -> None:
    now = printed(ENTRIES[path.stem])
    if request.config.getoption("--write-expected"):
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")
