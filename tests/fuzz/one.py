"""One target in this process: `python -m tests.fuzz.one NAME [options of libFuzzer]`."""

from __future__ import annotations

import sys

import atheris


def main() -> None:
    """Fuzz the target named on the command line; only extraction is watched for coverage."""
    with atheris.instrument_imports(include=["pipeline.extract"]):
        from tests.fuzz.targets import TARGETS
    name, options = sys.argv[1], sys.argv[2:]
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
