"""`python -m build_tools` is `markedcopy`."""

from .cli import main

main(prog_name="markedcopy")
