"""Web pages as browsers save them: read as browsers read their bytes, and in the words of the page."""

from __future__ import annotations

import plistlib
import quopri
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli.main import main
from build_tools.edit.decoding import UnreadableError, declared, decoded, is_encoding, saved_page
from build_tools.edit.web_page import looks_like_html, read_web_page

FIRST = "The harbour authority said on Tuesday that it would close the old car park while the sea wall is rebuilt."
SECOND = "“We have waited long enough,” said Mara Lind, who runs the fish stall nearest the gate of the port."
THIRD = "Officials insisted that the plan, first floated in 2019, had been discussed with every trader there."
RUSSIAN = "Управление порта сообщило во вторник, что старая автостоянка будет закрыта на два года."
JAPANESE = "港湾局は火曜日、防潮壁の再建のため、古い駐車場を二年間閉鎖すると発表した。"


def page(body: str, charset: str = "utf-8") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="{charset}"><title>Car park closes</title></head>'
        f"<body><nav><a href='/'>Home</a></nav>{body}<footer><p>Terms of use</p></footer></body></html>"
    )


def paragraphs(*words: str) -> str:
    return "".join(f"<p>{one}</p>" for one in words)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(
            f"<h1>Car park closes</h1><article>{paragraphs(FIRST, SECOND, THIRD)}</article>",
            f"Car park closes\n{FIRST}\n{SECOND}\n{THIRD}",
            id="the headline stands apart",
        ),
        pytest.param(
            f"<article><h1>Storm: live</h1><p>{FIRST}</p><div class=post><h2>Barriers up</h2><p>{SECOND}</p></div>"
            f"<div class=post><h2>Ferry stops</h2><p>{THIRD}</p></div></article><h3>Read more</h3><ul><li>Else</ul>",
            f"Storm: live\n{FIRST}\nBarriers up\n{SECOND}\nFerry stops\n{THIRD}",
            id="a live blog",
        ),
        pytest.param(
            f"<article><h1>Car park closes</h1><p>{FIRST}</p><table><tr><th>Year</th><th>Cars</th></tr><tr>"
            f"<td>2019</td><td>12,400</td></tr></table>{paragraphs(SECOND, THIRD)}</article>",
            f"Car park closes\n{FIRST}\nYear Cars\n2019 12,400\n{SECOND}\n{THIRD}",
            id="a table",
        ),
        pytest.param(
            f"<article><h1>Car park closes</h1><p>{FIRST}</p><ul><li>First: the wall<ul><li>from pier to gate</li></ul>"
            f"</li></ul><ol><li>Vote</li><li>Build</li></ol>{paragraphs(SECOND, THIRD)}</article>",
            f"Car park closes\n{FIRST}\n- First: the wall\n- from pier to gate\n1. Vote\n2. Build\n{SECOND}\n{THIRD}",
            id="lists",
        ),
        pytest.param(
            f"<article><h1>Car park closes</h1><p>{FIRST}</p><figure><img src=a.jpg><figcaption>At low tide"
            "</figcaption></figure><p>He said <q>never <b>again</b></q> twice.<br>And left.</p>"
            f"{paragraphs(SECOND, THIRD)}</article>",
            f"Car park closes\n{FIRST}\nAt low tide\nHe said “never again” twice.\nAnd left.\n{SECOND}\n{THIRD}",
            id="a caption, a quotation and a line end",
        ),
        pytest.param(
            f'<div class="cookie-banner"><p>{"We and our 842 partners store cookies on your device. " * 4}</p></div>'
            f"<article><h1>Car park closes</h1>{paragraphs(FIRST, SECOND, THIRD)}</article>",
            f"Car park closes\n{FIRST}\n{SECOND}\n{THIRD}",
            id="a banner that asks for consent",
        ),
    ],
)
def test_the_words_are_those_of_the_page_in_its_order(body: str, text: str) -> None:
    found = read_web_page(page(body))
    assert found is not None
    assert found.text == text


def test_headings_keep_their_levels_and_a_paywall_is_told() -> None:
    body = f"<article><h1>Car park closes</h1><p>{FIRST}</p><h2>Why</h2>{paragraphs(SECOND, THIRD)}</article>"
    found = read_web_page(page(body + '<div class="paywall"></div>'))
    assert found is not None
    assert found.headings == {"Car park closes": 1, "Why": 2}
    assert found.may_be_cut


