"""A shapes file: its constraints for the engine, its words for people."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
from msgspec import Struct

from pipeline.errors import ConfigurationError
from pipeline.model import Severity
from pipeline.turtle import load_turtle
from pipeline.validate.results import SEVERITIES
from pipeline.validate.views import VIEWS
from pipeline.vocabulary import RDF

SH = "http://www.w3.org/ns/shacl#"

_TYPE = pyoxigraph.NamedNode(f"{RDF}type")
_SHAPE = {pyoxigraph.NamedNode(f"{SH}NodeShape"), pyoxigraph.NamedNode(f"{SH}PropertyShape")}
_MESSAGE = pyoxigraph.NamedNode(f"{SH}message")
_SEVERITY = pyoxigraph.NamedNode(f"{SH}severity")
_SEVERITIES = {f"{SH}{severity.capitalize()}": severity for severity in SEVERITIES}


class Check(Struct, frozen=True):
    """One rule, as its shape says it."""

    iri: str
    severity: Severity
    names: dict[str, str]
    messages: dict[str, str]
    clauses: list[str]
    sources: list[str]
    restates: list[str]
    importers: list[str]
    comments: dict[str, str] = {}

    @property
    def name(self) -> str:
        """The last part of the IRI, by which people call the check."""
        return self.iri.rpartition("#")[2]


class Shapes(Struct, frozen=True):
    """One shapes file. `messages` and `severities` are keyed by the IRI of a shape.

    `constraints` are its triples without sh:message: an engine that filled in the messages itself
    would drop their language (pySHACL 0.40).
    """

    name: str
    path: Path
    constraints: list[pyoxigraph.Triple]
    messages: dict[str, dict[str, str]]
    severities: dict[str, Severity]
    checks: dict[str, Check] = {}


def load_shapes(path: Path) -> Shapes:
    """Read one shapes file.

    Raises ConfigurationError where it does not parse, has no shape, or has a shape that has no
    name (IRI), no severity, or no message in French and English.
    """
    triples = load_turtle(path)
    shapes = {t.subject for t in triples if t.predicate == _TYPE and t.object in _SHAPE}
    if not shapes:
        raise ConfigurationError(
            "the file holds no SHACL shape",
            where=str(path),
            remedy="declare each check as a sh:NodeShape or sh:PropertyShape",
        )
    messages: dict[str, dict[str, str]] = {}
    severities: dict[str, Severity] = {}
    for triple in triples:
        iri = getattr(triple.subject, "value", "")
        if triple.predicate == _MESSAGE and isinstance(triple.object, pyoxigraph.Literal):
            messages.setdefault(iri, {})[triple.object.language or ""] = triple.object.value
        elif triple.predicate == _SEVERITY and isinstance(triple.object, pyoxigraph.NamedNode):
            severity = _SEVERITIES.get(triple.object.value)
            if severity:
                severities[iri] = severity
    for shape in sorted(shapes, key=str):
        iri = getattr(shape, "value", "")
        named = isinstance(shape, pyoxigraph.NamedNode)
        if not (named and iri in severities and {"fr", "en"} <= messages.get(iri, {}).keys()):
            raise ConfigurationError(
                f"the shape {shape} lacks an IRI, a severity, or a message in French and English",
                where=str(path),
                remedy="give it an IRI, sh:severity, and sh:message in both languages",
            )
    return Shapes(
        name=path.stem,
        path=path,
        constraints=[t for t in triples if t.predicate != _MESSAGE],
        messages=messages,
        severities=severities,
        checks={iri: _check(iri, triples, messages, severities) for iri in severities},
    )


def _check(
    iri: str,
    triples: list[pyoxigraph.Triple],
    messages: dict[str, dict[str, str]],
    severities: dict[str, Severity],
) -> Check:
    said = [t for t in triples if getattr(t.subject, "value", "") == iri]

    def values(end: str) -> list[str]:
        return [getattr(t.object, "value", "") for t in said if t.predicate.value.endswith(end)]

    return Check(
        iri=iri,
        severity=severities[iri],
        names={
            t.object.language or "": t.object.value
            for t in said
            if t.predicate.value == f"{SH}name" and isinstance(t.object, pyoxigraph.Literal)
        },
        messages=messages[iri],
        clauses=values("#seeAlso"),
        sources=values("terms/source"),
        restates=values("#restates"),
        importers=[],
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
