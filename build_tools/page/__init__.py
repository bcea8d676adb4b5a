"""One article as a finished page."""
