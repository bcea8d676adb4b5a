"""What an edition says of itself in `mkdocs.yml`, below `extra:`, which is the one place for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..classroom.fonts import FONT_TYPES, font_files, no_fonts
from ..page.finished import CLASSROOM, EDITION, SiteInfo
from ..page.hosting import NAMES, fault_of

NAME = "Marked Copy"
FONTS = "fonts"
HOST = ("branch", *NAMES)
"""What an edition says of the host of its repository."""


def site_info(root: Path, name: str, url: str, repository: str, extra: Mapping[str, Any]) -> SiteInfo:
    """What pages say about their site. `extra` is what stands under that key of `mkdocs.yml`, in the folder `root`.

    Raises ValueError for what nobody would read.
    """
    edition = extra.get("edition")
    if not isinstance(edition or {}, Mapping):
        raise ValueError(f"`extra: edition:` in mkdocs.yml holds a mapping, with the keys {_KEYS}")
    said: dict[str, str] = {}
    for key, value in dict(edition or {}).items():
        if key not in EDITION:
            raise ValueError(f"`extra: edition:` in mkdocs.yml has no key `{key}`: there are {_KEYS}")
        if not isinstance(value or "", str):
            raise ValueError(f"`{key}` of `extra: edition:` in mkdocs.yml holds a text")
        said[key] = " ".join((value or "").split())
    return SiteInfo(
        name,
        url,
        repository.rstrip("/"),
        **_classroom(extra.get("classroom"), root),
        **_host(extra.get("host")),
        **said,
    )


def _host(host: object) -> dict[str, str]:
    """Where notes are handed in, as far as the edition says so. Raises ValueError for what leads nowhere."""
    if not isinstance(host or {}, Mapping):
        raise ValueError(f"`extra: host:` in mkdocs.yml holds a mapping, with the keys {_HOST_KEYS}")
    said: dict[str, str] = {}
    for key, value in dict(host or {}).items():  # type: ignore[call-overload]
        if key not in HOST:
            raise ValueError(f"`extra: host:` in mkdocs.yml has no key `{key}`: there are {_HOST_KEYS}")
        if not isinstance(value or "", str):
            raise ValueError(f"`{key}` of `extra: host:` in mkdocs.yml holds a text")
        said[key] = (value or "").strip()
        fault = fault_of(key, said[key]) if key in NAMES and said[key] else ""
        if fault:
            raise ValueError(f"`{key}` of `extra: host:` in mkdocs.yml {fault}")
    if "branch" in said and (not said["branch"] or re.search(r"[\s{}]", said["branch"])):
        raise ValueError("`branch` of `extra: host:` in mkdocs.yml is the name of a branch, such as main")
    return said


def _classroom(wanted: object, root: Path) -> dict[str, str]:
    """What is made for a class: all that is not switched off; and with which fonts. Raises ValueError for what is no
    switch of ours, and for fonts that are not there."""
    if not isinstance(wanted or {}, Mapping):
        raise ValueError(
            f"`extra: classroom:` in mkdocs.yml holds a mapping, with the keys {_CLASSROOM_KEYS}"
        )
    switches = dict.fromkeys(CLASSROOM, True)
    said = dict(wanted or {})  # type: ignore[call-overload]
    fonts = _fonts(said.pop(FONTS, None), root)
    for key, value in said.items():
        if key not in CLASSROOM:
            raise ValueError(
                f"`extra: classroom:` in mkdocs.yml has no key `{key}`: there are {_CLASSROOM_KEYS}"
            )
        if not isinstance(value, bool):
            raise ValueError(f"`{key}` of `extra: classroom:` in mkdocs.yml is `true` or `false`")
        switches[key] = value
    return {"classroom": " ".join(name for name, is_on in switches.items() if is_on), "fonts": fonts}


def _fonts(path: object, root: Path) -> str:
    """The folder of an edition's own fonts. Raises ValueError when there are none in it."""
    if path is None or path == "":
        return ""
    where = f"`{FONTS}` of `extra: classroom:` in mkdocs.yml"
    if not isinstance(path, str):
        raise ValueError(f"{where} is the path of a folder, from mkdocs.yml")
    folder = root / path
    try:
        if not folder.is_dir():
            raise ValueError(f"{where} names {path}, and there is no such folder beside mkdocs.yml")
        if not font_files(folder):
            raise ValueError(
                f"{where} names {path}, in which there are no fonts: no files in {', '.join(FONT_TYPES)}"
            )
        if bad := no_fonts(folder):
            raise ValueError(
                f"{where} names {path}, and this in it is no font: {', '.join(bad)}. Take it out"
            )
    except OSError as error:
        raise ValueError(f"{where} names {path}, which cannot be read: {error.strerror}") from None
    return str(folder)


def settings(root: Path) -> Mapping[str, Any]:
    """What `mkdocs.yml` says, for whoever builds without MkDocs. Its tags are taken for nothing."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("", lambda *_: None)
    try:
        text = (root / "mkdocs.yml").read_text(encoding="utf-8")
        read = yaml.load(text, Loader)  # noqa: S506 - it is a safe one
    except (OSError, UnicodeError, yaml.YAMLError):
        return {}
    return read if isinstance(read, dict) else {}


def site_name(root: Path) -> str:
    """The `site_name` of `mkdocs.yml`, or the project's own name."""
    name = settings(root).get("site_name")
    return name if isinstance(name, str) and name.strip() else NAME


_KEYS = ", ".join(f"`{key}`" for key in EDITION)
_CLASSROOM_KEYS = ", ".join(f"`{key}`" for key in (*CLASSROOM, FONTS))
_HOST_KEYS = ", ".join(f"`{key}`" for key in HOST)
