"""The form of ids: lower-case words joined by hyphens, safe in addresses and file names."""

from __future__ import annotations

import re
import unicodedata

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def as_id(text: str) -> str:
    """The id closest to a text in Latin letters, accents set aside; nothing for one that has other letters."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return "" if re.search(r"[^\W_a-z0-9]", plain) else re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
