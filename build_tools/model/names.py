"""The words that readers see for kinds, lenses and stances."""

from __future__ import annotations

KIND_NAMES = {
    "sourcing": "Sourcing",
    "loaded-language": "Loaded language",
    "missing-context": "Missing context",
}
LENSES = {
    "sourcing": ("speaking", "Who is speaking"),
    "loaded-language": ("wording", "Wording"),
    "missing-context": ("context", "Context"),
}
"""The lens that shows the notes of a kind: its name in addresses, and its label."""
STANCE_NAMES = {"concern": "Concern", "question": "Open question", "good-practice": "Good practice"}
