"""A technique's page: Markdown without HTML, as it has always looked, and soon done with whatever is in it."""

from __future__ import annotations

import time

import pytest

from build_tools.check.check import check_techniques
from build_tools.model.links import address_from, root_of, target_of
from build_tools.page.finished import TechniqueCard
from build_tools.page.technique import technique_page
from build_tools.read.technique import TECHNIQUE_LIMIT, parse_technique
from build_tools.read.text import File
from tests.safety.strangers import technique_file

CARD = TechniqueCard(
    "named",
    "A <name>",
    "Well <named>",
    "sourcing",
    "s",
    "use & when",
    "not",
    "good",
    (("w", "https://e.org/"),),
    (),
)
PIECES = (
    "[", "![", "[a](", "[a](b) ", "[a]: x\n", "[a]\n", "<a", "<!--", "<div>\n\n", "---\n", "# a\n", "a\n=\n", "> ",
    "- ", "- a\n", "> - ", "*a ", "**", "_a", "` ", "```\n", "&amp;", "\\", "\t", "\n", "| a ", "| a |\n|--|\n",
    "<!-- marked-copy: uses -->\n",
)  # fmt: skip


def html(markdown: str) -> str:
    page = technique_page(CARD, parse_technique(markdown)).html
    return page.removeprefix('<div class="mc-technique">\n<h1 id="title">A &lt;name&gt;</h1>\n').removesuffix(
        "</div>\n"
    )


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Words *and* **more**.", "<p>Words <em>and</em> <strong>more</strong>.</p>\n"),
        ("<b>bold</b> &lt; `<i>`", "<p>&lt;b&gt;bold&lt;/b&gt; &lt; <code>&lt;i&gt;</code></p>\n"),
        ("<script>\n\ngo()</script>", "<p>&lt;script&gt;</p>\n<p>go()&lt;/script&gt;</p>\n"),
        ("<!-- a comment -->", "<p>&lt;!-- a comment --&gt;</p>\n"),
        (
            "## When it’s fine\n\n# a\n\n## a\n\n## a_1\n\n## __config",
            "".join(
                f'<h2 id="{id_}">{words}<a class="headerlink" href="#{id_}" title="Permanent link">&para;</a></h2>\n'
                for id_, words in (
                    ("when-its-fine", "When it’s fine"),
                    ("a", "a"),
                    ("a_1", "a"),
                    ("a-1", "a_1"),
                    ("config", "__config"),
                )
            ),
        ),
        ("[a](other.md#b) [c](index.md)", '<p><a href="../other/#b">a</a> <a href="../">c</a></p>\n'),
        ("[a](https://e.org/?a=b&c) <https://e.org/>",
         '<p><a href="https://e.org/?a=b&amp;c">a</a> <a href="https://e.org/">https://e.org/</a></p>\n'),
        ("[a](javascript:b) [c](//d/e) <ftp://f/>", "<p>a c ftp://f/</p>\n"),
        ("![a](../assets/b.png)", '<p><img src="../../assets/b.png" alt="a"></p>\n'),
        ("![a](https://e.org/b.png)", "<p>a</p>\n"),
        ("```\na\n\n<b>\n```", "<pre><code>a&#10;&#10;&lt;b&gt;&#10;</code></pre>\n"),
        ("| a | b |\n|---|--:|\n| c | d |",
         ('<table>\n<thead>\n<tr>\n<th>a</th>\n<th class="mc-right">b</th>\n</tr>\n</thead>\n'
         '<tbody>\n<tr>\n<td>c</td>\n<td class="mc-right">d</td>\n</tr>\n</tbody>\n</table>\n')),
    ],
)  # fmt: skip
def test_what_markdown_becomes(markdown: str, expected: str) -> None:
    assert html(markdown) == expected


