"""What learning platforms ask of learners, kind by kind, and how: never for right or wrong."""

from __future__ import annotations

PROMPTS = {
    "sourcing": (
        "Who is speaking? Pick the phrases that show whose words these are, "
        "and those at which you would like to know it better."
    ),
    "loaded-language": (
        "Which words lean? Pick the phrases that could be said more plainly, "
        "and those that take care not to lean."
    ),
    "missing-context": (
        "What would a reader need to know? Pick the phrases at which something is not told, "
        "and those that tell what matters."
    ),
}
"""By kind. Good practice has notes too, so that each asks for both."""
