"""The finders, a module for each subject; `catalogue.py` lists them all."""
