"""A pasted text becomes an article that shows exactly this text, and nothing that was there is touched."""

from __future__ import annotations

import os
import pty
import termios
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.cli.main import main
from build_tools.cli.typing_in import typed
from build_tools.edit import whole_files
from build_tools.edit.decoding import UnreadableError, decoded
from build_tools.edit.escaping import as_markdown
from build_tools.edit.pasted import read_pasted
from build_tools.edit.web_page import read_web_page
from build_tools.model.written_dates import dates_in
from build_tools.read.article import parse_article

PIECES = (
    "* ** *** 27. - + # [ ] ( ) _ \\ ` < > &amp; & | ::: ! ~~ ^ --- === 1) [^1] [^1]: [UPDATE]: http://a.b/c_d <b> "
    "{.x} :smile: 25 A word . é furniture :: <<<<<<< >>>>>>> ======= |---|---| 。 ]("
).split(" ")
TEXTS = st.lists(
    st.sampled_from([*PIECES, " ", " ", "\t", "    ", "\n", "\n\n", "\xa0", "::: furniture"]), max_size=14
).map("".join)
OPTIONS = (
    "--publisher", "The Paper: daily", "--retrieved", "2026-01-02", "--language", "en",
    "--rights-basis", "Quotation #1", "--rights-scope", "all", "--selected-because", "no", "--notes-by", "Me",
)  # fmt: skip


@settings(max_examples=150)
@given(TEXTS, st.sampled_from(["auto", "paragraphs", "wrapped"]))
def test_readers_see_what_was_pasted(text: str, lines: str) -> None:
    pasted = read_pasted(text, lines)  # type: ignore[arg-type]
    article = parse_article(as_markdown(pasted.paragraphs))
    assert article.text == pasted.text
    assert {doubt.kind for doubt in article.doubts} <= {"backslash"}
    words = {char for char in text if not char.isspace()}
    assert {char for char in pasted.text if not char.isspace()} == words


@pytest.mark.parametrize(
    "plain",
    [
        "Bürger*innen and f***ing", "27. April was a day", "- Yes, he said", "snake_case and a\\b",
        "[UPDATE]: It changed",
        "~5 `x` <b>bold</b> 2 > 1", "see [1] and https://a.example/b_c", "----", "AT&T, R&D; :smile:",
    ],
)  # fmt: skip
def test_what_needs_no_backslash_has_none(plain: str) -> None:
    assert as_markdown([plain]) == plain + "\n"


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("# one", "\\# one"),
        ("> 5 per cent", "\\> 5 per cent"),
        ("say *no* now", "say \\*no\\* now"),
        ("AT&amp;T", "AT\\&amp;T"),
        ("[a](b)", "\\[a](b)"),
        ("a \\* b", "a \\\\* b"),
        ("::: furniture", "\\::: furniture"),
        ("<<<<<<< HEAD", "\\<<<<<<< HEAD"),
        ("=======", "\\======="),
    ],
)
def test_what_means_something_has_the_fewest(plain: str, written: str) -> None:
    assert as_markdown([plain]) == written + "\n"
    assert parse_article(written).doubts == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    text = "“Größe” – it’s 5 €\r\nin all\n"
    assert decoded(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xfea",
        b"\x81\xfe",
        bytes(range(1, 32)),
        b"%PDF-1.4\n1 0 obj",
        b"{\\rtf1 Hi}",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        decoded(data)


def test_lines_that_were_wrapped_are_joined_and_others_are_not() -> None:
    words = "The council voted on Monday to close the car park at the harbour for good, and nobody was surprised by it."
    wrapped = (
        "The council voted on Monday to close the\ncar park at the harbour for good, and\n"
        "nobody was surprised by it."
    )
    assert read_pasted(wrapped + "\n \nEnd.").paragraphs == (words, "End.")
    assert read_pasted("Yes.\r\nNo, said the mayor.\rOf course.\u2029End").paragraphs == (
        "Yes.", "No, said the mayor.", "Of course.", "End",
    )  # fmt: skip
    assert read_pasted(wrapped, "paragraphs").text == wrapped


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("市议会周二\n表示我们", "市议会周二表示我们"),
        ("我们需要，\nABC 公司", "我们需要，ABC 公司"),
        ("カタカナ\nひらがな", "カタカナひらがな"),
        ("ภาษา\nไทย", "ภาษาไทย"),
        ("한국어\n문장", "한국어 문장"),
        ("قال\nالمتحدث", "قال المتحدث"),
        ("abc\n市议", "abc 市议"),
    ],
)
def test_lines_are_joined_as_their_script_has_it(lines: str, joined: str) -> None:
    assert read_pasted(lines, "wrapped").text == joined


def test_a_text_that_is_larger_than_an_article_may_be_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "docs/articles").mkdir(parents=True)
    done = CliRunner().invoke(main, ["new", "--root", str(tmp_path)], input="Word. " * 200_000)
    assert done.exit_code == 1
    assert "larger than 1,000,000 bytes" in done.output


def run(folder: Path, text: bytes | str, *options: str) -> Result:
    return CliRunner().invoke(main, ["new", "--root", str(folder), *options], input=text)


def test_an_article_is_made_and_passes_the_check(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    result = run(tmp_path, 'A "day": #1\n\nsay *no*\n', *OPTIONS, "--title", 'A "day": #1')
    assert result.exit_code == 0, result.output
    article = (tmp_path / "docs/articles/day-1.md").read_text(encoding="utf-8")
    assert article.endswith('---\n\n# A "day": #1\n\nsay \\*no\\*\n')
    assert "the summary" in result.stderr
    assert CliRunner().invoke(main, ["check", str(tmp_path / "annotations/day-1.yml")]).exit_code == 0


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations/x.yml").write_text("mine", encoding="utf-8")
    result = run(tmp_path, "words", *OPTIONS, "--title", "X", "--name", "x")
    assert result.exit_code == 1
    assert (tmp_path / "annotations/x.yml").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "docs").exists()


def test_a_long_line_that_is_pasted_into_a_terminal_is_not_cut() -> None:
    ours, theirs = pty.openpty()
    line = ("word " * 2_000).encode() + b"end\n"
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(typed, theirs)
        while termios.tcgetattr(theirs)[3] & termios.ICANON:  # until whole lines are no longer waited for
            time.sleep(0.005)
        for at in range(0, len(line), 1_000):
            os.write(ours, line[at : at + 1_000])
            os.read(ours, 65_536)  # the echo
        os.write(ours, b"\x04")
        assert read.result(30) == line
    os.close(ours)
    os.close(theirs)


def test_what_is_missing_is_named_with_its_option(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    result = run(tmp_path, "words", *OPTIONS[2:])
    assert result.exit_code == 2
    assert "--title" in result.stderr
    assert "--publisher" in result.stderr
    assert "--language" not in result.stderr
    assert run(tmp_path, "words", *OPTIONS, "--title", "x", "--url", "javascript:x").exit_code == 2
    assert run(tmp_path, " \n", *OPTIONS, "--title", "x").exit_code == 1
    assert list(tmp_path.rglob("*.md")) == []


def test_a_run_that_dies_between_the_two_files_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = ((tmp_path / "docs/a.md", "one"), (tmp_path / "notes/a.yml", "two"))
    link, pid = os.link, 0

    def dies(source: Path, target: Path) -> None:
        if target.suffix == ".yml":
            os._exit(9)
        link(source, target)

    pid = os.fork()
    if not pid:
        monkeypatch.setattr(os, "link", dies)
        whole_files.create_all(files)
    os.waitpid(pid, 0)
    assert (tmp_path / "docs/a.md").exists()
    whole_files.create_all(files)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.md", "a.yml"]
    with pytest.raises(whole_files.TakenError):
        whole_files.create_all(files)


def test_a_disk_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_source: Path, target: Path) -> None:
        if target.suffix == ".yml":
            raise OSError(28, "No space left on device")
        target.touch()

    monkeypatch.setattr(os, "link", fails)
    with pytest.raises(OSError, match="No space"):
        whole_files.create_all(((tmp_path / "docs/a.md", "one"), (tmp_path / "notes/a.yml", "two")))
    assert list(tmp_path.iterdir()) == []


def test_a_saved_page_gives_its_article_and_what_it_says_of_itself() -> None:
    sentence = (
        "The council closed the harbour car park on Monday after a long debate that went on for hours. "
    )
    page = read_web_page(
        '<!doctype html><html lang="en-GB"><head><title>Car park closes</title>'
        '<meta property="og:site_name" content="The Daily Quay"></head><body><nav>Home</nav><article>'
        f"<h1>Car park closes</h1><p>{sentence * 3}</p><p>{sentence * 2}</p></article></body></html>"
    )
    assert page is not None
    assert page.text.count("The council closed") == 5
    assert "Home" not in page.text
    assert (page.known["publisher"], page.known["language"]) == ("The Daily Quay", "en-GB")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("English", "write en\n"), ("español", "write es\n"), ("Brazilian Portuguese", "write pt-BR\n"),
        ("en_US", "write en-US\n"), ("today", "such as en or pt-BR\n"), ("x" * 5000, "such as en or pt-BR\n"),
    ],
)  # fmt: skip
def test_the_name_of_a_language_is_refused_with_its_tag(given: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    command = ["new", "-", "--root", str(tmp_path), "--title", "T", *OPTIONS, "--language", given]
    result = CliRunner().invoke(main, command, input="Words.\n")
    assert result.exit_code == 2
    assert result.stderr.endswith(says)
    assert not list(tmp_path.glob("*/*"))


def test_what_new_leaves_to_be_written_is_told_by_the_checker(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    command = ["new", "-", "--root", str(tmp_path), "--title", "T", *OPTIONS]
    assert CliRunner().invoke(main, command, input="Words.\n").exit_code == 0
    result = CliRunner().invoke(main, ["check", "--root", str(tmp_path)])
    assert "still-to-be-written (warning): `summary`" in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("26th April 2025", "2025-04-26"), ("Apr 26 2025", "2025-04-26"), ("April 26, 2025", "2025-04-26"),
        ("27 November 2026", "2026-11-27"), ("Sept. 2025", "2025-09"), ("2025", "2025"), ("2025/4/6", "2025-04-06"),
        ("Saturday, 26 April 2025, 14:05", "2025-04-26"), ("26.4.2025", "2025-04-26"), ("2025-04", "2025-04"),
        ("04/26/2025", "2025-04-26"), ("5/5/2025", "2025-05-05"), ("2025-04-26T10:00:00Z", "2025-04-26"),
        ("04/05/2025", "2025-05-04 2025-04-05"), ("31 April 2025", ""), ("26 April 25", ""), ("soon", ""),
        ("26 April 2025 or 2026", ""), ("26 May April 2025", ""), ("the 26 of April 2025", "2025-04-26"),
        ("26 April 2025 perhaps", ""), ("２６ April ２０２５", "2025-04-26"), ("1/2/3/2025", ""), ("", ""),
    ],
)  # fmt: skip
def test_dates_are_taken_as_people_write_them(written: str, meant: str) -> None:
    assert " ".join(dates_in(written)) == meant


def test_a_date_in_words_is_written_as_the_file_has_it_and_one_of_two_meanings_is_refused(
    tmp_path: Path,
) -> None:
    (tmp_path / "annotations").mkdir()
    command = ["new", "-", "--root", str(tmp_path), "--title", "T", *OPTIONS, "--published"]
    result = CliRunner().invoke(main, [*command, "04/05/2025"], input="Words.\n")
    assert result.exit_code == 2
    assert "write 2025-05-04 (4 May 2025) or 2025-04-05 (5 April 2025)" in result.stderr
    assert CliRunner().invoke(main, [*command, "Apr 26th, 2025"], input="Words.\n").exit_code == 0
    assert "published: 2025-04-26\n" in (tmp_path / "docs/articles/t.md").read_text("utf-8")
