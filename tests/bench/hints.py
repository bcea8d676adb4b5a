"""How good the hints of `markedcopy suggest` are, on corpora that people have labelled. They are not shipped.

    python -m tests.bench.hints babe FILE.csv     loaded words
    python -m tests.bench.hints polnear FOLDER    verbs of saying, and who says a direct quote

* BABE: github.com/Media-Bias-Group/Neural-Media-Bias-Detection-Using-Distant-Supervision-With-BABE, the file
  `data/final_labels_SG2.csv`. Each sentence has the words that most of its experts marked as biased.
* PolNeAR: github.com/networkdynamics/PolNeAR, the folders `data/dev` and `data/test`, each with `text` and
  `attributions`.

Half of the sentences of BABE (the first, third and so on) and the folder `dev` of PolNeAR are to tune on; the other
half and `test` are to report. Both halves are printed.
"""

from __future__ import annotations

import csv
import re
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.edit.hints import attributions, hints, loaded_words
from build_tools.edit.quotes import spoken
from build_tools.read.article import parse_article

_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def measures(right: int, found: int, wanted: int) -> str:
    """Precision, recall and their harmonic mean, in words and figures."""
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    mean = 2 * precision * recall / max(precision + recall, 1e-9)
    counts = f"{right} right of {found} found, {wanted} wanted"
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {mean:.3f} ({counts})"


def babe(path: Path) -> Iterator[str]:
    """Loaded words, word by word; and sentences, as biased when there is any."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    for name, part in (("tune", rows[::2]), ("report", rows[1::2])):
        right = found = wanted = 0
        hit = told = biased = 0
        for row in part:
            marked = {
                it.casefold()
                for phrase in re.findall(r"'([^']*)'|\"([^\"]*)\"", row["biased_words"])
                for it in _TOKEN.findall("".join(phrase))
            }
            text = row["text"]
            ours = {
                it.casefold()
                for hint in loaded_words(text)
                for it in _TOKEN.findall(text[hint.start : hint.end])
            }
            right += len(ours & marked)
            found += len(ours)
            wanted += len(marked)
            is_biased = row["label_bias"] == "Biased"
            hit += is_biased and bool(ours)
            told += bool(ours)
            biased += is_biased
        yield f"BABE, {name}: words: {measures(right, found, wanted)}"
        yield f"BABE, {name}: sentences: {measures(hit, told, biased)}; biased are {biased} of {len(part)}"


def polnear(folder: Path) -> Iterator[str]:
    """Cues of attributions that overlap ours, and speakers of direct quotes that overlap theirs."""
    for name in ("dev", "test"):
        cues = [0, 0, 0]
        quoted = [0, 0, 0]
        started, length = time.perf_counter(), 0
        for path in sorted((folder / name / "text").glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            length += len(text.split())
            labels = list(_labels(folder / name / "attributions", path.stem))
            theirs = [span for label in labels for span in label["Cue"]]
            ours = [(it.start, it.end) for it in attributions(text)]
            cues[0] += sum(_overlaps(span, theirs) for span in ours)
            cues[1] += len(ours)
            cues[2] += sum(_overlaps(span, ours) for span in theirs)
            cues.append(len(theirs))
            _count_speakers(text, labels, quoted)
        wanted = sum(cues[3:])
        precision, recall = cues[0] / cues[1], cues[2] / wanted
        yield (
            f"PolNeAR, {name}: cues: precision {precision:.3f} ({cues[0]} of {cues[1]}), recall {recall:.3f} "
            f"({cues[2]} of {wanted}), F1 {2 * precision * recall / (precision + recall):.3f}"
        )
        yield f"PolNeAR, {name}: speakers of direct quotes: {measures(*quoted)}"
        yield f"PolNeAR, {name}: {length} words in {time.perf_counter() - started:.2f} s"


def _count_speakers(text: str, labels: Iterable[dict[str, list[tuple[int, int]]]], quoted: list[int]) -> None:
    """Add for each quote that is labelled as somebody's: right, given by us, labelled."""
    for quote in spoken(text):
        label = next(
            (it for it in labels if it["Source"] and _overlaps((quote.start, quote.end), it["Content"])), None
        )
        if label is None:
            continue
        quoted[2] += 1
        quoted[1] += quote.speaker is not None
        quoted[0] += quote.speaker is not None and _overlaps(quote.speaker, label["Source"])


def _labels(folder: Path, stem: str) -> Iterator[dict[str, list[tuple[int, int]]]]:
    """The attributions of one annotator, the first by name."""
    path = min(folder.glob(f"{stem}_*.ann"), default=None)
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    spans: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        if line.startswith("T"):
            id, where, *_ = line.split("\t")
            pieces = where.partition(" ")[2].split(";")
            spans[id] = [(int(a), int(b)) for a, b in (piece.split() for piece in pieces)]
    for line in lines:
        if line.startswith("E"):
            roles = [role.split(":") for role in line.split("\t")[1].split()]
            found: dict[str, list[tuple[int, int]]] = {"Cue": [], "Source": [], "Content": []}
            for role, id in roles:
                key = role.rstrip("0123456789")
                if key in found:
                    found[key] += spans[id]
            yield found


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def speed(path: Path) -> str:
    """Seconds for 5,000 words of a text."""
    words = (path.read_text(encoding="utf-8-sig") + " ").split(" ")
    article = parse_article(" ".join((words * (5_000 // len(words) + 1))[:5_000]))
    started = time.perf_counter()
    hints(article, "en", ())
    return f"5,000 words in {time.perf_counter() - started:.2f} s"


if __name__ == "__main__":
    what = {"babe": babe, "polnear": polnear}.get(sys.argv[1]) if len(sys.argv) == 3 else None
    if what is None:
        sys.exit(__doc__)
    for line in what(Path(sys.argv[2])):
        print(line)
