"""The list for teachers: a plain list of all articles, in which a script finds lessons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.page.finished import ArticlePage, Plan, Reading, TechniqueCard, Use
from build_tools.site.assets import LESSONS, published_assets
from build_tools.site.inserts import Contents, fill
from tests.sites import serve

from .conftest import Opener, Reader

TECHNIQUES = ("loaded-words", "single-source", "vague-attribution")
CARDS = [
    TechniqueCard(name, name.title(), "", "sourcing", "", "", "", "", (), ())
    for name in (*TECHNIQUES, "named-nowhere")
]


def use(technique: str) -> Use:
    return Use("a-note", 1, "sourcing", "concern", technique, technique.title(), "A gist.", "words")


def article(number: int) -> ArticlePage:
    """Every third has no lesson, every fourth is in German; ages, lengths and techniques go round."""
    youngest = 10 + number % 6
    steps = ((10, "Mark <phrases>"), (20 + number % 3 * 10, "Compare"))
    lesson = Plan(30 + number % 3 * 10, youngest, youngest + 2, steps if number % 2 else ())
    is_german = number % 4 == 0
    return ArticlePage(
        slug=f"article-{number}",
        title=f"Article <{number}> & more",
        description="",
        language="de" if is_german else "en",
        outlet="The Example Post",
        day="",
        summary="",
        contents=(),
        fragments=(),
        links=(),
        uses=(use(TECHNIQUES[number % 3]), use(TECHNIQUES[number % 2])),
        reading=Reading(200 + number * 10, 2, *((0, 0) if is_german else (12, 14))),
        plan=lesson if number % 3 else None,
    )


def filled(text: str, number: int) -> str:
    pages = [article(each) for each in range(1, number + 1)]
    return fill("teach/index.md", f"<!-- marked-copy: {text} -->\n", Contents.of(pages, CARDS, lambda *_: ""))


def test_every_article_is_in_the_list_and_those_with_a_lesson_first() -> None:
    html = filled("lessons", 12)
    with_plan, without = html.split("<h3>")[1:]
    listed = re.findall(r"articles/article-(\d+)/#lesson", with_plan), re.findall(r"article-(\d+)/", without)
    assert listed == (["1", "2", "4", "5", "7", "8", "10", "11"], ["3", "6", "9", "12"])
    assert (
        '<li data-words="220" data-language="en" data-techniques="vague-attribution loaded-words" data-minutes="50" '
        'data-youngest="12" data-oldest="14"><p class="mc-quiet">50 minutes<br>ages 12 to 14</p>' in html
    )
    assert ">Article &lt;2&gt; &amp; more</a>" in html
    assert "220 words, English, reading age about 12 to 14 years. 2 notes." in html
    assert "240 words, German. 2 notes." in html
    assert "named-nowhere" not in html


def test_a_list_of_nothing_says_so() -> None:
    assert "There are no articles yet." in filled("lessons", 0)
    assert "No article here has a plan by the minute yet." in filled("plan", 0)


def test_the_plan_is_that_of_the_first_article_which_has_steps() -> None:
    html = filled("plan", 3)
    assert re.findall(r"<tr><td>(\d+)</td><td>(.*?)</td></tr>", html) == [
        ("10", "Mark &lt;phrases&gt;"),
        ("30", "Compare"),
    ]
    assert 'href="../articles/article-1/#lesson"' in html


def test_of_a_thousand_articles_each_costs_less_than_a_kilobyte() -> None:
    assert len(filled("lessons", 1000)) < 1000 * 1024


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "teach").mkdir()
    (tmp_path / "assets").mkdir()
    (tmp_path / "teach" / "index.html").write_text(
        f"<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,>{filled('lessons', 120)}",
        encoding="utf-8",
    )
    (tmp_path / LESSONS).write_text(published_assets()[LESSONS], encoding="utf-8")
    with serve(tmp_path) as found:
        yield found


def test_lessons_are_found_by_what_a_teacher_looks_for(opener: Opener, address: str) -> None:
    reader = Reader(opener, address)
    page = reader.open("teach/#language=en&colour=red")
    entries, status = page.locator(".mc-lessons li"), page.get_by_role("status")
    assert status.inner_text() == "90 of 120 found. The first 50 are shown."
    assert page.get_by_label("Language").input_value() == "en"

    page.get_by_label("Age of the class").select_option("15")
    page.get_by_label("Lesson of at most").select_option("40")
    page.get_by_label("Technique").select_option("single-source")
    assert page.url.endswith("#age=15&minutes=40&language=en&technique=single-source")
    ages = entries.evaluate_all(
        "all => all.map(({dataset}) => [dataset.youngest, dataset.oldest].map(Number))"
    )
    assert ages
    assert all(youngest <= 15 <= oldest for youngest, oldest in ages)
    assert status.inner_text() == f"{len(ages)} of 120 found."
    assert page.get_by_role("heading", name="To practise on").is_hidden()

    # Kept in the address: who opens it sees the same.
    again = reader.open(page.url.removeprefix(address))
    assert again.locator(".mc-lessons li").count() == len(ages)

    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("!location.hash")
    assert entries.count() == 50
    more = page.get_by_role("button", name="Show more")
    more.focus()
    page.keyboard.press("Enter")
    assert entries.count() == 100
    assert entries.nth(50).locator("a").evaluate("link => link === document.activeElement")
    more.click()
    assert entries.count() == 120
    assert more.is_hidden()
    assert reader.complaints == []


def test_without_scripts_it_is_a_plain_list(opener: Opener, address: str) -> None:
    page = Reader(opener, address).open("teach/", java_script_enabled=False)
    assert page.locator(".mc-lessons li").count() == 120
    assert page.locator(".mc-lessons form, .mc-lessons > p").filter(visible=True).count() == 0