def test_inserts_are_lines_of_their_own() -> None:
    page = html("a\n<!-- marked-copy: definition -->\nb\n\n<!-- marked-copy: uses -->")

    assert page.startswith("<p>a</p>\n<dl>\n<dt>Use when</dt>\n<dd>use &amp; when</dd>\n")
    assert '<p>b</p>\n<h2 id="in-our-articles" data-search-exclude>In our articles<a ' in page
    assert "\n<!-- marked-copy: uses -->\n" in page
    assert '<li>w <a href="https://e.org/">https://e.org/</a></li>' in page


def test_the_contents_list_has_the_headings_of_the_text_and_of_the_inserts() -> None:
    page = technique_page(
        CARD, parse_technique("## `a` *b*\n\n### c\n\n<!-- marked-copy: uses -->\n\n[d](e.md#f)")
    )

    assert page.contents == (
        (2, "a-b", "a b"),
        (3, "c", "c"),
        (2, "in-our-articles", "In our articles"),
        (2, "what-the-definition-rests-on", "What the definition rests on"),
    )
    assert page.fragments == ("title", "a-b", "c", "in-our-articles", "what-the-definition-rests-on")
    assert page.links == (("techniques/e.md", "f"),)


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_long(piece: str) -> None:
    started = time.perf_counter()
    text = parse_technique(piece * (TECHNIQUE_LIMIT // len(piece)))
    technique_page(CARD, text)

    # Ten times what the slowest takes on a slow machine.
    assert time.perf_counter() - started < 20


def test_a_text_that_is_longer_is_not_read() -> None:
    file = File("a.md", technique_file("a", "a " * TECHNIQUE_LIMIT).encode())

    assert [problem.rule for problem in check_techniques({"a": file})[2]] == ["file-too-large"]


@pytest.mark.parametrize(
    ("uri", "address", "expected", "target"),
    [
        ("techniques/a.md", "b.md", "../b/", ("techniques/b.md", "")),
        ("techniques/a.md", "b.md#c", "../b/#c", ("techniques/b.md", "c")),
        ("techniques/a.md", "#c", "#c", ("techniques/a.md", "c")),
        ("techniques/a.md", "a.md#c", "./#c", ("techniques/a.md", "c")),
        ("techniques/a.md", "index.md", "../", ("techniques/index.md", "")),
        ("techniques/a.md", "../index.md", "../../", ("index.md", "")),
        ("techniques/a.md", "../about/index.md", "../../about/", ("about/index.md", "")),
        ("techniques/a.md", "../assets/a%20b.png", "../../assets/a%20b.png", ("assets/a b.png", "")),
        ("techniques/a.md", "#100%", "#100%25", ("techniques/a.md", "100%")),
        ("techniques/a.md", "../assets/100%.png", "../../assets/100%25.png", ("assets/100%.png", "")),
        ("techniques/a.md", "b.md?50%&c#1%", "../b/?50%25&c#1%25", ("techniques/b.md", "1%")),
        ("index.md", "about/index.md", "about/", ("about/index.md", "")),
        ("index.md", "a.md", "a/", ("a.md", "")),
        ("techniques/a.md", "../about/README.md", "../../about/", ("about/README.md", "")),
        ("about/README.md", "b.md", "b/", ("about/b.md", "")),
        ("about/index.md", "b.md?c#d", "b/?c#d", ("about/b.md", "d")),
        ("techniques/a.md", "../../secret.md", "../../secret.md", None),
        ("techniques/a.md", "/root", "/root", None),
        ("techniques/a.md", "https://e.org/a.md", "https://e.org/a.md", None),
    ],
)
def test_addresses_are_those_of_pages(
    uri: str, address: str, expected: str, target: tuple[str, str] | None
) -> None:
    assert address_from(uri, address) == expected
    assert target_of(address, uri) == target


def test_the_way_to_the_root() -> None:
    assert [root_of(uri) for uri in ("index.md", "a.md", "a/index.md", "a/b.md")] == [
        "./",
        "../",
        "../",
        "../../",
    ]
