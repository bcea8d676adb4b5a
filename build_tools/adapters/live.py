"""The site while it is written: `python -m build_tools.adapters.live`, with the options of `mkdocs serve`.

Each build is a process of its own, so that a changed template or module counts (`warm.py`). What goes wrong in it is
laid over the site of before until it is mended (`serving.py`).
"""

from __future__ import annotations

import errno
import logging
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import click
from markdown import Markdown
from mkdocs.__main__ import serve_command
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import _serve_url

from ..read.project import ANNOTATIONS, DOCS
from ..site.making import load_making
from .aside import end_tidily
from .edition import without_paper
from .reading import Quicker
from .serving import Preview
from .warm import Builder, become_each_build

_LAST_PORT = 65_535
PACKAGE = Path(__file__).parents[1]


def preview(
    build_into: str | None,
    address: str,
    config_file: IO[bytes] | None,
    dev_addr: str | None,
    livereload: bool,
    open_in_browser: bool,
    watch_theme: bool,
    watch: Sequence[str],
    **settings: Any,
) -> None:
    """Preview the site while it is written: every change shows at once."""
    if build_into:
        _build_once(build_into, address, config_file, **settings)
        return
    if dev_addr and not re.fullmatch(r".+:[0-9]+", dev_addr):
        raise click.BadParameter(
            f"“{dev_addr}” is not a host and a port, such as 127.0.0.1:8001", param_hint="--dev-addr"
        )
    end_tidily()
    root = Path(config_file.name).absolute().parent if config_file else Path.cwd()
    host, port, mount_path, watched = _read_settings(config_file, dev_addr, watch_theme)
    folder = Path(tempfile.mkdtemp(prefix="marked-copy-preview-"))
    command = [sys.executable, "-m", __spec__.name, *sys.argv[1:], "--build-into", str(folder / "site")]
    command += ["--address", _serve_url(host, port, mount_path)]
    places = (root / DOCS, root / ANNOTATIONS, root / "mkdocs.yml", PACKAGE, *map(Path, (*watched, *watch)))
    builder = Builder(command, places)
    server = Preview(builder.build, host, port, folder / "site", mount_path)
    if livereload:
        for path in places:
            server.watch(str(path))
    try:
        server.serve(open_in_browser=open_in_browser)
    except (OSError, OverflowError) as error:
        click.echo(_refused(host, port, error), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("Shutting down", err=True)
    finally:
        server.shutdown()
        builder.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _build_once(
    folder: str, address: str, config_file: IO[bytes] | None, build_type: str | None, **settings: Any
) -> None:
    """Build the site for the preview whenever asked to, as `mkdocs build` does, drafts included."""
    name = config_file.name if config_file else None
    become_each_build(lambda: _load(name))
    config = load_config(config_file=name, site_dir=folder, **settings)
    dirty = build_type == "dirty"
    config.plugins["marked-copy-preview"] = Quicker(Path(folder).parent)
    config.plugins.on_startup(command="build", dirty=dirty)
    config.site_url = address
    # Nobody waits for PDF at every save. `make site` makes it.
    config.extra["classroom"] = without_paper(config.extra.get("classroom"))
    try:
        build(config, serve_url=None if build_type == "clean" else address, dirty=dirty)
    finally:
        config.plugins.on_shutdown()


def _load(config_file: str | None) -> None:
    """Import what a build needs, plugins and extensions of Markdown among it."""
    # Whatever goes wrong here goes wrong again in the builds, which tell it.
    with suppress(Exception, SystemExit), _silence():
        config = load_config(config_file=config_file)
        Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    load_making()


def _read_settings(
    config_file: IO[bytes] | None, dev_addr: str | None, watch_theme: bool
) -> tuple[str, int, str, list[str]]:
    """Host, port, the path below which the site lies, and what else is to be watched.

    When `mkdocs.yml` has a mistake, what it would be without one: the first build tells the mistake.
    """
    try:
        with _silence():
            config = load_config(config_file=config_file, dev_addr=dev_addr)
    except (MkDocsException, OSError):
        host, _, port = (dev_addr or "127.0.0.1:8000").rpartition(":")
        return host or "127.0.0.1", int(port) if port.isdigit() else 8000, "/", []
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    watched = [*(config.theme.dirs if watch_theme else own), *config.watch]
    address = config.dev_addr
    return address.host, address.port, urlsplit(config.site_url or "/").path or "/", watched


def _refused(host: str, port: int, error: OSError | OverflowError) -> str:
    way_out = f'make serve ARGS="--dev-addr {host}:{port + 1 if 1024 <= port < _LAST_PORT else 8001}"'
    if isinstance(error, OverflowError):
        return f"marked-copy: there is no port {port}, only 1 to {_LAST_PORT}. Choose another: {way_out}"
    if error.errno == errno.EADDRINUSE:
        return (
            f"marked-copy: {host}:{port} is taken, perhaps by another preview.\n"
            f"Stop that one, or choose another port: {way_out}"
        )
    if error.errno == errno.EACCES:
        return f"marked-copy: your account may not serve at {host}:{port}. Choose another port: {way_out}"
    return f"marked-copy: cannot serve at {host}:{port}: {error.strerror or error}"


@contextmanager
def _silence() -> Iterator[None]:
    logging.disable()
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


main = click.Command(
    "preview",
    callback=preview,
    params=[
        *serve_command.params,
        click.Option(["--build-into"], hidden=True),
        click.Option(["--address"], hidden=True, default=""),
    ],
    help=preview.__doc__,
    context_settings={"help_option_names": ["-h", "--help"]},
)

if __name__ == "__main__":
    main(prog_name="make serve")
