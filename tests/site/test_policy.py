"""Which scripts and styles of a page are allowed, and by which hash."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from build_tools.page.content_security import (
    Blocked,
    Inline,
    allow_last_script,
    blocked_in,
    inline_of,
    policy,
    protect,
)

DATA_BLOCKS = [
    '<script type="application/json">{"a": 1}</script>',
    '<script type="application/ld+json">{}</script>',
    '<script type="text/javascript; charset=utf-8">no type of JavaScript has parameters</script>',
    '<script type="text/template"><p></p></script>',
    "<script type=text/plain>words</script>",
]
SCRIPTS = {
    "plain": ("<script>go()</script>", "go()"),
    "module": ('<script type="module">go()</script>', "go()"),
    "type in capitals": ("<SCRIPT TYPE=' Text/JavaScript '>go()</SCRIPT>", "go()"),
    "empty type": ('<script type="">go()</script>', "go()"),
    "bare type": ("<script type>go()</script>", "go()"),
    "the first type counts": ('<script type="module" type="text/plain">go()</script>', "go()"),
    "import map": ('<script type="importmap">{"imports": {}}</script>', '{"imports": {}}'),
    "white space": ("<script>\n  go()\n</script>", "\n  go()\n"),
    "empty": ("<script></script>", ""),
    "not only ASCII": ("<script>say('“Žižek” \U0001f5de')</script>", "say('“Žižek” \U0001f5de')"),
    "line breaks of another system": ("<script>a()\r\nb()\rc()</script>", "a()\nb()\nc()"),
    "characters that HTML escapes": ("<script>a < b && c > '&amp;'</script>", "a < b && c > '&amp;'"),
    "no end yet": (r"<script>a = '<\/script>'</script>", r"a = '<\/script>'"),
    "the name goes on": ("<script>a = '</scripts>'</script>", "a = '</scripts>'"),
    "an end with more in it": ("<script>go()</script\n x>", "go()"),
    "an end of another element": ("<script>a = '</style>'</script>", "a = '</style>'"),
    "> in an attribute": ('<script data-a="1 > 0">go()</script>', "go()"),
    "as if closed": ("<script/>go()</script>", "go()"),
    "a comment inside": ("<script><!--\ngo()\n//--></script>", "<!--\ngo()\n//-->"),
}


PLAIN = Inline(scripts=frozenset({"'sha256-a'"}))


def source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page(body: str) -> str:
    return f'<!doctype html>\n<html><head>\n<meta charset="utf-8">\n<title>T</title></head><body>{body}</body></html>'


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_that_runs_is_allowed_by_its_hash(name: str) -> None:
    html, text = SCRIPTS[name]

    assert inline_of(page(html)) == Inline(scripts=frozenset({source(text)}))


def test_a_known_hash() -> None:
    # The example in https://www.w3.org/TR/CSP2/ on hashes for script elements.
    (script,) = inline_of("<script>alert('Hello, world.');</script>").scripts

    assert script == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


@pytest.mark.parametrize("html", DATA_BLOCKS)
def test_data_blocks_are_not_counted(html: str) -> None:
    assert inline_of(page(html)) == Inline()


@pytest.mark.parametrize(
    "html",
    [
        '<script src="a.js"></script>',
        '<script src="a.js">not run</script>',
        '<script type="module" src=a.js></script>',
        "<!-- <script>not run</script> -->",
        "<!--><i></i><!-- <style>p {}</style> -->",
        "<scripts>not a script</scripts>",
        "<p>&lt;script>words&lt;/script></p>",
        "<script\u00a0>not a script</script>",
        "<\u017fcript>not a script</\u017fcript>",
        "<script\u2003x>not a script",
    ],
)
def test_what_is_no_inline_script(html: str) -> None:
    assert inline_of(page(html)) == Inline()


def test_comments_hide_no_scripts_after_them() -> None:
    html = "<!--><script>a()</script><!-- --!><script>b()</script><!-- x --><script>c()</script>"

    assert inline_of(page(html)).scripts == {source("a()"), source("b()"), source("c()")}


def test_styles_are_allowed_apart_from_scripts() -> None:
    assert inline_of(page("<style media=print>p { color: red }</style>")) == Inline(
        styles=frozenset({source("p { color: red }")})
    )


def test_several_elements_and_one_that_stands_twice() -> None:
    html = "<script>a()</script><p></p><script>b()</script><style>i {}</style><script>a()</script>"

    assert inline_of(page(html)) == Inline(
        scripts=frozenset({source("a()"), source("b()")}), styles=frozenset({source("i {}")})
    )


@pytest.mark.parametrize("html", [*(html for html, _ in SCRIPTS.values()), "<style>p {}</style>"])
def test_what_is_not_allowed_is_told(html: str) -> None:
    assert not list(blocked_in(page(html), inline_of(html)))
    (blocked,) = blocked_in(page(html), Inline())
    assert blocked.name == html[1:].lower()[: len(blocked.name)]
    assert {blocked.source} == inline_of(html).scripts | inline_of(html).styles


def test_a_script_that_is_allowed_as_a_style_is_not_allowed() -> None:
    html = page("<script>a</script><style>a</style>")

    assert list(blocked_in(html, Inline(styles=frozenset({source("a")})))) == [
        Blocked("script", source("a"), "a")
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<script",
        "<script ",
        "<script\u00a0",
        "<\u017fcript>go()</\u017fcript>",
        "<script a='",
        '<script a="',
        "<style/",
        "<script =>",
        "<script '>go()</script>",
        "<script><!-- <script> </script> --></script>",
        "<!-- <script>",
        "\ud800<script>\ud800</script>",
        "<script>" * 1000,
    ],
)
def test_no_page_stops_the_build(html: str) -> None:
    list(blocked_in(page(html), Inline()))
    assert policy(Inline()) in protect(page(html), Inline())


def test_the_policy_is_made_of_nothing_in_the_page() -> None:
    (before,) = re.findall('content="(.*)"', protect(page(""), PLAIN))

    assert before in protect(page("<script>go()</script><style>p {}</style>"), PLAIN)


def test_the_policy_stands_before_all_that_loads() -> None:
    lines = protect(page("<script>a()</script>"), PLAIN).split("\n")

    assert lines[2] == '<meta charset="utf-8">'
    assert lines[3].startswith('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ')
    assert "script-src 'self' 'sha256-a';" in lines[3]
    assert "unsafe" not in lines[3]
    assert lines[4] == "<title>T</title></head><body><script>a()</script></body></html>"


def test_the_rest_of_the_page_stays_as_it_is() -> None:
    before = page("<script>a()</script>\n<p>“words”</p>")

    first, rest = protect(before, PLAIN).split('<meta http-equiv="Content-Security-Policy"')
    assert first + rest.split(">\n", 1)[1] == before


def test_a_page_without_a_head_is_refused() -> None:
    with pytest.raises(ValueError, match="no place for its policy"):
        protect("<p>words</p>", Inline())


def test_known_scripts_of_several_forms_are_joined() -> None:
    one, other = inline_of("<script>a()</script>"), inline_of("<style>b {}</style>")

    assert one | other == Inline(one.scripts, other.styles)


def test_a_preview_allows_the_script_that_the_server_puts_last() -> None:
    html = protect(page("<script>stranger()</script><p></p><script>reload()</script>"), PLAIN)

    allowed = allow_last_script(html)
    assert f"script-src 'self' {source('reload()')} 'sha256-a'; style-src" in allowed
    assert allowed.replace(f" {source('reload()')}", "") == html


@pytest.mark.parametrize(
    "end",
    [
        "<script>stranger()</script><p></p>",
        "<script src=a.js></script>",
        "<script>stranger()</script><script src=a.js></script>",
        "<script type=module>a()</script>",
        "",
    ],
)
def test_a_preview_without_such_a_script_allows_nothing_more(end: str) -> None:
    html = protect(page(end), PLAIN)

    assert allow_last_script(html) == html
