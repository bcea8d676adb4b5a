"""The practice away from its site: as one file without a network, and in a frame of another site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page

from build_tools.classroom.offline import Inlined, offline_page
from build_tools.page.article import article_page
from build_tools.page.content_security import source_of
from build_tools.page.finished import SiteInfo
from build_tools.site.assets import classroom_script, classroom_sheet
from tests.classroom.test_packages import SITE, marked_text
from tests.site.conftest import Opener
from tests.sites import Site, serve

ARTICLE = "articles/night-ferries"
INLINED = Inlined(classroom_sheet(), classroom_script("practice"))
PICTURE = (
    "Words. [here](#words) [there](other.md) [away](https://example.org/) ![A boat](boat.png) and more words."
)
STORAGE_BLOCKED = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); },
});
"""


def test_what_is_in_the_file_cannot_end_it_early_and_is_allowed_by_its_hash() -> None:
    odd = Inlined("a::before{content:'</style><!--'}", 'const odd = "</script><!--<script>{{ {% {#";')
    page = offline_page(marked_text(PICTURE, (0, 5)), SITE, odd)
    style, script = (re.findall(rf"<{name}[^>]*>(.*?)</{name}>", page)[0] for name in ("style", "script"))
    assert r"\3C/style" in style
    assert r'"\x3C/script>\x3C!--<script>{{ {% {#"' in script
    policy = page.partition('Content-Security-Policy" content="')[2].partition('"')[0]
    assert f"script-src {source_of(script)};" in policy
    assert f"style-src {source_of(style)};" in policy
    assert "'self'" not in policy
    assert "connect-src" not in policy  # so that `default-src 'none'` holds


@pytest.mark.parametrize("url", [SITE.url, ""])
def test_the_file_has_whole_addresses_or_words_and_pictures_as_words(url: str) -> None:
    page = offline_page(marked_text(PICTURE, (0, 5)), replace(SITE, url=url), Inlined("", ""))
    addresses = [unescape(address) for address in re.findall(r'\s(?:href|src)="([^"]*)"', page)]
    assert not [address for address in addresses if not re.match(r"https://|data:,$|#", address)]
    assert 'src="' not in page
    assert "Picture: A boat" in page
    assert ("https://marked-copy.example/articles/other/" in page) == bool(url)
    assert "The article with its notes" in page


@pytest.fixture
def offline(opener: Opener, fixture_site: Site) -> Iterator[tuple[Page, list[str]]]:
    """The file in a browser that has no network, and all that went wrong."""
    page = opener.new({"offline": True, "viewport": {"width": 1100, "height": 800}})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto((fixture_site.folder / ARTICLE / "practice-offline.html").as_uri())
    page.on("request", lambda request: wrong.append(request.url))
    page.wait_for_selector("body[data-ready]")
    yield page, wrong
    page.context.close()


def test_one_file_is_enough_to_mark_to_compare_and_to_hand_in(
    offline: tuple[Page, list[str]], tmp_path: Path
) -> None:
    page, wrong = offline
    page.locator(".mc-sheet").focus()
    for key in ("ArrowRight", "1", "Enter", "ArrowDown", "2", "Enter", "ArrowDown", "3", "Escape"):
        page.keyboard.press(key)
    assert page.locator("#own > li").count() == 3
    marked = page.locator(".mc-article").inner_text()
    page.locator("#compare").click()
    assert "Found by both" in page.locator("#compared").inner_text()
    page.locator("#hand-in").click()
    with page.expect_download() as saved:
        page.locator("[data-do=json]").click()
    saved.value.save_as(tmp_path / "saved.json")
    handed = json.loads((tmp_path / "saved.json").read_text(encoding="utf-8"))
    assert handed["markedCopy"]["article"] == "night-ferries"
    assert len(handed["items"]) == 3
    assert wrong == []
    page.locator("#own button").first.click()
    assert page.locator("#card").is_visible()
    saved_as_it_stands = page.content()
    wrong.clear()
    page.reload()  # marks stay in this browser
    page.wait_for_selector("body[data-ready]")
    assert page.locator("#own > li").count() == 3
    assert [text for text in wrong if not text.startswith("file:")] == []
    again = tmp_path / "Ordner 😀 & #1%20.html"
    again.write_text(saved_as_it_stands, encoding="utf-8")
    for own in (3, 0):
        page.goto(again.as_uri())
        page.wait_for_selector("body[data-ready]")
        assert page.locator("#own > li").count() == own
        assert page.locator(".mc-sheet .mc-ref.mc-of-own").count() == own
        assert page.locator("#results > *").count() == 0
        assert not page.locator("#card").is_visible()
        assert own == 0 or page.locator(".mc-article").inner_text() == marked
        page.evaluate("localStorage.clear()")
    assert [text for text in wrong if not text.startswith("file:")] == []


