"""In Chromium: the article's text as the page's code reads it is the visible text that notes are anchored in."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Route

from build_tools.read.article import parse_article
from build_tools.read.text import Source, front_matter
from build_tools.site.assets import SOURCE
from tests.sites import FIXTURE
from tests.suggest import spans

from .conftest import Reader

READ = """async (address) => {
  const { articleText } = await import(`${address}modules/build_tools/assets/js/suggest/text.js`);
  const { text, rangeOf, spanOf } = articleText(document);
  const signs = [...text];
  const step = Math.ceil(signs.length / 60);
  const wrong = [];
  for (let start = 0; start < signs.length; start += step) {
    const end = Math.min(signs.length, start + 40);
    const span = spanOf(rangeOf(start, end));
    const wanted = signs.slice(start, end).join("").trim();
    const found = span ? signs.slice(span.start, span.end).join("").trim() : "";
    if (found !== wanted) wrong.push([start, end, found]);
  }
  return [text, wrong];
}"""
SHOW_ALL = (
    """() => document.querySelectorAll(".marked-copy [hidden]").forEach((part) => (part.hidden = false))"""
)
DIFFER = """async ([address, cases]) =>
  (await import(`${address}modules/tests/suggest/compare.js`)).differences(cases)"""


def visible_text(path: Path) -> str:
    source = Source.of(path.name, path.read_text(encoding="utf-8"))
    matter = front_matter(source)
    return parse_article(source.text[matter.body if matter else 0 :]).text


def with_modules(page: Page) -> None:
    """Serve the modules as they are in the repository, under `modules/`."""
    root = SOURCE.parents[1]

    def fulfil(route: Route) -> None:
        route.fulfill(path=root / route.request.url.partition("/modules/")[2], content_type="text/javascript")

    page.route("**/modules/**", fulfil)


def test_the_page_reads_the_text_in_which_notes_are_anchored(reader: Reader) -> None:
    page = reader.new_page()
    with_modules(page)
    articles = [path for path in sorted((FIXTURE / "docs/articles").glob("*.md")) if path.stem != "index"]
    assert len(articles) > 2
    for path in articles:
        page.goto(f"{reader.address}articles/{path.stem}/")
        for _ in ("as it opens", "with everything shown that lenses show"):
            assert page.evaluate(READ, reader.address) == [visible_text(path), []], path.stem
            page.evaluate(SHOW_ALL)
    assert page.evaluate(DIFFER, [reader.address, spans.cases(seed=5, count=500)]) == []
