"""Pages while they are previewed: under their policy, which allows the script that reloads them as well.

`mkdocs serve` puts that script into each answer, another one each time, so its hash is known only then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..page.content_security import allow_last_script

App = Callable[..., Iterable[bytes]]
"""A WSGI application (PEP 3333)."""


def with_reloading(app: App) -> App:
    """The application, with pages that allow the script it put into them."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        started: list[Any] = []

        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> None:
            started[:] = [status, headers, *more]

        body = app(environ, begin)
        status, headers, *more = started
        if not any(
            name.lower() == "content-type" and value.startswith("text/html") for name, value in headers
        ):
            start_response(status, headers, *more)
            return body
        page = allow_last_script(b"".join(body).decode("utf-8", "surrogateescape")).encode(
            "utf-8", "surrogateescape"
        )
        if close := getattr(body, "close", None):
            close()
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start_response(status, [*kept, ("Content-Length", str(len(page)))], *more)
        return [page]

    return answer
