"""The browser of the tests of pages, for those of a class."""

from tests.site.conftest import chromium, opener, reader

__all__ = ("chromium", "opener", "reader")
