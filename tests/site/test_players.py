"""A QTI package of the site in a player of others (`@citolab/qti-components`): picked, processed, and told why.

H5P’s libraries come in no package that could be locked: `tests/bench/platforms.py` runs ours with them by hand.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Locator, Page

from tests.site.conftest import Opener
from tests.sites import ROOT, Site, serve

PLAYER = ROOT / "node_modules" / "@citolab" / "qti-components"
PAGE = """<!doctype html>
<html lang="en"><title>Player</title><link rel="icon" href="data:,">
<script type="module" src="index.js"></script>
<qti-item><item-container><template><link rel="stylesheet" href="item.css"></template></item-container></qti-item>
"""
PLAYED = """async (path) => {
  const container = document.querySelector("item-container");
  container.itemXML = await (await fetch(path)).text();
}"""
ANSWERED = """(item) => {
  item.processResponse();
  return Object.fromEntries(item.variables.map(({ identifier, value }) => [identifier, value]));
}"""


@pytest.fixture
def player(opener: Opener, fixture_site: Site, tmp_path: Path) -> Iterator[Page]:
    """A page with the player, beside the items of two articles."""
    for article in ("night-ferries", "right-to-left"):
        data = (fixture_site.folder / "articles" / article / "practice-qti.zip").read_bytes()
        with ZipFile(io.BytesIO(data)) as package:
            package.extractall(tmp_path / article)
    shutil.copy(PLAYER / "cdn" / "index.js", tmp_path)
    shutil.copy(PLAYER / "dist" / "item.css", tmp_path)
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    with serve(tmp_path) as address:
        page = opener.new({"viewport": {"width": 900, "height": 900}})
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(address)
        page.wait_for_function("!!customElements.get('item-container')")
        yield page
        assert wrong == []
        page.context.close()


def played(page: Page, path: str) -> Locator:
    page.evaluate(PLAYED, path)
    item = page.locator("qti-assessment-item")
    item.locator("qti-hottext").first.wait_for()
    return item


def answered(item: Locator) -> dict[str, Any]:
    found: dict[str, Any] = item.evaluate(ANSWERED)
    return found


def shown(item: Locator) -> str:
    """The feedback that can be seen."""
    return "\n".join(
        block.inner_text() for block in item.locator("qti-feedback-block").all() if block.is_visible()
    )


def test_phrases_are_picked_by_mouse_and_by_keyboard_and_the_notes_tell_why(player: Page) -> None:
    item = played(player, "night-ferries/items/loaded-language-2.xml")
    assert "Which words lean?" in item.inner_text()
    assert shown(item) == ""

    def phrase(words: str) -> Locator:
        return item.locator("qti-hottext", has_text=words)

    phrase("wealthy owners").click()
    phrase("cautioned that").focus()
    player.keyboard.press("Space")
    phrase("mooring issues").focus()
    player.keyboard.press("Enter")
    phrase("grows increasingly impatient").click()  # which has no note of this kind
    phrase("A New Start").click()
    phrase("A New Start").click()  # and let go of again
    values = answered(item)
    picked = {
        words: phrase(words).get_attribute("identifier")
        for words in ("wealthy", "cautioned", "mooring", "grows")
    }
    assert set(values["RESPONSE"]) == set(picked.values())
    assert (values["SCORE"], values["MAXSCORE"]) == ("3", "7")
    told = shown(item)
    assert told.count("You picked, and a note has it:") == 3
    assert told.count("A note has this too:") == 4
    assert "Plain wording: " in told
    assert "That is worth discussing" in told
    for word in ("wrong", "incorrect", "correct"):
        assert word not in told.lower()


def test_nothing_picked_is_an_answer_and_a_text_runs_from_right_to_left(player: Page) -> None:
    item = played(player, "right-to-left/items/sourcing-1.xml")
    values = answered(item)
    assert (values["SCORE"], values["MAXSCORE"]) == ("0", "2")
    told = shown(item)
    assert told.count("A note has this too:") == 2
    assert "worth discussing" not in told
    line = item.locator("qti-hottext-interaction > div > p").first
    assert line.evaluate("(line) => getComputedStyle(line).direction") == "rtl"
