"""What the packages of a built site are to others: `python -m tests.bench.platforms SITE`, by hand.

    --schemas FOLDER    is every QTI file valid against the schemas of 1EdTech in that folder? It must have
                        imsqti_asiv3p0p1_v1p0.xsd, imsqtiv3p0_imscpv1p2_v1p0.xsd and what these import, side by side.
                        Their licence does not say that they may be kept here: https://purl.imsglobal.org/spec/qti/v3p0/
    --player FOLDER --article SLUG
                        runs that article's H5P package in a player, and takes pictures in build/h5p/. The folder must
                        have the package h5p-standalone as `h5p-standalone/`, and the libraries of H5P that
                        H5P.MarkTheWords 1.11 asks for, each in a folder of its name and version
                        (`H5P.MarkTheWords-1.11/`), such as come in any .h5p file that a platform has exported.
    --second FOLDER --article SLUG
                        plays that article's QTI items in a second player. The folder is one in which
                        `npm install qti3-item-player` was run. (The first player runs in the tests.)

Exit codes: 0 all is well, 1 something is not, 2 wrong use.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, find_chromium
from tests.sites import ROOT, serve

ITEMS, MANIFEST = "imsqti_asiv3p0p1_v1p0.xsd", "imsqtiv3p0_imscpv1p2_v1p0.xsd"
PICTURES = ROOT / "build" / "h5p"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>H5P</title><link rel="icon" href="data:,">
<script src="h5p-standalone/dist/main.bundle.js"></script><div id="h5p"></div>
<script>
  new H5PStandalone.H5P(document.getElementById("h5p"), {
    h5pJsonPath: "/package",
    librariesPath: "/",
    frameJs: "/h5p-standalone/dist/frame.bundle.js",
    frameCss: "/h5p-standalone/dist/styles/h5p.css",
  });
</script>
"""

SECOND = """<!doctype html><html lang="en"><meta charset="utf-8"><title>QTI</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="qti3Player.css"><main></main>
<script src="vue.js"></script><script src="qti3Player.umd.js"></script>
<script>
  new Vue({
    el: "main",
    template: `<main><Player @notifyQti3PlayerReady="there" @notifyQti3ItemReady="ready"
      @notifyQti3EndAttemptCompleted="end" /></main>`,
    components: { Player: qti3Player.default ?? qti3Player },
    methods: {
      there: (player) => { window.player = player; },
      ready: () => { window.isReady = true; },
      end: (data) => { window.ended = data; },
    },
  });
  window.load = async (path) =>
    player.loadItemFromXml(await (await fetch(path)).text(), {
      guid: path, status: "interacting", sessionControl: { max_attempts: 0, show_feedback: true },
    });
</script>
"""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.platforms",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("site", type=Path)
    parser.add_argument("--schemas", type=Path)
    parser.add_argument("--player", type=Path)
    parser.add_argument("--second", type=Path)
    parser.add_argument("--article")
    given = parser.parse_args()
    if not (given.schemas or ((given.player or given.second) and given.article)):
        parser.error("name --schemas, or --player or --second with --article")
    faults = [
        *(invalid(given.site, given.schemas) if given.schemas else ()),
        *(misplayed(given.site, given.player, given.article) if given.player else ()),
        *(unlike(given.site, given.second, given.article) if given.second else ()),
    ]
    print("\n".join(faults) or "All is well.")
    return 1 if faults else 0


def invalid(site: Path, schemas: Path) -> Iterator[str]:
    """What the schemas do not allow, a line each; and a line when there is nothing to look at."""
    from lxml import etree

    known = {name: etree.XMLSchema(etree.parse(str(schemas / name))) for name in (ITEMS, MANIFEST)}
    number = 0
    for package in sorted(site.rglob("practice-qti.zip")):
        with ZipFile(package) as archive:
            for name in archive.namelist():
                number += 1
                schema = known[MANIFEST if name == "imsmanifest.xml" else ITEMS]
                schema.validate(etree.parse(io.BytesIO(archive.read(name))))
                for error in schema.error_log:
                    yield f"{package.relative_to(site)}: {name}:{error.line}: {error.message}"
    print(f"{number} QTI files were looked at", file=sys.stderr)
    if not number:
        yield f"{site}: there is no practice-qti.zip"


