"""A page that is previewed allows the script that renews it, and no other one of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from build_tools.adapters.reloading import with_reloading
from build_tools.page.content_security import Inline, protect, source_of

PAGE = protect("<html><head></head><body><script>stranger()</script><p>“a”</p></body></html>", Inline())


class Body(list[bytes]):
    closed = False

    def close(self) -> None:
        self.closed = True


def answered(body: Iterable[bytes], kind: str) -> tuple[list[Any], bytes]:
    """What is sent, and what was said to the server, when the application answers with this body."""

    def app(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", "7"), ("X-Other", "a")])
        return body

    said: list[Any] = []
    sent = with_reloading(app)({}, lambda *words: said.extend(words))
    return said, b"".join(sent)


def test_the_last_script_of_a_page_is_allowed() -> None:
    html = PAGE.replace("</body>", "<script>reload(1, 2)</script></body>")
    body = Body([html[:100].encode(), html[100:].encode()])
    (status, headers), sent = answered(body, "text/html; charset=utf-8")

    assert status == "200 OK"
    assert dict(headers) == {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(sent)),
        "X-Other": "a",
    }
    assert sent.decode() == html.replace(
        "script-src 'self'", f"script-src 'self' {source_of('reload(1, 2)')}"
    )
    assert source_of("stranger()") not in sent.decode()
    assert body.closed


def test_other_answers_stay_as_they_are() -> None:
    html = PAGE.replace("</body>", "<script>a()</script></body>").encode()
    (_, headers), sent = answered([html], "text/plain")

    assert sent == html
    assert dict(headers)["Content-Length"] == "7"
