"""The true counts of one build, as the report and the closing summary give them."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from pipeline.publish.inputs import Build

KINDS = ("preferred", "alternative", "acronym", "hidden")


class Counts(Struct, frozen=True):
    """Numbers of a build; `labels` by (kind, language), `relations` by CURIE as published."""

    sources: int
    entries: int
    senses: int
    concepts: int
    top: int
    undefined: int
    decisions: int
    labels: dict[tuple[str, str], int]
    relations: dict[str, int]
    findings: dict[str, int]
    questions: int

    @property
    def stated_relations(self) -> int:
        """How many relations there are, each direction counted; a class is no relation."""
        return sum(n for curie, n in self.relations.items() if curie != "rdf:type")


def count(build: Build) -> Counts:
    """Count the concepts, what is said of them, and what is open."""
    concepts = build.concepts
    labels = [label for concept in concepts for label in concept.labels]
    relations = [relation for concept in concepts for relation in concept.relations]
    entries = [entry for reading in build.readings for entry in reading.entries]
    by_kind = Counter((label.kind, label.lang) for label in labels)
    return Counts(
        sources=len(build.readings),
        entries=len(entries),
        senses=sum(len(entry.senses) for entry in entries),
        concepts=len(concepts),
        top=sum(concept.top for concept in concepts),
        undefined=sum(not concept.definitions for concept in concepts),
        decisions=sum(label.decision is not None for label in labels)
        + sum(relation.decision is not None for relation in relations),
        labels=dict(sorted(by_kind.items(), key=lambda pair: _kind_key(pair[0]))),
        relations=dict(sorted(Counter(relation.predicate for relation in relations).items())),
        findings=dict(Counter(finding.severity for finding in build.verdict.findings)),
        questions=len(build.questions),
    )


def tally(counts: Counts) -> dict[str, int]:
    """The counts under flat names, to be compared with those of a release.

    `concepts`, `label preferred@fr`, `relation skos:broader`, `finding warning` and so on.
    """
    names = ("sources", "entries", "senses", "concepts", "top", "undefined", "decisions")
    return {
        **{name: getattr(counts, name) for name in (*names, "questions")},
        **{f"label {kind}@{language}": n for (kind, language), n in counts.labels.items()},
        **{f"relation {curie}": n for curie, n in counts.relations.items()},
        **{f"finding {severity}": n for severity, n in counts.findings.items()},
    }


def _kind_key(pair: tuple[str, str]) -> tuple[int, bool, str]:
    kind, language = pair
    return KINDS.index(kind), language != "fr", language
