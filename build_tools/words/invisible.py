"""Characters that show nothing: soft hyphens, fillers, joiners, marks of direction, variation selectors.

`count.UNSEEN` is another matter: what never divides a word, among which the fillers, being letters, are not.
"""

INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0"
)
"""As a character class of regular expressions."""
