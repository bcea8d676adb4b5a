"""A lesson goes on without a network where one of its pages was opened once, and nothing of it grows old."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build_tools.site.lesson_files import LESSON
from tests.site.article_page import ARTICLE, PHONE, SLUG
from tests.site.conftest import Opener
from tests.sites import Site, serve

PRACTICE = f"{ARTICLE}practice.html"
SCOPES = "navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => scope).sort())"
KEPT = """async () => {
  const files = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) files.push(url);
  return files.sort();
}"""


@pytest.fixture
def copy(fixture_site: Site, tmp_path: Path) -> Path:
    """A site that may be changed."""
    return Path(shutil.copytree(fixture_site.folder, tmp_path / "site", copy_function=_linked))


def _linked(source: str, target: str) -> None:
    Path(target).symlink_to(source)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.unlink()
    file.write_text(text.replace(old, new), encoding="utf-8")


def visit(page: Page, address: str) -> None:
    """Open a page with a network, and wait until its lesson is kept."""
    page.context.set_offline(False)
    page.goto(address)
    page.wait_for_selector("[data-kept]", state="attached")


def test_one_visit_keeps_the_lesson_and_the_next_brings_what_is_new(opener: Opener, copy: Path) -> None:
    page = opener.new(PHONE)
    # What the server calls fresh is asked for all the same.
    with serve(copy, fresh=3600) as address:
        visit(page, f"{address}{PRACTICE}")
        # Only what is for a class is answered by the worker, so that no page of the site can be an old one.
        pages = [f"{address}{ARTICLE}{name}" for name in ("class", "practice", "projector")]
        assert page.evaluate(SCOPES) == pages
        listed = json.loads((copy / ARTICLE / LESSON).read_text(encoding="utf-8"))
        assert {*page.evaluate(KEPT)} == {
            f"{address}{(ARTICLE + name) if '/' not in name else name.removeprefix('../../')}"
            for name in (LESSON, *listed)
        }
        page.context.set_offline(True)
        for name, sign in (
            ("practice", "body[data-ready]"),
            ("projector", ".mc-slide"),
            ("class", ".mc-drop"),
        ):
            page.goto(f"{address}{ARTICLE}{name}.html?from=mail#marks=2")
            expect(page.locator(sign)).to_be_visible()
            assert page.evaluate("getComputedStyle(document.querySelector('.mc-text')).maxWidth") != "none"
        # The worker has no network either.
        assert (
            page.evaluate("fetch('practice-qti.zip').then(() => 'came', () => 'nothing came')")
            == "nothing came"
        )

        folder = copy / ARTICLE
        change(folder / "projector.html", "<title>", "<title>New: ")
        listed["projector.html"] = "new"
        (folder / LESSON).unlink()
        (folder / LESSON).write_text(json.dumps(listed), encoding="utf-8")
        change(folder / "practice.html", "<title>", "<title>New: ")
        visit(page, f"{address}{PRACTICE}")
        assert page.title().startswith("New: ")
        page.context.set_offline(True)
        page.goto(f"{address}{ARTICLE}projector.html")
        assert page.title().startswith("New: ")

        page.context.set_offline(False)
        (folder / "projector.html").unlink()
        gone = page.goto(f"{address}{ARTICLE}projector.html")
        assert gone
        assert gone.status == 404
        page.wait_for_function("caches.keys().then((names) => !names.length)")
    page.context.close()


def test_who_chooses_notes_for_a_lesson_has_it_without_a_network(opener: Opener, fixture_site: Site) -> None:
    page = opener.new(PHONE)
    page.goto(f"{fixture_site.address}{ARTICLE}")
    assert page.evaluate(KEPT) == [], "who only reads an article has nothing to carry"
    page.locator("[data-do=choose]").click()
    page.wait_for_selector("[data-kept]", state="attached")
    assert f"{fixture_site.address}{ARTICLE}class.html" in page.evaluate(KEPT)
    page.context.close()


def test_where_nothing_is_kept_the_pages_work(opener: Opener, fixture_site: Site) -> None:
    page = opener.new(PHONE)
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{fixture_site.address}{PRACTICE}")
    expect(page.locator("body[data-ready]")).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert (page.evaluate(KEPT), errors) == ([], [])
    page.context.close()


def test_a_lesson_weighs_at_most_200_kilobytes(fixture_site: Site) -> None:
    for folder in (fixture_site.folder / "articles").iterdir():
        if (folder / LESSON).is_file():
            listed = json.loads((folder / LESSON).read_text(encoding="utf-8"))
            sent = [len(gzip.compress((folder / name).read_bytes())) for name in listed]
            assert sum(sent) <= 200 * 1024, folder.name
            assert {"../../assets/practice.js", "../../assets/code.js", "../../assets/classroom.css"} < {
                *listed
            }
    assert (fixture_site.folder / "articles" / SLUG / LESSON).is_file()
