"""Small projects to build, kill and break, and the commands that are run on them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
CASE = ROOT / "tests" / "pages" / "points-and-whole"
SETTINGS = "site_name: Test\ntheme: mkdocs\nplugins: [marked-copy]\nextra: {classroom: {paper: false}}\n"
"""Without paper, which is written as the packages are, and takes much longer to make."""


def make_project(root: Path, articles: int = 1) -> Path:
    """A project with a home page, the techniques of this one, and this many articles: `a-0`, `a-1` …"""
    shutil.copytree(ROOT / "docs" / "techniques", root / "docs" / "techniques")
    (root / "docs" / "articles").mkdir()
    (root / "annotations").mkdir()
    (root / "docs" / "index.md").write_text("# Test\n\n<!-- marked-copy: articles -->\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for number in range(articles):
        add_article(root, f"a-{number}")
    return root


def add_article(root: Path, slug: str) -> None:
    """Another article with its notes, free of errors and warnings."""
    text = (CASE / "article.md").read_text(encoding="utf-8")
    unmarked = (
        "\nA paragraph without any notes on it keeps the marks of this article from standing too close.\n"
    )
    (root / "docs" / "articles" / f"{slug}.md").write_text(text + unmarked, encoding="utf-8")
    shutil.copy(CASE / "annotations.yml", root / "annotations" / f"{slug}.yml")


def run(
    root: Path, *arguments: str | Path, environment: Mapping[str, str] | None = None, seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    """`python -m` with these arguments in the project, to its end."""
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=root,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with what is in it; a link with where it leads."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[path.relative_to(folder).as_posix()] = bytes(path.readlink())
        elif path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found
