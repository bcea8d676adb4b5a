"""What can be done with an open note: link to it, cite it, have it corrected, and see its words in plain wording."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.site.article_page import (
    ARTICLE,
    DESKTOP,
    SITE_NAME,
    SIZES,
    SLUG,
    TITLE,
    idle,
    opened,
    seen_words,
    state,
    visit,
)
from tests.site.conftest import Reader
from tests.sites import REPOSITORY, Site

NOTE = "deeper-reasons"
STYLES = ("APA", "MLA", "Plain")


CLIPBOARD = ["clipboard-read", "clipboard-write"]


def copy(page: Page, what: str) -> str:
    page.locator(f".mc-open [data-do='{what}']").click()
    page.wait_for_function("() => document.querySelector('.mc-open .mc-status').textContent !== ''")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_link_to_a_note_is_copied(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording,context&from=class#{NOTE}", permissions=CLIPBOARD)
    assert copy(page, "Link") == f"{reader.address}{ARTICLE}#{NOTE}"
    assert page.locator(".mc-open .mc-status").inner_text() == "Link copied"
    assert page.locator(".mc-open .mc-status").get_attribute("role") == "status"


def test_a_note_is_cited_in_three_styles(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording#{NOTE}", permissions=CLIPBOARD)
    number = page.locator(".mc-open .mc-number").inner_text()
    cited = {style: copy(page, style) for style in STYLES}
    assert len(set(cited.values())) == len(STYLES)
    for style, words in cited.items():
        assert TITLE in words, style
        assert SITE_NAME in words
        assert f"ote {number}" in words
        assert f"{reader.address}{ARTICLE}#{NOTE}" in words
        assert [part for part in ("undefined", "null", "<", "  ") if part in words] == []
    assert f"“{TITLE}" in cited["MLA"] or f"‘{TITLE}" in cited["MLA"]


@pytest.mark.parametrize("size", SIZES)
def test_what_may_not_be_copied_is_offered_to_be_copied_by_hand(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording#{NOTE}", size=SIZES[size])
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    field = page.locator(".mc-open .mc-copied")
    assert not field.is_visible()
    page.locator(".mc-open [data-do=Link]").click()
    field.wait_for()
    address = f"{reader.address}{ARTICLE}#{NOTE}"
    assert field.input_value() == address
    assert field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == address
    page.locator(".mc-open [data-do=MLA]").click()
    page.wait_for_function("title => document.querySelector('.mc-copied').value.includes(title)", arg=TITLE)
    field.focus()
    page.keyboard.press("j")
    assert opened(page) == NOTE, "in a field a letter is a letter"
    page.keyboard.press("Escape")
    idle(page)
    assert opened(page) == ""


def test_without_a_clipboard_the_text_is_offered(reader: Reader) -> None:
    page = reader.new_page(**DESKTOP)
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined})")
    page.goto(f"{reader.address}{ARTICLE}#{NOTE}")
    page.locator(".mc-open [data-do=Link]").click()
    page.locator(".mc-open .mc-copied").wait_for()
    assert page.locator(".mc-open .mc-copied").input_value() == f"{reader.address}{ARTICLE}#{NOTE}"


def test_another_note_offers_nothing_of_the_one_before(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording#{NOTE}", permissions=CLIPBOARD)
    copy(page, "Link")
    page.keyboard.press("j")
    assert page.locator(".mc-open .mc-status").text_content() == ""
    assert copy(page, "Link").endswith(f"#{opened(page)}")


def test_a_correction_is_suggested_on_the_projects_own_page(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording#{NOTE}")
    link = page.locator(".mc-open .mc-actions .mc-correct")
    assert link.inner_text() == "Suggest a correction"
    link.click()
    page.wait_for_url(f"{reader.address}how-we-work/corrections/")
    assert page.locator("h1").count() == 1


def test_with_a_repository_a_correction_is_a_form_filled_in(reader: Reader, instant_site: Site) -> None:
    reader.address = instant_site.address
    page = visit(reader, f"{ARTICLE}?lens=wording#{NOTE}")
    number = page.locator(".mc-open .mc-number").inner_text()
    link = urlsplit(str(page.locator(".mc-open .mc-actions .mc-correct").evaluate("link => link.href")))
    assert f"{link.scheme}://{link.netloc}{link.path}" == f"{REPOSITORY}/issues/new"
    filled = {name: values[0] for name, values in parse_qs(link.query).items()}
    assert filled["template"] == "1-correction.yml"
    assert filled["address"] == f"{reader.address}{ARTICLE}#{NOTE}"
    assert all(part in filled["title"] for part in (number, NOTE, SLUG))
    page.keyboard.press("j")
    assert f"%23{opened(page)}" in str(
        page.locator(".mc-open .mc-actions .mc-correct").evaluate("link => link.href")
    )


def test_a_note_swaps_its_own_passages(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording#cautioned")
    swap = page.locator(".mc-open [data-do=swap]")
    assert swap.get_attribute("aria-pressed") == "false"
    swap.click()
    idle(page)
    assert "The harbour board has consistently argued that trial" in seen_words(
        page, without=".mc-ref, .mc-swap"
    )
    assert swap.get_attribute("aria-pressed") == "true"
    assert page.locator(".mc-swap[data-for=ref--cautioned]").get_attribute("aria-pressed") == "true"
    assert opened(page) == "cautioned"
    swap.click()
    idle(page)
    assert "The harbour board has consistently cautioned that trial" in seen_words(
        page, without=".mc-ref, .mc-swap"
    )


def test_a_passage_swapped_in_the_text_is_swapped_in_its_note(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording#cautioned")
    page.locator(".mc-swap[data-for=ref--cautioned]").click()
    idle(page)
    assert page.locator(".mc-open [data-do=swap]").get_attribute("aria-pressed") == "true"
    page.keyboard.press("w")
    page.keyboard.press("w")
    idle(page)
    assert page.locator(".mc-open [data-do=swap]").get_attribute("aria-pressed") == "false"


def test_a_note_without_plain_wording_offers_none(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording#asked-not-said")
    assert state(page)["open"] == ["asked-not-said"]
    assert not page.locator(".mc-open [data-do=swap]").is_visible()
