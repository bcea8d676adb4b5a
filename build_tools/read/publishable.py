"""What the docs folder may hold: files that are published under an address of their own.

A list of what is allowed, for a browser runs more kinds of files than anybody remembers: a page of plain HTML, or a
drawing opened by itself, would come to readers without the checker and without the site's policy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from ..model.links import folder_of
from ..problems import files
from ..problems.problem import Place, Problem

PICTURES = frozenset(".png .jpg .jpeg .gif .webp .avif".split())
"""The pictures that hold nothing but a picture."""
KINDS = PICTURES | frozenset(
    """
    .css .js .mjs .json .map .webmanifest .svg .ico .woff .woff2 .ttf .otf
    .txt .csv .bib .yml .yaml .pdf .epub .odt .ods .odp .docx .xlsx .pptx .zip
    .mp3 .ogg .oga .m4a .wav .mp4 .webm .vtt
    """.split()
)
"""What may be published as it is. `.md` becomes a page."""
NAMES = frozenset({"CNAME", "LICENSE", "_headers", "_redirects"})
"""What may be published without an ending, outside the folders of contributors."""
BY_CONTRIBUTORS = ("articles", "techniques")
"""The folders, relative to the docs folder, in which there are only texts and pictures."""
TEXTS = frozenset({".md", ".css", ".js"})
"""What is read as text, and has to be UTF-8."""
SIZE = 20_000_000
"""Bytes of the largest file that is published as it is."""

_MARKDOWN = frozenset(".md .markdown .mdown .mkdn .mkd".split())
_NO_ADDRESS = re.compile(
    r'[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"#%*:<>?\\|]|^[\s~-]|[\s.]$|\s\.[^.]*$'
)


def kind_problem(uri: str, place: Place) -> Problem | None:
    """The problem of a file that is not of a kind to be published. `uri` is relative to the docs folder."""
    path = PurePosixPath(uri)
    ending = path.suffix.lower()
    by_contributors = path.parts[0] in BY_CONTRIBUTORS
    kinds = PICTURES if by_contributors else KINDS
    if path.suffix == ".md" or ending in kinds or (path.name in NAMES and not by_contributors):
        return None
    if ending in _MARKDOWN:
        way_out = f"Rename it to `{path.stem}.md`: pages have this ending."
    elif ending == ".svg":
        way_out = "Save the picture as PNG or WebP: a drawing in SVG can hold scripts."
    elif ending in (".yml", ".yaml"):
        way_out = "Annotation files stand in `annotations/`."
    elif ending in (".html", ".htm", ".xhtml"):
        way_out = "Write the page in Markdown, with the ending `.md`."
    else:
        way_out = "Take it out of this folder, or save it as another kind of file."
    return files.file_kind.at(place, path.suffix, way_out)


def name_problem(uri: str, place: Place) -> Problem | None:
    """The problem of a name that cannot be part of an address."""
    path = PurePosixPath(uri)
    if not any(_NO_ADDRESS.search(part) for part in path.parts):
        return None
    better = "/".join(re.sub(r"[^\w.]+", "-", part.replace("\ufffd", "")).strip("-.") for part in path.parts)
    has_name = PurePosixPath(better).suffix == path.suffix and path.stem != better
    return files.file_name.at(place, "a published file", f"docs/{better}" if has_name else "")


def same_addresses(uris: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of files that would be published at one address, on some disk or other: the second, and the first."""
    taken: dict[str, str] = {}
    for uri in uris:
        key = unicodedata.normalize("NFC", _address(uri)).casefold()
        if key in taken:
            yield uri, taken[key]
        else:
            taken[key] = uri


def _address(uri: str) -> str:
    return str(PurePosixPath(folder_of(uri)) / "index.html") if uri.endswith(".md") else uri
