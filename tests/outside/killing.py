"""Builds that are ended at random moments, and what they leave. By hand, for longer:

python -m tests.outside.killing --kills 100 --seed 1
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.outside.projects import make_project, tree

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
KNOWN = {"docs", "annotations", "mkdocs.yml", ".cache", "site"}
BUILD = ("mkdocs", "build", "--quiet", "--site-dir", "site")
WRITE = ("build_tools", "write", "site")


class Killing:
    """A project whose site is made again and again, and ended again and again."""

    def __init__(self, folder: Path, command: Sequence[str], articles: int, seed: int) -> None:
        self.project = make_project(folder / "project", articles)
        self.site = self.project / "site"
        self.command = (sys.executable, "-m", *command)
        self.random = random.Random(seed)
        self.seen: Counter[str] = Counter()
        self.edits = 0
        self.wrong: list[str] = []
        self.seconds: dict[str, float] = {}
        for state in ("cold", "warm"):
            begun = time.monotonic()
            self._finish()
            self.seconds[state] = time.monotonic() - begun

    def kill(self, number: int) -> None:
        """Begin to build anew what has changed, end it, look at what is left, and build to the end."""
        warm = self.random.random() < 0.5
        before = tree(self.site)
        if not warm:
            shutil.rmtree(self.project / ".cache", ignore_errors=True)
        if "write" in self.command:
            shutil.rmtree(self.site)
            before = {}
        self._edit()
        sources = self._sources()
        ended_by = SIGNALS[number % len(SIGNALS)]
        process = self._start()
        at = self.random.uniform(0.1, 1.1) * self.seconds["warm" if warm else "cold"]
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(at)
        self.seen["ended before" if process.poll() is not None else ended_by.name] += 1
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(ended_by)
        process.wait(30)
        what = f"{ended_by.name} after {at:.2f} s, {'warm' if warm else 'cold'}"
        if not _all_ended(process.pid):
            self.wrong.append(f"{what}: a process lives on")
        if self._sources() != sources:
            self.wrong.append(f"{what}: the sources are changed")
        left = tree(self.site)
        if "write" in self.command and left:
            shutil.rmtree(self.site)
        self._finish()
        after = tree(self.site)
        self.seen["old site" if left == before else "new site" if left == after else "half a site"] += 1
        if left not in (before, after):
            other = sorted(name for name in {*left, *after} if left.get(name) != after.get(name))
            self.wrong.append(f"{what}: half a site, other than the next one in {other[:9]}")
        beside = {path.name for path in self.project.iterdir()} - KNOWN
        if beside:
            self.wrong.append(f"{what}: left beside it: {beside}")
        if f"edit {self.edits}" not in after.get("index.html", after.get("index.md", b"")).decode():
            self.wrong.append(f"{what}: the next site is not the right one")

    def _edit(self) -> None:
        self.edits += 1
        index = f"# Test\n\nThis is edit {self.edits}.\n\n<!-- marked-copy: articles -->\n"
        (self.project / "docs" / "index.md").write_text(index, encoding="utf-8")

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command,
            cwd=self.project,
            env={**os.environ, "SOURCE_DATE_EPOCH": "0"},  # MkDocs's theme writes the second into its page
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _finish(self) -> None:
        if "write" in self.command and self.site.exists():
            shutil.rmtree(self.site)
        assert self._start().wait(120) == 0

    def _sources(self) -> dict[str, bytes]:
        return {
            f"{name}/{path}": data
            for name in ("docs", "annotations")
            for path, data in tree(self.project / name).items()
        }


def _all_ended(group: int) -> bool:
    """Whether every process of the group has ended, or does within two seconds."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for command, articles in ((BUILD, 1), (BUILD, 40), (WRITE, 40)):
        with tempfile.TemporaryDirectory() as folder:
            killing = Killing(Path(folder), command, articles, given.seed)
            for number in range(given.kills):
                killing.kill(number)
            print(
                " ".join(command),
                f"{articles} articles:",
                dict(killing.seen),
                killing.wrong or "nothing wrong",
            )


if __name__ == "__main__":
    main()
