"""Another edition, made as `docs/contribute/fork.md` says, passes the tests that look at an edition's own content."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import ROOT

COPIED = (".ci", ".devcontainer", ".github", ".vscode", "annotations", "build_tools", "docs", "tests")
SLUG = "harbour-car-park"
TESTS = (
    "tests/check/test_in_place.py",
    "tests/check/test_schema.py",
    "tests/docs",
    "tests/repository/test_readme.py",
    "tests/site/test_links.py",
)
"""Those that read this repository's `docs`, `annotations` or `mkdocs.yml`, and need no browser."""


def example(language: str) -> str:
    """The complete example of the manual: an article, or its notes."""
    page = (ROOT / "docs" / "contribute" / "annotation-files.md").read_text(encoding="utf-8")
    found = re.search(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def rewrite(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count, f"{path}: nothing to replace"
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy with another name and another article."""
    edition = tmp_path / "edition"
    for folder in COPIED:
        shutil.copytree(ROOT / folder, edition / folder, symlinks=True)
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, edition)
    for path in (edition / "docs" / "articles").glob("*.md"):
        if path.name != "index.md":
            path.unlink()
    shutil.rmtree(edition / "annotations")
    (edition / "annotations").mkdir()
    (edition / "docs" / "articles" / f"{SLUG}.md").write_text(example("markdown"), encoding="utf-8")
    notes = example("yaml")
    (edition / "annotations" / f"{SLUG}.yml").write_text(notes, encoding="utf-8")
    ids = re.findall(r"^  - id: (\S+)", notes, re.MULTILINE)
    rewrite(
        edition / "docs" / "index.md",
        "<!-- marked-copy: sentence .*-->",
        f"<!-- marked-copy: sentence {SLUG} {ids[-1]} -->",
    )
    rewrite(edition / "mkdocs.yml", "^site_name: .*$", 'site_name: "Class 9b: the news, annotated"')
    return edition


def test_another_edition_passes(edition: Path) -> None:
    # The fixture site is the same in every edition.
    only = ("-k", "not [fixture]")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        *only,
        *TESTS,
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    result = subprocess.run(
        command, cwd=edition, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout[-5000:]
    assert re.search(r"^\d{3,} passed", result.stdout, re.MULTILINE)
