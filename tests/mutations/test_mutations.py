"""Each kind of fault is caught by the check that names it, and nothing else cries out."""

from __future__ import annotations

import pytest

from .injecting import Kind, added, caused, inject, kinds, named

# One kind of each group; `make test-mutations` tries them all, at several places.
ONE_OF_EACH = list({kind.group: kind for kind in kinds()}.values())


@pytest.mark.parametrize("kind", ONE_OF_EACH, ids=lambda kind: kind.name)
def test_a_fault_is_caught_by_the_check_that_names_it_and_causes_nothing_else(kind: Kind) -> None:
    injection = inject(kind, seed=1)
    reasoner = kind.check == "owl-consistency"
    faults = added(injection, reasoner=reasoner)
    assert named(kind, injection, faults), f"{injection.row} -> {sorted(faults)}"
    assert {check for check, *_ in faults} <= caused(kind)


def test_there_are_at_least_forty_kinds_over_all_groups() -> None:
    assert len({kind.name for kind in kinds()}) == len(kinds()) >= 40
    assert {kind.group for kind in kinds()} >= {
        "labels", "hierarchy", "mappings", "schemes", "IRIs", "languages", "OWL types",
    }  # fmt: skip