SIZES = """() => {
  const root = document.documentElement;
  return [innerHeight, root.scrollHeight, innerWidth - root.clientWidth, root.scrollWidth - root.clientWidth];
}"""


@pytest.mark.parametrize("width", [700, 1200])
def test_a_frame_of_another_site_is_as_high_as_the_practice(
    opener: Opener, fixture_site: Site, tmp_path: Path, width: int
) -> None:
    (tmp_path / "index.html").write_text(course_page(fixture_site.address), encoding="utf-8")
    with serve(tmp_path) as other:
        page = opener.new({"viewport": {"width": width, "height": 700}})
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.context.add_init_script(STORAGE_BLOCKED)
        page.goto(other)
        frame = page.frame_locator("iframe").first
        frame.locator("body[data-ready]").wait_for()
        first = fitted(page)
        # One further down the page is as high before anybody has come to it.
        page.wait_for_function(
            "[...document.querySelectorAll('iframe')].every((it) => it.clientHeight > 700)"
        )
        assert not frame.get_by_role("link", name="The article with its notes").is_visible()
        assert frame.locator("#not-kept").is_visible()  # where nothing can be kept, it is said
        mark_in(page, frame)
        frame.locator("#teachers").click()
        frame.locator("[data-do=open-now]").click()
        frame.locator("#compared-name").wait_for()
        assert fitted(page) > first + 500
        page.wait_for_function("scrollY > 700")
        box = frame.locator("#compared-name").bounding_box()
        assert box
        assert -1 <= box["y"] < 700, "the comparison is in view"
        assert wrong == []
        page.context.close()


def course_page(address: str) -> str:
    """A page of a course with the lines that the article's page gives for it."""
    site = SiteInfo("Marked Copy", address)
    html = article_page(marked_text("Some words.", (0, 4)), site, {"practice.html", "practice.h5p"})[1].html
    lines = unescape(html.partition('<pre tabindex="0"><code>')[2].partition("</code>")[0])
    assert lines.startswith("<iframe")
    lines = lines.replace(f"{address}articles/formatting/", f"{address}{ARTICLE}/")
    head = '<!doctype html><html lang="en"><title>Course</title><link rel="icon" href="data:,">'
    below = lines.partition("<script>")[0]
    return f"{head}<h1>A course</h1>{lines}<p>More.</p>{below}"


def fitted(page: Page) -> int:
    """How high the frame is, once nothing in it scrolls."""
    page.wait_for_function("document.querySelector('iframe').clientHeight !== 640")
    inner = page.frames[1]
    inner.wait_for_function("() => innerHeight === document.documentElement.scrollHeight")
    height, content, bar, wider = inner.evaluate(SIZES)
    assert (bar, wider) == (0, 0)
    assert height == content
    return int(height)


def mark_in(page: Page, frame: FrameLocator) -> None:
    paragraph = frame.locator(".mc-article p").nth(6)
    paragraph.scroll_into_view_if_needed()
    box = paragraph.bounding_box()
    assert box
    page.mouse.click(box["x"] + 30, box["y"] + 12)
    card = frame.locator("#card")
    card.wait_for()
    place = card.bounding_box()
    assert place
    assert -1 <= place["y"] < 700, "the card is where the learner looks"
    card.locator("[data-kind]").first.click()
    page.keyboard.press("Escape")
    assert frame.locator("#own > li").count() == 1
