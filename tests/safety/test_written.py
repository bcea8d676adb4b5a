"""The written docs folder is as safe with another generator, one that escapes nothing or fills in templates."""

from __future__ import annotations

from html import escape, unescape

import pytest

from build_tools.page.templating import inert, unescapable
from tests.safety.strangers import payloads


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a\n\nb</p>", "<p>a\nb</p>\n"),
        ("<p>a\r\rb</p>", "<p>a\nb</p>\n"),
        ("<p>a\r\n\r\nb</p>", "<p>a\nb</p>\n"),
        ("<p>a\n\r\nb</p>", "<p>a\nb</p>\n"),
        ("<p>a\n \t\x0c\nb</p>", "<p>a\nb</p>\n"),
        ("<p>{{ a }} {% b %} {# c #} {{< d >}} {{{ e }}}</p>",
         "<p>&#123;{ a }} &#123;% b %} &#123;# c #} &#123;{< d >}} &#123;&#123;{ e }}}</p>\n"),
        ("<p>{ a } ${b}</p>", "<p>{ a } ${b}</p>\n"),
    ],
)  # fmt: skip
def test_nothing_is_left_for_another_generator_to_read(html: str, expected: str) -> None:
    assert inert(html) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Plain words, ‘quoted’ & “quoted”", "Plain words, ‘quoted’ & “quoted”"),
        ("AT&T, R&D, a & b, 3 &4", "AT&T, R&D, a & b, 3 &4"),
        ("The <b> in a < b > c", "The ‹b› in a ‹ b › c"),
        ("\"He\" said 'so' and (\"more\") of rock 'n' roll", "“He” said ‘so’ and (“more”) of rock ‘n’ roll"),
        ("It's 5'10\"", "It’s 5’10”"),
        ("&lt;b&gt; &amp;lt; &#60; &copy 2026", "＆lt;b＆gt; ＆amp;lt; ＆#60; ＆copy 2026"),
        ("{{ a }} {% b %} { c }", "{ { a }} { % b %} { c }"),
        ("two\nlines", "two lines"),
    ],
)
def test_the_front_matter_reads_right_whether_it_is_escaped_or_not(words: str, expected: str) -> None:
    assert unescapable(words) == expected
    assert unescape(expected) == expected == unescape(escape(expected))


@pytest.mark.parametrize("words", payloads())
def test_no_payload_is_left_in_the_front_matter(words: str) -> None:
    written = unescapable(words)

    assert not set("<>\"'") & set(written)
    assert unescape(written) == written
    assert not {"{{", "{%", "{#"} & {written[at : at + 2] for at in range(len(written))}
    assert "\n" not in written
