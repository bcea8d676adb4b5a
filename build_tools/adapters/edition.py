"""What an edition says of itself in `mkdocs.yml`, below `extra:`, which is the one place for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..page.finished import EDITION, SiteInfo

NAME = "Marked Copy"


def site_info(name: str, url: str, repository: str, edition: object) -> SiteInfo:
    """What pages say about their site. `edition` is what stands under the key of that name.

    Raises ValueError for what nobody would read.
    """
    if not isinstance(edition or {}, Mapping):
        raise ValueError(f"`extra: edition:` in mkdocs.yml holds a mapping, with the keys {_KEYS}")
    said: dict[str, str] = {}
    for key, value in dict(edition or {}).items():  # type: ignore[call-overload]
        if key not in EDITION:
            raise ValueError(f"`extra: edition:` in mkdocs.yml has no key `{key}`: there are {_KEYS}")
        if not isinstance(value or "", str):
            raise ValueError(f"`{key}` of `extra: edition:` in mkdocs.yml holds a text")
        said[key] = " ".join((value or "").split())
    return SiteInfo(name, url, repository.rstrip("/"), **said)


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
