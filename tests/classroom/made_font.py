"""A font made of nothing but its tables, for letters of a script for which we have no other."""

from __future__ import annotations

from struct import pack

_UNITS = 1000


def made_font(family: str, letters: str) -> bytes:
    """A TrueType font in which each of the letters is a box, and nothing else is there."""
    codes = sorted(map(ord, letters))
    glyph = pack(">hhhhh", 1, 50, 0, 550, 600) + pack(">HH", 3, 0) + b"\1" * 4
    glyph += pack(">hhhh", 50, 500, 0, -500) + pack(">hhhh", 0, 0, 600, 0)
    glyph += b"\0" * (-len(glyph) % 4)
    number = len(codes) + 1
    segments = [(code, code, (at - code) % 0x10000, 0) for at, code in enumerate(codes, start=1)]
    segments.append((0xFFFF, 0xFFFF, 1, 0))
    ends, starts, deltas, ranges = zip(*segments, strict=True)
    half = pack(f">{len(ends)}H", *ends) + pack(">H", 0) + pack(f">{len(ends)}H", *starts)
    half += pack(f">{len(ends)}H", *deltas) + pack(f">{len(ends)}H", *ranges)
    cmap = pack(">HHHHL", 0, 1, 3, 1, 12) + pack(">7H", 4, 14 + len(half), 0, 2 * len(ends), 0, 0, 0) + half
    names = [(1, family), (2, "Regular"), (4, family), (6, family.replace(" ", ""))]
    words = [text.encode("utf-16-be") for _, text in names]
    name = pack(">HHH", 0, len(names), 6 + 12 * len(names))
    for at, ((id, _), text) in enumerate(zip(names, words, strict=True)):
        name += pack(">6H", 3, 1, 0x409, id, len(text), sum(map(len, words[:at])))
    name += b"".join(words)
    head = pack(">LLLLHHQQ", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _UNITS, 0, 0)
    head += pack(">hhhhHHhhh", 50, 0, 550, 600, 0, 8, 2, 1, 0)
    hhea = (
        pack(">Lhhh", 0x10000, 800, -200, 0)
        + pack(">Hhhh", 600, 50, 50, 550)
        + bytes(16)
        + pack(">H", number)
    )
    os2 = pack(">HhHHH", 4, 600, 400, 5, 0) + bytes(20) + bytes(2) + bytes(10) + bytes(16) + b"TEST"
    os2 += pack(">HHHhhhHH", 0x40, codes[0], codes[-1], 800, -200, 0, 800, 200) + bytes(8)
    os2 += pack(">hhHHH", 500, 700, 0, 32, 1)
    tables = {
        b"OS/2": os2,
        b"cmap": cmap,
        b"glyf": glyph * number,
        b"head": head,
        b"hhea": hhea,
        b"hmtx": pack(">Hh", 600, 50) * number,
        b"loca": pack(f">{number + 1}L", *(at * len(glyph) for at in range(number + 1))),
        b"maxp": pack(">LHHH", 0x10000, number, 4, 1) + pack(">11H", 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": name,
        b"post": pack(">LlhhL", 0x30000, 0, -100, 50, 0) + bytes(16),
    }
    listed, data, at = pack(">LHHHH", 0x10000, len(tables), 128, 3, 32), b"", 12 + 16 * len(tables)
    for tag, table in tables.items():
        padded = table + b"\0" * (-len(table) % 4)
        total = sum(int.from_bytes(padded[i : i + 4], "big") for i in range(0, len(padded), 4)) % 2**32
        listed += tag + pack(">LLL", total, at + len(data), len(table))
        data += padded
    return listed + data
