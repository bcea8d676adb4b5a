"""What an edition says of itself is said in one place, and what it has not said is called that."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from build_tools.adapters.edition import settings, site_info, without_paper
from build_tools.adapters.folder import WriteError, write_site
from build_tools.cli.main import main
from build_tools.page.finished import EDITION, SiteInfo
from build_tools.site.inserts import Background, expand
from build_tools.site.suggesting import known_to_the_form
from tests.sites import FIXTURE, ROOT

SAID = {
    "publisher": "the [Harbour School](https://example.org/school), class 9b.",
    "funding": "the school pays for it",
    "contact": "notes@example.org",
    "appeal": "the school’s\n librarian",
}
SHOWN = {
    "publisher": "This edition is published by the [Harbour School](https://example.org/school), class 9b.",
    "funding": "How it is paid for: the school pays for it.",
    "contact": "to <notes@example.org>. What you write there is not put on a public page.",
    "appeal": "It is heard by the school’s librarian.",
}


def told(part: str, info: SiteInfo) -> str:
    return expand(
        "page.md", f"<!-- marked-copy: edition {part} -->\n", Background(info, lambda _: "")
    ).strip()


@pytest.mark.parametrize("part", EDITION)
def test_what_is_said_is_told(part: str) -> None:
    assert told(part, site_info(ROOT, "A site", "", "", {"edition": SAID})).endswith(SHOWN[part])


@pytest.mark.parametrize("part", EDITION)
@pytest.mark.parametrize("edition", [None, {}, dict.fromkeys(EDITION, ""), dict.fromkeys(EDITION)])
def test_what_is_not_said_is_told_as_that(part: str, edition: object) -> None:
    assert told(part, site_info(ROOT, "A site", "", "", {"edition": edition})).startswith(
        "This edition has not said "
    )


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("https://example.org/write?to=us", "<https://example.org/write?to=us>"),
        ("the [form](https://example.org/form)", "the [form](https://example.org/form)"),
        ("PO Box 9, Harbour", "PO Box 9, Harbour"),
        ("100 % us@example", "100 % us@example"),
    ],
)
def test_an_address_is_a_link(contact: str, shown: str) -> None:
    assert f"to {shown}. What" in told(
        "contact", site_info(ROOT, "A site", "", "", {"edition": {"contact": contact}})
    )


@pytest.mark.parametrize(
    ("contact", "written"),
    [
        ("", ""),
        ("notes@example.org.", "notes@example.org"),
        ("<notes@example.org>", "notes@example.org"),
        ("<https://example.org/write>", "https://example.org/write"),
        ("the [form](https://example.org/form)", "the form (https://example.org/form)"),
        ("[us](mailto:notes@example.org)", "us (notes@example.org)"),
        ("PO Box 9, Harbour", "PO Box 9, Harbour"),
    ],
)
def test_the_form_is_told_where_to_write_in_plain_text(contact: str, written: str) -> None:
    info = site_info(ROOT, "A site", "", "", {"edition": {"contact": contact}})
    assert json.loads(known_to_the_form([], info))["host"]["contact"] == written


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        ({"contakt": "x@example.org"}, "has no key `contakt`: there are `publisher`, `funding`"),
        ({"contact": ["x@example.org"]}, "`contact` of `extra: edition:` in mkdocs.yml holds a text"),
        ("us", "holds a mapping, with the keys"),
    ],
)
def test_what_nobody_would_read_is_refused(edition: object, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        site_info(ROOT, "A site", "", "", {"edition": edition})


@pytest.mark.parametrize("key", ["edition", "host", "classroom"])
@pytest.mark.parametrize("value", [False, True, 0, 1, 0.0, "", "us", [], ["pages"]])
def test_what_is_no_mapping_is_refused_even_where_it_is_empty(key: str, value: object) -> None:
    if key == "classroom" and isinstance(value, bool):
        return  # it is all on, or all off
    with pytest.raises(ValueError, match=rf"`extra: {key}:` in mkdocs.yml holds a mapping, with the keys `"):
        site_info(ROOT, "A site", "", "", {key: value})


@pytest.mark.parametrize("value", [False, 0, 5, [], {}])
def test_what_is_no_text_is_refused_even_where_it_is_empty(value: object) -> None:
    for key, below in (("edition", "contact"), ("host", "new_file"), ("host", "branch")):
        with pytest.raises(ValueError, match=rf"`{below}` of `extra: {key}:` in mkdocs.yml holds a text"):
            site_info(ROOT, "A site", "", "", {key: {below: value}})
    with pytest.raises(ValueError, match=r"`extra: repository:` in mkdocs\.yml holds a text"):
        site_info(ROOT, "A site", "", value, {})
    if value != {}:
        with pytest.raises(ValueError, match=r"`extra:` in mkdocs\.yml holds a mapping"):
            site_info(ROOT, "A site", "", "", value)


@pytest.mark.parametrize(
    ("classroom", "made", "in_preview"),
    [
        (None, "pages paper packages", "pages"),
        ({}, "pages paper packages", "pages"),
        (True, "pages paper packages", "pages"),
        (False, "", ""),
        ({"pages": False}, "paper packages", ""),
        ({"paper": False}, "pages packages", "pages"),
    ],
)
def test_all_that_is_made_for_a_class_is_switched_on_and_off_at_once(
    classroom: object, made: str, in_preview: str
) -> None:
    assert site_info(ROOT, "A site", "", "", {"classroom": classroom}).classroom == made
    preview = {"classroom": without_paper(classroom)}
    assert site_info(ROOT, "A site", "", "", preview).classroom == in_preview


@pytest.mark.parametrize("classroom", [0, [], "no", {"paper": "no"}, {"papers": False}])
def test_the_preview_tells_a_wrong_switch_too(classroom: object) -> None:
    with pytest.raises(ValueError, match=r"`extra: classroom:` in mkdocs\.yml (holds|is|has no key)"):
        site_info(ROOT, "A site", "", "", {"classroom": without_paper(classroom)})


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            "https://example.org/sub/?x=1",
            "This has a query, which begins with “?”, and nothing can be put behind",
        ),
        ("https://example.org?", "Write `https://example.org/`"),
        ("https://example.org/sub?x=1/#y", "Write `https://example.org/sub/`"),
        ("https://example.org/#/", "This has a fragment, which begins with “#”"),
        ("https://example.org/a b/", "This has a space in it"),
        ("https://example.org/ ", "This has a space in it"),
        ("https://example.org/\n", "This has the sign U+000A in it"),
        ("https://user@example.org/", "This leads to example.org"),
        ("https:\\\\example.org/", "such as `https://example.org/`"),
        ("ftp://example.org/", "This begins with “ftp:”. Write the whole address"),
        ("www.example.org/", "such as `https://www.example.org/`"),
        ("example.org/", "This does not begin with “https://”. Write the whole address, such as `https://"),
        ("/", "This does not begin with “https://”"),
        ("?x", "This does not begin with “https://”"),
    ],
)
def test_an_address_behind_which_no_page_can_be_put_is_refused(url: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)) as raised:
        site_info(ROOT, "A site", url, "", {})
    assert f"`site_url` in mkdocs.yml (or SITE_URL) is “{url}”" in str(raised.value)


@pytest.mark.parametrize(
    "url",
    ["", "http://127.0.0.1:8000/", "http://[::1]:8000/x/", "https://xn--e1afmkfd.example/%20/", "HTTPS://a/"],
)
def test_an_address_that_works_is_kept(url: str) -> None:
    assert site_info(ROOT, "A site", url, "", {}).url == url


def test_the_command_refuses_such_an_address_as_misuse(tmp_path: Path) -> None:
    command = [
        "write",
        str(tmp_path / "out"),
        "--root",
        str(FIXTURE),
        "--site-url",
        "https://example.org/?x=1",
    ]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 2
    assert "'--site-url'" in result.output
    assert "Write `https://example.org/`" in result.output
    assert not (tmp_path / "out").exists()


def test_an_unknown_part_is_named() -> None:
    with pytest.raises(ValueError, match=r"line 1: .*“motto” is none of publisher"):
        told("motto", SiteInfo("A site"))


def project(root: Path, said: object) -> Path:
    for folder in ("docs/articles", "docs/techniques", "annotations"):
        (root / folder).mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Home\n\n<!-- marked-copy: edition contact -->\n")
    text = yaml.safe_dump({"site_name": "A site", "extra": {"edition": said}})
    (root / "mkdocs.yml").write_text(f"repository: !ENV [NOTHING, 'x']\n{text}")
    return root


def test_other_generators_are_given_it_too(tmp_path: Path) -> None:
    write_site(project(tmp_path / "project", SAID), tmp_path / "out")
    assert "to <notes@example.org>." in (tmp_path / "out" / "index.md").read_text(encoding="utf-8")


def test_nothing_is_written_with_a_key_that_nobody_reads(tmp_path: Path) -> None:
    root = project(tmp_path / "project", {"contakt": "x@example.org"})
    with pytest.raises(WriteError, match="has no key `contakt`"):
        write_site(root, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (SAID, "notes@example.org"),
        ({"contakt": "us"}, "marked-copy: `extra: edition:` in mkdocs.yml has no key"),
    ],
)
def test_mkdocs_says_the_same(tmp_path: Path, said: object, words: str) -> None:
    root = project(tmp_path / "project", said)
    with (root / "mkdocs.yml").open("a") as settings_file:
        settings_file.write("theme: mkdocs\nplugins: [marked-copy]\n")
    text = (root / "mkdocs.yml").read_text().replace("repository: !ENV [NOTHING, 'x']\n", "")
    (root / "mkdocs.yml").write_text(text)
    command = [sys.executable, "-m", "mkdocs", "build", "-d", str(tmp_path / "site")]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if result.returncode == 0:
        # Markdown writes an address of a mailbox in character references.
        assert words in unescape((tmp_path / "site" / "index.html").read_text(encoding="utf-8"))
    else:
        assert words in result.stderr
        assert "Traceback" not in result.stderr
    assert (result.returncode == 0) == (said is SAID)


@pytest.mark.parametrize("root", [ROOT, FIXTURE])
def test_the_settings_are_read_without_their_tags(root: Path) -> None:
    assert isinstance(settings(root).get("site_name"), str)


@pytest.mark.parametrize(
    ("classroom", "message"),
    [
        (
            "paper",
            "`extra: classroom:` in mkdocs.yml holds a mapping, with the keys `pages`, `paper`, `packages`, `fonts`",
        ),
        ({"papers": True}, "has no key `papers`: there are `pages`, `paper`, `packages`, `fonts`"),
        ({"paper": "no"}, "`paper` of `extra: classroom:` in mkdocs.yml is `true` or `false`"),
        (
            {"fonts": True},
            "`fonts` of `extra: classroom:` in mkdocs.yml is the path of a folder, from mkdocs.yml",
        ),
        ({"fonts": "typo"}, "mkdocs.yml names typo, and there is no such folder beside mkdocs.yml"),
        ({"fonts": "mkdocs.yml"}, "mkdocs.yml names mkdocs.yml, and there is no such folder"),
        (
            {"fonts": "docs"},
            "mkdocs.yml names docs, in which there are no fonts: no files in .ttf, .otf, .ttc, .otc",
        ),
    ],
)
def test_what_a_class_is_given_is_switched_by_known_names(classroom: object, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        site_info(FIXTURE, "A site", "", "", {"classroom": classroom})


def test_fonts_are_looked_for_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "fonts" / "deep").mkdir(parents=True)
    font = tmp_path / "fonts" / "deep" / "a.otf"
    font.write_bytes(b"<html>")
    with pytest.raises(
        ValueError, match=r"names fonts, and this in it is no font, or a damaged one: deep/a\.otf\. Put"
    ):
        site_info(tmp_path, "A site", "", "", {"classroom": {"fonts": "fonts"}})
    font.write_bytes(b"OTTO" + bytes(40))
    with pytest.raises(
        ValueError, match=r"no font, or a damaged one: deep/a\.otf\. Put a whole copy in its place"
    ):
        site_info(tmp_path, "A site", "", "", {"classroom": {"fonts": "fonts"}})
    info = site_info(tmp_path, "A site", "", "", {"classroom": {"fonts": "fonts", "paper": False}})
    assert (info.classroom, info.fonts) == ("pages packages", str(tmp_path / "fonts"))
    assert site_info(tmp_path, "A site", "", "", {"classroom": {"fonts": None}}).fonts == ""
