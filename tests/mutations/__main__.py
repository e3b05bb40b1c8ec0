"""The detection table: `python -m tests.mutations [--places N]`; exits with 1 where one is missed."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from msgspec import Struct

from .injecting import Kind, added, caused, inject, kinds, named

PLACES = 5


class Tally(Struct):
    """How one kind of fault fared over all its places."""

    kind: Kind
    caught: int
    tried: int
    also: Counter[str]

    @property
    def false_alarms(self) -> list[str]:
        """Checks that spoke up although the fault does not concern them."""
        return sorted(self.also.keys() - caused(self.kind))

    @property
    def silent(self) -> list[str]:
        """Checks that kinds.toml says the fault concerns, and that never spoke up."""
        return sorted(set(self.kind.also) - self.also.keys())


def tally(kind: Kind, places: int) -> Tally:
    """Try a kind of fault at some places; the reasoner looks at the first, and at all OWL faults."""
    caught, also = 0, Counter[str]()
    for seed in range(1, places + 1):
        injection = inject(kind, seed)
        reasoner = seed == 1 or kind.check == "owl-consistency"
        faults = added(injection, reasoner=reasoner)
        caught += named(kind, injection, faults)
        also.update({check for check, *_ in faults} - {kind.check})
    return Tally(kind, caught, places, also)


def row(one: Tally) -> str:
    """A line of the table."""
    notes = [f"{check} ×{times}" for check, times in sorted(one.also.items())]
    notes += [f"FALSE ALARM: {check}" for check in one.false_alarms]
    notes += [f"SILENT: {check}" for check in one.silent if one.tried >= PLACES]
    kind = one.kind
    return (
        f"| {kind.group} | {kind.name} | {kind.check} | {one.caught}/{one.tried} "
        f"| {', '.join(notes) or '-'} |"
    )


def main() -> int:
    """Print the table; 1 where a fault was missed or a check cried out without cause."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument(
        "--places", type=int, default=PLACES, help="how many places per kind of fault"
    )
    places = parser.parse_args().places
    sys.stdout.write("| group | fault | check | caught | also reported |\n|---|---|---|---|---|\n")
    tallies = []
    for kind in kinds():
        one = tally(kind, places)
        tallies.append(one)
        sys.stdout.write(row(one) + "\n")
        sys.stdout.flush()
    bad = [one for one in tallies if one.caught < one.tried or one.false_alarms]
    if places >= PLACES:  # with fewer, a check may be silent by chance
        bad += [one for one in tallies if one.silent and one not in bad]
    caught, tried = sum(one.caught for one in tallies), sum(one.tried for one in tallies)
    sys.stdout.write(
        f"\n{len(tallies)} kinds of fault, {tried} injected (seeds 1 to {places} for each kind), "
        f"{caught} caught by the check that names them, {len(bad)} kinds amiss\n"
    )
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
