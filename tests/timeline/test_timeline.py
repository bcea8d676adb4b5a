"""The picture of the timeline.

A case is a YAML file with the article's date and its dated evidence, beside the HTML that the picture becomes.
To add one, write the YAML and run `python -m pytest tests/timeline --write-expected`; then read what was written.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.marked.timeline import timeline
from build_tools.model.annotations import AnnotationFile
from build_tools.model.front_matter import ArticleFrontMatter
from build_tools.page.templating import macros
from build_tools.page.timeline_picture import LANES, TARGET, Mark, Picture, picture

CASES = sorted(Path(__file__).parent.glob("*.yml"))
NARROW = 260
"""The narrowest picture, in pixels: what a page of 320 leaves within its margins and a panel's."""


def front_matter(**given: str) -> ArticleFrontMatter:
    rest = {
        "title": "A headline",
        "publisher": "An outlet",
        "retrieved": "2030-01-01",
        "language": "en",
        "rights": {"basis": "permission", "scope": "all of it"},
        "selected_because": "It is short.",
    }
    return ArticleFrontMatter.model_validate(rest | given)


def annotation_file(evidence: list[dict[str, str]]) -> AnnotationFile:
    def item(given: dict[str, str]) -> dict[str, object]:
        rest: dict[str, object] = {
            "title": "A report",
            "publisher": "A source",
            "kind": "news outlet",
            "published": "2020-01-01",
            "url": "https://source.example/",
            "excerpt": "Its words.",
            "checked": "2030-01-01",
        }
        event = {"event": {"on": given["on"], "what": given["what"]}} if "on" in given else {}
        return rest | event | {key: given[key] for key in ("published", "title") if key in given}

    items = {f"item-{number}": item(given) for number, given in enumerate(evidence)}
    return AnnotationFile.model_validate(
        {"summary": "A summary.", "author": "The editors", "evidence": items}
    )


def drawn(front: dict[str, str], evidence: list[dict[str, str]]) -> Picture | None:
    header = front_matter(**front)
    return picture(header, timeline(header, annotation_file(evidence)))


def html_of(seen: Picture | None) -> str:
    html = str(macros("timeline.html").timeline_picture(seen))
    return "\n".join(line for line in html.split("\n") if line.strip()) + "\n"


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> tuple[Path, Picture]:
    given: dict[str, Any] = yaml.load(request.param.read_text(encoding="utf-8"), yaml.BaseLoader)
    seen = drawn(given["front"], given["evidence"])
    assert seen
    return request.param, seen


def test_the_html_is_as_expected(case: tuple[Path, Picture], request: pytest.FixtureRequest) -> None:
    path, seen = case
    expected = path.with_suffix(".html")
    if request.config.getoption("--write-expected"):
        expected.write_text(html_of(seen), encoding="utf-8")
    assert html_of(seen) == expected.read_text(encoding="utf-8")


def test_the_picture_is_well_formed_and_needs_no_inline_style(case: tuple[Path, Picture]) -> None:
    figure = ET.fromstring(html_of(case[1]))  # noqa: S314 (our own)
    svg = figure.find("svg")
    assert svg is not None
    assert "viewBox" not in svg.attrib, "its text would shrink with the screen"
    assert not any("style" in element.attrib or element.tag == "style" for element in figure.iter())
    assert svg.attrib["role"] == "group"
    assert svg.attrib["aria-label"] == case[1].title


def test_each_mark_is_a_link_named_by_its_date_alone(case: tuple[Path, Picture]) -> None:
    """The list says the rest. Two links of one name would lead to different lines."""
    links = list(ET.fromstring(html_of(case[1])).iter("a"))  # noqa: S314 (our own)
    assert [link.attrib["{http://www.w3.org/1999/xlink}href"] for link in links] == [
        f"#{mark.fragment}" for mark in case[1].marks
    ]
    names = [link.attrib["aria-label"] for link in links]
    assert len(set(names)) == len(names)
    for link, mark in zip(links, case[1].marks, strict=True):
        assert link.attrib["aria-label"] == mark.date.words + (", later" if mark.is_later else "")
        label = link.find("foreignObject")
        assert label is not None
        assert label.attrib["aria-hidden"] == "true"
        assert "".join(label.itertext()).startswith(mark.words)


def test_there_is_no_picture_without_the_articles_date() -> None:
    assert drawn({}, [{"on": "2025-04-26", "what": "Something."}]) is None
    assert html_of(None).strip() == ""


def test_there_is_no_picture_without_evidence() -> None:
    assert drawn({"published": "2025-04-26"}, []) is None


@pytest.mark.parametrize(
    ("article", "later", "title"),
    [
        ("2025-04-26", "2025-04-26", "1 dated event up to the article’s date (26 April 2025)."),
        (
            "2025-04-26",
            "2025-04-27",
            "nothing dated up to the article’s date (26 April 2025), 1 dated event later.",
        ),
        ("2025-04", "2025-04-30", "1 dated event up to the article’s date (April 2025)."),
        ("2025-04-26", "2025-04", "1 dated event up to the article’s date (26 April 2025)."),
    ],
)
def test_the_title_says_what_is_seen(article: str, later: str, title: str) -> None:
    seen = drawn({"published": article}, [{"on": later, "what": "Something."}])
    assert seen
    assert seen.title == f"What was known when: {title}"


# --- whatever the dates --------------------------------------------------------------------------

