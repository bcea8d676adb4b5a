"""The folder listing is the pipeline, and no file needs a map."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "build_tools"
MOST_LINES = 320
"""Of a module; a longer one says in its docstring why it is one ("Long because …")."""


def test_every_folder_of_the_package_is_in_its_table() -> None:
    doc = ast.get_docstring(ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))) or ""
    listed = re.findall(r"^\| `(\w+)` \|", doc, re.MULTILINE)
    there = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert set(listed) == there - {"__init__", "__main__"}


def test_no_module_is_long_without_a_reason() -> None:
    long = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        reason = re.search(r"\bLong because\b", ast.get_docstring(ast.parse(text)) or "")
        if text.count("\n") > MOST_LINES and not reason:
            long.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sorted(PACKAGE.rglob("*.py"))
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_an_import_that_runs_back_is_refused(tmp_path: Path) -> None:
    # The contracts of pyproject.toml, on a copy in which the model knows the pages.
    copy = tmp_path / "build_tools"
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    subprocess.run(["cp", "-r", str(PACKAGE), str(copy)], check=True)
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    path = copy / "model" / "ids.py"
    path.write_text(
        path.read_text(encoding="utf-8") + "\nfrom ..page import article  # noqa\n", encoding="utf-8"
    )
    result = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "build_tools.model" in result.stdout
    assert "build_tools.page" in result.stdout
