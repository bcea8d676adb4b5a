"""What surrounds a command: streams that were closed, a folder that has gone."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.cli.progress import counting

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("new <&-", 1, "no text"),
        ("explain >&-", 0, ""),
        ("new nowhere.txt <&- >&- 2>&-", 2, ""),
        ("explain", 2, "go to another one"),
    ],
)
def test_a_command_ends_with_a_sentence(line: str, status: int, said: str, tmp_path: Path) -> None:
    gone = "mkdir gone; cd gone; rmdir ../gone; " if said.startswith("go to") else ""
    (tmp_path / "annotations").mkdir()
    done = subprocess.run(
        ["sh", "-c", f'{gone}"$0" -m build_tools {line}', sys.executable],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (status, False), done.stderr
    assert said in done.stderr


def test_progress_is_told_on_a_terminal_and_goes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr("build_tools.cli.progress._PATIENCE", 0)
        monkeypatch.setattr("build_tools.cli.progress._INTERVAL", 0)
        assert list(counting([1, 2, 3], "things")) == [1, 2, 3]
        told = ""
        while not told.endswith(" \r"):
            told += os.read(ours, 1000).decode()
    os.close(ours)
    assert "2 of 3 things" in told
