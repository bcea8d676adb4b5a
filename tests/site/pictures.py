"""`make pictures`: the pictures of the guide to the first note, made from the running site.

They are written to `docs/contribute/pictures/`. Look at them before they are committed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, find_chromium
from tests.sites import ROOT, build, serve

FOLDER = ROOT / "docs" / "contribute" / "pictures"
ARTICLE = "articles/putin-open-to-ukraine-talks/"
REPOSITORY = "https://github.com/example/marked-copy"
WORDS = "delays and perceived rigidity"
SELECT = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".mc-article .mc-text"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    node.parentElement.scrollIntoView({ block: "center" });
    return getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""
ANSWERS = {
    "kind": "sourcing",
    "technique": "vague-attribution",
    "stance": "question",
    "gist": "Who finds Ukraine rigid is left open",
    "observation": "Who perceives the rigidity is not said, nor which delays are meant.",
    "level": "high",
    "because": "the wording is on the page",
}
"""What is typed: the note that the guide explains."""


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for picture in ("select.png", "form.png"):  # the guide, which is built too, links to them
        (FOLDER / picture).touch()
    with tempfile.TemporaryDirectory() as name, serve(Path(name)) as address, sync_playwright() as playwright:
        build(ROOT / "mkdocs.yml", Path(name), address, REPOSITORY)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1180, "height": 820}, color_scheme="light")
        page.goto(address + ARTICLE)
        page.wait_for_selector("marked-copy[data-ready]")
        page.evaluate(SELECT, WORDS)
        offer = page.locator(".mc-offer")
        offer.wait_for()
        box = offer.bounding_box()
        assert box
        clip = {"x": max(0, box["x"] - 320), "y": box["y"] - 150, "width": 720, "height": 240}
        page.screenshot(path=FOLDER / "select.png", clip=clip)  # type: ignore[arg-type]

        offer.click()
        form = page.locator(".mc-suggest")
        form.locator(".mc-whole > summary").click()
        form.locator("[name=technique]").wait_for()
        for field, answer in ANSWERS.items():
            control = form.locator(f"[name={field}]")
            if control.evaluate("control => control.localName") == "select":
                control.select_option(answer)
            else:
                control.fill(answer)
        # All of it, as if the window were as high.
        height = form.evaluate("form => form.scrollHeight")
        page.set_viewport_size({"width": 1180, "height": height + 120})
        form.screenshot(path=FOLDER / "form.png")
        browser.close()
    print(f"written to {FOLDER.relative_to(ROOT)}: look at them")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
