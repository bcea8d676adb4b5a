"""Annotations that were made elsewhere: each format has a module that reads it, and `drafts` makes notes of them."""
