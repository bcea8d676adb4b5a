"""Cases of the checker: a folder each under `cases/`, with what it prints in `expected.txt`.

A case holds an `article.md` and its `annotations.yml`, either of which may be missing, perhaps a `technique.md`,
and in the folder `notes` notes in files of their own; the article is called `port`. Or it is a whole project, with
the folders `docs` and `annotations`. The techniques in `techniques/` are there for all. To add a case, add a folder
and run

    python -m tests.check.cases

which writes every `expected.txt` anew; then read the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_tools.check.check import check
from build_tools.problems.printed import as_text
from build_tools.problems.problem import Problem
from build_tools.read.project import Project, read_project
from build_tools.read.text import File

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "cases").iterdir() if path.is_dir())
NAME = "port"


def project_of(folder: Path) -> Project:
    """The case as a project."""
    if (folder / "annotations").is_dir():
        return read_project(folder)
    techniques = {path.stem: path for path in (HERE / "techniques").glob("*.md")}
    notes = {path.stem: path for path in sorted((folder / "notes").glob("*.yml"))}
    return Project(
        _files({NAME: folder / "article.md"}, "docs/articles/{}.md"),
        _files({NAME: folder / "annotations.yml"}, "annotations/{}.yml"),
        _files(techniques | {NAME: folder / "technique.md"}, "docs/techniques/{}.md"),
        published={f"techniques/{name}.md": path for name, path in techniques.items()},
        notes={NAME: tuple(_files(notes, f"annotations/{NAME}/{{}}.yml").values())} if notes else {},
    )


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """What the checker finds. Notices only in the cases about them: not every case uses every technique."""
    found = check(project_of(folder)).problems
    return tuple(item for item in found if item.severity != "notice" or folder.name.startswith(item.rule))


def printed(folder: Path) -> str:
    """What `markedcopy check` prints."""
    return as_text(problems_of(folder)) or "No problems.\n"


def _files(paths: Mapping[str, Path], shown: str) -> dict[str, File]:
    return {
        name: File(shown.format(name), path.read_bytes()) for name, path in paths.items() if path.is_file()
    }


if __name__ == "__main__":
    for case in CASES:
        (case / "expected.txt").write_text(printed(case), encoding="utf-8")
