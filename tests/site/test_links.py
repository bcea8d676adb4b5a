"""The pages of a site hang together: every link leads to a page and a place that exist, every page is led to."""

from __future__ import annotations

import pytest

from build_tools.classroom.finished import PAGES
from tests.sites import Site
from tests.walk import Walk


@pytest.fixture
def walk(site: Site) -> Walk:
    walk = Walk(site)
    assert len(walk.pages) > 15
    return walk


CROOKED = {
    ("/articles/crowded/", "100%"),
    *((f"/articles/crowded/{name}.html", "100%") for name in (*PAGES, "practice-offline")),
}
"""Links to a place that is not there: the fixture has them on purpose."""


def test_every_link_within_the_site_arrives(walk: Walk) -> None:
    broken = []
    for address in walk.pages:
        for path, fragment in walk.links(address):
            if path in walk.pages:
                if fragment and fragment not in walk.pages[path].ids and (path, fragment) not in CROOKED:
                    broken.append(f"{address} -> {path}#{fragment}")
            elif not (walk.folder / path.lstrip("/")).is_file():
                broken.append(f"{address} -> {path}")
    assert broken == []


def test_every_page_can_be_reached_from_the_home_page(walk: Walk) -> None:
    reached, waiting = {"/"}, ["/"]
    while waiting:
        for path, _ in walk.links(waiting.pop()):
            if path in walk.pages and path not in reached:
                reached.add(path)
                waiting.append(path)
    assert set(walk.pages) - reached - {"/404.html"} == set()


def test_no_id_stands_twice_on_a_page(walk: Walk) -> None:
    twice = [
        (address, name)
        for address, page in walk.pages.items()
        for name, count in page.ids.items()
        if count > 1
    ]
    assert twice == []


def test_no_page_fetches_from_elsewhere(walk: Walk) -> None:
    foreign = {address: walk.fetched_elsewhere(address) for address in walk.pages}
    assert {address: found for address, found in foreign.items() if found} == {}


def test_every_page_has_one_headline(walk: Walk) -> None:
    assert {address: page.headlines for address, page in walk.pages.items() if page.headlines != 1} == {}


def test_no_insert_is_left_over(walk: Walk) -> None:
    assert [address for address, page in walk.pages.items() if "marked-copy: " in page.html] == []
