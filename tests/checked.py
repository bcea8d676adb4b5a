"""What the checker makes of a project folder, for tests that need its values."""

from __future__ import annotations

from pathlib import Path

from build_tools.check.check import Checked, check
from build_tools.read.project import read_project


def checked_project(root: Path) -> Checked:
    """The project's values. The tests of pages take for granted that it has no errors."""
    checked = check(read_project(root))
    errors = [item for item in checked.problems if item.severity == "error"]
    assert errors == [], errors
    return checked
