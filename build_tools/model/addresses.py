"""Where an address leads, as browsers read it: the one rule for every link and picture.

Two sorts are live on a page: those of the web, with `https://` or `http://` written out, and those within the site.
Anything else is refused with a reason: other schemes run something or open a program, and there are many ways to write
an address that looks as if it stayed here, or led to one host, and leads to another.

Standard: https://url.spec.whatwg.org/ (4.4 URL parsing: `\\` is read as `/`, and white space inside is dropped).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class Address:
    """Where an address leads."""

    leads: Literal["to the web", "within the site", "nowhere"]
    reason: str = ""
    """Of one that leads nowhere: why it is refused, to be read after “it”."""
    advice: str = ""
    """What to write in its place, if there is anything better than the address that a browser shows."""

    @property
    def is_web(self) -> bool:
        return self.leads == "to the web"

    @property
    def is_own(self) -> bool:
        return self.leads == "within the site"


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = re.compile(r"https?://(?P<host>[^/?#]*)", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0[xX][0-9A-Fa-f]*)$")
"""What ends a host that browsers read as an IPv4 address, in whichever of many ways it is written."""
_IPV4 = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}")
_TWO_SLASHES = re.compile(r"[/\\]{2}")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})

_WITHIN = Address("within the site")
_WEB_ADDRESS = Address("to the web")


def read_address(text: str) -> Address:
    """Where the address leads that stands in a file as `text`."""
    if unseen := next((sign for sign in text if unicodedata.category(sign) in _UNSEEN), None):
        name = "a space" if unseen == " " else f"the sign U+{ord(unseen):04X}"
        return _refused(f"has {name} in it, which browsers drop or which cannot be seen")
    if "\\" in text:
        return _refused("has a backslash in it, which browsers read as “/”", text.replace("\\", "/"))
    if web := _WEB.match(text):
        return _web(web["host"])
    if scheme := _SCHEME.match(text):
        return _other_scheme(text, scheme[0])
    return _relative(text)


def _web(host: str) -> Address:
    _, at, rest = host.rpartition("@")
    if at:
        return _refused(f"leads to {rest or 'no host'}: what stands before “@” is only a name")
    if unicodedata.normalize("NFKC", host) != host:
        return _refused(f"names the host “{host}”, which browsers read as another one")
    name = host.partition(":")[0]
    if not _HOST.fullmatch(host) or (_NUMBER.search(name) and not _IPV4.fullmatch(name)):
        return _refused(f"names no host that there can be: “{host}”")
    if mixed := next((label for label in host.split(".") if _is_mixed(label)), None):
        return _refused(f"mixes letters of several scripts in the name “{mixed}”, which looks like another")
    return _WEB_ADDRESS


def _other_scheme(text: str, scheme: str) -> Address:
    if scheme.lower() in ("http:", "https:"):
        rest = text[len(scheme) :].lstrip("/")
        return _refused(f"has not two slashes after “{scheme}”", f"{scheme}//{rest}" if rest else "")
    if "." in scheme and text[len(scheme) : len(scheme) + 1].isdigit():
        return _refused("does not begin with “https://”", f"https://{text}")
    return _refused(f"begins with “{scheme}”")


def _relative(text: str) -> Address:
    if _TWO_SLASHES.match(text):
        return _refused("leads to another host without saying so", "https:" + text)
    if text.startswith("www."):
        return _refused("would be looked for on this site", f"https://{text}")
    path = re.split(r"[?#]", text, maxsplit=1)[0]
    decoded = unquote(path, errors="replace")
    if _TWO_SLASHES.search(decoded) or "\\" in decoded or _SCHEME.match(decoded):
        return _refused("could be read as the address of another host")
    if any(unicodedata.category(sign) in _UNSEEN - {"Zs", "Cn"} for sign in decoded):
        return _refused("has a sign in it, as “%…”, that cannot be seen")
    return _WITHIN


def _refused(reason: str, advice: str = "") -> Address:
    return Address("nowhere", reason, advice)


def _is_mixed(label: str) -> bool:
    """Whether a part of a host's name has Latin letters beside those of an alphabet that has some alike."""
    if label.isascii():
        return False
    scripts = {unicodedata.name(sign, "").split(" ")[0] for sign in label if sign.isalpha()}
    return "LATIN" in scripts and bool(
        scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"}
    )
