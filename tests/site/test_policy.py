"""Which scripts and styles of a page are allowed, and by which hash."""

from __future__ import annotations

import base64
import hashlib

import pytest

from build_tools.site.content_security import Inline, find_inline, protect

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


def source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page(body: str) -> str:
    return f'<!doctype html>\n<html><head>\n<meta charset="utf-8">\n<title>T</title></head><body>{body}</body></html>'


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_that_runs_is_allowed_by_its_hash(name: str) -> None:
    html, text = SCRIPTS[name]

    assert find_inline(page(html)) == Inline(scripts=frozenset({source(text)}))


def test_a_known_hash() -> None:
    # The example in https://www.w3.org/TR/CSP2/ on hashes for script elements.
    (script,) = find_inline("<script>alert('Hello, world.');</script>").scripts

    assert script == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


@pytest.mark.parametrize("html", DATA_BLOCKS)
def test_data_blocks_are_not_counted(html: str) -> None:
    assert find_inline(page(html)) == Inline()


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
    ],
)
def test_what_is_no_inline_script(html: str) -> None:
    assert find_inline(page(html)) == Inline()


def test_comments_hide_no_scripts_after_them() -> None:
    html = "<!--><script>a()</script><!-- --!><script>b()</script><!-- x --><script>c()</script>"

    assert find_inline(page(html)).scripts == {source("a()"), source("b()"), source("c()")}


def test_styles_are_allowed_apart_from_scripts() -> None:
    assert find_inline(page("<style media=print>p { color: red }</style>")) == Inline(
        styles=frozenset({source("p { color: red }")})
    )


def test_several_elements_and_one_that_stands_twice() -> None:
    html = "<script>a()</script><p></p><script>b()</script><style>i {}</style><script>a()</script>"

    assert find_inline(page(html)) == Inline(
        scripts=frozenset({source("a()"), source("b()")}), styles=frozenset({source("i {}")})
    )


@pytest.mark.parametrize(
    "html",
    [
        "<script>go()",
        "<style>p {}",
        # Here a browser ends the script at the second end tag.
        "<script><!-- <script> </script> --></script>",
    ],
)
def test_a_script_whose_end_is_not_plain_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="whose end browsers see elsewhere"):
        protect(page(html))


def test_the_policy_stands_before_all_that_loads() -> None:
    lines = protect(page("<script>a()</script>")).split("\n")

    assert lines[2] == '<meta charset="utf-8">'
    assert lines[3].startswith('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ')
    assert f"script-src 'self' {source('a()')};" in lines[3]
    assert "unsafe" not in lines[3]
    assert lines[4] == "<title>T</title></head><body><script>a()</script></body></html>"


def test_the_rest_of_the_page_stays_as_it_is() -> None:
    before = page("<script>a()</script>\n<p>“words”</p>")

    first, rest = protect(before).split('<meta http-equiv="Content-Security-Policy"')
    assert first + rest.split(">\n", 1)[1] == before


def test_a_page_without_a_head_is_refused() -> None:
    with pytest.raises(ValueError, match="no place for its policy"):
        protect("<p>words</p>")


def test_pages_can_share_a_policy() -> None:
    pages = [page("<script>a()</script>"), page("<script>b()</script>"), page("")]
    allowed = find_inline(pages[0]) | find_inline(pages[1]) | find_inline(pages[2])

    (policy,) = {protect(each, allowed).split("\n")[3] for each in pages}
    assert source("a()") in policy
    assert source("b()") in policy
