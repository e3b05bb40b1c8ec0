"""Where the sources of a concept contradict each other, and what the vocabulary follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.ask.dataset import Dataset, iri
from pipeline.ask.explain.explanation import Contradiction, Disagreement, Reason, SaidDefinition
from pipeline.ask.explain.reasons import Reasons


def disagreements(
    dataset: Dataset,
    reasons: Reasons,
    concept: str,
    definitions: Sequence[SaidDefinition],
    say: Callable[[str], SaidDefinition],
) -> list[Disagreement]:
    """The groups of entries that contradict each other, one at least of them the concept's own.

    An entry contradicts the concept where it is its closeMatch, another entry where
    `rc:contradicts` says so. `definitions` are those of the concept; `say` gives that of another
    entry (its IRI).
    """
    own = {definition.entry.iri: definition for definition in definitions if definition.entry}
    kept = next((entry for entry, definition in own.items() if definition.kept), concept)
    edges = sorted(
        set(_contradictions(dataset, own))
        | {
            (entry, concept)
            for entry, said in own.items()
            if not said.kept and _close(said, dataset)
        }
    )
    groups: list[set[str]] = []
    for edge in edges:
        ends = {kept if end == concept else end for end in edge}
        touched = [group for group in groups if group & ends]
        groups = [group for group in groups if not group & ends] + [ends.union(*touched)]
    found = []
    for group in groups:
        entries = sorted(group, key=lambda entry: (entry != kept, entry not in own, entry))
        inside = [edge for edge in edges if edge[0] in group]
        found.append(
            Disagreement(
                [own.get(e) or say(e) for e in entries if e != concept],
                [_contradiction(dataset, reasons, concept, *edge) for edge in inside],
                own[kept].choice if kept in group and kept in own else Reason(),
            )
        )
    return sorted(found, key=lambda group: [side.entry_id for side in group.sides])


def _close(said: SaidDefinition, dataset: Dataset) -> bool:
    close = dataset.vocabulary.expand("skos:closeMatch")
    return said.mapping is not None and said.mapping.iri == close


def _contradictions(dataset: Dataset, own: dict[str, SaidDefinition]) -> Iterator[tuple[str, str]]:
    """The pairs of entries, in alphabetical order, one of them the concept's own."""
    contradicts = f"{dataset.vocabulary.prefix}:contradicts"
    for entry in own:
        others = [
            *dataset.links(entry, contradicts),
            *map(iri, dataset.bearers(contradicts, entry)),
        ]
        for other in others:
            yield (entry, other) if entry < other else (other, entry)


def _contradiction(
    dataset: Dataset, reasons: Reasons, concept: str, one: str, other: str
) -> Contradiction:
    if other == concept:
        reason = reasons.of(one, "skos:closeMatch", concept)
    else:
        name = f"{dataset.vocabulary.prefix}:contradicts"
        reason = reasons.of(one, name, other)
        if reason == Reason() or reason.follows:
            reason = reasons.of(other, name, one)
    return Contradiction(reasons.named(one), reasons.named(other), reason)
