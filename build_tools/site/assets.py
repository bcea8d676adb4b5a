"""Our own style sheets and scripts, as they are sent to readers: a few files, each joined from files of one concern.

Sheets are joined in the order of the cascade. Scripts are ES modules, which Node, the type checker and editors read
as they are; a module is joined behind those that it imports, and what is between them (`import`, `export`) goes.
A reader's browser so asks three times and not twenty, and the whole packs better than its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

SOURCE = Path(__file__).parents[1] / "assets"

STYLE = "assets/marked-copy.css"
SAMPLE = "assets/sample.css"
SCRIPT = "assets/marked-copy.js"
FIRST = "assets/first.js"
"""What runs in the middle of a page before anything of it is painted: a classic script, which nothing waits for."""

SUGGEST = "assets/suggest.js"
"""What a page imports when it is asked for: a module that exports what its entry, `suggest/suggest.js`, exports."""

SUGGEST_STYLE = "assets/suggest.css"
"""The sheet that it brings."""

SOURCES = "assets/sources.js"
"""What it imports when a source is added to a note: a module that takes what it shares with it from there."""

LINES = "assets/lines.js"
"""Prints the article with numbered lines: imported when that is asked for."""

LESSONS = "assets/lessons.js"
"""What finds lessons in the list for teachers."""

CLASSROOM_STYLE = "assets/classroom.css"
PRACTICE = "assets/practice.js"
CLASSROOM_SHEETS = (
    *(
        "classroom",
        "class",
        "class-paper",
        "projector",
        "lined-paper",
        "projector-paper",
        "practice",
        "practice-text",
        "practice-card",
        "practice-results",
        "framed",
    ),
)
"""Its parts, behind the colours: one sheet for all such pages, so that the second of them has it already."""
CLASSROOM = ("practice", "projector", "class", "choose", "code")
"""The modules of the pages for a class, and what the article's page imports when a teacher asks for it, by their names
in `js/classroom/` and in the site."""
IMPORTED = ("choose", "code")
"""Those of them that are imported."""

OFFLINE = "articles/offline.js"
"""Serves these pages without a network: a service worker, which may only serve what is in its folder."""

SHEETS = (
    "colours",
    "theme",
    "page",
    "contents",
    "coverage",
    "head",
    "bar",
    "help",
    "text",
    "lenses",
    "voices",
    "notes",
    "home",
    "print",
    "paper",
)

IMPORT = re.compile(
    r'^import \{(?P<names>[\w\s,]*)\} from "(?P<module>\.{1,2}/(?:[\w-]+/)?[\w-]+)\.js";\n', re.MULTILINE
)
EXPORT = re.compile(r"^export (?=async function|class|const|function)", re.MULTILINE)
EXPORTED = re.compile(r"^export (?:async function|class|const|function) (?P<name>\w+)", re.MULTILINE)
DECLARED = re.compile(r"^(?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)
"""What a module declares outside of all functions, as Biome lets it be written: at the beginning of a line."""
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Joined:
    """Modules as one script."""

    parts: tuple[tuple[Path, str], ...]
    """The file of each, and what it says, in order."""

    @property
    def whole(self) -> str:
        """As it is written."""
        return "".join(text for _, text in self.parts)

    @property
    def sent(self) -> str:
        """As readers get it. ValueError: two of the modules give one name to two things."""
        owners: dict[str, Path] = {}
        for file, text in self.parts:
            for name in DECLARED.findall(text):
                if (owner := owners.setdefault(name, file)) != file:
                    raise ValueError(
                        f"{_short(owner)} and {_short(file)} are joined to one script, and both have a `{name}`: "
                        "rename one of the two"
                    )
        return str(jsmin(self.whole))


def published_assets(source: Path = SOURCE) -> dict[str, str]:
    """The text of each file by its address in the site. ValueError: a module cannot be joined with others."""
    style = "".join((source / "css" / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    form, sources = suggest_modules(source / "js" / "suggest")
    alone = {
        address: cssmin((source / "css" / Path(address).name).read_text(encoding="utf-8"))
        for address in (SAMPLE, SUGGEST_STYLE)
    }
    return {
        STYLE: cssmin(style),
        **alone,
        CLASSROOM_STYLE: classroom_sheet(source),
        SCRIPT: joined(source / "js", "marked-copy").sent,
        # In a classic script, what is declared outside of any function would be seen by all scripts of the page.
        FIRST: f"(()=>{{{joined(source / 'js', 'first').sent}}})();",
        LINES: module(source / "js" / "lines.js").sent,
        LESSONS: joined(source / "js", "lessons").sent,
        OFFLINE: module(source / "js" / "classroom" / "offline.js").sent,
        SUGGEST: form.sent,
        SOURCES: sources.sent,
        **{f"assets/{name}.js": classroom_script(name, source) for name in CLASSROOM},
    }


def classroom_sheet(source: Path = SOURCE) -> str:
    """The style sheet of the pages for a class, as it is published."""
    return str(cssmin(classroom_style(source / "css")))


def classroom_script(name: str, source: Path = SOURCE) -> str:
    """The module `name` of `CLASSROOM`, as it is published.

    A page's own script is no module there: browsers load none for a page that has been opened from a file.
    """
    script = module(source / "js" / "classroom" / f"{name}.js").sent
    return script if name in IMPORTED else f'(()=>{{"use strict";{script}}})();'


def classroom_style(folder: Path) -> str:
    """The sheet of the pages for a class. They are light or dark as the system is, without the theme's switch."""
    colours = (folder / "colours.css").read_text(encoding="utf-8")
    by_system = colours.replace("@media screen {", "@media screen and (prefers-color-scheme: dark) {")
    own = "".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in CLASSROOM_SHEETS)
    return by_system.replace('[data-md-color-scheme="slate"]', ":root") + own