DAYS = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.integers(1, 9999).map(lambda year: f"{year:04}"),
    # Most articles and their evidence are of one time, which is where marks are dense.
    st.builds("2025-{:02}".format, st.integers(1, 12)),
    st.builds("2025-{:02}-{:02}".format, st.integers(1, 12), st.integers(1, 28)),
    st.builds("2025-04-{:02}".format, st.integers(20, 30)),
)
EVIDENCE = st.lists(
    st.builds(lambda day, is_event: ("on" if is_event else "published", day), DAYS, st.booleans()),
    min_size=1,
    max_size=200,
)


@given(DAYS, EVIDENCE)
def test_every_moment_has_its_place(article: str, dates: list[tuple[str, str]]) -> None:
    evidence = [
        {key: day, "what" if key == "on" else "title": f"No. {number}"}
        for number, (key, day) in enumerate(dates)
    ]
    seen = drawn({"published": article}, evidence)
    assert seen
    assert sum(mark.count for mark in seen.marks) + sum(more.count for more in seen.more) == len(evidence)
    assert len({mark.date for mark in seen.marks}) == len(seen.marks)
    in_place(seen)
    in_order(seen, [day for _, day in dates])
    in_lanes(seen)
    readable(seen)


def end(mark: Mark) -> float:
    return mark.x + (mark.width or 0)


def in_place(seen: Picture) -> None:
    """Everything within the picture, and what is later to the right of the break."""
    assert all(0 <= mark.x <= end(mark) <= 100 for mark in seen.marks)
    assert all(0 <= x <= 100 for x in (thing.x for things in (seen.more, seen.ticks) for thing in things))
    assert (seen.break_x is not None) == any(mark.is_later for mark in seen.marks)
    for mark in seen.marks:
        if mark.is_later:
            assert seen.break_x
            assert mark.x > seen.break_x > seen.article_x
        else:
            assert end(mark) < seen.article_x


def in_order(seen: Picture, days: list[str]) -> None:
    """What comes first stands further left, or at the same place."""

    def date(mark: Mark) -> tuple[bool, int, int, int]:
        day = mark.date
        return mark.is_later, day.year, day.month or 1, day.day or 1

    assert {str(mark.date) for mark in seen.marks} <= set(days)
    by_date = sorted(seen.marks, key=date)
    assert all(first.x <= second.x for first, second in pairwise(by_date))


def in_lanes(seen: Picture) -> None:
    """Each mark can be pressed, on the narrowest screen too: its circle touches no other of its lane."""
    assert {mark.lane for mark in seen.marks} == set(range(seen.lanes))
    assert seen.lanes <= LANES
    for lane in range(seen.lanes):
        marks = sorted((mark for mark in seen.marks if mark.lane == lane), key=lambda mark: mark.x)
        assert all(second.x - end(first) >= 100 * TARGET / NARROW for first, second in pairwise(marks))
    assert not seen.more or seen.lanes == LANES


def readable(seen: Picture) -> None:
    """No words under the axis touch others, on the narrowest screen nor on a wide one."""
    for width, ticks in ((NARROW, [t for t in seen.ticks if not t.is_wide_only]), (580, seen.ticks)):
        spans = sorted(
            (tick.x * width / 100 - 3 * len(tick.words), tick.x * width / 100 + 3 * len(tick.words))
            for tick in ticks
            if tick.words
        )
        assert all(first[1] < second[0] for first, second in pairwise(spans))
        assert all(start >= 0 and stop <= width for start, stop in spans)


def test_the_same_days_before_and_after_are_as_far_apart() -> None:
    seen = drawn(
        {"published": "2025-04-26"},
        [{"on": day, "what": day} for day in ("2025-04-16", "2025-04-25", "2025-04-27", "2025-05-06")],
    )
    assert seen
    ten_before, day_before, day_after, ten_after = (mark.x for mark in sorted(seen.marks, key=lambda m: m.x))
    assert day_before - ten_before == pytest.approx(ten_after - day_after, abs=0.02)


def test_a_date_that_spans_the_articles_own_ends_on_its_day() -> None:
    seen = drawn(
        {"published": "2025-04-26"}, [{"on": "2025-04", "what": "a"}, {"on": "2025-04-26", "what": "b"}]
    )
    assert seen
    month, day = seen.marks
    assert month.width
    assert end(month) == pytest.approx(day.x, abs=0.02)


def test_what_is_shown_at_places_is_told_in_words_too() -> None:
    seen = drawn(
        {"published": "2025-04-26"}, [{"on": "2025-04-20", "what": "The *first* [day](https://a.example)."}]
    )
    assert re.search(r">20 April 2025: The first day\.</span>", html_of(seen))


def test_a_mark_stands_for_all_of_its_date() -> None:
    seen = drawn(
        {"published": "2025-04-26"},
        [
            {"published": "2025-04-20", "title": "A report"},
            {"on": "2025-04-20", "what": "The day."},
            {"published": "2025-04-19", "title": "Another report"},
        ],
    )
    assert seen
    marks = {str(mark.date): mark for mark in seen.marks}
    assert {day: (mark.count, mark.is_publication) for day, mark in marks.items()} == {
        "2025-04-20": (2, False),
        "2025-04-19": (1, True),
    }
    assert marks["2025-04-20"].words == "20 April 2025: The day."
    assert "And 1 more." in html_of(seen)
