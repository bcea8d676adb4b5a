"""What `markedcopy diff` prints of one change each, in its three forms: readable files in `diffs/`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.edit.diff import difference
from build_tools.edit.difference_printed import as_json, as_markdown, as_text, from_json
from build_tools.read.version import read_version

FOLDER = Path(__file__).parent / "diffs"
TECHNIQUES = Path(__file__).parents[2] / "docs" / "techniques"
CASES = sorted(path for path in FOLDER.iterdir() if path.name != "before")
FORMS = {"printed.txt": as_text, "printed.md": as_markdown, "printed.json": as_json}


def project(root: Path, change: Path | None = None) -> Path:
    """The project of `diffs/before`, with the files of a change laid over it."""
    shutil.copytree(FOLDER / "before", root)
    (root / "docs" / "techniques").mkdir()
    for name in ("vague-attribution.md", "loaded-words.md", "missing-background.md"):
        shutil.copy(TECHNIQUES / name, root / "docs" / "techniques")
    if change:
        left_out = shutil.ignore_patterns("printed.*", "deleted.txt")
        shutil.copytree(change, root, dirs_exist_ok=True, ignore=left_out)
        if (change / "deleted.txt").exists():
            for path in (change / "deleted.txt").read_text(encoding="utf-8").split():
                (root / path).unlink()
    return root


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_change_is_printed_as_a_reader_sees_it(case: Path, tmp_path: Path) -> None:
    found = difference(
        read_version(project(tmp_path / "before")), read_version(project(tmp_path / "after", case))
    )
    printed = {name: form(found) for name, form in FORMS.items()}
    assert from_json(printed["printed.json"]) == found
    for name, text in printed.items():
        assert text == (case / name).read_text(encoding="utf-8"), (
            f"if this is right: write it to {case / name}"
        )
