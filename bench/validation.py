"""The benchmark of validation: `python -m bench.validation` compares validators by size.

Each runs in a process of its own on a sound vocabulary. Seconds are medians over the repetitions
and leave out starting Python; memory is the peak of the resident set of the process, in MiB. A
validator that is not done within the limit is not asked for the larger sizes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from msgspec import Struct

from bench.run import growth, run
from bench.validators import VALIDATORS
from bench.vocabulary import write_vocabulary

SIZES = (1_000, 10_000, 100_000)
_LIMIT = 300


class Figure(Struct, frozen=True):
    """What one validator takes for one size: seconds, and MiB at the peak."""

    seconds: float
    memory: float


Figures = dict[tuple[str, int], Figure]


def measure(sizes: list[int], repeat: int, limit: int) -> Figures:
    """Time each validator on each size, as far as it goes within `limit` seconds."""
    figures: Figures = {}
    done = set(VALIDATORS)
    with tempfile.TemporaryDirectory(prefix="glossograph-bench-") as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.ttl"
            write_vocabulary(path, size)
            for name in [one for one in VALIDATORS if one in done]:
                sys.stderr.write(f"{size:,} concepts: {name} ...\n")
                figure = _measured(name, path, repeat, limit)
                if figure is None:
                    done.remove(name)
                else:
                    figures[name, size] = figure
    return figures


def _measured(name: str, path: Path, repeat: int, limit: int) -> Figure | None:
    command = [sys.executable, "-m", "bench.validators", name, str(path), str(limit)]
    try:
        runs = [run(command) for _ in range(repeat)]
    except RuntimeError:
        return None
    return Figure(
        median(float(one.said) for one in runs),
        median(one.memory for one in runs) * 1e6 / 2**20,
    )


def report(figures: Figures, sizes: list[int]) -> Iterator[str]:
    """The figures by size, their ratios to the engine's, and how the engine's grow."""
    head = f"{'concepts':>10}{'validator':>12}{'seconds':>10}{'MiB':>8}"
    yield f"{head}{'to engine':>11}{'to parse':>10}"
    for size in sizes:
        engine, parse = figures.get(("engine", size)), figures.get(("parse", size))
        for name in VALIDATORS:
            figure = figures.get((name, size))
            if figure is None:
                yield f"{size:>10,}{name:>12}{'-':>10}"
                continue
            ratios = [
                f"{figure.seconds / one.seconds:.2f}" if one else "-" for one in (engine, parse)
            ]
            yield (
                f"{size:>10,}{name:>12}{figure.seconds:>10.2f}{figure.memory:>8.0f}"
                f"{ratios[0]:>11}{ratios[1]:>10}"
            )
    measured = [size for size in sizes if ("engine", size) in figures]
    for what in ("seconds", "memory"):
        exponent = growth(measured, [getattr(figures["engine", size], what) for size in measured])
        shown = "-" if exponent is None else f"{exponent:.2f}"
        yield f"growth exponent of the engine, {what}: {shown}"


def main() -> None:
    """Measure the sizes asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.validation", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="concepts")
    parser.add_argument("--repeat", type=int, default=1, help="how often each is timed")
    parser.add_argument("--limit", type=int, default=_LIMIT, help="seconds for each")
    asked = parser.parse_args()
    sizes = sorted(asked.sizes)
    lines = report(measure(sizes, asked.repeat, asked.limit), sizes)
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
