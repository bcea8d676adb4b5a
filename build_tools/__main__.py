"""`python -m build_tools` is `markedcopy`."""

from .cli.main import main

main(prog_name="markedcopy")
