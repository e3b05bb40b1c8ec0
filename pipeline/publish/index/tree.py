"""The systematic part: every concept under all that it stands under, its own tree once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from pipeline.model import Concept
from pipeline.publish.collation import collation_key
from pipeline.publish.index.reference import Reference, broader


class Branch(Struct, frozen=True):
    """One line of the tree, `depth` steps under its top concept.

    `also` are the other concepts that it stands under. Where `is_elsewhere`, what stands under it
    is shown at another place, once.
    """

    concept: Reference
    depth: int
    also: list[Reference]
    is_elsewhere: bool


def branches(concepts: Sequence[Concept], references: Mapping[str, Reference]) -> list[Branch]:
    """The lines of all trees, parents before children, brothers in the order of a dictionary.

    What stands under a concept is listed where the concept is first met; concepts of a loop, which
    no root leads to, come last, each with what is left to list.
    """
    ups = {c.iri: [up for up in broader(c) if up in references] for c in concepts}
    order = sorted(references, key=lambda iri: (collation_key(references[iri].name), iri))
    children: dict[str, list[str]] = {}
    for iri in order:
        for up in ups[iri]:
            children.setdefault(up, []).append(iri)
    lines: list[Branch] = []
    seen: set[str] = set()
    for root in [*(iri for iri in order if not ups[iri]), *order]:
        waiting: list[tuple[str, str, int]] = [] if root in seen else [(root, "", 0)]
        while waiting:
            iri, above, depth = waiting.pop()
            under = children.get(iri, [])
            is_elsewhere = iri in seen and bool(under)
            also = [references[up] for up in ups[iri] if up != above]
            lines.append(Branch(references[iri], depth, also, is_elsewhere))
            if iri not in seen:
                waiting.extend((child, iri, depth + 1) for child in reversed(under))
            seen.add(iri)
    return lines