def suggest_modules(folder: Path) -> tuple[Joined, Joined]:
    """The modules of the form, and of its sources: each joined with all that it imports, and exporting what it
    exports. What both import is in the first, and the second takes it from there."""
    entry, more = ((folder / name).resolve() for name in ("suggest.js", "sources.js"))
    files: list[Path] = []
    first = tuple(_parts(entry, files))
    own = list(files)
    second = tuple(_parts(more, own))
    shared = sorted(
        name
        for file in own[len(files) :]
        for match in IMPORT.finditer(file.read_text(encoding="utf-8"))
        if _imported(file, match) in files
        for name in re.findall(r"\w+", match["names"])
    )
    taken = f'import {{ {", ".join(shared)} }} from "./{Path(SUGGEST).name}";\n'
    return (
        Joined((*first, _given(entry, *shared))),
        Joined(((entry, taken), *second, _given(more))),
    )


def module(file: Path) -> Joined:
    """The module joined with all that it imports, and exporting what it exports."""
    parts = joined(file.parent, file.stem).parts
    return Joined((*parts, _given(file)) if _exported(file) else parts)


def _given(file: Path, *more: str) -> tuple[Path, str]:
    """What a script gives to others: all that the module exports, and more."""
    return file, f"export {{ {', '.join((*_exported(file), *more))} }};\n"


def _exported(file: Path) -> list[str]:
    return EXPORTED.findall(file.read_text(encoding="utf-8"))


def _imported(file: Path, match: re.Match[str]) -> Path:
    return (file.parent / f"{match['module']}.js").resolve()


def joined(folder: Path, entry: str) -> Joined:
    """The module `entry` and all that it imports, as one."""
    return Joined(tuple(_parts((folder / f"{entry}.js").resolve(), [])))


def _parts(file: Path, seen: list[Path]) -> Iterator[tuple[Path, str]]:
    seen.append(file)
    text = file.read_text(encoding="utf-8")
    for match in IMPORT.finditer(text):
        module = _imported(file, match)
        if module not in seen:
            yield from _parts(module, seen)
    text = EXPORT.sub("", IMPORT.sub("", text))
    if left := LEFT.search(text):
        raise ValueError(
            f'{file.name}: only `import {{…}} from "./….js"` and `export` of a name join: {left[0]}'
        )
    yield file, text


def _short(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"
