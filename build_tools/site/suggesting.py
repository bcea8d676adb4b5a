"""What the form for a note has to know of its site: the techniques, and the host of the repository.

One small file, which the form loads when it is asked for: no page carries it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..model.names import KIND_NAMES, STANCE_NAMES
from ..page.finished import SiteInfo, TechniqueCard

KNOWN = "assets/suggest.json"


def known_to_the_form(cards: Sequence[TechniqueCard], info: SiteInfo) -> str:
    """The file as JSON."""
    known = {
        "host": {"repository": info.repository, "branch": info.branch, "new_file": info.new_file},
        "kinds": list(KIND_NAMES.items()),
        "stances": list(STANCE_NAMES.items()),
        "techniques": [
            {"id": card.id, "kind": card.kind, "name": card.title, "line": card.summary} for card in cards
        ],
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")) + "\n"
