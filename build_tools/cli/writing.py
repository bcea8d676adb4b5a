"""The command that writes the finished pages: `markedcopy write`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .project import find_root, root_option


def _address(_: click.Context, __: click.Parameter, url: str) -> str:
    from ..adapters.edition import fault_of_site

    if fault := fault_of_site(url):
        raise click.BadParameter(f"“{url}”. {fault}.")
    return url


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@root_option
@click.option(
    "--site-url",
    envvar="SITE_URL",
    default="",
    callback=_address,
    help="The address the site will have. [env: SITE_URL]",
)
@click.option(
    "--repository",
    envvar="REPOSITORY_URL",
    default="",
    help="The repository's address. [env: REPOSITORY_URL]",
)
def write(folder: Path, root: Path | None, site_url: str, repository: str) -> None:
    """Write all finished pages to DIR, as a plain docs folder for any site generator."""
    from ..adapters.aside import end_tidily
    from ..adapters.folder import WriteError, write_site
    from ..problems.printed import counted

    end_tidily()
    try:
        written = write_site(
            root or find_root(Path.cwd()),
            folder,
            site_url,
            repository,
            lambda text: click.echo(f"markedcopy: {text}", err=True),
        )
    except WriteError as error:
        click.echo(f"markedcopy: {error}", err=True)
        sys.exit(1)
    click.echo(f"{counted(written, 'file')} written to {folder}", err=True)
