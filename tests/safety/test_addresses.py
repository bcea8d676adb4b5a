"""Which addresses are live: those of the web, and those within the site."""

from __future__ import annotations

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
