"""The sites that the tests look at: built once in a run, by whichever worker needs one first, and served to all.

`own` is the site of this repository, of which a test may say only what holds for any edition. `fixture` is that
of `fixture_site/`, where everything is that a page can have; `instant` the same with instant navigation and a
repository. Their addresses are known before they are built, since pages name their own.
"""

from __future__ import annotations

import fcntl
import functools
import os
import pickle
import re
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

ROOT = Path(__file__).parents[1]
FIXTURE = Path(__file__).parent / "fixture_site"
REPOSITORY = "https://example.org/repository"


@dataclass(frozen=True, slots=True)
class Source:
    """What a site is built from."""

    settings: Path
    repository: str = ""


SOURCES = {
    "own": Source(ROOT / "mkdocs.yml"),
    "fixture": Source(FIXTURE / "mkdocs.yml"),
    "instant": Source(FIXTURE / "instant.yml", REPOSITORY),
}


@dataclass(frozen=True, slots=True)
class Site:
    """A built site, being served."""

    name: str
    folder: Path
    address: str
    """Ends with a slash."""

    @property
    def paths(self) -> list[str]:
        """Every page, as the end of its address."""
        found = [path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html")]
        return sorted(path.removesuffix("index.html") for path in found)

    @property
    def articles(self) -> list[str]:
        """The pages of articles, without those beside them that are for a class."""
        return [path for path in self.paths if re.fullmatch(r"articles/[^/]+/", path)]

    @property
    def full(self) -> list[str]:
        """The pages in the site's frame: with its menu, its search and its choice of colours."""
        return [path for path in self.paths if path.endswith("/") or path in ("", "404.html")]


@dataclass(frozen=True)
class Shared:
    """What the processes of one run of the tests have in common: a folder, and the addresses of the sites."""

    folder: Path
    addresses: dict[str, str] = field(default_factory=dict)

    def site(self, name: str) -> Site:
        """The site, built by now."""
        source, folder, address = SOURCES[name], self.folder / name, self.addresses[name]
        self.once(f"site-{name}", lambda: build(source.settings, folder, address, source.repository))
        return Site(name, folder, address)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made by the first process that asks. What it raises fails all that ask."""
        kept, failed = self.folder / f"{name}.pickle", self.folder / f"{name}.failed"
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if failed.exists():
                raise AssertionError(f"{name} could not be made:\n{failed.read_text(encoding='utf-8')}")
            if not kept.exists():
                try:
                    value = make()
                except BaseException:
                    failed.write_text(traceback.format_exc(), encoding="utf-8")
                    raise
                kept.write_bytes(pickle.dumps(value))
        made: T = pickle.loads(kept.read_bytes())  # noqa: S301 - written by ourselves
        return made


@contextmanager
def sharing() -> Iterator[Shared]:
    """A folder for one run of the tests, and a server for each site."""
    with tempfile.TemporaryDirectory(prefix="marked-copy-tests-") as name, ExitStack() as servers:
        folder, addresses = Path(name), {}
        for site in SOURCES:
            (folder / site).mkdir()
            addresses[site] = servers.enter_context(serve(folder / site))
        yield Shared(folder, addresses)


@contextmanager
def serve(folder: Path, fresh: int = 0) -> Iterator[str]:
    """The address at which the folder is served. A browser may use what it has without asking for `fresh` seconds."""
    handler = functools.partial(_Quiet, directory=str(folder), fresh=fresh)
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def build(settings: Path, folder: Path, address: str, repository: str = "") -> None:
    """Build a site into the folder, with `--strict`, for the address at which it will be served."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(settings), "-d", str(folder)]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    environment = {**os.environ, **quiet, "SITE_URL": address, "REPOSITORY_URL": repository}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Several browsers load from it at once.
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        # A browser that goes on to the next page does not wait for the rest of this one.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Quiet(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, fresh: int, **options: Any) -> None:
        self.fresh = fresh
        super().__init__(*args, **options)

    def end_headers(self) -> None:
        if self.fresh:
            self.send_header("Cache-Control", f"max-age={self.fresh}")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass
