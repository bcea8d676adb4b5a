"""The theme's templates, compiled once for all builds: that takes as long as to write a hundred pages with them.

Compiled code depends on the template, on the libraries, and on the environment: what is the same on every page, Jinja
works out while it compiles, with the filters and the settings of that. So code is kept only where the environment is
as MkDocs makes it. Where a plugin has changed it, every template is compiled anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache
from mkdocs import __version__ as mkdocs_version

from ..site.cache import key_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket

    from ..site.cache import Cache

_NO_PART = {"bytecode_cache", "extensions", "globals"}
"""What a template's code does not depend on, or not by its value."""


class KeptTemplates(BytecodeCache):
    """Compiled templates in the cache of the build, which trusts only what was made on this machine."""

    def __init__(self, cache: Cache, made_by_mkdocs: Environment) -> None:
        """`made_by_mkdocs` is an environment that nobody had a hand in."""
        self._cache = cache
        self._settings = _settings(made_by_mkdocs)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket the code that is kept, if there is any."""
        if self._is_unchanged(bucket) and (code := self._cache.get(_key(bucket), bytes)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code in the bucket."""
        if self._is_unchanged(bucket):
            self._cache.put(_key(bucket), bucket.bytecode_to_string())

    def _is_unchanged(self, bucket: Bucket) -> bool:
        return _settings(bucket.environment) == self._settings


def _key(bucket: Bucket) -> str:
    return key_of(["template", bucket.key, bucket.checksum, mkdocs_version])


def _settings(env: Environment) -> tuple[Any, ...]:
    """What has a part in the code of a template besides itself."""
    plain = {
        name: value
        for name, value in vars(env).items()
        if name not in _NO_PART and (value is None or isinstance(value, (str, int, dict)))
    }
    return type(env), env.code_generator_class, {*map(type, env.extensions.values())}, plain
