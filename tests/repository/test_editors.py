"""What editors, the browser's editor and other editions take from this repository leads to what is there."""

from __future__ import annotations

import json
import subprocess
import zipfile
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml
from flit_core import buildapi  # type: ignore[import-untyped]

from build_tools.cli.main import main

ROOT = Path(__file__).parents[2]
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
SCHEMAS: dict[str, list[str]] = SETTINGS["yaml.schemas"]


def schemas_for(path: str) -> list[str]:
    """The schemas of a file: in these globs `*` stands for no slash."""
    return [
        schema
        for schema, globs in SCHEMAS.items()
        if any(
            len(glob.split("/")) == len(path.split("/"))
            and all(map(fnmatchcase, path.split("/"), glob.split("/")))
            for glob in globs
        )
    ]


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("annotations/port.yml", "annotations"),
        ("annotations/port.yaml", "annotations"),
        ("annotations/port/first-note.yml", "note"),
        ("mkdocs.yml", ""),
        (".github/workflows/test.yml", ""),
    ],
)
def test_a_file_has_the_schema_of_its_form(path: str, schema: str) -> None:
    assert schemas_for(path) == ([f"./docs/schema/{schema}.schema.json"] if schema else [])


def test_every_annotation_file_here_has_a_schema_that_is_there() -> None:
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "annotations").rglob("*.yml")]
    assert files
    for file in files:
        (schema,) = schemas_for(file)
        assert (ROOT / schema).is_file(), file


def test_an_editor_can_say_what_each_key_means() -> None:
    def silent(part: Any, at: str) -> list[str]:
        if isinstance(part, list):
            return [found for item in part for found in silent(item, at)]
        if not isinstance(part, dict):
            return []
        named = part.get("properties", {})
        found = [f"{at}.{key}" for key, value in named.items() if not value.get("description")]
        return found + [more for key, value in part.items() for more in silent(value, f"{at}.{key}")]

    for path in (ROOT / "docs" / "schema").glob("*.schema.json"):
        assert silent(json.loads(path.read_text(encoding="utf-8")), path.stem) == []


def test_the_container_for_the_browser_has_what_the_preview_needs() -> None:
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    _, target = container["postCreateCommand"].split()
    assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert container["forwardPorts"] == [8000]
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert set(recommended["recommendations"]) == set(container["customizations"]["vscode"]["extensions"])


def test_the_hook_for_other_editions_runs_a_command_that_there_is() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, command, *_ = hook["entry"].split()
    assert (program, hook["language"]) == ("markedcopy", "python")
    assert command in main.commands


def test_a_built_package_holds_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    wheel = tmp_path / buildapi.build_wheel(str(tmp_path))
    listed = subprocess.run(
        ["git", "ls-files", "-z", "build_tools"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    wanted = {name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()}
    with zipfile.ZipFile(wheel) as archive:
        assert wanted <= set(archive.namelist())
