"""What the settings that MkDocs has read say to us, and which of them we cannot build with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError

from .edition import site_info

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from ..page.finished import SiteInfo


class MarkedCopyConfig(Config):  # type: ignore[no-untyped-call]
    """Options under `marked-copy:` in `mkdocs.yml`."""

    cache_dir = config_options.Type(str, default=".cache/marked-copy")
    """Where finished pages are kept between builds, relative to `mkdocs.yml`."""
    allow_inline = config_options.ListOfItems(config_options.Type(str), default=[])
    """Inline scripts and styles that pages may have besides those of the theme, each as `sha256-…`."""


def info_of(config: MkDocsConfig) -> SiteInfo:
    """What pages say about their site. Raises PluginError for settings that would come to nothing."""
    if not config.use_directory_urls:
        raise PluginError("marked-copy: pages link to each other as folders; set use_directory_urls: true")
    root = Path(config.config_file_path).absolute().parent
    try:
        return site_info(
            root, config.site_name, config.site_url or "", config.extra.get("repository"), config.extra
        )
    except ValueError as error:
        raise PluginError(f"marked-copy: {error}") from None
