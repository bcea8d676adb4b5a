"""What the settings that MkDocs has read say to us, and which of them we cannot build with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from .edition import site_info

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from ..page.finished import SiteInfo


def info_of(config: MkDocsConfig) -> SiteInfo:
    """What pages say about their site. Raises PluginError for settings that would come to nothing."""
    if not config.use_directory_urls:
        raise PluginError("marked-copy: pages link to each other as folders; set use_directory_urls: true")
    repository = str(config.extra.get("repository") or "")
    edition, host = config.extra.get("edition"), config.extra.get("host")
    try:
        return site_info(config.site_name, config.site_url or "", repository, edition, host)
    except ValueError as error:
        raise PluginError(f"marked-copy: {error}") from None
