"""What people call a concept, a class or a source, made into its IRI."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from pipeline.ask.dataset import Dataset
from pipeline.ask.lookup import AmbiguousTermError, Match, matches
from pipeline.errors import StageError
from pipeline.map.words import fold
from pipeline.questions.binding import check_names
from pipeline.questions.question import Kind, Question


def resolve(question: Question, given: Mapping[str, str], dataset: Dataset) -> dict[str, str]:
    """The values for `bind`: where people name a concept, class or source, its IRI.

    Raises StageError as `check_names` and `matches` do, AmbiguousTermError (its listing one line
    per concept) where a name stands for several.
    """
    check_names(question, given)
    kinds = {parameter.name: parameter.kind for parameter in question.parameters}
    return {name: _resolved(kinds[name], value, dataset) for name, value in given.items()}


def _resolved(kind: Kind, value: str, dataset: Dataset) -> str:
    if kind == "concept":
        found = matches(dataset, value)
        if len(found) > 1:
            raise AmbiguousTermError(value, len(found), _listing(found))
        return found[0].iri
    if kind == "class":
        return _named(value, "class", _classes(dataset))
    if kind == "source":
        return _named(value, "source", _sources(dataset))
    return value


def _listing(found: list[Match]) -> str:
    return "".join(f"{match.name}\n  {match.iri}\n" for match in found)


def _named(value: str, kind: str, names: dict[str, list[str]]) -> str:
    """The one IRI with that name, in any case and accents; `names` by IRI."""
    wanted = fold(value.strip())
    found = [iri for iri, known in names.items() if value == iri or wanted in map(fold, known)]
    if len(found) == 1:
        return found[0]
    known = sorted({name for each in names.values() for name in each[:1]})
    problem = f"no {kind} is called `{value}`" if not found else f"`{value}` names several"
    raise StageError(problem, remedy=f"write one of {', '.join(known)}")


def _classes(dataset: Dataset) -> dict[str, list[str]]:
    """The classes of concepts, by IRI: what each is called."""
    prefix, base = dataset.vocabulary.prefix, dataset.vocabulary.term("")
    names = {}
    for term in dataset.bearers(
        "rdfs:subClassOf", ox.NamedNode(dataset.vocabulary.expand("skos:Concept"))
    ):
        if isinstance(term, ox.NamedNode) and term.value.startswith(base):
            local = term.value.removeprefix(base)
            labels = [label.value for label in dataset.literals(term, "rdfs:label")]
            names[term.value] = [dataset.name(term.value), *labels, local, f"{prefix}:{local}"]
    return names


def _sources(dataset: Dataset) -> dict[str, list[str]]:
    """The sources, by IRI: id, title."""
    base = dataset.vocabulary.source("")
    schemes = dataset.bearers(
        "rdf:type", ox.NamedNode(dataset.vocabulary.expand("skos:ConceptScheme"))
    )
    return {
        term.value: [term.value.removeprefix(base), dataset.name(term.value)]
        for term in schemes
        if isinstance(term, ox.NamedNode) and term.value.startswith(base)
    }
