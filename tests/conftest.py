"""Options of the tests, and what their processes share."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.sites import Shared, Site, sharing

# A pull request must not fail by chance: in CI the examples are the same each time. Elsewhere they vary.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")

SHARED = pytest.StashKey[Shared]()
OPEN = pytest.StashKey[ExitStack]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-expected",
        action="store_true",
        help="write the expected files of pages and timelines anew; read the difference before you commit it",
    )


def pytest_configure(config: pytest.Config) -> None:
    if given := getattr(config, "workerinput", None):
        config.stash[SHARED] = Shared(Path(given["folder"]), given["addresses"])
    else:
        config.stash[OPEN] = ExitStack()
        config.stash[SHARED] = config.stash[OPEN].enter_context(sharing())


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist what is shared."""
    shared = node.config.stash[SHARED]
    node.workerinput |= {"folder": str(shared.folder), "addresses": shared.addresses}


def pytest_unconfigure(config: pytest.Config) -> None:
    if OPEN in config.stash:
        config.stash[OPEN].close()


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config) -> Shared:
    """What is made once for all workers."""
    return pytestconfig.stash[SHARED]


@pytest.fixture(scope="session")
def own_site(shared: Shared) -> Site:
    """The site of this repository: of its content a test may say only what holds for any edition."""
    return shared.site("own")


@pytest.fixture(scope="session")
def fixture_site(shared: Shared) -> Site:
    """The site of `fixture_site/`."""
    return shared.site("fixture")


@pytest.fixture(scope="session")
def instant_site(shared: Shared) -> Site:
    """The same, with instant navigation and a repository."""
    return shared.site("instant")


@pytest.fixture(params=["own", "fixture"])
def site(request: pytest.FixtureRequest, shared: Shared) -> Site:
    """Each of the two sites whose every page is looked at."""
    return shared.site(request.param)
