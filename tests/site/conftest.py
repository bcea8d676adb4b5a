"""The site, built once as a reader gets it, and served on 127.0.0.1 to a Chromium with a fresh profile."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import FLAGS, find_chromium

ROOT = Path(__file__).parents[2]

# Violations come to the console too, but only this way with what they are about.
VIOLATIONS = """
addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI, sample}) =>
  console.error(`policy: ${effectiveDirective} ${blockedURI} ${sample}`));
"""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address at which the folder is served."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def build(project: Path, folder: Path, address: str) -> None:
    """Build the project's site into the folder, with `--strict`, for the address at which it will be served."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "SITE_URL": address}
    result = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder and the address at which it is served."""
    folder = tmp_path_factory.mktemp("site")
    with serve(folder) as address:
        yield folder, address


@pytest.fixture(scope="session")
def built_site(served: tuple[Path, str]) -> Path:
    """The site of this repository."""
    build(ROOT, *served)
    return served[0]


@pytest.fixture(scope="session")
def address(served: tuple[Path, str], built_site: Path) -> str:
    """Where the site is served, now that it is built."""
    assert built_site == served[0]
    return served[1]


@pytest.fixture(scope="session")
def paths(built_site: Path) -> list[str]:
    """Every page of the site, as the end of its address."""
    found = [path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html")]
    assert len(found) > 30
    return sorted(path.removesuffix("index.html") for path in found)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's pages, and with them the small articles of the folder `articles` here."""
    project = tmp_path_factory.mktemp("project")
    for name in ("docs", "annotations"):
        shutil.copytree(ROOT / name, project / name)
    (project / "build_tools").symlink_to(ROOT / "build_tools")
    for path in (ROOT / "tests" / "site" / "articles").iterdir():
        shutil.copy(path, project / ("docs/articles" if path.suffix == ".md" else "annotations"))
    return project


@pytest.fixture(scope="session")
def small_site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the small articles are served, by a project that has a repository."""
    (project / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\nextra: {{repository: https://example.org/repository}}\n"
    )
    folder = tmp_path_factory.mktemp("small-site")
    with serve(folder) as address:
        build(project, folder, address)
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, which must be there: `make test` installs it."""
    path = find_chromium()
    assert path, "no Chromium: run `make test`, which installs it, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=FLAGS,
        )
        yield browser
        browser.close()


class Reader:
    """Opens pages, and writes down what goes wrong in them.

    That is each error, violation of a policy, and request that leaves the site.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def new_page(self, **options: Any) -> Page:
        """An empty page with a fresh profile; `options` as for Playwright's `new_context`."""
        context = self._browser.new_context(**options)
        self._contexts.append(context)
        context.add_init_script(VIOLATIONS)
        page = context.new_page()
        page.on("pageerror", lambda error: self._note(page, str(error)))
        page.on(
            "console", lambda message: self._note(page, message.text) if message.type == "error" else None
        )
        page.on("request", lambda request: self._note_request(page, request.url))
        return page

    def open(self, path: str = "", **options: Any) -> Page:
        """The page at this path of the site."""
        page = self.new_page(**options)
        page.goto(self.address + path)
        return page

    def close(self) -> None:
        for context in self._contexts:
            for page in context.pages:
                page.wait_for_load_state("networkidle")
            context.close()

    def _note(self, page: Page, words: str) -> None:
        self.complaints.append(f"{page.url}: {words}")

    def _note_request(self, page: Page, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self._note(page, f"a request to {url}")


@pytest.fixture
def reader(chromium: Browser, address: str) -> Iterator[Reader]:
    """A reader of the site, who at the end must have had nothing to complain of."""
    reader = Reader(chromium, address)
    yield reader
    reader.close()
    assert reader.complaints == []


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass
