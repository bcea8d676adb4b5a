"""The comment on a pull request: posted once, renewed in place, and by nothing that an artifact holds led astray.

`workflow_run.json` has the keys of GitHub's event for a run of a branch in a fork, where `pull_requests` is empty.
"""

from __future__ import annotations

import copy
import io
import json
import stat
import urllib.error
import zipfile
from collections.abc import Mapping
from email.message import Message
from pathlib import Path
from typing import Any, Literal

import pytest
from markdown_it import MarkdownIt

from build_tools.adapters import comment as module
from build_tools.adapters.comment import AUTHOR, MARKER, Claim, RefusedError, claim_of, post, run_of
from build_tools.edit.difference import Article, Difference, Fault, Field, Item, Link, NamedSource, Note
from build_tools.edit.difference_printed import as_json, as_markdown

EVENT = json.loads((Path(__file__).parent / "workflow_run.json").read_text(encoding="utf-8"))
SHA = "1" * 40
DIFFERENCE = Difference(
    (Article("port", "The port", "changed", (Note("a", "added", "Gist", "sourcing", "x"),)),)
)
PULL = {
    "number": 7,
    "state": "open",
    "head": {"ref": "add-note", "sha": SHA, "repo": {"full_name": "reader/edition"}},
    "base": {"ref": "main", "sha": "3" * 40, "repo": {"full_name": "owner/edition"}},
}


class Forge:
    """GitHub with one pull request and its comments."""

    def __init__(self, pull: Any = PULL, comments: tuple[Any, ...] = ()) -> None:
        self.pull, self.comments = pull, list(comments)
        self.asked: list[tuple[str, str]] = []
        self.body = ""

    def __call__(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        self.asked.append((method, path.partition("?")[0]))
        if body:
            self.body = str(body["body"])
            return {}
        if path.startswith("/repos/owner/edition/pulls/"):
            return self.pull
        page = int(path.rpartition("=")[2])
        return self.comments[(page - 1) * 100 : page * 100]

    @property
    def written(self) -> list[tuple[str, str]]:
        return [asked for asked in self.asked if asked[0] != "GET"]


def archive(**files: str | bytes) -> bytes:
    data = {"difference.json": as_json(DIFFERENCE), "number": "7\n", "head": f"{SHA}\n"} | {
        name.replace("_", "."): text for name, text in files.items()
    }
    return packed(data.items())


def packed(files: Any) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return stream.getvalue()


def said_by(login: str, type_: str, body: str, id_: int) -> dict[str, Any]:
    return {"id": id_, "user": {"login": login, "type": type_}, "body": body}


def test_it_is_made_once_and_then_renewed() -> None:
    run, claim = run_of(EVENT), claim_of(archive())
    first = Forge()
    assert post(run, claim, first) == "Comment made."
    assert first.written == [("POST", "/repos/owner/edition/issues/7/comments")]
    assert first.body.startswith(MARKER)
    assert "1 note added" in first.body
    assert "(https://github.com/owner/edition/actions/runs/30433642)" in first.body

    others = [said_by("someone", "User", f"{MARKER}\nforged", number) for number in range(120)]
    forged = said_by(AUTHOR, "User", f"{MARKER}\nforged", 500)
    again = Forge(comments=(*others, forged, said_by(AUTHOR, "Bot", first.body, 501)))
    assert post(run, claim, again) == "Comment renewed."
    assert again.written == [("PATCH", "/repos/owner/edition/issues/comments/501")]


def altered(**values: Any) -> dict[str, Any]:
    pull = copy.deepcopy(PULL)
    for key, value in values.items():
        place: Any = pull
        *way, last = key.split("__")
        for step in way:
            place = place[step]
        place[last] = value
    return pull


@pytest.mark.parametrize(
    "pull",
    [
        altered(head__repo={"full_name": "other/edition"}),  # somebody else's pull request
        altered(head__ref="other"),
        altered(base__repo={"full_name": "other/edition"}),
        altered(number=8),
        {"state": "open"},
        {"state": "open", "base": 3},
    ],
)
def test_a_number_of_another_pull_request_is_refused(pull: Any) -> None:
    forge = Forge(pull)
    with pytest.raises(RefusedError):
        post(run_of(EVENT), claim_of(archive()), forge)
    assert forge.written == []


@pytest.mark.parametrize(
    "pull",
    [altered(state="closed"), altered(head__repo=None), altered(head__sha="4" * 40), altered(head="text")],
)
def test_there_is_nothing_to_say_of_a_pull_request_that_is_over(pull: Any) -> None:
    forge = Forge(pull)
    post(run_of(EVENT), claim_of(archive()), forge)
    assert forge.written == []


def test_an_artifact_of_another_commit_is_refused() -> None:
    with pytest.raises(RefusedError, match="another commit"):
        post(run_of(EVENT), claim_of(archive(head="5" * 40)), Forge())


def link_in_archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        info = zipfile.ZipInfo("number")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(info, "/etc/passwd")
        made.writestr("head", SHA)
        made.writestr("difference.json", as_json(DIFFERENCE))
    return stream.getvalue()


SOUND = [("number", "7"), ("head", SHA), ("difference.json", as_json(DIFFERENCE))]
HOSTILE = {
    "no archive": b"PK\x03\x04 nothing",
    "empty": b"",
    "too large": b"\0" * (module.MOST + 1),
    "a bomb": archive(difference_json=b" " * 60_000_000),
    "a link": link_in_archive(),
    "a way out": packed([("../number", "7"), *SOUND[1:]]),
    "one file more": packed([*SOUND, ("more", "")]),
    "one file less": packed(SOUND[:2]),
    "a file inside": packed([("a/number", "7"), *SOUND[1:]]),
    "no number": archive(number="7; echo"),
    "a number in other digits": archive(number="٧"),
    "a huge number": archive(number="9" * 5_000),
    "a path as number": archive(number="7/../8"),
    "no commit": archive(head="main"),
    "no text": archive(difference_json=b"\xff\xfe"),
    "no JSON": archive(difference_json="{"),
    "nested": archive(difference_json="[" * 200_000),
    "a list": archive(difference_json="[]"),
    "keys missing": archive(difference_json="{}"),
    "other types": archive(difference_json=as_json(DIFFERENCE).replace('"mended": 0', '"mended": "<b>"')),
    "a flag as number": archive(difference_json=as_json(DIFFERENCE).replace('"mended": 0', '"mended": true')),
    "no number but NaN": archive(difference_json=as_json(DIFFERENCE).replace('"mended": 0', '"mended": NaN')),
    "other words of ours": archive(difference_json=as_json(DIFFERENCE).replace('"added"', '"@everyone"')),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_artifact_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError):
        claim_of(data)


@pytest.mark.parametrize(
    "change",
    [{"event": "push"}, {"status": "requested"}, {"head_sha": "$(id)"}, {"head_branch": 3, "head_sha": "x"}],
)
def test_a_run_of_another_kind_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(RefusedError):
        run_of(EVENT | {"workflow_run": EVENT["workflow_run"] | change})


@pytest.mark.parametrize("event", [{}, [], None, {"workflow_run": None, "repository": {"full_name": "a/b"}}])
def test_no_event_is_refused(event: Any) -> None:
    with pytest.raises(RefusedError):
        run_of(event)


def test_a_fork_that_is_gone_is_not_written_to() -> None:
    forge = Forge(altered(head__repo=None))
    event = EVENT | {"workflow_run": EVENT["workflow_run"] | {"head_repository": None}}
    post(run_of(event), claim_of(archive()), forge)
    assert forge.written == []


def test_a_failure_of_github_is_told_in_a_line_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def api(_token: str, _server: str) -> Any:
        def ask(*_: Any) -> Any:
            raise urllib.error.HTTPError("https://api", 403, "::set-output name=x::", Message(), None)

        return ask

    monkeypatch.setattr(module, "github", api)
    monkeypatch.setenv("GH_TOKEN", "none")
    (tmp_path / "event").write_text(json.dumps(EVENT), encoding="utf-8")
    (tmp_path / "zip").write_bytes(archive())
    assert module.main(str(tmp_path / "event"), str(tmp_path / "zip")) == 1
    assert module.main(str(tmp_path / "none"), str(tmp_path / "zip")) == 1
    assert (
        capsys.readouterr().out
        == "Nothing is posted: HTTPError, status 403\nNothing is posted: FileNotFoundError\n"
    )


EVIL = [
    "@everyone and #1, GH-2, owner/name#3, :smile:, 1111111111111111111111111111111111111111",
    "<script>alert(1)</script><!-- --></details><details open>",
    "[click](https://evil.example) ![p](https://evil.example/p.png) https://evil.example www.evil.example",
    "`` ` `code` ``` @x",
    "```\n@x\n```",
    "`",
    " `a` ",
    "\\` @x",
    "line\n\n# heading\n- item\n<img src=x>",
    "| a | b |",
    "\u202etxet\u2066 \u200b \U000e0041 \x1b[31m",
    "&lt;b&gt; &#64;x",
    f"{MARKER}",
    "",
    " ",
]


WHATS: tuple[Literal["added", "removed", "changed"], ...] = ("added", "removed", "changed")


@pytest.mark.parametrize("words", EVIL)
def test_words_of_a_stranger_are_words_in_code(words: str) -> None:
    note = Note(
        words, "changed", words, words, words, words, False, (words,), (words,), (Field(words, "a b", words),)
    )
    source = NamedSource(words, "added", True, words, words, words, words, words)
    added = Note(
        words, "added", words, words, words, fields=(Field(words, "", words),) * 9, sources=(source,)
    )
    items = tuple(
        Item(section, what, words, (Field(words, words, words), Field("excerpt", "", words)), words)
        for section in (words, "evidence", "coverage")
        for what in WHATS
    )
    article = Article(words, words, "changed", (note, added), items, unread=words)
    link = Link(words, words, words, words, words)
    found = Difference((article,), (), (link,), (Fault(words, 1, 1, words, "error", words),), 0, (words,))
    posted = as_markdown(found)

    outside: list[str] = []
    for token in MarkdownIt("commonmark", {"html": True}).parse(posted):
        if token.type == "html_block":
            # Ours alone; words stand in it as the HTML of words.
            outside.append(token.content)
        for child in token.children or ():
            assert child.type not in ("link_open", "image")
            if child.type in ("text", "html_inline"):
                outside.append(child.content)
    said = "".join(outside)
    tags = {part.partition(">")[0] for part in said.split("<")[1:]}
    assert tags <= {
        *(
            "details",
            "details open",
            "/details",
            "summary",
            "/summary",
            "code",
            "/code",
            "del",
            "/del",
            "ins",
            "/ins",
        )
    }
    bare = "".join(part.partition("</code>")[2] or part for part in said.split("<code>"))
    for sign in ("@", "#", "evil", "www.", "\u202e", "\u2066", "\u200b", "\U000e0041", "\x1b"):
        assert sign not in bare
    assert not {"\u202e", "\u2066", "\u200b", "\U000e0041", "\x1b"} & set(posted)


def test_an_address_is_a_link_only_where_it_leads_where_it_says() -> None:
    def line(url: str) -> str:
        return as_markdown(Difference(links=(Link(url, "h", "f"),)))

    address = "https://example.org/a_%28b%29?c=%3C"
    assert f"[`{address}`](<{address}>)" in line("https://example.org/a_(b)?c=%3C")
    assert "[`https://xn--" in line("https://еріс.example/")
    for url in (
        "https://github.com/owner/name/issues/1",
        "javascript:alert(1)",
        "https://a@evil.example/",
        "https://a.example\\@evil.example/",
        "//evil.example",
        "https://[",
        "https://a b.example/>)[x](https://evil.example",
        "https://example.org:99999/",
    ):
        assert "](" not in line(url).replace("`" + url + "`", "")


def test_the_longest_comment_fits_and_says_what_is_left_out() -> None:
    field = Field("inference", "", "ложь " * 5_000)
    notes = tuple(
        Note(f"n-{number}", "changed", "gist", "", "", fields=(field,) * 3) for number in range(400)
    )
    posted = as_markdown(Difference((Article("a", "t" * 90_000, "changed", notes),)))
    assert len(posted.encode()) <= 60_000
    assert posted.count("<details") == posted.count("</details>") > 3
    assert "lines are left out here" in posted
    run = run_of(EVENT)
    assert len(module.comment(run, Claim(7, SHA, DIFFERENCE).difference)) < 65_536
