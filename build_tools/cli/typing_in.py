"""Text that is pasted into a terminal."""

from __future__ import annotations

import os


def typed(terminal: int) -> bytes:
    """What is typed or pasted into a terminal up to Ctrl+D.

    Terminals cut lines of more than 4,095 bytes where they let one correct them, and a paragraph may be longer.
    """
    import termios

    before = termios.tcgetattr(terminal)
    changed = termios.tcgetattr(terminal)
    changed[3] &= ~termios.ICANON
    changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0
    parts: list[bytes] = []
    try:
        termios.tcsetattr(terminal, termios.TCSANOW, changed)
        while b"\x04" not in (part := os.read(terminal, 65_536)) and part:
            parts.append(part)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    return b"".join([*parts, part.partition(b"\x04")[0]])
