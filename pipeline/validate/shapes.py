"""A shapes file: its constraints for the engine, its words for people."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from msgspec import Struct, field
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.errors import ConfigurationError
from pipeline.model import Severity
from pipeline.turtle import load_turtle
from pipeline.validate.results import SEVERITIES
from pipeline.validate.views import VIEWS
from pipeline.vocabulary import DCTERMS, RDF, RDFS

SH = "http://www.w3.org/ns/shacl#"
GS = "https://w3id.org/glossograph/shapes#"

_TYPE = NamedNode(f"{RDF}type")
_SHAPE = {NamedNode(f"{SH}NodeShape"), NamedNode(f"{SH}PropertyShape")}
_MESSAGE = NamedNode(f"{SH}message")
_PROGRAM = NamedNode(f"{GS}Program")
_SEVERITIES = {f"{SH}{severity.capitalize()}": severity for severity in SEVERITIES}

Subject = NamedNode | BlankNode | Triple

# What is said of one subject: predicate -> objects.
_Said = dict[str, list[NamedNode | BlankNode | Literal | Triple]]


class Check(Struct, frozen=True):
    """One rule, as its shape says it.

    `names`, `messages`, `comments` and `origins` are keyed by language. `clauses` are links to what
    the rule implements, `sources` the same as text, `origins` as a text in each language. Where a
    check that it `restates` (IRIs) reports the same focus, this one is no news. `importers` are the
    programs whose import it guards.
    """

    iri: str
    severity: Severity
    names: dict[str, str]
    messages: dict[str, str]
    clauses: list[str]
    sources: list[str]
    restates: list[str]
    importers: list[str]
    comments: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)

    def sources_in(self, language: str) -> list[str]:
        """What the rule implements, as texts for readers of a language."""
        return [*self.sources, *(text for tag, text in self.origins.items() if tag == language)]

    @property
    def name(self) -> str:
        """The last part of the IRI, by which people call the check."""
        return self.iri.rpartition("#")[2]


class Program(Struct, frozen=True):
    """An importing program: what it is called, what is known of its import, its checks (IRIs)."""

    names: dict[str, str]
    comments: dict[str, str]
    checks: list[str]


class Shapes(Struct, frozen=True):
    """One shapes file: `checks` by the IRI of their shape, `programs` by their short name.

    `constraints` are its triples without sh:message and without the programs: an engine that filled
    in the messages itself would drop their language (pySHACL 0.40).
    """

    name: str
    path: Path
    constraints: list[Triple]
    checks: dict[str, Check]
    programs: dict[str, Program] = field(default_factory=dict)

    def only(self, keep: Callable[[Check], bool]) -> Shapes:
        """The same file with the checks that are to be kept, and nothing of the others."""
        kept = {iri: check for iri, check in self.checks.items() if keep(check)}
        dropped = self.checks.keys() - kept.keys()
        return Shapes(
            name=self.name,
            path=self.path,
            constraints=_without(self.constraints, dropped),
            checks=kept,
            programs=self.programs,
        )


def load_shapes(path: Path) -> Shapes:
    """Read one shapes file.

    Raises ConfigurationError where it does not parse, has no shape, or has a shape that has no
    name (IRI), no severity, or no message in French and English. A gs:Program only lists checks
    (gs:hasCheck), and needs none of these.
    """
    triples = load_turtle(path)
    said: dict[Subject, _Said] = {}
    for triple in triples:
        properties = said.setdefault(triple.subject, {})
        properties.setdefault(triple.predicate.value, []).append(triple.object)
    programs = {t.subject for t in triples if t.predicate == _TYPE and t.object == _PROGRAM}
    shapes = {t.subject for t in triples if t.predicate == _TYPE and t.object in _SHAPE} - programs
    if not shapes:
        raise ConfigurationError(
            "the file holds no SHACL shape",
            where=str(path),
            remedy="declare each check as a sh:NodeShape or sh:PropertyShape",
        )
    checks = [_check(shape, said[shape], path) for shape in sorted(shapes, key=str)]
    return Shapes(
        name=path.stem,
        path=path,
        constraints=[t for t in triples if t.predicate != _MESSAGE and t.subject not in programs],
        checks={check.iri: check for check in checks},
        programs=dict(_program(said[iri]) for iri in sorted(programs, key=str)),
    )


def load_all_shapes(folder: Path) -> list[Shapes]:
    """Every shapes file of the project, in the order of VIEWS.

    Raises ConfigurationError where one is missing, unknown or unusable.
    """
    for path in sorted(folder.glob("*.ttl")):
        if path.stem not in VIEWS:
            raise ConfigurationError(
                "no stage runs this shapes file",
                where=str(path),
                remedy=f"put its shapes into one of {', '.join(f'{name}.ttl' for name in VIEWS)}",
            )
    return [load_shapes(folder / f"{name}.ttl") for name in VIEWS]


def _check(shape: Subject, said: _Said, path: Path) -> Check:
    severities = [_SEVERITIES[iri] for iri in _iris(said, f"{SH}severity") if iri in _SEVERITIES]
    messages = _texts(said, f"{SH}message")
    if not (isinstance(shape, NamedNode) and severities and {"fr", "en"} <= messages.keys()):
        raise ConfigurationError(
            f"the shape {shape} lacks an IRI, a severity, or a message in French and English",
            where=str(path),
            remedy="give it an IRI, sh:severity, and sh:message in both languages",
        )
    return Check(
        iri=shape.value,
        severity=severities[0],
        names=_texts(said, f"{SH}name"),
        messages=messages,
        clauses=_iris(said, f"{RDFS}seeAlso"),
        sources=_literals(said, f"{DCTERMS}source"),
        restates=_iris(said, f"{GS}restates"),
        importers=_literals(said, f"{GS}importer"),
        comments=_texts(said, f"{RDFS}comment"),
        origins=_texts(said, f"{DCTERMS}source"),
    )


def _program(said: _Said) -> tuple[str, Program]:
    names, comments = _texts(said, f"{SH}name"), _texts(said, f"{RDFS}comment")
    short = _literals(said, f"{GS}importer")
    return short[0], Program(names=names, comments=comments, checks=_iris(said, f"{GS}hasCheck"))


def _texts(said: _Said, predicate: str) -> dict[str, str]:
    """By language."""
    texts = [o for o in said.get(predicate, []) if isinstance(o, Literal)]
    return {text.language: text.value for text in texts if text.language}


def _literals(said: _Said, predicate: str) -> list[str]:
    """Those without a language."""
    texts = [o for o in said.get(predicate, []) if isinstance(o, Literal)]
    return [text.value for text in texts if not text.language]


def _iris(said: _Said, predicate: str) -> list[str]:
    return [o.value for o in said.get(predicate, []) if isinstance(o, NamedNode)]


def _without(triples: Iterable[Triple], dropped: Collection[str]) -> list[Triple]:
    """The triples but for the dropped subjects, and the blank nodes that only they lead to."""
    by_subject: dict[Subject, list[Triple]] = {}
    for triple in triples:
        by_subject.setdefault(triple.subject, []).append(triple)
    wanted: list[Subject] = [
        s for s in by_subject if isinstance(s, NamedNode) and s.value not in dropped
    ]
    kept = []
    for subject in wanted:  # grows while it is read
        for triple in by_subject[subject]:
            kept.append(triple)
            if isinstance(triple.object, BlankNode) and triple.object not in wanted:
                wanted.append(triple.object)
    return kept
