"""What strangers send runs nowhere, changes no page's skeleton and asks nobody else for anything.

There are two layers, and each is tried with the other switched off: escaping, on pages whose policy is taken out; and
the policy, on pages into which the payloads are put as they are. With both off, the payloads do run.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from build_tools.page.templating import unescapable
from tests.safety.strangers import (
    HARMLESS,
    PLAIN,
    TECHNIQUES,
    Sent,
    build,
    payloads,
    run,
    sent,
    technique_file,
    write_project,
)
from tests.safety.victim import Victim
from tests.sites import Shared

ANOTHER = """\
site_name: Another site
theme: {name: material, font: false}
plugins: [search]
markdown_extensions: [attr_list, def_list, md_in_html, tables]
"""


WORDS = (HARMLESS, PLAIN, *payloads())
"""What stands in the pages `p-0`, `p-1` and so on: two that harm nobody, and the payloads."""


SOME_WORDS = (*WORDS[:2], *WORDS[2::8])
"""Fewer, for another generator, whose parser takes longer over a page than all else here: what is written holds the
same HTML, and `tests/safety/test_written.py` tries every payload in the front matter."""


def write_words(folder: Path, files_of: Mapping[str, Sent], all_words: Sequence[str]) -> Path:
    """A project with an article and a technique for each of these words."""
    files = {
        f"docs/techniques/{name}.md": technique_file(HARMLESS, HARMLESS, kind)
        for kind, name in TECHNIQUES.items()
    }
    for number, words in enumerate(all_words):
        _, article, notes, technique = files_of[words]
        files[f"docs/articles/p-{number}.md"] = article
        files[f"annotations/p-{number}.yml"] = notes
        files[f"docs/techniques/p-{number}.md"] = technique
    write_project(folder, files, site_name="Strangers")
    return folder


def made_by_us(folder: Path, files_of: Mapping[str, Sent]) -> None:
    """The site that our adapter for MkDocs makes of all words."""
    build(write_words(folder, files_of, WORDS))


def made_by_another(folder: Path, files_of: Mapping[str, Sent]) -> None:
    """The site that MkDocs makes, without our plugin, of the docs folder that `markedcopy write` writes."""
    project = write_words(folder / "project", files_of, SOME_WORDS)
    run(project, "build_tools", "write", str(folder / "docs"), "--root", str(project))
    (folder / "mkdocs.yml").write_text(ANOTHER, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "site"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def files_of(shared: Shared) -> dict[str, Sent]:
    """The files that are sent with each of the words."""
    return shared.once("sent by strangers", lambda: {words: sent(words) for words in WORDS})


@pytest.fixture(scope="module")
def ours(shared: Shared, files_of: dict[str, Sent]) -> Path:
    folder = shared.folder / "strangers"
    shared.once("strangers", lambda: made_by_us(folder, files_of))
    return folder / "site"


@pytest.fixture(scope="module")
def another(shared: Shared, files_of: dict[str, Sent]) -> Path:
    folder = shared.folder / "strangers-elsewhere"
    shared.once("strangers-elsewhere", lambda: made_by_another(folder, files_of))
    return folder / "site"


@pytest.fixture
def victim(chromium: Browser, ours: Path) -> Iterator[Victim]:
    victim = Victim(chromium, ours)
    yield victim
    victim.close()


KINDS = ("articles", "techniques")

# What the inline Markdown of notes may make of words, besides the elements that are there anyway.
MARKDOWN = {"a": ["href", "rel"], "em": [], "strong": [], "code": [], "br": []}

# Words become none of these. There are as many on every page as on the harmless one of its kind.
COUNTED = """
html head body title meta base link script style noscript template iframe frame object embed applet portal fencedframe
form input button select textarea option details dialog svg math image video audio source track canvas marquee
h1 main header footer aside marked-copy article
""".split()

JUDGE = """([harmless, pages, markdown, counted, host]) => {
  const parse = html => new DOMParser().parseFromString(html, "text/html");
  const key = element => `${element.namespaceURI.split("/").pop()}:${element.localName}`;
  const text = ".mc-text, .mc-technique, .md-nav";
  const known = {};
  const count = (page, name) => [...page.querySelectorAll(name)].filter(element => !element.closest(text)).length;
  for (const html of harmless)
    for (const element of parse(html).querySelectorAll("*"))
      known[key(element)] = new Set([...known[key(element)] ?? [], ...element.getAttributeNames()]);
  for (const [name, attributes] of Object.entries(markdown))
    known[`xhtml:${name}`] = new Set([...known[`xhtml:${name}`] ?? [], ...attributes]);
  const first = parse(harmless[0]);
  return pages.map(([html, title, words]) => {
    const page = parse(html), found = [];
    for (const element of page.querySelectorAll("*")) {
      const attributes = known[key(element)];
      if (!attributes) { found.push(`<${element.localName}>`); continue; }
      for (const name of element.getAttributeNames())
        if (!attributes.has(name) || /^on|^style$|^srcdoc$/.test(name)) found.push(`<${element.localName} ${name}>`);
      for (const name of ["href", "src", "action", "data", "xlink:href", "data-correct"]) {
        if (!element.hasAttribute(name)) continue;
        const url = new URL(element.getAttribute(name), `https://${host}/articles/a/`);
        const live = element.localName === "a" ? ["http:", "https:"].includes(url.protocol) : url.host === host;
        if (!live) found.push(`<${element.localName} ${name}="${element.getAttribute(name)}">`);
      }
    }
    for (const name of counted)
      if (count(page, name) !== count(first, name)) found.push(`${count(page, name)} × <${name}>`);
    const seen = {title: page.title, h1: page.querySelector("h1").textContent};
    for (const [where, shown] of Object.entries(seen)) {
      const expected = where === "title" ? title : words;
      if (shown.replace(/\\s+/g, " ").trim() !== expected) found.push(`${where}: ${shown}`);
    }
    return found;
  });
}"""


def faults(victim: Victim, folder: Path, all_words: Sequence[str], kind: str, title: str) -> dict[str, Any]:
    """What is not as on the harmless page, by payload."""
    pages = []
    for number, words in enumerate(all_words):
        shown = " ".join(words.split())
        html = (folder / kind / f"p-{number}" / "index.html").read_text(encoding="utf-8")
        pages.append((html, title.format(unescapable(words) if "Another" in title else shown), shown))
    arguments = [[pages[0][0], pages[1][0]], pages, MARKDOWN, COUNTED, "here.example"]
    found = victim.page.evaluate(JUDGE, arguments)
    return {words: what for words, what in zip(all_words, found, strict=True) if what}


def test_enough_is_tried_in_every_file(files_of: dict[str, Sent]) -> None:
    assert len(set(payloads())) == len(payloads()) > 250
    for file in range(3):
        assert sum(files_of[words].is_tried[file] for words in payloads()) > 250


@pytest.mark.parametrize("kind", KINDS)
def test_no_words_change_the_skeleton_of_a_page(victim: Victim, ours: Path, kind: str) -> None:
    assert faults(victim, ours, WORDS, kind, "{} - Strangers") == {}


@pytest.mark.parametrize("kind", KINDS)
def test_no_words_change_the_skeleton_of_a_page_of_another_generator(
    victim: Victim, another: Path, kind: str
) -> None:
    assert faults(victim, another, SOME_WORDS, kind, "{} - Another site") == {}


TOGETHER = 15
"""Pages in one document: much cheaper than each in a frame of its own."""


def nothing_runs(victim: Victim, number: int) -> None:
    """Every page of a site made of that many words is read to its end, without its policy, and nothing happens."""
    pages = [f"{kind}/p-{at}/" for kind in KINDS for at in range(number)]
    together = [
        f"{kind}/p-{at}/?bare&until={min(at + TOGETHER, number) - 1}"
        for kind in KINDS
        for at in range(0, number, TOGETHER)
    ]
    others = ["?bare", *(f"{kind}/?bare" for kind in KINDS), "404.html?bare"]
    if victim.open([*together, *others]):
        # By themselves, so that the one is named.
        victim.open([f"{page}?bare" for page in pages])
    assert victim.happened == {}
    assert victim.reached == set(pages), "a page hides those after it"


def test_no_words_run_on_a_page_of_another_generator(chromium: Browser, another: Path) -> None:
    victim = Victim(chromium, another)
    nothing_runs(victim, len(SOME_WORDS))
    victim.close()


def test_escaping_alone_lets_nothing_run(victim: Victim) -> None:
    nothing_runs(victim, len(WORDS))


# More results come each time that a reader scrolls to the end of those that are there.
SHOWS = """words => {
  const list = document.querySelector(".md-search__scrollwrap");
  list.scrollTo(0, 0);
  list.scrollTo(0, list.scrollHeight);
  return [...document.querySelectorAll(".md-search-result__article")].some(({innerText}) => innerText.includes(words));
}"""


def test_the_search_shows_the_words_and_runs_none(chromium: Browser, ours: Path) -> None:
    victim = Victim(chromium, ours, with_assets=True)
    page = victim.page
    page.goto(f"{victim.address}?bare")
    page.locator(".md-search__input").click()
    page.keyboard.type("canary")
    page.locator(".md-search-result__link").first.wait_for()
    page.wait_for_function(SHOWS, arg="<script>canary()</script>", polling=100)
    victim.close()

    assert victim.happened == {}


LEAVES = "http-equiv"
"""In the payloads that take readers elsewhere without a script or a request of the page: no policy can forbid that."""


def test_the_policy_alone_lets_nothing_run(victim: Victim) -> None:
    paths = {f"?inject={number}": words for number, words in enumerate(payloads())}
    happened = victim.open([path for path, words in paths.items() if LEAVES not in words.lower()])

    assert {paths.get(path, path): what for path, what in happened.items()} == {}


def test_without_either_the_payloads_run(victim: Victim) -> None:
    """A third of them: enough to see that what runs is noticed."""
    paths = {f"?bare&inject={number}": payloads()[number] for number in range(0, len(payloads()), 3)}
    happened = victim.open(list(paths))

    ran = [words for path, words in paths.items() if "canary" in happened.pop(path, ())]
    assert len(ran) > 25
