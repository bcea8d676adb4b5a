"""What somebody who writes sees in the browser while the site is previewed."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build_tools.adapters.serving import Preview
from build_tools.page.content_security import Inline, protect
from tests.site.article_page import DESKTOP
from tests.site.conftest import Opener

SHELL = (
    '<!doctype html><html lang="en"><head><title>Page</title></head><body><h1>{}</h1><input></body></html>'
)


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Path]:
    """A file that is previewed as a site of one page: its words, or what is wrong if they begin with “wrong”."""
    file, site = tmp_path / "source", tmp_path / "site"
    file.write_text("wrong: from the start", encoding="utf-8")

    def make() -> str:
        text = file.read_text(encoding="utf-8")
        if text.startswith("wrong"):
            return text
        site.mkdir(exist_ok=True)
        (site / "index.html").write_text(protect(SHELL.format(text), Inline()), encoding="utf-8")
        return ""

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Preview(make, "127.0.0.1", port, site, "/")
    server.watch(str(file))
    serving = threading.Thread(target=server.serve)
    serving.start()
    file.with_suffix(".port").write_text(str(port), encoding="utf-8")
    while not server.serve_thread.is_alive():
        serving.join(0.01)
    yield file
    server.shutdown()
    serving.join()


def test_a_mistake_lies_over_the_page_until_it_is_mended(opener: Opener, source: Path) -> None:
    page = opener.new(DESKTOP)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "policy" in said.text.lower() else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"http://127.0.0.1:{source.with_suffix('.port').read_text(encoding='utf-8')}/")

    # No page yet: what is wrong is all that there is, and it is renewed too.
    expect(page.get_by_text("wrong: from the start")).to_be_visible()
    source.write_text("wrong: otherwise", encoding="utf-8")
    expect(page.get_by_text("wrong: otherwise")).to_be_visible()
    source.write_text("First", encoding="utf-8")
    expect(page.get_by_role("heading", name="First")).to_be_visible()

    # Over the page, which stays as it is, with what has the focus.
    page.locator("input").fill("typed")
    report = "wrong: notes.yml:3:1\n\n<b>what to do</b>"
    source.write_text(report, encoding="utf-8")
    dialog = page.get_by_role("dialog", name="The site cannot be built")
    expect(dialog).to_be_visible()
    assert dialog.get_by_role("region", name="What is wrong, and where").text_content() == report
    expect(dialog.get_by_role("alert")).to_contain_text("as it was before")
    assert dialog.evaluate("element => getComputedStyle(element).position") == "fixed"
    expect(page.locator("input")).to_be_focused()
    expect(page.locator("input")).to_have_value("typed")

    # Put away and taken out again, by keys alone.
    dialog.get_by_role("button", name="Hide").focus()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    again = page.get_by_role("button", name="Show the mistake")
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    expect(again).to_be_hidden()

    # Another mistake takes its place; a page that is opened now has it too; mended, it goes by itself.
    source.write_text("wrong: elsewhere", encoding="utf-8")
    expect(dialog).to_contain_text("wrong: elsewhere")
    expect(page.locator("input")).to_have_value("typed")
    page.reload()
    _shows_mistake_over(page, "First")
    source.write_text("Second", encoding="utf-8")
    expect(page.get_by_role("heading", name="Second")).to_be_visible()
    expect(dialog).to_have_count(0)
    assert complaints == []


def _shows_mistake_over(page: Page, heading: str) -> None:
    expect(page.get_by_role("dialog")).to_contain_text("wrong: elsewhere")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
