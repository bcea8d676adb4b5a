"""The fonts for paper that an edition has in a folder of its own, for scripts of which Typst carries none."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

FONT_TYPES = (".ttf", ".otf", ".ttc", ".otc")
"""The endings of files that may be fonts, in small letters."""

_BEGINNINGS = frozenset({b"\0\1\0\0", b"OTTO", b"ttcf", b"true"})


def font_files(folder: Path) -> tuple[Path, ...]:
    """All of them, at any depth, in the order of their paths. Raises OSError when the folder cannot be read."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in FONT_TYPES and path.is_file())
    return tuple(sorted(found))


def no_fonts(folder: Path) -> tuple[str, ...]:
    """Those that do not even begin as fonts do, by their paths in the folder. Raises OSError for what is locked."""
    names = []
    for path in font_files(folder):
        with path.open("rb") as stream:
            if stream.read(4) not in _BEGINNINGS:
                names.append(path.relative_to(folder).as_posix())
    return tuple(names)


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
