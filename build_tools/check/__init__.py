"""The rules, and what they are applied to."""