def misplayed(site: Path, player: Path, article: str) -> Iterator[str]:
    """What goes wrong when words are clicked, compared and shown, a line each."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(player, folder, dirs_exist_ok=True)
        with ZipFile(site / "articles" / article / "practice.h5p") as package:
            package.extractall(folder / "package")
        (folder / "index.html").write_text(PAGE, encoding="utf-8")
        with serve(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
            page = browser.new_page(viewport={"width": 900, "height": 1000})
            wrong: list[str] = []
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda note: wrong.append(note.text) if note.type == "error" else None)
            page.goto(address)
            frame = page.frame_locator("iframe.h5p-iframe")
            words = frame.locator("[role=option]")
            words.first.wait_for()
            words.first.click()
            words.first.focus()
            page.keyboard.press("ArrowRight")
            page.keyboard.press("Space")
            page.screenshot(path=PICTURES / "1-marked.png", full_page=True)
            frame.get_by_role("button", name="Compare").click()
            frame.get_by_text("worth discussing").last.wait_for()
            page.screenshot(path=PICTURES / "2-compared.png", full_page=True)
            frame.get_by_role("button", name="Show the words").click()
            page.wait_for_timeout(500)
            page.screenshot(path=PICTURES / "3-shown.png", full_page=True)
            print(f"{words.count()} words; pictures are in {PICTURES}", file=sys.stderr)
            browser.close()
    yield from wrong


def unlike(site: Path, player: Path, article: str) -> Iterator[str]:
    """What a second player makes of QTI items other than is meant, a line each. A phrase with a note is picked by mouse
    and one without by key, and the item is ended."""
    modules = player / "node_modules"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("vue.js", "qti3Player.umd.js", "qti3Player.css"):
            shutil.copy(modules / ("vue" if file == "vue.js" else "qti3-item-player") / "dist" / file, folder)
        (folder / "index.html").write_text(SECOND, encoding="utf-8")
        with ZipFile(site / "articles" / article / "practice-qti.zip") as package:
            package.extractall(folder)
            items = [path for path in package.namelist() if path.startswith("items/")]
        with serve(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
            page = browser.new_page()
            page.on("pageerror", lambda error: print(error, file=sys.stderr))
            for path in items:
                page.goto(address)
                page.wait_for_function("!!window.player")
                page.evaluate("(path) => load(path)", path)
                page.wait_for_function("window.isReady")
                xml = (folder / path).read_text(encoding="utf-8")
                noted = re.findall(r'map-key="(P\d+)"', xml)
                other = next(
                    id for id in re.findall(r'<qti-hottext identifier="(P\d+)"', xml) if id not in noted
                )
                page.locator(f".qti-hottext[data-identifier={noted[0]}]").click()
                page.locator(f".qti-hottext[data-identifier={other}]").focus()
                page.keyboard.press("Space")
                page.evaluate("player.endAttempt('')")
                page.wait_for_function("!!window.ended")
                page.locator("main", has_text="You picked more than the notes have").wait_for()
                outcomes = page.evaluate("ended.state.outcomeVariables")
                values = {outcome["identifier"]: outcome["value"] for outcome in outcomes}
                wanted = {"SCORE": 1, "MAXSCORE": len(noted), "MORE": "yes", f"{noted[0]}-WAS": "found"}
                told = page.locator("main").inner_text()
                if {key: values[key] for key in wanted} != wanted:
                    yield f"{path}: {values}"
                if (told.count("You picked, and a note"), told.count("A note has this")) != (
                    1,
                    len(noted) - 1,
                ):
                    yield f"{path}: the notes are told otherwise"
            print(f"{len(items)} items were played", file=sys.stderr)
            browser.close()


if __name__ == "__main__":
    sys.exit(main())
