"""The bytes of a file as a text: told by a mark, by what a web page says of itself, or by what they can be."""

from __future__ import annotations

import codecs
import email
import email.policy
import plistlib
import re
from dataclasses import dataclass
from xml.parsers.expat import ExpatError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before that of UTF-16, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DOCUMENTS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a document in RTF"),
    (b"\xd0\xcf\x11\xe0", "a document of an office program"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, or sound"),
)
"""How files begin that are no texts, though some may be made of letters."""
_ARCHIVED = (
    (b"word/", "a Word document"),
    (b"opendocument.text", "a document of LibreOffice"),
    (b"epub+zip", "an e-book"),
)
"""What stands near the beginning of an archive that is a document."""
_DECLARED = re.compile(
    rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_AS_BROWSERS_READ = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean"), "cp949"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("tis-620", "iso-8859-11"), "cp874"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8"),  # or the page could not say so
    "utf8": "utf-8",
}
_STRANGE = 0.5
"""The part of the letters that have accents in no language of Windows-1252; and how many letters tell nothing."""
_FEW = 12


class UnreadableError(Exception):
    """Bytes that are no text, and why."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A web page as a browser has saved it, with its pictures, in one file."""

    data: bytes
    url: str
    encoding: str
    """As the file says; or nothing."""


def saved_page(data: bytes) -> Saved | None:
    """The page in an MHTML file or a web archive; None for any other file. Raises UnreadableError for a broken one."""
    if data.startswith(b"bplist00") or (data[:200].lstrip().startswith(b"<?xml") and b"<plist" in data[:400]):
        return _archived(data)
    head = data[:4_000].lower()
    if re.match(rb"[\w-]+: ", head) and b"mime-version:" in head and b"multipart/related" in head:
        return _mhtml(data)
    return None


def _archived(data: bytes) -> Saved | None:
    try:
        main = plistlib.loads(data)["WebMainResource"]
        page = main["WebResourceData"]
        url, encoding = (main.get(key, "") for key in ("WebResourceURL", "WebResourceTextEncodingName"))
    except (
        plistlib.InvalidFileException,
        ExpatError,
        KeyError,
        TypeError,
        AttributeError,
        ValueError,
        OverflowError,
    ):
        raise UnreadableError(
            "it is no web archive that can be read; copy the page’s text and paste that"
        ) from None
    if not (isinstance(page, bytes) and isinstance(url, str) and isinstance(encoding, str)):
        raise UnreadableError("its web archive has no page in it")
    return Saved(page, url, encoding)


def _mhtml(data: bytes) -> Saved:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                url = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
                return Saved(page, url.strip(), str(part.get_content_charset() or ""))
    raise UnreadableError(
        "it is a saved web page (MHTML) without a page in it; copy the page's text and paste that"
    )


def is_encoding(name: str) -> bool:
    """Whether there is an encoding of this name, as browsers take it."""
    return _codec(name) != ""


def declared(data: bytes) -> str:
    """The encoding that a web page names, in its first 4,096 bytes as browsers look for it; or nothing."""
    found = _DECLARED.search(data[:4_096].replace(b"\0", b""))
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""


def decoded(data: bytes, encoding: str = "", *, is_certain: bool = False) -> tuple[str, str]:
    """The text of a file, and the name of its encoding for messages. `encoding` is what is said of it: for certain, or
    by a page that may be wrong. Raises UnreadableError."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :] if name == "utf-8" else data, name, "marked"), name.upper()
    if encoding and (named := _codec(encoding)):
        try:
            return data.decode(named), "UTF-8" if named == "utf-8" else encoding
        except UnicodeDecodeError as error:
            if is_certain:
                raise UnreadableError(
                    f"it is not {encoding}: {error.reason} at byte {error.start + 1:,}"
                ) from None
            # A few signs that went wrong do not make it another encoding.
            text = data.decode(named, "replace")
            if named != "utf-8" and text.count("\ufffd") * 200 < len(text):
                return text, encoding
    elif encoding and is_certain:
        raise UnreadableError(
            f"“{encoding}” is no encoding that is known; such are utf-8, windows-1251 and shift_jis"
        )
    return _guessed(data)


def _guessed(data: bytes) -> tuple[str, str]:
    if kind := _kind_of(data):
        raise UnreadableError(f"it is {kind}; open it, select its text, and paste that")
    half = data[:400]
    if half.count(0) * 10 > len(half) * 3 and not len(data) % 2:
        big = half[::2].count(0) > half[1::2].count(0)
        return _decoded(data, "utf-16-be" if big else "utf-16-le", "written"), "UTF-16"
    if b"\0" in data:
        raise UnreadableError("it is no text: it holds zero bytes, as pictures and documents do")
    if sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in data) * 50 > len(data):
        raise UnreadableError("it is no text: it holds many control characters, as pictures and documents do")
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    # The bytes that Windows-1252 leaves free stand for themselves, as browsers read them.
    text = "" if re.search(rb"[\x81\x8d\x8f\x90\x9d]", data) else data.decode("cp1252", "replace")
    letters = [char for char in text if char.isalpha()]
    is_strange = len(letters) > _FEW and sum(char > "\x7f" for char in letters) > len(letters) * _STRANGE
    if not text or is_strange:
        raise UnreadableError(
            "it is neither UTF-8 nor Windows-1252; name its encoding with --encoding (such as windows-1251, gb18030 or "
            "shift_jis), or save it as UTF-8"
        )
    return text, "Windows-1252"


def _codec(encoding: str) -> str:
    """The codec for an encoding's name, as browsers take it; nothing for a name that is none."""
    name = encoding.strip().lower()
    named = _AS_BROWSERS_READ.get(name, name)
    try:
        info = codecs.lookup(named)
    except (LookupError, ValueError):
        return ""
    # Some codecs of Python make no text of bytes.
    return (
        info.name
        if getattr(info, "_is_text_encoding", True) and info.name not in ("idna", "punycode", "undefined")
        else ""
    )


def _kind_of(data: bytes) -> str:
    """What a file is that is no text; nothing where its first bytes do not say."""
    if data.startswith(b"PK\x03\x04"):
        near = data[:4_000] + data[-4_000:]
        return next((kind for sign, kind in _ARCHIVED if sign in near), "an archive")
    return next((kind for start, kind in _DOCUMENTS if data.startswith(start)), "")


def _decoded(data: bytes, encoding: str, how: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"it is {how} as {encoding.upper()} and is not: {error.reason}") from None
