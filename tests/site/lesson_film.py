"""A lesson walked through as a teacher and as three learners, with a picture of each step: build/film/lesson/.

The teacher chooses notes and shows them; one learner has keys only, one a phone, one a mouse and a browser that keeps
nothing. What they save is what the class view then reads.
"""

from __future__ import annotations

import html
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.site.test_practice import BLOCKED, BOXES

LAPTOP = (1280, 800)
PHONE = (390, 844)
SCREEN = (1024, 768)
"""Viewports in CSS pixels; the last is a projector's."""
LINE = 40
"""Characters that surely stand on one line."""


@dataclass
class Walk:
    """One lesson: pictures are numbered as they come, and each has a line that says what was done."""

    browser: Browser
    article: str
    """Its address, with a slash at the end."""
    text: str
    folder: Path
    told: list[tuple[str, str]] = field(default_factory=list)
    """Who, and what was done, of each picture."""

    @contextmanager
    def person(self, size: tuple[int, int], *, by_finger: bool = False) -> Iterator[Page]:
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            has_touch=by_finger,
            is_mobile=by_finger,
            accept_downloads=True,
            reduced_motion="reduce",
        )
        yield context.new_page()
        context.close()

    def shoot(self, page: Page, who: str, what: str) -> None:
        page.wait_for_timeout(200)
        page.screenshot(path=self.folder / f"{len(self.told) + 1:02}.png")
        self.told.append((who, what))


