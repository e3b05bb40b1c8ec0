"""Why the statements contradict each other: results that name concept, axioms and what to do.

First what the rules of OWL 2 RL show, each put to HermiT: the axioms named contradict each other by
themselves, or it is not said. Where contradictions are left that no rule shows, HermiT alone is
asked for a minimal set of axioms.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from pyoxigraph import NamedNode, Triple

from pipeline.validate.names import Names
from pipeline.validate.owl.axioms import TYPE, Axiom, is_declaration, is_general, logical, split
from pipeline.validate.owl.clashes import Clash, clashes
from pipeline.validate.owl.hermit import first_inconsistent
from pipeline.validate.owl.justification import justify
from pipeline.validate.owl.rules import Term
from pipeline.validate.owl.wording import LANGUAGES, message
from pipeline.validate.results import Result
from pipeline.vocabulary import Vocabulary

CHECK = "https://w3id.org/glossograph/shapes#owl-consistency"
COMPONENT = "https://w3id.org/glossograph/shapes#OwlConsistencyConstraintComponent"

# Bounds: results of rules, sets asked of HermiT alone, Javas for one of them, and seconds for all.
_MOST, _MOST_JUSTIFIED, _CALLS, _SECONDS = 20, 3, 60, 120.0
_WITNESS = NamedNode("urn:glossograph:witness")


def explain(triples: Iterable[Triple], names: Names, vocabulary: Vocabulary) -> list[Result]:
    """The results that put an inconsistency of these statements into words; at least one."""
    axioms, background = _split(triples)
    found = clashes(axioms)
    chosen = _verified(_independent_first(found, axioms)[:_MOST], axioms, background)
    results = [_of_clash(clash, axioms, names, vocabulary) for clash in chosen]
    cleared = {n for clash in chosen for n in clash.axioms if not is_general(axioms[n])}
    # What no rule shows: the axioms left when the statements named so far are gone.
    cleared |= {n for clash in found for n in clash.axioms if not is_general(axioms[n])}
    deadline = time.monotonic() + _SECONDS
    for _ in range(_MOST_JUSTIFIED):
        left = [axiom for n, axiom in enumerate(axioms) if n not in cleared]
        if not _contradict(left, background):
            break
        numbers = justify(left, background, first_inconsistent, calls=_CALLS, deadline=deadline)
        if numbers is None:
            break
        justification = [left[number] for number in numbers]
        results.append(_of_justification(justification, names, vocabulary))
        cleared |= {n for n, axiom in enumerate(axioms) if axiom in justification}
    return results or [_result("unexplained", NamedNode(vocabulary.ontology), names, vocabulary)]


def explain_unsatisfiable(
    classes: Iterable[str], triples: Iterable[Triple], names: Names, vocabulary: Vocabulary
) -> list[Result]:
    """A result for each class that nothing can belong to, with the axioms that forbid it."""
    axioms, background = _split(triples)
    general = [axiom for axiom in axioms if is_general(axiom)]
    deadline = time.monotonic() + _SECONDS
    results = []
    for iri in classes:
        # A class is impossible where something in it contradicts.
        witness: Axiom = (Triple(_WITNESS, TYPE, NamedNode(iri)),)
        why: list[Axiom] = []
        for among in ([witness, *general], [witness, *axioms]):
            if _contradict(among, background):
                found = _verified(clashes(among)[:1], among, background)
                numbers = list(found[0].axioms) if found else None
                numbers = numbers or justify(
                    among, background, first_inconsistent, calls=_CALLS, deadline=deadline
                )
                why = [among[number] for number in numbers or () if among[number] != witness]
                break
        results.append(_result("unsatisfiable", NamedNode(iri), names, vocabulary, axioms=why))
    return results


def _split(triples: Iterable[Triple]) -> tuple[list[Axiom], list[Triple]]:
    """The axioms that can contradict, and the declarations that go with any of them."""
    axioms = split(logical(triples))
    background = [triple for axiom in axioms if is_declaration(axiom) for triple in axiom]
    return [axiom for axiom in axioms if not is_declaration(axiom)], background


def _independent_first(found: Sequence[Clash], axioms: Sequence[Axiom]) -> list[Clash]:
    """Those that share no statement with one before, then the others."""
    named: set[int] = set()
    first: list[Clash] = []
    later: list[Clash] = []
    for clash in found:
        own = {number for number in clash.axioms if not is_general(axioms[number])}
        (later if own & named else first).append(clash)
        named |= own
    return [*first, *later]


def _verified(
    found: Sequence[Clash], axioms: Sequence[Axiom], background: Sequence[Triple]
) -> list[Clash]:
    with ThreadPoolExecutor(2) as pool:
        sets = ([axioms[number] for number in clash.axioms] for clash in found)
        answers = pool.map(lambda chosen: _contradict(chosen, background), sets)
        return [clash for clash, is_so in zip(found, answers, strict=True) if is_so]


def _contradict(axioms: Iterable[Axiom], background: Sequence[Triple]) -> bool:
    statements = [*background, *(triple for axiom in axioms for triple in axiom)]
    return first_inconsistent([statements]) is not None


def _of_clash(
    clash: Clash, axioms: Sequence[Axiom], names: Names, vocabulary: Vocabulary
) -> Result:
    other = clash.because[0][1] if clash.because else None
    return _result(
        clash.kind,
        clash.focus,
        names,
        vocabulary,
        first=clash.first,
        second=clash.second,
        other=other,
        because=clash.because,
        axioms=[axioms[number] for number in clash.axioms],
    )


def _of_justification(axioms: Sequence[Axiom], names: Names, vocabulary: Vocabulary) -> Result:
    """About the thing of which most is stated, or else about the ontology."""
    about = [axiom[0].subject for axiom in axioms if not is_general(axiom)]
    named = [term for term in about if isinstance(term, NamedNode)]
    focus = max(sorted(named, key=str), key=about.count, default=NamedNode(vocabulary.ontology))
    return _result("justified", focus, names, vocabulary, axioms=axioms)


def _result(
    kind: str,
    focus: Term,
    names: Names,
    vocabulary: Vocabulary,
    *,
    first: Term | None = None,
    second: Term | None = None,
    other: Term | None = None,
    because: Sequence[tuple[str, Term | None]] = (),
    axioms: Sequence[Axiom] = (),
) -> Result:
    terms = {"this": focus, "first": first, "second": second, "other": other}
    is_relation = first is not None and not kind.startswith(("place", "types", "natures"))
    return Result(
        severity="violation",
        shape=CHECK,
        component=COMPONENT,
        focus=focus,
        path=str(first)[1:-1] if is_relation else "",
        value=second,
        messages={
            language: message(kind, language, names, terms, because=because, axioms=axioms)
            for language in LANGUAGES
        },
        label=names.name(focus.value, vocabulary.language),
    )
