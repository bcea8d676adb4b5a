"""A page's policy is made from what the theme has in it, and what else stands in the page is told."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.page.content_security import source_of
from tests.safety.strangers import MENU, write_project

TEMPLATE = """\
{% extends "base.html" %}
{% block scripts %}
{{ super() }}
<script>owner()</script>
{% if page and page.meta.comments %}<script>comments()</script>{% endif %}
<script>title("{{ page.title if page else "" }}")</script>
<style>.owner {}</style>
{% endblock %}
"""
OTHER = """\
{% extends "main.html" %}
{% block content %}<script>other()</script>{{ super() }}{% endblock %}
"""
PAGES = {
    "docs/plain.md": "# Plain\n",
    "docs/comments.md": "---\ncomments: true\n---\n\n# With comments\n",
    "docs/other.md": "---\ntemplate: other.html\n---\n\n# With another template\n",
    "docs/deep/er/page.md": "# Deep\n",
    "docs/stranger.md": "# Strange\n\n<script>stranger()</script>\n\n<style>.stranger {}</style>\n",
    "docs/allowed.md": "# Allowed\n\n<script>allowed()</script>\n",
    "docs/odd.md": "# Odd\n\n<div>\n<script\u00a0odd\n<\u017fcript>odd()</\u017fcript>\n</div>\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the site, and the warnings."""
    folder = tmp_path_factory.mktemp("known")
    files = {**PAGES, "overrides/main.html": TEMPLATE, "overrides/other.html": OTHER}
    write_project(
        folder,
        files,
        theme={"custom_dir": "overrides"},
        nav=[*MENU, *(name.removeprefix("docs/") for name in PAGES)],
        plugins=["search", {"marked-copy": {"allow_inline": [source_of("allowed()")[1:-1]]}}],
    )
    command = [sys.executable, "-m", "mkdocs", "build", "-d", "site"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return folder / "site", result.stderr


def told(place: str, name: str, text: str) -> str:
    return f"{place}: browsers will ignore this inline {name}, which is not the theme's: “{text}”"


def policy(site: Path, page: str) -> str:
    (found,) = re.findall(
        'Content-Security-Policy" content="(.*?)"', (site / page).read_text(encoding="utf-8")
    )
    return str(found)


def test_scripts_and_styles_of_templates_are_allowed_on_every_page(built: tuple[Path, str]) -> None:
    site, _ = built
    pages = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]

    assert len(pages) > 8
    for page in pages:
        assert source_of("owner()") in policy(site, page)
        assert source_of(".owner {}") in policy(site, page)


def test_those_that_depend_on_the_template_or_on_a_switch_are_allowed_there(built: tuple[Path, str]) -> None:
    site, _ = built

    for text, its_page in (("comments()", "comments"), ("other()", "other")):
        assert source_of(text) in policy(site, f"{its_page}/index.html")
        assert source_of(text) not in policy(site, "plain/index.html")


def test_those_of_a_page_are_not_allowed_and_told(built: tuple[Path, str]) -> None:
    site, warnings = built

    for name, text in (("script", "stranger()"), ("style", ".stranger {}")):
        assert source_of(text) not in policy(site, "stranger/index.html")
        assert told("docs/stranger.md", name, text) in warnings
        assert source_of(text)[1:-1] in warnings


def test_words_of_a_page_in_a_script_of_a_template_make_it_another_one(built: tuple[Path, str]) -> None:
    site, warnings = built

    assert source_of('title("Plain")') not in policy(site, "plain/index.html")
    assert told("docs/plain.md", "script", 'title("Plain")') in warnings


def test_what_the_owner_names_is_allowed(built: tuple[Path, str]) -> None:
    site, warnings = built

    assert source_of("allowed()") in policy(site, "allowed/index.html")
    assert "allowed()" not in warnings


def test_what_only_looks_like_a_script_is_none(built: tuple[Path, str]) -> None:
    site, warnings = built

    assert "odd" in (site / "odd/index.html").read_text(encoding="utf-8")
    assert "odd" not in warnings.replace('title("Odd")', "").replace("docs/odd.md", "")


def test_what_is_no_hash_is_refused(tmp_path: Path) -> None:
    write_project(tmp_path, {}, plugins=["search", {"marked-copy": {"allow_inline": ["'unsafe-inline'"]}}])
    command = [sys.executable, "-m", "mkdocs", "build", "-d", "site"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert result.returncode
    assert "“'unsafe-inline'” is not a hash" in result.stderr
