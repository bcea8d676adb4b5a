"""The fonts for paper that an edition has in a folder of its own, for scripts of which Typst carries none."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

FONT_TYPES = (".ttf", ".otf", ".ttc", ".otc")
"""The endings of files that may be fonts, in small letters."""


def font_files(folder: Path) -> tuple[Path, ...]:
    """All of them, at any depth, in the order of their paths. Raises OSError when the folder cannot be read."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in FONT_TYPES and path.is_file())
    return tuple(sorted(found))


def font_families(folder: Path) -> Mapping[Path, tuple[str, ...]]:
    """The families of fonts in each of them, as Typst reads them: none in what is no font, or one that was cut.

    Raises OSError for what is locked.
    """
    from typst import Fonts

    families: dict[Path, list[str]] = {path: [] for path in font_files(folder)}
    found = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    for font in found.fonts():
        if font.path and (path := Path(font.path)) in families:
            families[path].append(font.family)
    for path, names in families.items():
        # Typst passes over what it may not read, and over tables that are not there to their end.
        if not _has_all_tables(path):
            names.clear()
    return {path: tuple(dict.fromkeys(names)) for path, names in families.items()}


def _has_all_tables(path: Path) -> bool:
    """Whether all the tables that a file of fonts speaks of are in it to their end. Raises OSError.

    Standard: OpenType 1.9, “Table Directory” and “TTC Header”.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:

        def numbers(at: int, form: str) -> tuple[int, ...]:
            stream.seek(at)
            return struct.unpack(form, stream.read(struct.calcsize(form)))

        try:
            starts: tuple[int, ...] = (0,)
            if stream.read(4) == b"ttcf":
                [number] = numbers(8, ">L")
                starts = numbers(12, f">{min(number, size)}L")
            for start in starts:
                [number] = numbers(start + 4, ">H")
                fields = numbers(start + 12, f">{4 * number}L")
                ends = (at + length for at, length in zip(fields[2::4], fields[3::4], strict=True))
                if any(end > size for end in ends):
                    return False
        except struct.error:
            return False
    return True


def no_fonts(folder: Path) -> tuple[str, ...]:
    """Those that cannot be read as fonts, by their paths in the folder. Raises OSError for what is locked."""
    return tuple(
        path.relative_to(folder).as_posix() for path, names in font_families(folder).items() if not names
    )


def fonts_digest(folder: str) -> str:
    """A digest of their names and of what is in them; nothing where there is no folder."""
    if not folder:
        return ""
    digest = sha256()
    for path in font_files(Path(folder)):
        name, data = path.relative_to(folder).as_posix(), path.read_bytes()
        digest.update(f"{len(name)}:{name}:{len(data)}:".encode(errors="surrogateescape"))
        digest.update(data)
    return digest.hexdigest()
