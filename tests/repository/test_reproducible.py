"""One commit makes one and the same site, whenever, wherever and however often it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.outside.projects import ROOT, make_project, run, tree

DAYS = (
    {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
)


def test_two_builds_of_the_same_files_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    """In two places, in two time zones, one of them twice: with what it has kept."""
    sites = []
    for name, environment in zip(("one", "zwei — ünter"), DAYS, strict=True):
        root = tmp_path / name
        for folder in ("docs", "annotations", "build_tools"):
            # With what Python has compiled, but for what another process is writing just now.
            shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("*.pyc.*"))
        shutil.copy(ROOT / "mkdocs.yml", root)
        for _ in range(1 + (name != "one")):
            result = run(
                root,
                *("mkdocs", "build"),
                environment={
                    **environment,
                    "SITE_URL": "https://example.org/",
                    "SOURCE_DATE_EPOCH": "1700000000",
                },
            )
            assert result.returncode == 0, result.stderr
            sites.append(tree(root / "site"))
    assert b"<lastmod>2023-11-14</lastmod>" in sites[0]["sitemap.xml"]
    assert sites[0].keys() == sites[1].keys() == sites[2].keys()
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] == []
    assert [name for name in sites[1] if sites[1][name] != sites[2][name]] == []


def _day(environment: dict[str, str]) -> str:
    command = ["make", "--silent", "--eval=day: ; @echo $$SOURCE_DATE_EPOCH", "day"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_day_of_a_site_is_that_of_its_last_change() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    last = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    assert _day(environment) == last
    assert _day({**environment, "SOURCE_DATE_EPOCH": "5"}) == "5"


C = {"LC_ALL": "C"}
ASCII = C | {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    ("name", "environment"),
    [("docs/über-uns.md", C), ("docs/über-uns.md", ASCII), ("annotations/газета.yml", ASCII)],
    ids=["fine, C", "fine, ASCII alone", "told, ASCII alone"],
)
def test_a_path_in_any_script_is_no_trouble(tmp_path: Path, name: str, environment: dict[str, str]) -> None:
    root = make_project(tmp_path / "Zeitung – газета – 新聞")
    (root / name).write_text("# Über uns\n", encoding="utf-8")
    is_fine = name.startswith("docs/")
    only_ascii = "PYTHONUTF8" in environment
    commands: list[tuple[str, ...]] = [
        ("build_tools", "check"),
        ("build_tools", "write", "out"),
        ("mkdocs", "build"),
    ]
    for command in commands:
        result = run(root, *command, environment=environment)
        printed = result.stdout + result.stderr
        assert "Traceback" not in printed, printed
        if is_fine and only_ascii and command[0] == "mkdocs":
            assert "Set LC_ALL=C.UTF-8" in printed
        else:
            assert result.returncode == (0 if is_fine else 1), printed
