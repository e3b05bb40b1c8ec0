"""`glossograph diff`: from two published vocabularies to the printed comparison."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pyoxigraph as ox

from pipeline.ask.diff.difference import compare
from pipeline.ask.diff.snapshot import read_snapshot
from pipeline.ask.diff.text import as_markdown, as_text
from pipeline.ask.wording import AskWording
from pipeline.errors import ConfigurationError
from pipeline.vocabulary import OWL, SKOS, load_vocabulary


def answer(project: Path, old: Path, new: Path, *, form: str) -> str:
    """What changed from one publication to another, ready to be printed.

    `form` is text or markdown (both in French) or json. The ontology of `project` gives the words
    for classes and relations. Raises StageError as `read_snapshot` does, ConfigurationError where
    the ontology does not parse.
    """
    vocabulary = load_vocabulary(project / "ontology" / "vocabulary.toml")
    before, after = read_snapshot(old, vocabulary), read_snapshot(new, vocabulary)
    difference = compare(before, after, vocabulary.language)
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(difference), indent=1).decode() + "\n"
    ontology = _ontology(project)
    write = as_markdown if form == "markdown" else as_text
    return write(difference, AskWording(vocabulary, ontology), _inverses(ontology))


def _ontology(project: Path) -> list[ox.Triple]:
    path = project / "ontology" / "schema.ttl"
    try:
        return [q.triple for q in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)]
    except FileNotFoundError:
        raise ConfigurationError(
            "the file does not exist", where=str(path), remedy="restore it from the last commit"
        ) from None
    except SyntaxError as error:
        raise ConfigurationError(
            f"not valid Turtle: {error.msg}", where=str(path), remedy="correct that line"
        ) from None


def _inverses(ontology: Sequence[ox.Triple]) -> dict[str, str]:
    """The inverse of each property, itself for a symmetric one, by IRI."""
    inverses = {f"{SKOS}related": f"{SKOS}related"}
    for triple in ontology:
        one, other = triple.subject, triple.object
        if not isinstance(one, ox.NamedNode) or not isinstance(other, ox.NamedNode):
            continue
        if triple.predicate.value == f"{OWL}inverseOf":
            inverses |= {one.value: other.value, other.value: one.value}
        if other.value == f"{OWL}SymmetricProperty":
            inverses[one.value] = one.value
    return inverses
