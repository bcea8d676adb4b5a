"""The written docs folder is as safe with another generator, one that escapes nothing or fills in templates."""

from __future__ import annotations

import pytest

from build_tools.page.templating import inert


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
