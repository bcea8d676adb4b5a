"""What a build holds in memory does not grow with the articles, but for the little that lists of them say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.articles import generate_articles
from tests.bench.site_build import techniques
from tests.outside.projects import ROOT, make_project

BUILD = """
import resource, sys
from pathlib import Path
from build_tools.page import article
from build_tools.page.finished import SiteInfo
from build_tools.site import workers
from build_tools.site.building import Building
from build_tools.site.cache import Cache

if sys.argv[2] == "alone":
    workers.WORTH_FORKING = 1_000_000
# No paper: Typst takes some thirty articles to settle (`tests/classroom/test_paper.py` sees to it that it does).
site = Building(Path(sys.argv[1]), SiteInfo("Test", classroom="pages packages"), Cache()).finish()
assert not any(problem.severity == "error" for problem in site.problems)
words = sum(len(site.text(uri).html) for uri in site.pages)
assert words > 100_000 * len(site.pages) > 0, words
# Of this process alone: what Linux counts as a maximum may be that of the one which started it.
lines = Path("/proc/self/status").read_text().splitlines() if sys.platform == "linux" else []
peak = [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")]
print(peak[0] if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20)
"""


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Projects of 10 and of 40 articles, as long and with as many notes as real ones."""
    return {number: _project(tmp_path_factory.mktemp("many") / str(number), number) for number in (10, 40)}


def _project(root: Path, articles: int) -> Path:
    make_project(root, 0)
    for article in generate_articles(articles, techniques()):
        (root / "docs" / "articles" / f"{article.slug}.md").write_text(article.markdown, encoding="utf-8")
        (root / "annotations" / f"{article.slug}.yml").write_text(article.annotations, encoding="utf-8")
    return root


@pytest.mark.parametrize("how", ["alone", "in several processes"])
def test_thirty_more_articles_take_five_megabytes_at_most(projects: dict[int, Path], how: str) -> None:
    peaks = {}
    for number, root in projects.items():
        command = [sys.executable, "-c", BUILD, str(root), how]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        peaks[number] = float(result.stdout)
    # They take one and a half to three and a half; with the HTML of every page it would be six or more.
    assert peaks[40] - peaks[10] <= 5, peaks
