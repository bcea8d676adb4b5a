"""New selectors for the notes of an article that changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli.main import main

CASE = Path(__file__).parents[1] / "check" / "cases" / "unused-evidence"


def test_what_is_safe_is_written_and_the_rest_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    article, notes = tmp_path / "docs/articles/port.md", tmp_path / "annotations/port.yml"
    for path, source in ((article, CASE / "article.md"), (notes, CASE / "annotations.yml")):
        path.parent.mkdir(parents=True)
        path.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    old = tmp_path / "old.md"
    old.write_bytes(article.read_bytes())
    before = notes.read_text(encoding="utf-8")
    command = ["reanchor", "port", "--old", "old.md", "--accept-safe"]
    assert CliRunner().invoke(main, command).exit_code == 0
    assert notes.read_text(encoding="utf-8") == before
    body = article.read_text(encoding="utf-8")
    head, end, text = body.rpartition("---\n")
    article.write_text(head + end + "\nOther words altogether.\n", encoding="utf-8")
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "The passage is gone" in result.stdout
    assert notes.read_text(encoding="utf-8") == before
    assert text
