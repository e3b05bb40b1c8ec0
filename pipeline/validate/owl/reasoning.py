"""OWL DL consistency of the ontology and the vocabulary, and what follows from them."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct
from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple

from pipeline.validate.owl.axioms import TYPE, count_axioms, logical
from pipeline.validate.owl.closure import closure
from pipeline.validate.owl.hermit import Classified, classify
from pipeline.vocabulary import OWL, RDFS

_CLASS = NamedNode(f"{OWL}Class")
_ON_PROPERTY = NamedNode(f"{OWL}onProperty")
_HAS_VALUE = NamedNode(f"{OWL}hasValue")
_SUBCLASS = NamedNode(f"{RDFS}subClassOf")
_NOTHING = f"{OWL}Nothing"
_WITNESS = "urn:glossograph:witness:"


class Reasoning(Struct, frozen=True):
    """What the reasoner says: consistent or not, the classes that nothing can belong to, what
    follows and is not stated (sorted), how many axioms there are, how many of them the reasoner was
    given (the `logical` ones; the others are annotations), and how long it took.

    Types and superclasses are inferred by HermiT, property values by `closure`; a contradiction
    has no inferences, since everything follows from it.
    """

    consistent: bool
    unsatisfiable: list[str]
    inferred: list[Triple]
    axioms: int
    logical: int
    seconds: float


def reason(triples: Iterable[Triple]) -> Reasoning:
    """Ask HermiT whether the statements hold together, and what follows (OWL 2 direct semantics).

    Writes nothing but temporary files that it removes, and prints nothing. Raises StageError where
    Java or the reasoner fails.
    """
    start = time.monotonic()
    stated = list(triples)
    bearing = logical(stated)
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in bearing)
    linked = closure(store)
    found = _classify(bearing, linked)
    inferred: list[Triple] = []
    if found is not None:
        inferred = sorted([*linked, *_new_classes(found, set(stated))], key=str)
    return Reasoning(
        consistent=found is not None,
        unsatisfiable=_unsatisfiable(found) if found else [],
        inferred=inferred,
        axioms=count_axioms(stated),
        logical=count_axioms(bearing),
        seconds=time.monotonic() - start,
    )


def _classify(bearing: Sequence[Triple], linked: Iterable[Triple]) -> Classified | None:
    """The classification by HermiT, with what makes it quick and changes no answer.

    What follows anyway is given where a defined class asks for it (that a concept stands under a
    top concept), so that the reasoner does not guess; and a class without instances gets one, so
    that it need not be tried by itself. Where that contradicts, it may be for the witnesses.
    """
    by = {t.object for t in bearing if t.predicate == _ON_PROPERTY}
    asked = {t.object for t in bearing if t.predicate == _HAS_VALUE}
    lemmas = [t for t in linked if t.object in asked and t.predicate in by]
    witnesses = [
        Triple(NamedNode(f"{_WITNESS}{number}"), TYPE, NamedNode(iri))
        for number, iri in enumerate(_unpopulated(bearing))
    ]
    found = classify([*bearing, *lemmas, *witnesses])
    return found if found or not witnesses else classify([*bearing, *lemmas])


def _unpopulated(bearing: Iterable[Triple]) -> list[str]:
    """The classes without a stated instance, an instance of which would entail nothing else.

    That is so where no class expression speaks of the class or of what it falls under, so that a
    witness is linked to nothing.
    """
    declared: set[str] = set()
    populated: set[str] = set()
    spoken_of: set[str] = set()
    above: defaultdict[str, set[str]] = defaultdict(set)
    for triple in bearing:
        subject = triple.subject
        if isinstance(subject, Triple) or not isinstance(triple.object, NamedNode | BlankNode):
            continue
        target = triple.object.value
        if isinstance(subject, BlankNode):
            spoken_of.add(target)
        elif isinstance(triple.object, BlankNode):
            spoken_of.add(subject.value)
        elif triple.predicate == TYPE and triple.object == _CLASS:
            declared.add(subject.value)
        elif triple.predicate == TYPE:
            populated.add(target)
        else:
            # Any link to another class, whichever it is, is taken for one that may bind.
            above[subject.value].add(target)

    def is_free(iri: str, seen: frozenset[str] = frozenset()) -> bool:
        return iri not in spoken_of and all(
            is_free(other, seen | {iri}) for other in above[iri] - seen - {iri}
        )

    return sorted(iri for iri in declared - populated if is_free(iri))


def _unsatisfiable(found: Classified) -> list[str]:
    """The classes that are equivalent to owl:Nothing."""
    groups = [group for group in found.equivalents if _NOTHING in group]
    return sorted({iri for group in groups for iri in group} - {_NOTHING})


def _new_classes(found: Classified, stated: set[Triple]) -> list[Triple]:
    """The types and superclasses, direct or not, that are neither stated nor trivial."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in found.superclasses:
        above[one].add(other)
    for group in found.equivalents:
        for iri in group:
            above[iri].update(group)
    impossible = set(_unsatisfiable(found)) | {_NOTHING}
    triples = []
    for predicate, pairs in ((TYPE, found.types), (_SUBCLASS, found.superclasses)):
        for one, other in pairs:
            for iri in _reached(other, above):
                # owl:Thing is everything's class; a witness is ours; everything falls under
                # nothing's subclasses.
                if iri.startswith(OWL) or one.startswith((_WITNESS, OWL)) or one in impossible:
                    continue
                if iri != one:
                    triples.append(Triple(NamedNode(one), predicate, NamedNode(iri)))
    return sorted(set(triples) - stated, key=str)


def _reached(start: str, above: dict[str, set[str]]) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        new = above.get(waiting.pop(), set()) - seen
        seen |= new
        waiting.extend(new)
    return seen
