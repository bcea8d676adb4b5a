"""Annotations that were made elsewhere: each format is read by a module of its own, and `drafts` makes notes of them."""
