"""Injecting one fault into the published vocabulary, and the findings that it adds."""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from pathlib import Path

import pyoxigraph
from msgspec import Struct, convert

from pipeline.graphs import GRAPHS, Graphs
from pipeline.validate.engines import run
from pipeline.validate.names import Names, Term
from pipeline.validate.owl import explain, reason
from pipeline.validate.results import Result
from pipeline.validate.shapes import Shapes, load_all_shapes
from pipeline.validate.views import view
from pipeline.vocabulary import load_vocabulary

PROJECT = Path(__file__).parents[2]
FILES = {
    "vocabulary": "relation-client.ttl",
    "ontology": "ontology.ttl",
    "sources": "sources.ttl",
    "evidence": "evidence.ttl",
    "dataset": "dataset.ttl",
}
PREFIXES = {
    "v": "https://w3id.org/relation-client/",
    "rc": "https://w3id.org/relation-client/ontology#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
_PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

# Check, focus, value and path of a result.
Fault = tuple[str, str, str, str]


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of fault, as kinds.toml describes it."""

    name: str
    group: str
    places: str
    update: str
    check: str
    focus: str
    graph: str = "vocabulary"
    also: list[str] = []


class Injection(Struct, frozen=True):
    """One fault at one place: the row that was drawn, and the graphs as it leaves them."""

    row: dict[str, Term]
    graphs: Graphs


def kinds() -> list[Kind]:
    """Every kind of fault, in the order of kinds.toml."""
    text = Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8")
    return convert(tomllib.loads(text)["kind"], list[Kind])


@cache
def published() -> Graphs:
    """The graphs of output/, as last published."""
    graphs: Graphs = {}
    for name in GRAPHS:
        content = (PROJECT / "output" / FILES[name]).read_bytes()
        quads = pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.TURTLE)
        graphs[name] = [quad.triple for quad in quads]
    return graphs


def inject(kind: Kind, seed: int) -> Injection:
    """Put the fault at a place drawn with this seed.

    Raises AssertionError where the vocabulary has no place for it, or it changes nothing.
    """
    rows = _places(kind.places)
    assert rows, f"there is no place for this fault: {kind.name}"
    row = random.Random(f"{kind.name} {seed}").choice(rows)
    update = re.sub(r"\$(\w+)", lambda found: str(row[found[1]]), kind.update)
    store = _store(published()[kind.graph])
    before = len(store), set(store)
    store.update(_PROLOGUE + update)
    assert (len(store), set(store)) != before, f"the fault changes nothing: {kind.name}"
    return Injection(row, {**published(), kind.graph: [quad.triple for quad in store]})


def found(graphs: Graphs, *, reasoner: bool) -> set[Fault]:
    """What the shapes report of the graphs, and the reasoner where it is asked."""
    vocabulary = load_vocabulary(PROJECT / "ontology" / "vocabulary.toml")
    everything = _store([triple for part in graphs.values() for triple in part])
    names = Names(everything, vocabulary.prefixes)
    results: list[Result] = []
    for shapes in _shapes():
        results += run(shapes, view(graphs, shapes.name), names)
    if reasoner:
        statements = [*graphs["ontology"], *graphs["vocabulary"]]
        if not reason(statements).consistent:
            results += explain(statements, names, vocabulary)
    return {_fault(result) for result in results}


@cache
def sound(reasoner: bool) -> frozenset[Fault]:
    """What is reported of the vocabulary as it is published."""
    return frozenset(found(published(), reasoner=reasoner))


def added(injection: Injection, *, reasoner: bool) -> set[Fault]:
    """What is reported of the injected graphs and not of the sound ones."""
    return found(injection.graphs, reasoner=reasoner) - sound(reasoner)


def named(kind: Kind, injection: Injection, faults: set[Fault]) -> bool:
    """Whether the check that names the fault reports it, at its place."""
    row = injection.row
    places = {_text(row[name]) if name in row else name for name in kind.focus.split()}
    return any(check == kind.check and focus in places for check, focus, _, _ in faults)


def caused(kind: Kind) -> set[str]:
    """The checks that may report this kind of fault: those named, and those that restate one."""
    checks = [check for shapes in _shapes() for check in shapes.checks.values()]
    restated = {c.name: {iri.rpartition("#")[2] for iri in c.restates} for c in checks}
    near = {one for one, others in restated.items() if kind.check in others}
    return {kind.check, *kind.also, *near, *restated.get(kind.check, ())}


def _fault(result: Result) -> Fault:
    value = "" if result.value is None else str(result.value)
    return (result.check, _text(result.focus), value, result.path)


def _text(term: Term) -> str:
    return str(term) if isinstance(term, pyoxigraph.BlankNode) else term.value


@cache
def _shapes() -> list[Shapes]:
    return load_all_shapes(PROJECT / "shapes")


@cache
def _places(
    query: str,
) -> list[dict[str, Term]]:
    store = _store([triple for part in published().values() for triple in part])
    solutions = store.query(_PROLOGUE + query)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    variables = [variable.value for variable in solutions.variables]
    rows = [dict(zip(variables, solution, strict=True)) for solution in solutions]
    return sorted(rows, key=str)


def _store(triples: list[pyoxigraph.Triple]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(*triple) for triple in triples)
    return store
