"""How soon a class is seen in the class view: `python -m tests.bench.class_speed`.

Pupils mark passages of the notes, some with other kinds, and words of their own. Told are the milliseconds from when
the files are chosen until the page has been painted with all of them, three times, on the first article of this site
and on one of 5,000 words with 300 notes. The goal is one second for 40 files with 2,000 marks.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, FilePayload, sync_playwright

from build_tools.read.article import parse_article
from tests.bench.articles import long_article
from tests.bench.page_site import served_site
from tests.bench.site_build import techniques
from tests.browser import FLAGS, find_chromium
from tests.sites import ROOT, build, serve

MARKS = 50
FILES = (40, 500)
ROUNDS = 3
GOAL = 1000
FIRST = "putin-open-to-ukraine-talks"
WATCH = """() => {
  document.addEventListener("change", () => { window.begun = performance.now() }, true);
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => { window.done ??= performance.now() })))
    .observe(document.querySelector(".mc-read"), { attributes: true });
}"""


def class_of(number: int, given: dict[str, Any], text: str, seed: int = 4) -> list[FilePayload]:
    """Files of marks as the practice page saves them."""
    chance = random.Random(seed)
    words = [(found.start(), found.end()) for found in re.finditer(r"\w{4,}", text)]
    kinds = [kind for kind, _ in given["kinds"]]
    passages = [
        (start, end, note["kind"]) for note in given["notes"] for start, end in note["spans"] if start < end
    ]
    weights = [chance.random() ** 2 for _ in passages]
    files: list[FilePayload] = []
    for nth in range(number):
        items = []
        for _ in range(MARKS):
            start, end, kind = chance.choices(passages, weights)[0]
            if chance.random() < 0.15:
                start, end = chance.choice(words)
            elif chance.random() < 0.4:
                start, end = max(0, start - chance.randint(0, 8)), min(len(text), end + chance.randint(0, 8))
            if chance.random() < 0.25:
                kind = chance.choice(kinds)
            reason = {"purpose": "commenting", "value": "Who says so?" * (chance.random() < 0.3)}
            quote = {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": "", "suffix": ""}
            position = {"type": "TextPositionSelector", "start": start, "end": end}
            items.append(
                {
                    "body": [{"purpose": "tagging", "value": kind}, reason],
                    "target": {"selector": [quote, position]},
                }
            )
        own = {"format": "marks", "version": 1, "article": given["article"], "text": given["text"]}
        own |= {"name": f"Pupil {nth}", "saved": "", "set": f"m{nth:016x}"}
        files.append(
            {
                "name": f"{nth}.json",
                "mimeType": "application/json",
                "buffer": json.dumps({"markedCopy": own, "items": items}).encode(),
            }
        )
    return files


def measured(browser: Browser, address: str, text: str, number: int) -> list[float]:
    """Milliseconds of each round."""
    times = []
    for _ in range(ROUNDS):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        given = json.loads(page.locator("#given").text_content() or "")
        files = class_of(number, given, text)
        page.evaluate(WATCH)
        page.set_input_files("#files", files)
        page.locator(f".mc-read[data-shown='{number}']").wait_for(timeout=120_000)
        page.wait_for_timeout(1000)
        times.append(page.evaluate("done - begun"))
        page.close()
    return times


def main() -> int:
    slow = False
    with (
        tempfile.TemporaryDirectory(prefix="marked-copy-bench-") as folder,
        serve(Path(folder)) as own,
        served_site() as site,
        sync_playwright() as playwright,
    ):
        build(ROOT / "mkdocs.yml", Path(folder), own)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        first = (ROOT / "docs" / "articles" / f"{FIRST}.md").read_text(encoding="utf-8")
        long = long_article(techniques()).markdown
        for name, page, source in (
            ("the first article", f"{own}articles/{FIRST}/", first),
            ("5,000 words", f"{site.address}articles/{site.slug}/", long),
        ):
            text = parse_article(source.split("---\n", 2)[2]).text
            for number in FILES:
                times = measured(browser, f"{page}class.html", text, number)
                slow |= number == FILES[0] and max(times) > GOAL
                print(f"{name}, {number} files: {', '.join(f'{time:.0f}' for time in times)} ms")
        browser.close()
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
