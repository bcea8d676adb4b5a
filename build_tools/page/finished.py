"""What the build keeps of finished work. Plain values, cheap to import and to cache as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.links import article_path
from ..model.names import KIND_NAMES

NEW_FILE = "{repository}/new/{branch}?filename={path}&value={text}"
"""Where GitHub opens a new file."""
ISSUE = "{repository}/issues/new?template=2-dispute.yml&title={title}&address={address}&unfair={passage}"
"""Where GitHub opens our issue form for disputes: its fields by their ids."""
IDEA = (
    "{repository}/issues/new?template=5-idea.yml&title={title}&address={address}&passage={passage}&kind={kind}"
    "&reason={reason}&more={more}"
)
"""Where GitHub opens our issue form for ideas. Only fields of text are filled in from an address."""


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """What a page says about the site it is on."""

    name: str
    url: str = ""
    """The address of the site's root, ending in a slash; empty when it is not known."""
    repository: str = ""
    """The address of the repository on its host, without a slash at its end; empty when it is not known."""
    branch: str = "main"
    """The branch into which notes are taken."""
    new_file: str = NEW_FILE
    """The pattern of the address at which the host opens a new file (`hosting.py`); empty when it has none."""
    issue: str = ISSUE
    """The pattern of the address at which somebody says what is wrong with a note; empty when there is none."""
    idea: str = IDEA
    """The pattern of the address at which somebody proposes an idea for a note; empty when there is none."""
    guide: str = ""
    """The address, from the root, of the page that says how to write a note by hand; empty when there is none."""
    platforms: str = ""
    """The address, from the root, of the page on files for learning platforms; empty when there is none."""
    publisher: str = ""
    """Who publishes this edition, in Markdown; empty, as all that follows, when the edition has not said it."""
    funding: str = ""
    """With what money."""
    contact: str = ""
    """An address for complaints that needs no public account: of a page, or of a mailbox."""
    appeal: str = ""
    """Who decides when somebody who complained disagrees with the answer."""
    classroom: str = "pages paper packages"
    """What is made of every article for a class, of the names in `CLASSROOM`."""
    fonts: str = ""
    """The path of the folder with fonts for paper besides those that come with Typst; or nothing."""

    def makes(self, what: str) -> bool:
        """Whether `what`, one of `CLASSROOM`, is made for a class."""
        return what in self.classroom.split()

    def article(self, slug: str, file: str = "") -> str:
        """The whole address of an article's page, or of a file beside it; empty when the site does not know its own."""
        return f"{self.url}{article_path(slug, file)}" if self.url else ""


CLASSROOM = ("pages", "paper", "packages")
"""What can be made of an article for a class: pages to practise on and to teach from, PDF, files for other systems."""

EDITION = ("publisher", "funding", "contact", "appeal")
"""What an edition says of itself."""


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A PDF that stands beside an article's page."""

    address: str
    """Relative to that page."""
    kind: str
    """`sheet`, `key` or `plan`."""
    paper: str
    """`A4` or `Letter`."""
    kilobytes: int


@dataclass(frozen=True, slots=True)
class Paper:
    """What of an article is there on paper."""

    files: tuple[PaperFile, ...] = ()
    lacking: str = ""
    """A sign for which the build has no font, so that there are no files; or nothing."""


NO_PAPER = Paper()


@dataclass(frozen=True, slots=True)
class Use:
    """One note, as other pages of the site refer to it."""

    note: str
    number: int
    kind: str
    stance: str
    technique: str
    technique_name: str
    """Its name in a note of this stance."""
    gist: str
    words: str
    """The words it is about, or nothing for the whole article or a point."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How long an article is, and how hard to read as far as formulas tell (`words/difficulty.py`)."""

    words: int
    minutes: int
    """To read it aloud."""
    youngest: int
    """The age, in years, for which the more lenient formula takes it; 0 where there is none for it."""
    oldest: int
    """The age for which the stricter one does. `words.difficulty.OLDEST` stands for that and more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a teacher who looks for a lesson has to know of one."""

    minutes: int
    youngest: int
    """In years of age; 0 when the lesson does not say it, like the next."""
    oldest: int
    steps: tuple[tuple[int, str], ...]
    """The minutes and the title of each; none when there are objectives and questions alone."""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the rest of the site knows of a finished page."""

    slug: str
    title: str
    description: str
    """One or two sentences without markup, at most 160 characters."""
    language: str
    outlet: str
    day: str
    """The article's date in words, or nothing."""
    summary: str
    contents: tuple[tuple[int, str, str], ...]
    """The contents list: level (2 or deeper), fragment and words of each heading."""
    fragments: tuple[str, ...]
    """Every id on the page that a link may lead to."""
    links: tuple[tuple[str, str], ...]
    """The places on pages of the site to which links of its text lead: the path of a file in the docs folder, and a
    fragment."""
    uses: tuple[Use, ...]
    reading: Reading
    plan: Plan | None
    """Its lesson, if it has one."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What can be found by a search, and is a result of its own."""

    fragment: str
    """The id of the place on the page; empty for the page as a whole."""
    title: str
    text: str
    tags: tuple[str, ...]
    """What is shown beside the title: of a note, its kind."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a finished page, held apart because they are many and needed one page at a time."""

    html: str
    """The whole page below the theme's header. No blank line in it."""
    search: tuple[SearchEntry, ...]
    """What the search is given of it."""


@dataclass(frozen=True, slots=True)
class TechniqueCard:
    """A technique: the front matter of its page."""

    id: str
    title: str
    good_name: str
    """Its name in a note of good practice, or nothing."""
    kind: str
    summary: str
    use_when: str
    do_not_use_when: str
    legitimate_use: str
    citations: tuple[tuple[str, str], ...]
    """Text and address (or nothing) of each work."""
    semeval: tuple[tuple[str, str, str], ...]
    """Label, task and how well it matches."""

    @property
    def kind_name(self) -> str:
        return KIND_NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class TechniquePage:
    """The finished page of a technique."""

    uri: str
    """The path of its Markdown file in the docs folder."""
    title: str
    description: str
    contents: tuple[tuple[int, str, str], ...]
    """The contents list: level (2 or deeper), fragment and words of each heading."""
    fragments: tuple[str, ...]
    """Every id on the page that a link may lead to."""
    links: tuple[tuple[str, str], ...]
    """What its links within the site lead to: the path of a file in the docs folder, and a fragment or nothing."""
    html: str
    """The whole page below the theme's header, except the notes that name it, for which it has an insert."""
