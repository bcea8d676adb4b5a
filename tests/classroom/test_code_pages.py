"""What the class view takes the bytes of a Windows console for is what Python takes them for."""

from __future__ import annotations

import json
import re

from build_tools.site.assets import SOURCE


def test_every_byte_is_the_sign_that_python_reads() -> None:
    text = (SOURCE / "js" / "classroom" / "code_pages.js").read_text(encoding="utf-8")
    pages = re.findall(r'\["ibm(\d+)",\s*(".*?")', re.sub(r"\[\s+", "[", text))
    assert len(pages) == 10
    every = bytes(range(128, 256))
    for number, signs in pages:
        assert json.loads(signs) == every.decode(f"cp{number}", "replace"), number
