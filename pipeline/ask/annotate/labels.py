"""The labels to look for: the living concepts' own, and those of the gone that have a successor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
from msgspec import Struct

from pipeline.errors import InputError, StageError
from pipeline.vocabulary import DCTERMS, OWL, RDF, SKOS, Vocabulary

# In the order in which one is preferred where several of a concept are the same.
KINDS = ("preferred", "acronym", "alternative", "hidden")


class Label(Struct, frozen=True):
    """A label, and the concept that it leads to: `replaces` is the gone one that bore it, or ""."""

    text: str
    language: str
    kind: str
    concept: str
    replaces: str = ""


class Labels(Struct, frozen=True):
    """All labels, sorted, and what each concept is called in the vocabulary's language."""

    labels: list[Label]
    names: dict[str, str]


def published_labels(output: Path, vocabulary: Vocabulary) -> Labels:
    """Read the labels from the published Turtle.

    Raises StageError where nothing was published or the file is damaged.
    """
    path = output / f"{vocabulary.name}.ttl"
    try:
        return read_labels(ox.parse(path=path, format=ox.RdfFormat.TURTLE), vocabulary)
    except FileNotFoundError:
        raise StageError(
            "nothing was published here yet", where=str(path), remedy="run `make` first"
        ) from None
    except SyntaxError as error:
        raise StageError(
            f"not a published vocabulary ({error})", where=str(path), remedy="run `make publish`"
        ) from None


def read_labels(statements: Iterable[ox.Quad | ox.Triple], vocabulary: Vocabulary) -> Labels:
    """The labels that statements give to concepts.

    A concept that is gone lends its labels to the living ones at the end of its successors; without
    any it lends none, and neither does a label that a living concept bears itself.
    """
    kinds = {
        f"{SKOS}prefLabel": "preferred",
        f"{SKOS}altLabel": "alternative",
        f"{SKOS}hiddenLabel": "hidden",
        vocabulary.expand(f"{vocabulary.prefix}:acronym"): "acronym",
    }
    said: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    concepts: set[str] = set()
    gone: set[str] = set()
    successors: dict[str, list[str]] = defaultdict(list)
    for statement in statements:
        predicate, value = statement.predicate.value, statement.object
        if not isinstance(statement.subject, ox.NamedNode):
            continue
        subject = statement.subject.value
        if isinstance(value, ox.Literal):
            kind = kinds.get(predicate)
            if kind is not None:
                name = (value.value, value.language or vocabulary.language)
                said[subject][name] = min(said[subject].get(name, kind), kind, key=KINDS.index)
            elif predicate == f"{OWL}deprecated" and value.value in ("true", "1"):
                gone.add(subject)
        elif isinstance(value, ox.NamedNode):
            if predicate == f"{RDF}type" and value.value == f"{SKOS}Concept":
                concepts.add(subject)
            elif predicate == f"{DCTERMS}isReplacedBy":
                successors[subject].append(value.value)
    living = concepts - gone
    borne = {name for concept in living for name in said[concept]}
    labels = {Label(*name, kind, c) for c in living for name, kind in said[c].items()}
    labels |= {
        Label(*name, kind, successor, concept)
        for concept in concepts & gone
        for successor in _ends(concept, successors, living)
        for name, kind in said[concept].items()
        if name not in borne
    }
    names = {c: _name(said[c], c, vocabulary.language) for c in living}
    return Labels(sorted(labels, key=_order), names)


def in_language(labels: Labels, language: str) -> Labels:
    """The labels in one language, its regions included (`fr-CH` is `fr`).

    Raises InputError where there are none.
    """
    found = [one for one in labels.labels if _is_of(one.language, language)]
    if not found:
        tags = ", ".join(sorted({one.language for one in labels.labels}))
        raise InputError(
            f"the vocabulary has no labels in `{language}`",
            remedy=f"its languages are {tags}" if tags else "it has no labels at all",
        )
    return Labels(found, labels.names)


def _ends(concept: str, successors: dict[str, list[str]], living: set[str]) -> set[str]:
    """The living concepts at the end of the successors of one that is gone."""
    seen: set[str] = set()
    waiting = [concept]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += [] if one in living else successors.get(one, [])
    return seen & living


def _name(said: dict[tuple[str, str], str], concept: str, language: str) -> str:
    preferred = sorted(
        (tag != language, text) for (text, tag), kind in said.items() if kind == "preferred"
    )
    return preferred[0][1] if preferred else concept.rsplit("/", 1)[-1]


def _order(label: Label) -> tuple[str, ...]:
    return (label.text, label.language, label.kind, label.concept, label.replaces)


def _is_of(tag: str, language: str) -> bool:
    return tag.lower() == language.lower() or tag.lower().startswith(f"{language.lower()}-")
