"""`python -m tests.fuzz`: every target for its share of the time, each in a process of its own.

A target that crashes, hangs or grows leaves the input it did so on in `output/work/fuzz/`, and the
exit code is 1. Each find becomes a file in tests/extract/finds/, which `test_finds.py` reads.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.targets import TARGETS, seeds_of

_HANG, _MEMORY = 20, 2_000  # seconds for one input, MB for one process


def fuzz(target: str, seconds: int, seed: int, folder: Path) -> bool:
    """Whether `target` stood `seconds` of fuzzing; what it did not stand lies in `folder`."""
    inputs = folder / target / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(seeds_of(target)):
        (inputs / f"seed-{number:03}").write_bytes(content)
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.one",
        target,
        str(inputs),
        f"-max_total_time={seconds}",
        f"-timeout={_HANG}",
        f"-rss_limit_mb={_MEMORY}",
        f"-seed={seed}",
        "-max_len=65536",
        f"-artifact_prefix={folder / target}/",
        "-print_final_stats=1",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = [line.split() for line in done.stderr.splitlines() if line.startswith("stat::")]
    stats = {line[0]: line[-1] for line in told}
    runs = stats.get("stat::number_of_executed_units:", "?")
    peak = stats.get("stat::peak_rss_mb:", "?")
    verdict = "ok" if done.returncode == 0 else f"FAILED ({done.returncode})"
    sys.stdout.write(f"{target:<28} {runs:>9} runs {peak:>6} MB  {verdict}\n")
    sys.stdout.flush()
    if done.returncode:
        (folder / target / "said.txt").write_text(done.stderr, encoding="utf-8")
        sys.stdout.write("\n".join(done.stderr.splitlines()[-25:]) + "\n")
    return done.returncode == 0


def main() -> None:
    """Fuzz all targets, or those named, and say what each stood."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", help=f"some of {', '.join(TARGETS)}")
    parser.add_argument("--seconds", type=int, default=600, help="of all processes together")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if unknown := sorted(set(asked.targets) - set(TARGETS)):
        parser.error(f"there is no target {unknown[0]}; choose from {', '.join(TARGETS)}")
    targets = asked.targets or list(TARGETS)
    share = max(1, asked.seconds // len(targets))
    folder = Path("output/work/fuzz").resolve()
    with ThreadPoolExecutor(asked.jobs) as pool:
        stood = list(pool.map(lambda one: fuzz(one, share, asked.seed, folder), targets))
    sys.exit(0 if all(stood) else 1)


if __name__ == "__main__":
    main()
