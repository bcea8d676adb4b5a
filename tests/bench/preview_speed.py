"""How long it takes until a saved file shows in the preview: `python -m tests.bench.preview_speed [ROOT]`.

A copy of the project in ROOT, this one by default, is previewed with its own program. Each kind of file is saved five
times, and the page asked for until it has the new words. Prints for each kind the median and the longest time in
seconds, the processor time that all builds of that kind took, divided by five, and the load of the machine.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

SAVES = 5
PATIENCE = 40
SLUG = "putin-open-to-ukraine-talks"
ARTICLE = f"articles/{SLUG}/"

Change = Callable[[str, str], str]
KINDS: tuple[tuple[str, str, str, Change], ...] = (
    ("article's YAML", f"annotations/{SLUG}.yml", ARTICLE, lambda text, new: _in_summary(text, new)),
    ("note's YAML", f"annotations/{SLUG}/backchannel.yml", ARTICLE, lambda text, new: _in_gist(text, new)),
    ("article", f"docs/articles/{SLUG}.md", ARTICLE, lambda text, new: f"{text}\n{new}.\n"),
    (
        "technique",
        "docs/techniques/loaded-words.md",
        "techniques/loaded-words/",
        lambda text, new: f"{text}\n{new}.\n",
    ),
    ("other page", "docs/about/index.md", "about/", lambda text, new: f"{text}\n{new}.\n"),
    (
        "template",
        "build_tools/templates/articles.html",
        "articles/",
        lambda text, new: f"<p>{new}</p>\n{text}",
    ),
    (
        "style",
        "build_tools/assets/css/page.css",
        "assets/marked-copy.css",
        lambda text, new: f"{text}\n.{new} {{ color: red }}\n",
    ),
    ("mistake", f"annotations/{SLUG}.yml", "about/", lambda text, new: f"{text}\n{new}: [\n"),
    ("code", "build_tools/__init__.py", "", lambda text, new: f"{text}\n# {new}\n"),
)


def _in_summary(text: str, new: str) -> str:
    return text.replace("summary: >-\n", f"summary: >-\n  {new}\n", 1)


def _in_gist(text: str, new: str) -> str:
    lines = text.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("gist:"))
    lines[at] = (
        lines[at].rstrip("\n") + f" {new}\n" if not lines[at].rstrip().endswith((">-", "|")) else lines[at]
    )
    if new not in lines[at]:
        lines[at + 1] = lines[at + 1].rstrip("\n") + f" {new}\n"
    return "".join(lines)


@contextmanager
def previewed(root: Path) -> Iterator[tuple[str, int]]:
    """A preview of the project: its address, and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "build_tools.adapters.live", "-q", "-a", address]
    process = subprocess.Popen(command, cwd=root, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://{address}/", process.pid
    finally:
        process.terminate()
        process.wait()


def text_at(address: str) -> str:
    """What is there, or nothing as long as nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 # our own server
            text: bytes = answer.read()
    except urllib.error.HTTPError as error:
        text = error.read()
    except OSError:
        return ""
    return text.decode()


def seconds_until(address: str, words: str) -> float:
    """How long it takes until these words are there."""
    begun = time.monotonic()
    while words not in text_at(address):
        if time.monotonic() > begun + PATIENCE:
            raise SystemExit(f"{address} never had “{words}”")
        time.sleep(0.01)
    return time.monotonic() - begun


def processor_seconds(process: int) -> float:
    """What a process and all that it started have taken, as far as they have ended or are running (Linux)."""
    ticks = os.sysconf("SC_CLK_TCK")
    taken = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, fields = status.read_text().rpartition(")")
        except OSError:
            continue
        values = fields.split()
        if int(name.split()[0]) == process or int(values[1]) == process:
            taken += sum(map(int, values[11:15]))
    return taken / ticks


def main() -> None:
    """Measure, and print."""
    source = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).absolute()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "project")
        for part in ("docs", "annotations", "build_tools"):
            shutil.copytree(source / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(source / "mkdocs.yml", root)
        with previewed(root) as (address, process):
            print(f"start        {seconds_until(address, '</html>'):6.2f} s")
            for kind, path, page, change in KINDS:
                file = root / path
                text = file.read_text(encoding="utf-8")
                took: list[float] = []
                before = processor_seconds(process)
                for number in range(SAVES):
                    new = f"Saved{kind[:4].strip().title()}{number}"
                    file.write_text(change(text, new), encoding="utf-8")
                    if kind == "code":
                        time.sleep(0.2)
                        new = "</html>"
                    took.append(seconds_until(address + page, new))
                cost = (processor_seconds(process) - before) / SAVES
                load = os.getloadavg()[0]
                print(
                    f"{kind:16} median {median(took):5.2f} s, longest {max(took):5.2f} s, "
                    f"processor {cost:5.2f} s, load {load:.1f}",
                    flush=True,
                )
                file.write_text(text, encoding="utf-8")
                time.sleep(0.5)
                seconds_until(address + page, "")


if __name__ == "__main__":
    main()
