"""The theme's templates are compiled once, and again whenever anything has changed that has a part in their code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from jinja2.ext import Extension
from jinja2.nodes import Template

from build_tools.adapters.templates import KeptTemplates
from build_tools.site.cache import Cache

PAGE = '{{ "worked out at once" | upper }}{% if true %}\n{% endif %}, {{ name }}'


class Another(Extension):
    """Might change anything."""


class Noting(Environment):
    """As MkDocs makes it, and tells which templates it compiles."""

    def __init__(self, page: str) -> None:
        super().__init__(loader=DictLoader({"page.html": page}), auto_reload=False)
        self.compiled: list[str | None] = []

    def _generate(self, source: Template, name: str | None, *more: Any, **named: Any) -> str:
        self.compiled.append(name)
        return super()._generate(source, name, *more, **named)


def environment(page: str = PAGE) -> Noting:
    return Noting(page)


Render = Callable[[Noting], tuple[str, bool]]


@pytest.fixture
def rendered(tmp_path: Path) -> Render:
    """Renders the page in an environment as a build does, and says whether it was compiled for that."""

    def render(env: Noting) -> tuple[str, bool]:
        env.bytecode_cache = KeptTemplates(Cache(tmp_path / "cache"), environment())
        env.compiled.clear()
        return env.get_template("page.html").render(name="Ada"), env.compiled == ["page.html"]

    return render


def test_a_template_is_compiled_once(rendered: Render) -> None:
    first = rendered(environment())
    assert first == ("WORKED OUT AT ONCE\n, Ada", True)
    assert rendered(environment()) == (first[0], False)
    assert rendered(environment("{{ name }}!")) == ("Ada!", True)


def _other_filter(env: Noting) -> None:
    env.filters["upper"] = str.title


def _other_settings(env: Noting) -> None:
    env.trim_blocks = True


def _other_escaping(env: Noting) -> None:
    env.autoescape = lambda _: True


def _other_output(env: Noting) -> None:
    env.finalize = str.title


def _extension(env: Noting) -> None:
    env.add_extension(Another)


@pytest.mark.parametrize(
    "change", [_other_filter, _other_settings, _other_escaping, _other_output, _extension]
)
def test_where_a_plugin_has_a_hand_in_it_nothing_is_kept(
    rendered: Render, change: Callable[[Noting], None]
) -> None:
    rendered(environment())
    expected = environment()
    change(expected)
    for _ in range(2):
        changed = environment()
        change(changed)
        assert rendered(changed) == (expected.get_template("page.html").render(name="Ada"), True)
    assert rendered(environment())[1] is False


def test_code_that_was_not_made_here_is_not_run(tmp_path: Path, rendered: Render) -> None:
    first = rendered(environment())
    (kept,) = (tmp_path / "cache").glob("*.kept")
    code = kept.read_bytes()
    assert b"WORKED" in code
    kept.write_bytes(code.replace(b"WORKED", b"CANARY"))
    assert rendered(environment()) == first
