"""`python -m tests.extract.scoring FOLDER`: how well glossaries never seen before are read.

FOLDER holds files with their `NAME.expected.jsonl` (see corpus/README.md). An entry is found where one
with the same headword, forgetting case, accents and signs, is extracted (a lost headword: with the
same definition); its boundaries are exact where headword and senses are equal to the letter.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from pipeline.errors import SourceError
from pipeline.extract.extraction import extract_content
from pipeline.extract.lines import letters
from tests.extract.test_corpus import as_expected, source_of

_SUFFIX = ".expected.jsonl"
Row = dict[str, Any]


class Score(Struct):
    """Entries expected, extracted, found and, of these, with exact boundaries."""

    expected: int = 0
    extracted: int = 0
    found: int = 0
    exact: int = 0

    def add(self, other: Score) -> None:
        """Count the entries of another score as well."""
        self.expected += other.expected
        self.extracted += other.extracted
        self.found += other.found
        self.exact += other.exact

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        whole = self.expected + self.extracted
        return 2 * self.found / whole if whole else 1.0

    @property
    def boundaries(self) -> float:
        """The share of the entries found whose boundaries are exact."""
        return self.exact / self.found if self.found else 1.0


def key(row: Row) -> str:
    """What an entry is recognised by."""
    if row["headword"]:
        return letters(row["headword"]) or str(row["headword"])
    return f"={letters(' '.join(row['senses']))}"


def score(expected: list[Row], extracted: list[Row]) -> Score:
    """How many of the expected entries were extracted."""
    held = Counter(map(key, expected)) & Counter(map(key, extracted))
    whole = Counter(map(_words, expected)) & Counter(map(_words, extracted))
    return Score(len(expected), len(extracted), held.total(), min(held.total(), whole.total()))


def _words(row: Row) -> str:
    return json.dumps([row["headword"], row["senses"]], ensure_ascii=False)


class Read(Struct):
    """What was read of one file: `how` names the layout and its confidence, or what was wrong."""

    path: Path
    score: Score
    how: str
    expected: list[Row]
    extracted: list[Row]


def score_folder(folder: Path) -> Iterator[Read]:
    """Every file of a folder that has its answers beside it."""
    for answers in sorted(folder.glob(f"*{_SUFFIX}")):
        stem = answers.name.removesuffix(_SUFFIX)
        (path,) = (p for p in folder.glob(f"{stem}.*") if not p.name.endswith(_SUFFIX))
        lines = answers.read_text(encoding="utf-8").splitlines()
        expected = [json.loads(line) for line in lines if line.strip()]
        try:
            done = extract_content(path.read_bytes(), source_of(path), where=path.name)
            extracted = [as_expected(entry) for entry in done.entries]
            how = f"{done.ledger.reader} {done.ledger.confidence:.2f}"
        except SourceError as error:
            extracted, how = [], str(error)[:120]
        yield Read(path, score(expected, extracted), how, expected, extracted)


def main() -> None:
    """Print a line a file, and the whole; with --differences what was read otherwise."""
    parser = argparse.ArgumentParser(prog="python -m tests.extract.scoring", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--differences", action="store_true", help="show them")
    asked = parser.parse_args()
    total = Score()
    for read in score_folder(asked.folder):
        one = read.score
        total.add(one)
        sys.stdout.write(
            f"{read.path.name:<40} F1 {one.f1:.3f}  exact {one.boundaries:.3f}  {one.found} of"
            f" {one.expected}, {one.extracted} extracted  {read.how}\n"
        )
        if asked.differences:
            _show(read)
    sys.stdout.write(f"all: F1 {total.f1:.3f}, boundaries exact {total.boundaries:.3f}\n")


def _show(read: Read) -> None:
    for mark, rows, others in (
        ("-", read.expected, read.extracted),
        ("+", read.extracted, read.expected),
    ):
        known = set(map(_words, others))
        for row in rows:
            if _words(row) not in known:
                sys.stdout.write(f"    {mark} {_words(row)[:300]}\n")


if __name__ == "__main__":
    main()
