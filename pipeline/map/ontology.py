"""What the hand-written ontology tells the map: classes, the nouns that lead to them, relations."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from msgspec import Struct

from pipeline.errors import ConfigurationError
from pipeline.map.words import fold, lemma, tokens
from pipeline.turtle import load_turtle
from pipeline.vocabulary import OWL, RDF, RDFS, SKOS, Vocabulary

# How the map's data write the prefix of the ontology, whatever a vocabulary calls it.
OURS = "rc"


class Ontology(Struct, frozen=True):
    """What schema.ttl and top-concepts.ttl say.

    `nouns`: genus noun or short phrase -> class CURIE, by the lemmas of its content words; `weak`
    and `empty` nouns by lemma; `inverses`: predicate CURIE -> the CURIE
    of its inverse, itself for a symmetric one; `tops`: class CURIE -> IRI of its top concept;
    `disjoint`: pairs of classes that nothing belongs to at once, both ways round; `top_labels`:
    the preferred labels of the top concepts (text, language) -> IRI; `contradicts`: the CURIE of
    the relation between entries that contradict each other; `domains` and `ranges`: relation
    CURIE -> the CURIEs of the classes of which its subject, or object, must have one; `prefix` that
    of its own terms; `rest`: the IRI of the top concept for what nothing places, "" where it waits.
    """

    triples: list[ox.Triple]
    top_triples: list[ox.Triple]
    nouns: dict[str, str]
    weak: frozenset[str]
    empty: frozenset[str]
    inverses: dict[str, str]
    tops: dict[str, str]
    disjoint: frozenset[tuple[str, str]]
    top_labels: dict[tuple[str, str], str]
    contradicts: str
    domains: dict[str, frozenset[str]]
    ranges: dict[str, frozenset[str]]
    prefix: str = OURS
    rest: str = ""

    def relation(self, written: str) -> str:
        """What this ontology calls a relation that the map's data write with `rc:`; the plain
        association where it has no such relation.
        """
        name = own_name(written, self.prefix)
        return name if name in self.inverses else "skos:related"


def load_ontology(project: Path, vocabulary: Vocabulary) -> Ontology:
    """Read ontology/schema.ttl and ontology/top-concepts.ttl.

    Raises ConfigurationError where one does not parse, the ontology has another version than the
    vocabulary, a noun leads to two classes, or a top concept has no class of its own.
    """
    schema = load_turtle(project / "ontology/schema.ttl")
    _check_version(schema, vocabulary)
    trunk = load_turtle(project / "ontology/top-concepts.ttl")
    nouns: dict[str, str] = {}
    for triple in _with(schema, vocabulary.term("genusNoun")):
        noun, name = _value(triple), _curie(triple.subject, vocabulary)
        for written in _written(noun):
            if nouns.setdefault(written, name) != name:
                raise ConfigurationError(
                    f"the noun “{noun}” leads to two classes ({nouns[written]} and {name})",
                    where="ontology/schema.ttl",
                    remedy="keep rc:genusNoun on one of them",
                )
    tops = {}
    for triple in _with(trunk, f"{RDF}type"):
        if _value(triple).startswith(f"{vocabulary.ontology}#"):
            tops[_curie(triple.object, vocabulary)] = _iri(triple.subject)
    missing = sorted(set(nouns.values()) - set(tops))
    if missing:
        raise ConfigurationError(
            f"the class {missing[0]} has no top concept",
            where="ontology/top-concepts.ttl",
            remedy="add a concept of that type",
        )
    return Ontology(
        schema,
        trunk,
        nouns,
        _lemmas(_with(schema, vocabulary.term("weakNoun"))),
        _lemmas(_with(schema, vocabulary.term("emptyNoun"))),
        relation_inverses(schema, vocabulary),
        tops,
        frozenset(
            pair
            for triple in _with(schema, f"{OWL}disjointWith")
            for one in [_curie(triple.subject, vocabulary)]
            for other in [_curie(triple.object, vocabulary)]
            for pair in ((one, other), (other, one))
        ),
        {
            (triple.object.value, triple.object.language or ""): _iri(triple.subject)
            for triple in _with(trunk, f"{SKOS}prefLabel")
            if isinstance(triple.object, ox.Literal)
        },
        f"{vocabulary.prefix}:contradicts",
        _ends(schema, f"{RDFS}domain", tops, vocabulary),
        _ends(schema, f"{RDFS}range", tops, vocabulary),
        vocabulary.prefix,
        _rest(schema, tops, vocabulary),
    )


def own_name(written: str, prefix: str) -> str:
    """A CURIE that the map's data write with `rc:` under the prefix of a vocabulary."""
    return f"{prefix}:{written[3:]}" if written.startswith(f"{OURS}:") else written


