"""Finished pages handed to a site generator."""
