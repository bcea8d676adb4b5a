"""What an edition says of itself in `mkdocs.yml`, below `extra:`, which is the one place for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..classroom.fonts import FONT_TYPES, font_files, no_fonts
from ..model.addresses import read_address
from ..page.finished import CLASSROOM, EDITION, SiteInfo
from ..page.hosting import NAMES, fault_of

NAME = "Marked Copy"
FONTS = "fonts"
SLOW = ("paper", "packages")
"""What is made for a class that takes time."""
EXAMPLE = "https://example.org/articles/"
HOST = ("branch", *NAMES)
"""What an edition says of the host of its repository."""


def site_info(root: Path, name: str, url: str, repository: object, extra: object) -> SiteInfo:
    """What pages say about their site. `url` and `repository` are the addresses of both, where they are known, and
    `extra` is what stands under that key of `mkdocs.yml`, in the folder `root`.

    Raises ValueError for what nobody would read, and for an address behind which no other can be put.
    """
    if fault := fault_of_site(url):
        raise ValueError(f"`site_url` in mkdocs.yml (or SITE_URL) is “{url}”. {fault}")
    if extra is not None and not isinstance(extra, Mapping):
        raise ValueError("`extra:` in mkdocs.yml holds a mapping")
    below: Mapping[str, object] = extra or {}
    said: dict[str, str] = {}
    for key, value in _mapping(below, "edition", _KEYS).items():
        if key not in EDITION:
            raise ValueError(f"`extra: edition:` in mkdocs.yml has no key `{key}`: there are {_KEYS}")
        said[key] = " ".join(_text(value, f"`{key}` of `extra: edition:`").split())
    return SiteInfo(
        name,
        url,
        _text(repository, "`extra: repository:`").rstrip("/"),
        **_classroom(below, root),
        **_host(below),
        **said,
    )


def fault_of_site(url: str) -> str:
    """Why a site cannot be at an address, with a way out, in whole sentences; nothing where it can, or none is given.

    Addresses of pages are made by putting more behind it, which a query or a fragment would swallow.
    """
    if not url:
        return ""
    short = re.split(r"[?#]", url, maxsplit=1)[0]
    if not (address := read_address(short)).is_web:
        reason = address.reason or "does not begin with “https://”"
        return f"This {reason}. Write the whole address, such as `{address.advice or EXAMPLE}`"
    if short != url:
        what = (
            "a query, which begins with “?”"
            if url[len(short)] == "?"
            else "a fragment, which begins with “#”"
        )
        return f"This has {what}, and nothing can be put behind that. Write `{short.rstrip('/')}/`"
    return ""


def without_paper(classroom: object) -> object:
    """What stands under `extra: classroom:`, with all switched off for which nobody waits at every save. What is wrong
    with it stays as it is, to be told."""
    if classroom is None or classroom is True:
        return dict.fromkeys(SLOW, False)
    if isinstance(classroom, Mapping):
        return {**classroom, **{key: False for key in SLOW if classroom.get(key, True) is True}}
    return classroom


def _mapping(extra: Mapping[str, object], key: str, keys: str, otherwise: str = "") -> Mapping[str, object]:
    """What stands under a key of `extra:`; nothing where it is empty. Raises ValueError for what is no mapping."""
    value = extra.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ValueError(f"`extra: {key}:` in mkdocs.yml holds a mapping, with the keys {keys}{otherwise}")
    return value


def _text(value: object, where: str) -> str:
    """A text that may be left empty. Raises ValueError for anything else: `false` and `0` are no texts."""
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{where} in mkdocs.yml holds a text")
    return value or ""


def _host(extra: Mapping[str, object]) -> dict[str, str]:
    """Where notes are handed in, as far as the edition says so. Raises ValueError for what leads nowhere."""
    said: dict[str, str] = {}
    for key, value in _mapping(extra, "host", _HOST_KEYS).items():
        if key not in HOST:
            raise ValueError(f"`extra: host:` in mkdocs.yml has no key `{key}`: there are {_HOST_KEYS}")
        said[key] = _text(value, f"`{key}` of `extra: host:`").strip()
        fault = fault_of(key, said[key]) if key in NAMES and said[key] else ""
        if fault:
            raise ValueError(f"`{key}` of `extra: host:` in mkdocs.yml {fault}")
    if "issue" in said:
        # Whoever has an issue form of their own has no form of ours, unless they say so.
        said.setdefault("idea", "")
    if "branch" in said and (not said["branch"] or re.search(r"[\s{}]", said["branch"])):
        raise ValueError("`branch` of `extra: host:` in mkdocs.yml is the name of a branch, such as main")
    return said


def _classroom(extra: Mapping[str, object], root: Path) -> dict[str, str]:
    """What is made for a class: all that is not switched off, part by part or with `false` altogether; and with which
    fonts. Raises ValueError for what is no switch of ours, and for fonts that are not there."""
    if isinstance(every := extra.get("classroom"), bool):
        return {"classroom": " ".join(CLASSROOM) if every else ""}
    said = dict(_mapping(extra, "classroom", _CLASSROOM_KEYS, ", or is `true` or `false`"))
    switches = dict.fromkeys(CLASSROOM, True)
    path = said.pop(FONTS, None)
    for key, value in said.items():
        if key not in CLASSROOM:
            raise ValueError(
                f"`extra: classroom:` in mkdocs.yml has no key `{key}`: there are {_CLASSROOM_KEYS}"
            )
        if not isinstance(value, bool):
            raise ValueError(f"`{key}` of `extra: classroom:` in mkdocs.yml is `true` or `false`")
        switches[key] = value
    fonts = _fonts(path, root, switches["paper"])
    return {"classroom": " ".join(name for name, is_on in switches.items() if is_on), "fonts": fonts}


def _fonts(path: object, root: Path, are_used: bool) -> str:
    """The folder of an edition's own fonts. Raises ValueError when there are none in it and, if they are used, for what
    is no font or a damaged one: no sheet of any article could be made."""
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
        if are_used and (bad := no_fonts(folder)):
            raise ValueError(
                f"{where} names {path}, and this in it is no font, or a damaged one: {', '.join(bad)}. "
                "Put a whole copy in its place, or take it out"
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