def _rest(schema: list[ox.Triple], tops: dict[str, str], vocabulary: Vocabulary) -> str:
    """The top concept for what no definition places, where the ontology names its class."""
    for triple in _with(schema, vocabulary.term("rest")):
        name = _curie(triple.object, vocabulary)
        if name not in tops:
            raise ConfigurationError(
                f"the class of the rest, {name}, has no top concept",
                where="ontology/top-concepts.ttl",
                remedy="add a concept of that type",
            )
        return tops[name]
    return ""


def _check_version(schema: list[ox.Triple], vocabulary: Vocabulary) -> None:
    version = vocabulary.version
    for name, expected in (("versionIRI", vocabulary.release(version)), ("versionInfo", version)):
        for triple in _with(schema, f"{OWL}{name}"):
            if _value(triple) != expected:
                raise ConfigurationError(
                    f"owl:{name} is {triple.object}, and the version in ontology/vocabulary.toml"
                    f" is {version}",
                    where="ontology/schema.ttl",
                    remedy=f"write {expected} here, or correct the version there",
                )


def _written(noun: str) -> set[str]:
    """A noun by its lemmas, and by itself where the dictionary takes it for a verb ("donnée")."""
    words = [token for token in tokens(noun) if not token.is_link]
    return {" ".join(word.lemma for word in words), " ".join(fold(word.text) for word in words)}


def _lemmas(triples: list[ox.Triple]) -> frozenset[str]:
    return frozenset(lemma(_value(triple)) for triple in triples)


def relation_inverses(schema: list[ox.Triple], vocabulary: Vocabulary) -> dict[str, str]:
    """The relations between concepts, each with its inverse: SKOS's own, and the sub-properties of
    `skos:related`.
    """
    inverses = {
        "skos:broader": "skos:narrower",
        "skos:narrower": "skos:broader",
        "skos:related": "skos:related",
    }
    typed = {
        _curie(triple.subject, vocabulary)
        for triple in _with(schema, f"{RDFS}subPropertyOf")
        if _value(triple) == f"{SKOS}related"
    }
    typed = {name for name in typed if name.startswith(f"{vocabulary.prefix}:")}
    for triple in _with(schema, f"{OWL}inverseOf"):
        first, second = _curie(triple.subject, vocabulary), _curie(triple.object, vocabulary)
        if first in typed and second in typed:
            inverses[first], inverses[second] = second, first
    for triple in _with(schema, f"{RDF}type"):
        name = _curie(triple.subject, vocabulary)
        if _value(triple) == f"{OWL}SymmetricProperty" and name in typed:
            inverses[name] = name
    return inverses


def _ends(
    schema: list[ox.Triple], predicate: str, tops: dict[str, str], vocabulary: Vocabulary
) -> dict[str, frozenset[str]]:
    """The classes that the domain, or range, of each relation names: itself or the members of its
    union. A domain that every concept is in says nothing here.
    """
    said: dict[tuple[object, str], object] = {
        (t.subject, t.predicate.value): t.object for t in schema
    }
    found: dict[str, frozenset[str]] = {}
    for triple in _with(schema, predicate):
        classes: list[object] = [triple.object]
        cell = said.get((triple.object, f"{OWL}unionOf"))
        while cell is not None and (cell, f"{RDF}first") in said:
            classes.append(said[cell, f"{RDF}first"])
            cell = said.get((cell, f"{RDF}rest"))
        names = frozenset(_curie(one, vocabulary) for one in classes) & tops.keys()
        if names:
            found[_curie(triple.subject, vocabulary)] = names
    return found


def _with(triples: list[ox.Triple], predicate: str) -> list[ox.Triple]:
    return [triple for triple in triples if triple.predicate.value == predicate]


def _value(triple: ox.Triple) -> str:
    term = triple.object
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else ""


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _curie(term: object, vocabulary: Vocabulary) -> str:
    """The CURIE of a term of the ontology, or the IRI of any other term as it is."""
    iri = _iri(term)
    base = f"{vocabulary.ontology}#"
    return f"{vocabulary.prefix}:{iri.removeprefix(base)}" if iri.startswith(base) else iri
