"""What follows for object properties alone, by SPARQL on Oxigraph.

Inverses, symmetry, sub-properties and transitivity make of each property a SPARQL property path
over what is stated (`skos:broaderTransitive` is `(skos:broader|^skos:narrower|...)+`); one query
gives all that follows. A property chain is a sequence of such paths. HermiT gives the same (a test
compares them), in minutes instead of seconds where there are 10,000 concepts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import BlankNode, NamedNode, Quad, QuerySolutions, Store, Triple

from pipeline.validate.owl.axioms import TYPE
from pipeline.vocabulary import OWL, RDF, RDFS

_OBJECT = NamedNode(f"{OWL}ObjectProperty")
_SYMMETRIC = NamedNode(f"{OWL}SymmetricProperty")
_TRANSITIVE = NamedNode(f"{OWL}TransitiveProperty")
_INVERSE = NamedNode(f"{OWL}inverseOf")
_SUB = NamedNode(f"{RDFS}subPropertyOf")
_CHAIN = NamedNode(f"{OWL}propertyChainAxiom")
_FIRST, _REST = NamedNode(f"{RDF}first"), NamedNode(f"{RDF}rest")

# An object property, and whether it is read from object to subject.
_Role = tuple[NamedNode, bool]


def closure(store: Store) -> list[Triple]:
    """The property values between named things that follow and are not stated, in no order.

    That a thing is related to itself is left out: it says nothing that a reader could use. The
    store is left with all that follows.
    """
    roles = _Roles(quad.triple for quad in store)
    found: list[Triple] = []
    # What is transitive is found first, over what is stated; the others then need no repetition.
    names = sorted(roles.properties, key=lambda name: (name not in roles.transitive, str(name)))
    transitive = [name for name in names if name in roles.transitive]
    for name in transitive:
        found += _hold(store, name, roles.path(name))
        roles.found.add(name)
    # What a chain concludes may be a member of another, and then counts as stated.
    while new := [t for name, path in roles.chains() for t in _hold(store, name, path)]:
        found += new
        roles.stated.update(t.predicate for t in new)
        roles.found.clear()
        for name in transitive:
            if roles.rests_on_chain(name):
                found += _hold(store, name, roles.path(name))
            roles.found.add(name)
    for name in names[len(transitive) :]:
        found += _hold(store, name, roles.path(name))
        roles.found.add(name)
    return [
        t
        for t in found
        if t.subject != t.object
        and isinstance(t.subject, NamedNode)
        and isinstance(t.object, NamedNode)
    ]


def _hold(store: Store, name: NamedNode, path: str) -> list[Triple]:
    """Put into the store what a path gives for a property, and return what is new there."""
    if not path:
        return []
    query = (
        f"SELECT DISTINCT ?s ?o {{ ?s {path} ?o FILTER(!isLiteral(?s) && !isLiteral(?o)) "
        f"FILTER NOT EXISTS {{ ?s {name} ?o }} }}"
    )
    rows = cast("QuerySolutions", store.query(query))
    new = [Triple(row["s"], name, row["o"]) for row in rows]
    store.extend(Quad(t.subject, t.predicate, t.object) for t in new)
    return new


class _Roles:
    """The object properties of an ontology, and which follow from which."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._below: defaultdict[_Role, set[_Role]] = defaultdict(set)
        self.transitive: set[NamedNode] = set()
        self.stated: set[NamedNode] = set()
        self.found: set[NamedNode] = set()
        self.properties: list[NamedNode] = []
        said = list(triples)
        self._chains = _chains(said)
        for triple in said:
            subject, target = triple.subject, triple.object
            self.stated.add(triple.predicate)
            if not isinstance(subject, NamedNode) or not isinstance(target, NamedNode):
                continue
            if triple.predicate == TYPE and target == _OBJECT:
                self.properties.append(subject)
            elif triple.predicate == TYPE and target == _TRANSITIVE:
                self.transitive.add(subject)
            elif triple.predicate == TYPE and target == _SYMMETRIC:
                self._follows(subject, subject, turned=True)
            elif triple.predicate == _INVERSE:
                self._follows(subject, target, turned=True)
                self._follows(target, subject, turned=True)
            elif triple.predicate == _SUB:
                self._follows(target, subject, turned=False)

    def path(self, name: NamedNode) -> str:
        """The SPARQL property path of all that makes a property hold, or "" where nothing does."""
        is_transitive = name in self.transitive
        below = self._all_below((name, False))
        for other, turned in below:
            # The other way round of what is found already: skos:narrowerTransitive.
            if other in self.found and (name, turned) in self._all_below((other, False)):
                return f"{'^' if turned else ''}{other}"
        usable = self.stated if is_transitive else self.stated | self.transitive
        steps = [f"{'^' if turned else ''}{part}" for part, turned in below if part in usable]
        return f"({'|'.join(steps)}){'+' if is_transitive else ''}" if steps else ""

    def chains(self) -> Iterator[tuple[NamedNode, str]]:
        """Each property that a chain gives, and the SPARQL property path of the chain."""
        for name, members in self._chains:
            steps = [(self.path(member), turned) for member, turned in members]
            if all(step for step, _ in steps):
                yield name, "/".join(f"{'^' if turned else ''}({step})" for step, turned in steps)

    def rests_on_chain(self, name: NamedNode) -> bool:
        """Whether a chain gives a property, or what it follows from."""
        below = {part for part, _ in self._all_below((name, False))}
        return any(concluded in below for concluded, _ in self._chains)

    def _follows(self, above: NamedNode, below: NamedNode, *, turned: bool) -> None:
        self._below[above, False].add((below, turned))
        self._below[above, True].add((below, not turned))

    def _all_below(self, role: _Role) -> list[_Role]:
        seen, waiting = {role}, [role]
        while waiting:
            new = self._below[waiting.pop()] - seen
            seen |= new
            waiting.extend(new)
        return sorted(seen, key=str)


def _chains(triples: list[Triple]) -> list[tuple[NamedNode, list[_Role]]]:
    """The properties that chains conclude, each with its chain."""
    said: dict[tuple[object, NamedNode], object] = {
        (t.subject, t.predicate): t.object
        for t in triples
        if t.predicate in (_FIRST, _REST, _INVERSE) and isinstance(t.subject, BlankNode)
    }
    found = []
    for triple in triples:
        if triple.predicate == _CHAIN and isinstance(triple.subject, NamedNode):
            members: list[_Role] = []
            cell: object = triple.object
            while isinstance(cell, BlankNode):
                member = said[cell, _FIRST]
                # A member is a property, or `[ owl:inverseOf property ]`.
                turned = isinstance(member, BlankNode)
                members.append((cast("NamedNode", said.get((member, _INVERSE), member)), turned))
                cell = said[cell, _REST]
            found.append((triple.subject, members))
    return sorted(found, key=str)