@pytest.mark.parametrize(
    ("charset", "codec", "words"),
    [
        ("windows-1251", "cp1251", RUSSIAN),
        ("koi8-r", "koi8_r", RUSSIAN),
        ("Shift_JIS", "cp932", JAPANESE),
        ("gb2312", "gb18030", "港务局表示，旧停车场将关闭两年。"),
        ("ISO-8859-1", "cp1252", "“Größe” – 5 €"),
        ("utf-16", "utf-8", RUSSIAN),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names(charset: str, codec: str, words: str) -> None:
    data = page(f"<p>{words}</p>", charset).encode(codec)
    assert words in decoded(data, declared(data))[0]
    assert looks_like_html(data)


def test_a_page_that_names_a_wrong_encoding_is_read_all_the_same() -> None:
    data = page(f"<p>{RUSSIAN}</p>", "shift_jis").encode()
    assert RUSSIAN in decoded(data, declared(data))[0]


@pytest.mark.parametrize("codec", ["cp1251", "koi8_r", "gb18030", "shift_jis"])
def test_a_text_in_another_encoding_is_never_read_as_a_wrong_one(codec: str) -> None:
    words = JAPANESE if codec in ("gb18030", "shift_jis") else RUSSIAN
    data = (words * 2).encode(codec)
    with pytest.raises(UnreadableError, match="name its encoding with --encoding"):
        decoded(data)
    assert decoded(data, codec, is_certain=True)[0] == words * 2
    assert not is_encoding("rot13")
    done = CliRunner().invoke(main, ["new", "--encoding", "rot13"], input=data)
    assert done.exit_code == 2
    assert "--encoding: “rot13” is no encoding that is known" in done.output


def mhtml(html: str) -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://quay.example/car-park\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b--"\r\n\r\n\r\n----b--\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: https://quay.example/car-park\r\n\r\n"
    )
    return head.encode() + quopri.encodestring(html.encode()) + b"\r\n----b----\r\n"


def archive(html: str, kind: plistlib.PlistFormat) -> bytes:
    main = {
        "WebResourceData": html.encode(),
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://quay.example/car-park",
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=kind)


def test_pages_in_one_file_with_their_pictures_are_read(tmp_path: Path) -> None:
    html = page(f"<article><h1>Car park closes</h1>{paragraphs(FIRST, SECOND, THIRD)}</article>")
    for data in mhtml(html), archive(html, plistlib.FMT_BINARY), archive(html, plistlib.FMT_XML):
        saved = saved_page(data)
        assert saved is not None
        assert (saved.data.decode().replace("\r\n", "\n").strip(), saved.url) == (
            html,
            "https://quay.example/car-park",
        )
    (tmp_path / "annotations").mkdir()
    (tmp_path / "page.mhtml").write_bytes(mhtml(html))
    options = [
        "--publisher", "P", "--retrieved", "2026-01-02", "--rights-basis", "Q", "--rights-scope", "all",
        "--selected-because", "B", "--notes-by", "Me", "--root", str(tmp_path),
    ]  # fmt: skip
    done = CliRunner().invoke(main, ["new", str(tmp_path / "page.mhtml"), *options])
    assert done.exit_code == 0, done.output
    [made] = (tmp_path / "docs/articles").iterdir()
    text = made.read_text(encoding="utf-8")
    assert "url: https://quay.example/car-park\n" in text
    assert text.endswith(f"# Car park closes\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n")


def zipped(name: str) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"bplist00nothing", "no web archive"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n", "without a page"),
        (zipped("word/document.xml"), "a Word document"),
        (zipped("a.txt"), "an archive"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_what_has_no_page_and_no_text_is_told_by_its_kind(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableError, match=told):
        _ = saved_page(data) or decoded(data)


def test_a_page_that_is_broken_beyond_what_the_library_knows_has_no_article() -> None:
    assert read_web_page('<svg><title>x<!DOCTYPE html>\n<html lang="en"><head><metae for two years') is None
