"""How each value is made from the files of a project. What is slow to import is imported when something is made."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..model.names import TechniqueNames
from ..page.finished import ArticlePage, PageText, SiteInfo, TechniqueCard, TechniquePage
from ..problems.paper import font_damaged, paper_not_made
from ..problems.problem import Place, Problem
from ..read.text import File
from .assets import CLASSROOM_STYLE, PRACTICE
from .sources import Sources

if TYPE_CHECKING:
    from ..check.case import Named
    from ..check.check import Outcome
    from ..classroom.finished import Handouts
    from ..classroom.offline import Inlined
    from ..entry import Technique
    from ..marked.marked import MarkedArticle


@dataclass(frozen=True, slots=True)
class Made:
    """What came of an article but its words."""

    page: ArticlePage | None
    """None when there are errors."""
    problems: tuple[Problem, ...]


class Written(NamedTuple):
    """The words of an article's page, and the files beside it."""

    text: PageText
    handouts: Handouts


@dataclass(frozen=True, slots=True)
class MadeTechniques:
    """What came of the techniques: of each without errors its card and its page."""

    cards: tuple[TechniqueCard, ...]
    pages: tuple[TechniquePage, ...]
    problems: tuple[Problem, ...]


@contextmanager
def without_collection() -> Iterator[None]:
    """Leave cyclic garbage for later: our values have no cycles, and looking for some doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Making:
    """Makes the values of one project for one site. Each call makes them anew."""

    def __init__(
        self,
        sources: Sources,
        techniques: Mapping[str, File],
        info: SiteInfo,
        assets: Callable[[], Mapping[str, str]],
    ) -> None:
        """`assets` gives the texts of those of the site by their addresses: a page may have some of them in it."""
        self._sources = sources
        self._assets = assets
        self._technique_files = techniques
        self._info = info

    def prepare(self) -> None:
        """Make what every article needs, and load what makes them."""
        load_making()
        _ = self._techniques, self._inlined

    def article(self, slug: str, names: TechniqueNames) -> tuple[Made, Written | None]:
        """An article's page and its words."""
        from ..classroom.handouts import handouts
        from ..classroom.paper import FontError, PaperError
        from ..page.article import article_page

        outcome = self._check(slug)
        if not outcome.entry:
            return Made(None, outcome.problems), None
        marked = _mark_up(outcome, names)
        try:
            beside = handouts(marked, self._info, self._inlined)
        except FontError as error:
            # The same of every article, so that it is told once.
            told = font_damaged.at(Place("mkdocs.yml"), error.files, error.why)
            return Made(None, (*outcome.problems, told)), None
        except PaperError as error:
            article = self._sources.files(slug)[0]
            place = Place(article.path if article else slug)
            return Made(None, (*outcome.problems, paper_not_made.at(place, error.reason))), None
        page, text = article_page(marked, self._info, beside.addresses, beside.paper)
        return Made(page, outcome.problems), Written(text, beside)

    def techniques(self) -> MadeTechniques:
        """The techniques without errors."""
        from ..page.technique import technique_page

        techniques, _, problems = self._techniques
        fields = {"title", "kind", "summary", "use_when", "do_not_use_when", "legitimate_use"}
        cards = [
            TechniqueCard(
                id=item.id,
                good_name=item.front.good_name or "",
                **item.front.model_dump(include=fields),
                citations=tuple((work.text, work.url or "") for work in item.front.citations),
                semeval=tuple((near.label, near.task, near.match) for near in item.front.semeval),
            )
            for item in techniques
        ]
        pages = (technique_page(card, item.text) for card, item in zip(cards, techniques, strict=True))
        return MadeTechniques(tuple(cards), tuple(pages), problems)

    def sentence(self, slug: str, note: str, root: str, names: TechniqueNames) -> str:
        """The HTML of one sentence of an article with one of its notes (`inserts.Contents.sentence`)."""
        from ..page.excerpt import excerpt_html

        outcome = self._check(slug)
        if not outcome.entry:
            raise LookupError(f"there is no article “{slug}” without errors")
        return excerpt_html(_mark_up(outcome, names), note, root)

    @cached_property
    def _techniques(
        self,
    ) -> tuple[tuple[Technique, ...], Mapping[str, Named], tuple[Problem, ...]]:
        from ..check.check import check_techniques

        return check_techniques(self._technique_files)

    @cached_property
    def _inlined(self) -> Inlined:
        """What a page for a class has in it that is to need nothing else."""
        from ..classroom.offline import Inlined

        if not self._info.makes("packages"):
            return Inlined("", "")
        assets = self._assets()
        return Inlined(assets[CLASSROOM_STYLE], assets[PRACTICE])

    def _check(self, slug: str) -> Outcome:
        from ..check.check import check_article

        _, named, _ = self._techniques
        article, annotations, notes = self._sources.files(slug)
        return check_article(slug, article, annotations, named, self._sources.published, notes)


def load_making() -> None:
    """Import all that makes values, and prepare what is the same for every project."""
    from ..check import check  # noqa: F401
    from ..classroom import handouts  # noqa: F401
    from ..model.annotations import AnnotationFile, NoteFile
    from ..page import article, excerpt, technique  # noqa: F401
    from ..page.templating import load_templates
    from ..read.schema import keys_of

    keys_of(AnnotationFile)
    keys_of(NoteFile)
    load_templates()


def reference(part: str) -> str:
    """The Markdown of a part of the reference made from the code: `rules` or `fields`."""
    from ..check.catalogue import rules_markdown
    from ..read.format import fields_markdown

    return {"rules": rules_markdown, "fields": fields_markdown}[part]()


def _mark_up(outcome: Outcome, names: TechniqueNames) -> MarkedArticle:
    from ..marked.marked import mark_up

    assert outcome.entry is not None
    return mark_up(outcome.entry, names)
