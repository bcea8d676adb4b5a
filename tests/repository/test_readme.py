"""What the documents at the top say is so: the folders, the files, the commands."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(ROOT.glob("*.md"))
GUIDES = [*DOCUMENTS, *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / ".github").rglob("*.*m*"))]
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z]+):.* ## ", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_links_lead_to_files(document: Path) -> None:
    links = re.findall(r"\]\(([^)\s#]+)[^)]*\)", document.read_text())
    local = [link for link in links if "://" not in link]

    assert [link for link in local if not (ROOT / link).exists()] == []


def test_the_readme_names_every_folder() -> None:
    ignored = set(re.findall(r"^/(.+)/$", (ROOT / ".gitignore").read_text(), re.MULTILINE)) | {".git"}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()} - ignored
    rows = re.findall(r"^\| (`.*?`) \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    named = {name.rstrip("/") for row in rows for name in re.findall(r"`(.+?)`", row)}

    assert folders == {name for name in named if (ROOT / name).is_dir()} == named - {"mkdocs.yml"}


def test_files_named_in_the_readme_exist() -> None:
    named = re.findall(r"`([\w./-]+(?:/|\.(?:toml|txt|yml|md)))`", (ROOT / "README.md").read_text())

    # site/ is what the build makes.
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists() and name != "site/"] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: str(path.relative_to(ROOT)))
def test_make_commands_in_the_guides_exist(guide: Path) -> None:
    code = re.findall(r"`+([^`]+)`+", guide.read_text())
    named = {
        word
        for text in code
        for words in re.findall(r"^\s*(?:\$ )?make ((?:[a-z]+ ?)+)", text, re.MULTILINE)
        for word in words.split()
    }

    assert named <= TARGETS


def test_make_alone_lists_every_target() -> None:
    listed = subprocess.run(["make", "-C", ROOT], capture_output=True, text=True, check=True).stdout

    assert set(re.findall(r"^  make (\w+) +\S", listed, re.MULTILINE)) == TARGETS
    assert {"serve", "site", "test"} < TARGETS


def test_the_readme_asks_for_the_python_that_the_package_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    minimum = project["requires-python"].removeprefix(">=")

    assert f"With Python {minimum} or newer" in (ROOT / "README.md").read_text()
    assert f"Python {minimum} or newer" in (ROOT / ".ci" / "environment").read_text()
