"""`make film`: pictures of the site as readers see it and of a lesson, and pages that show them side by side."""

from __future__ import annotations

import html
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import FLAGS, find_chromium
from tests.checked import checked_project
from tests.site.lesson_film import walk
from tests.sites import ROOT, build, serve

FILM = ROOT / "build" / "film"
SIZES = {"phone": (390, 844), "small": (320, 640), "tablet": (768, 1024), "desktop": (1360, 900)}
ENTRY = checked_project(ROOT).entries[0]
ARTICLE = f"articles/{ENTRY.slug}/"
NOTE = next(note.id for note in ENTRY.notes.annotations if note.plain)
VIEWS = {
    "home": "",
    "clean": ARTICLE,
    "who is speaking": f"{ARTICLE}?lens=speaking",
    "wording": f"{ARTICLE}?lens=wording",
    "plain wording": f"{ARTICLE}?lens=wording&wording=plain",
    "context": f"{ARTICLE}?lens=context",
    "all lenses": f"{ARTICLE}?lens=speaking,wording,context",
    "all notes": f"{ARTICLE}?lens=speaking,wording,context&notes=all",
    "a note": f"{ARTICLE}#{NOTE}",
    "others": f"{ARTICLE}#coverage",
    "timeline": f"{ARTICLE}#timeline",
    "articles": "articles/",
    "techniques": "techniques/",
}
TOUR = {"five notes": 1, "five notes, the last": 5, "five notes, the end": 6}
"""Stops of the tour, from 1."""
PRINTS = ("clean", "first", "all", "all below")


def main() -> int:
    shutil.rmtree(FILM, ignore_errors=True)
    FILM.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name, serve(Path(name)) as address, sync_playwright() as playwright:
        build(ROOT / "mkdocs.yml", Path(name), address)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        shots = []
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                page = context.new_page()
                for view, path in VIEWS.items():
                    shots.append(shoot(page, address + path, f"{size} {scheme} {view}"))
                for view, stop in TOUR.items():
                    shots.append(shoot(page, address + ARTICLE, f"{size} {scheme} {view}", stop))
                context.close()
        page = browser.new_page()
        page.goto(address + ARTICLE)
        for choice in PRINTS:
            page.evaluate("choice => document.querySelector('marked-copy').dataset.print = choice", choice)
            page.pdf(path=FILM / f"print-{choice}.pdf", format="A4")
        steps = walk(browser, address + ARTICLE, ENTRY.article.text, Path(name) / ARTICLE, FILM / "lesson")
        browser.close()
    (FILM / "index.html").write_text(sheet(shots), encoding="utf-8")
    print(
        f"written to {FILM.relative_to(ROOT)}/index.html: {len(shots)} pictures, {len(PRINTS)} PDFs; "
        f"lesson/index.html: {steps} steps"
    )
    return 0


def shoot(page: Page, address: str, title: str, stop: int = 0) -> str:
    """Take the picture, at a stop of the tour; its title is its name."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if "lens=" in address:
        # To where the article begins, with the lens bar over it.
        page.locator(".mc-article .mc-text").evaluate(
            "text => scrollBy(0, text.querySelector(':is(h1, h2, h3, p)').getBoundingClientRect().top - 170)"
        )
        page.wait_for_timeout(200)
    if stop:
        page.locator("[data-do=tour]").click()
        for _ in range(stop - 1):
            page.keyboard.press("j")
        page.wait_for_timeout(200)
    page.screenshot(path=FILM / f"{title.replace(' ', '-')}.png")
    return title


def sheet(titles: list[str]) -> str:
    """The pictures on one page."""
    figures = "".join(
        f'<figure><img src="{html.escape(title.replace(" ", "-"))}.png" alt="" height="420">'
        f"<figcaption>{html.escape(title)}</figcaption></figure>"
        for title in titles
    )
    prints = "".join(f'<li><a href="print-{name}.pdf">print: {name}</a></li>' for name in PRINTS)
    style = "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:1em}figure{margin:0}"
    return f"<!doctype html><title>Film</title><style>{style}</style>{figures}<ul>{prints}</ul>\n"


if __name__ == "__main__":
    raise SystemExit(main())
