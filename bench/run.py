"""The benchmark: `python -m bench.run` prints how time and memory grow with the glossary.

Each stage runs in a process of its own. Seconds are medians over the repetitions; memory is the
peak of the resident set of that process, in MB of 1,000,000 bytes.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import linear_regression, median

from msgspec import Struct

from bench.glossary import WORDS, glossary, write_project

SIZES = (1_250, 2_500, 5_000, 10_000)
_FEW = 10
_GLOSSOGRAPH = [sys.executable, "-c", "from pipeline.cli import main; main()"]
_READERS = [sys.executable, "-m", "bench.readers"]
_HEAD = (
    "entries",
    "extract s",
    "MB",
    "map s",
    "s/1,000",
    "MB",
    "second reader s",
    "of map",
    "spaCy fr s",
    "map/spaCy",
)


class Run(Struct, frozen=True):
    """One process: wall-clock seconds, peak memory in MB, and what it wrote.

    Linux counts the memory of the process that started it as well, so this one must stay small.
    """

    seconds: float
    memory: float
    said: str


class Row(Struct, frozen=True):
    """The medians for one size."""

    size: int
    extract: float
    extract_memory: float
    map: float
    map_memory: float
    second_reader: float
    spacy: float


def run(command: list[str]) -> Run:
    """Run a command and wait for it; raises RuntimeError where it fails."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        redirected = [(os.POSIX_SPAWN_DUP2, said.fileno(), 1)]
        process = os.posix_spawn(command[0], command, os.environ, file_actions=redirected)
        _, status, usage = os.wait4(process, 0)
        seconds = time.perf_counter() - begun
        if status:
            raise RuntimeError(
                f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}"
            )
        said.seek(0)
        # Linux counts in units of 1,024 bytes.
        return Run(seconds, usage.ru_maxrss * 1024 / 1e6, said.read().decode("utf-8"))


def start_up(repeat: int) -> Row:
    """What a glossary of a few entries takes: starting Python and loading dictionary and model."""
    return measure(_FEW, repeat)


def measure(size: int, repeat: int) -> Row:
    """Build a glossary of `size` entries `repeat` times, and read it with each reader alone."""
    with tempfile.TemporaryDirectory(prefix="glossograph-bench-") as name:
        project = Path(name) / "project"
        write_project(project, size)
        at = ["--project", str(project), "--output", str(project / "output")]
        extracts = [run([*_GLOSSOGRAPH, "extract", *at]) for _ in range(repeat)]
        maps = [run([*_GLOSSOGRAPH, "map", *at]) for _ in range(repeat)]
        readers = {
            reader: median(
                float(run([*_READERS, reader, str(project)]).said) for _ in range(repeat)
            )
            for reader in ("second", "spacy")
        }
    return Row(
        size,
        median(one.seconds for one in extracts),
        median(one.memory for one in extracts),
        median(one.seconds for one in maps),
        median(one.memory for one in maps),
        readers["second"],
        readers["spacy"],
    )


def growth(sizes: Sequence[float], figures: Sequence[float]) -> float | None:
    """The exponent with which a figure grows with the size: the slope between their logarithms.

    1 is linear, 2 quadratic. None for a single size, or where a figure is lost in the noise.
    """
    if len(set(sizes)) < 2 or min(figures) <= 0:
        return None
    return linear_regression([math.log(n) for n in sizes], [math.log(f) for f in figures]).slope


def table(rows: Sequence[Row], floor: Row) -> str:
    """The figures by size, then how they grow, with the `floor` (the start-up) taken off, and the
    medians of the ratios.
    """
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEAD))]
    lines = [
        "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        for line in cells
    ]
    sizes = [row.size for row in rows]
    grown = {
        "extract": [row.extract - floor.extract for row in rows],
        "map": [row.map - floor.map for row in rows],
        "second reader": [row.second_reader for row in rows],
        "map without second reader": [row.map - floor.map - row.second_reader for row in rows],
        "memory of map": [row.map_memory - floor.map_memory for row in rows],
    }
    lines += ["", f"start-up: extract {floor.extract:.2f} s, map {floor.map:.2f} s"]
    for name, figures in grown.items():
        exponent = growth(sizes, figures)
        shown = "-" if exponent is None else f"{exponent:.2f}"
        lines.append(f"growth exponent without start-up, {name}: {shown}")
    share = median(row.second_reader / row.map for row in rows)
    ratio = median(row.map / row.spacy for row in rows)
    lines.append(f"median share of the second reader in map: {share:.0%}")
    lines.append(f"median ratio of map to spaCy's own French pipeline: {ratio:.2f}")
    return "\n".join(lines) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    return (
        f"{row.size:,}",
        f"{row.extract:.2f}",
        f"{row.extract_memory:.0f}",
        f"{row.map:.2f}",
        f"{1000 * row.map / row.size:.2f}",
        f"{row.map_memory:.0f}",
        f"{row.second_reader:.2f}",
        f"{row.second_reader / row.map:.0%}",
        f"{row.spacy:.2f}",
        f"{row.map / row.spacy:.2f}",
    )


def main() -> None:
    """Measure the sizes asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="entries per glossary")
    parser.add_argument("--repeat", type=int, default=1, help="how often each is timed")
    asked = parser.parse_args()
    try:
        glossary(max(asked.sizes))
    except ValueError as error:
        parser.error(str(error))
    floor, rows = start_up(asked.repeat), []
    for size in asked.sizes:
        sys.stderr.write(f"{size:,} definitions of {WORDS} words ...\n")
        rows.append(measure(size, asked.repeat))
    sys.stdout.write(table(rows, floor))


if __name__ == "__main__":
    main()
