"""Archives that are the same byte for byte whenever they are made of the same files."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that the format can tell: no file in it says when it was made."""
_UNIX = 3
_READABLE = 0o644 << 16


def zipped(files: Mapping[str, str]) -> bytes:
    """A zip of texts, by their names, in the order of these. Compression is always the same."""
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
            archive.writestr(entry, files[name].encode("utf-8"), compresslevel=9)
    return stream.getvalue()
