"""The words that readers see for kinds, lenses, stances and the parts of a note."""

from __future__ import annotations

from collections.abc import Mapping

TechniqueNames = Mapping[str, tuple[str, str]]
"""Of each technique, by id: its name, and that in a note of good practice or nothing."""

KIND_NAMES = {
    "sourcing": "Sourcing",
    "loaded-language": "Loaded language",
    "missing-context": "Missing context",
}
KIND_ASKS = {
    "sourcing": "Who says this, and how would they know?",
    "loaded-language": "Which word leans to one side? What would a plain word be?",
    "missing-context": "What would a fair reader have to know, and is not told?",
}
"""What a kind asks of a text, in plain words."""
LENSES = {
    "sourcing": ("speaking", "Who is speaking"),
    "loaded-language": ("wording", "Wording"),
    "missing-context": ("context", "Context"),
}
"""The lens that shows the notes of a kind: its name in addresses, and its label."""
STANCE_NAMES = {"concern": "Concern", "question": "Open question", "good-practice": "Good practice"}

PART_NAMES = {
    "observation": "On the page",
    "known": "On record elsewhere",
    "inference": "Why it may matter",
    "fair_reading": "A fair reading",
    "plain": "Plain wording",
    "missing": "Not told",
    "ask": "Ask yourself",
    "evidence": "Evidence",
    "confidence": "Confidence",
    "settled": "Talked over",
}
"""The heading of each part of a note, by its key, in the order of the page."""

USING_NAMES = {
    "practice": "Practice",
    "class": "Class view",
    "projector": "Projector",
    "sheet": "Student sheet",
    "key": "Discussion key",
    "leave-the-page": "Leave the page",
    "exit-ticket": "Exit ticket",
    "transfer": "Before and after",
    "talk": "Talk",
}
"""What a step of a lesson is done with, by its key."""
KEY_QUESTION_NAMES = {
    "authorship": "Authorship",
    "purpose": "Purpose",
    "economics": "Economics",
    "impact": "Impact",
    "response": "Response",
    "content": "Content",
    "techniques": "Techniques",
    "interpretations": "Interpretations",
    "context": "Context",
    "credibility": "Credibility",
}
"""The headings under which NAMLE groups its key questions about media."""
SIFT_NAMES = {
    "stop": "Stop",
    "investigate": "Investigate the source",
    "find": "Find better coverage",
    "trace": "Trace claims",
}
"""The four moves of SIFT."""
