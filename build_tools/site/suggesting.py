"""What the form for a note has to know of its site: the techniques, and the host of the repository.

One small file, which the form loads when it is asked for: no page carries it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from ..model.names import KIND_ASKS, KIND_NAMES, STANCE_NAMES
from ..page.finished import SiteInfo, TechniqueCard

KNOWN = "assets/suggest.json"
_LINK = re.compile(r"\[([^\]]*)\]\(<?(?:mailto:)?([^)\s>]+)>?\)|<(?:mailto:)?([^<>\s]+)>")
"""A link in Markdown: its words and its address, or an address alone."""


def known_to_the_form(cards: Sequence[TechniqueCard], info: SiteInfo) -> str:
    """The file as JSON."""
    known = {
        "host": {
            "repository": info.repository,
            "branch": info.branch,
            "new_file": info.new_file,
            "idea": info.idea,
            "contact": _written(info.contact),
        },
        "kinds": [(kind, name, KIND_ASKS[kind]) for kind, name in KIND_NAMES.items()],
        "stances": list(STANCE_NAMES.items()),
        "techniques": [
            {
                "id": card.id,
                "kind": card.kind,
                "name": card.title,
                "good": card.good_name,
                "line": card.summary,
            }
            for card in cards
        ],
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")) + "\n"


def _written(contact: str) -> str:
    """The address for messages as it is written into a sentence of plain text."""
    return _LINK.sub(lambda link: link[3] or f"{link[1]} ({link[2]})", contact).removesuffix(".")