def walk(browser: Browser, article: str, text: str, site: Path, folder: Path) -> int:
    """Take the pictures of a lesson on the article at this address, of this built folder; say how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    lesson = Walk(browser, article, text, folder)
    practice, projector = choose(lesson)
    show(lesson, projector)
    files = [by_keys(lesson, practice), by_finger(lesson, practice), by_mouse(lesson, practice)]
    look_at_the_class(lesson, files)
    papers = sorted(site.glob("*.pdf"))
    for paper in papers:
        shutil.copy(paper, folder)
    (folder / "index.html").write_text(story(lesson.told, [paper.name for paper in papers]), encoding="utf-8")
    return len(lesson.told)


def choose(lesson: Walk) -> tuple[str, str]:
    """The addresses of practice and projector, with three notes that the teacher has chosen."""
    with lesson.person(LAPTOP) as page:
        page.goto(lesson.article + "#lesson")
        lesson.shoot(page, "Teacher", "opens the lesson of the article")
        page.get_by_role("button", name="Choose notes for a lesson").click()
        dialog = page.get_by_role("dialog", name="Choose notes for a lesson")
        dialog.get_by_role("button", name="Choose none").click()
        for nth in (0, 1, 2):
            dialog.get_by_role("checkbox").nth(nth).check()
        lesson.shoot(page, "Teacher", "ticks three notes: the choice is part of these addresses")
        found = [str(link.get_attribute("href")) for link in dialog.get_by_role("link").all()]
        practice, projector = (
            next(href for href in found if f"/{name}.html" in href) for name in ("practice", "projector")
        )
        return practice, projector


def show(lesson: Walk, address: str) -> None:
    with lesson.person(SCREEN) as page:
        page.goto(address)
        lesson.shoot(page, "Teacher", "has the article on the wall, every note hidden")
        for what in ("goes on: the passage", "goes on: what the note says", "goes on to its parts"):
            page.keyboard.press("PageDown")
            lesson.shoot(page, "Teacher", what)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("r")
        lesson.shoot(page, "Teacher", "reveals all of the next note")
        page.get_by_role("button", name="For the class").click()
        page.get_by_role("img", name="QR code").wait_for()
        lesson.shoot(page, "Teacher", "shows the class where to practise")
        page.pdf(path=lesson.folder / "choice.pdf", format="A4")


def by_keys(lesson: Walk, address: str) -> Path:
    who = "Learner with keys only"
    with lesson.person(LAPTOP) as page:
        page.goto(address)
        lesson.shoot(page, who, "opens the practice")
        press = page.keyboard.press
        while page.evaluate("document.activeElement.dataset.go") != "text":
            press("Tab")
        press("Enter")
        for _ in range(3):
            press("ArrowDown")
        press("Shift+ArrowRight")
        lesson.shoot(page, who, "takes two words")
        press("2")
        page.keyboard.type("It leans to one side.")
        lesson.shoot(page, who, "marks them, and says why")
        press("Enter")
        press("Control+ArrowRight")
        press("s")
        press("1")
        press("Enter")
        press("Control+ArrowRight")
        press("a")
        lesson.shoot(page, who, "has marked a whole sentence and a place where something is missing")
        page.locator("#compare").focus()
        press("Enter")
        expect(page.locator("#compared")).to_be_visible()
        lesson.shoot(page, who, "compares with the notes")
        return saved(page, lesson, "keys", by_key=True)


def by_finger(lesson: Walk, address: str) -> Path:
    who = "Learner on a phone"
    with lesson.person(PHONE, by_finger=True) as page:
        page.goto(address)
        lesson.shoot(page, who, "opens the practice")
        for words, kind in zip(passages(page, lesson.text)[:2], ("sourcing", "loaded-language"), strict=True):
            for place in (words, words.split()[-1]):
                left, _, middle = page.evaluate(BOXES, place)
                page.touchscreen.tap(left + 4, middle)
            lesson.shoot(page, who, "has tapped the first and the last word")
            page.locator(f"#card [data-kind={kind}]").tap()
            page.get_by_role("button", name="Go on").tap()
        page.get_by_role("button", name="sentence by sentence").tap()
        page.locator("#stepper").get_by_role("button", name="Next sentence").tap()
        lesson.shoot(page, who, "goes sentence by sentence, without selecting")
        page.locator("#stepper").get_by_role("button", name="Something is missing after this sentence").tap()
        page.locator("#compare").tap()
        expect(page.locator("#compared")).to_be_visible()
        lesson.shoot(page, who, "compares with the notes")
        return saved(page, lesson, "finger")


def by_mouse(lesson: Walk, address: str) -> Path:
    who = "Learner with a mouse, in a browser that keeps nothing"
    with lesson.person(LAPTOP) as page:
        page.add_init_script(BLOCKED)
        page.goto(address)
        lesson.shoot(page, who, "is told that marks are lost on leaving")
        for nth, words in enumerate(passages(page, lesson.text)[:3]):
            left, right, middle = page.evaluate(BOXES, words)
            page.mouse.move(left + 1, middle)
            page.mouse.down()
            page.mouse.move(max(right - 1, left + 30), middle, steps=4)
            page.mouse.up()
            if nth == 0:
                lesson.shoot(page, who, "has selected words")
            page.locator("#card [data-kind]").nth(nth).click()
            page.keyboard.type(f"Reason {nth + 1}")
            page.keyboard.press("Escape")
        lesson.shoot(page, who, "has made three marks")
        page.locator("#compare").click()
        expect(page.locator("#compared")).to_be_visible()
        lesson.shoot(page, who, "compares with the notes")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.pdf(path=lesson.folder / "marks.pdf", format="A4")
        return saved(page, lesson, "mouse")


def passages(page: Page, text: str) -> list[str]:
    """Words that notes are about and that stand on one line of a laptop: two or more, and those of no note twice."""
    notes = page.evaluate("JSON.parse(document.getElementById('given').textContent).notes")
    quotes = [text[start:end] for note in notes for start, end in note["spans"][:1]]
    return [quote for quote in quotes if " " in quote and "\n" not in quote and len(quote) < LINE]


def saved(page: Page, lesson: Walk, name: str, *, by_key: bool = False) -> Path:
    page.locator("#hand-in").focus()
    page.keyboard.press("Enter")
    page.locator("#name").fill(name.capitalize())
    button = page.get_by_role("button", name="Save a file to hand in")
    with page.expect_download() as download:
        if by_key:
            button.press("Enter")
        else:
            button.click()
    file = lesson.folder / f"{name}.json"
    download.value.save_as(file)
    lesson.shoot(page, f"Learner ({name})", "saves a file to hand in")
    return file


def look_at_the_class(lesson: Walk, files: list[Path]) -> None:
    with lesson.person(LAPTOP) as page:
        page.goto(lesson.article + "class.html")
        page.set_input_files("#files", files)
        expect(page.locator(".mc-read")).to_contain_text("3 files")
        lesson.shoot(page, "Teacher", "reads what the three have handed in")
        page.locator(".mc-beside section button").locator("visible=true").first.click()
        lesson.shoot(page, "Teacher", "looks at one place: who marked it, as what, why")
        page.pdf(path=lesson.folder / "class.pdf", format="A4")


def story(told: list[tuple[str, str]], papers: list[str]) -> str:
    figures = "".join(
        f'<figure><img src="{nth:02}.png" alt="" height="420">'
        f"<figcaption><b>{html.escape(who)}</b> {html.escape(what)}</figcaption></figure>"
        for nth, (who, what) in enumerate(told, start=1)
    )
    printed = [*papers, "choice.pdf", "marks.pdf", "class.pdf"]
    links = "".join(f'<li><a href="{name}">{name}</a></li>' for name in printed)
    style = "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:1em}figure{margin:0;max-width:40em}"
    return f"<!doctype html><title>A lesson</title><style>{style}</style>{figures}<ul>{links}</ul>\n"
