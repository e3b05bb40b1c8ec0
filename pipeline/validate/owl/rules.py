"""What follows from axioms by the rules of OWL 2 RL, each conclusion with its reasons.

Implements, of https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules,
the rules that an ontology of a vocabulary sets off: prp-dom, prp-rng, prp-symp, prp-trp, prp-spo1
and 2, prp-inv1 and 2, cls-hv1 and 2, cls-oo, cls-uni, cls-int2, cax-sco, cax-eqc. HermiT knows
more; this knows why.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.validate.owl.axioms import TYPE, Axiom
from pipeline.vocabulary import OWL, RDF, RDFS

Term = NamedNode | BlankNode | Literal
# Subject, predicate and object; a reason is another fact, or the number of an axiom.
Fact = tuple[Term, Term, Term]
Reasons = tuple["Fact | int", ...]

STATED, DOMAIN, RANGE, PLACE = "stated", "prp-dom", "prp-rng", "cls-hv2"
CHAIN = "prp-spo2"
_FIRST, _REST = NamedNode(f"{RDF}first"), NamedNode(f"{RDF}rest")
_NOT_FACTS = (OWL, RDFS)


class Derivations:
    """All facts, each with the ways it was found: by rule, its first reasons."""

    def __init__(self, axioms: Sequence[Axiom]) -> None:
        """Apply the rules to all axioms until nothing new follows."""
        self.axioms = axioms
        self.facts: dict[Fact, dict[str, Reasons]] = {}
        self.types: defaultdict[Term, set[Term]] = defaultdict(set)
        self.links: defaultdict[Term, defaultdict[Term, dict[Term, None]]] = _nested()
        self._back: defaultdict[Term, defaultdict[Term, dict[Term, None]]] = _nested()
        # Predicate of OWL or RDFS -> subject -> its objects, each with its axiom.
        self.said: defaultdict[str, defaultdict[Term, list[tuple[Term, int]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.kinds: defaultdict[str, dict[Term, int]] = defaultdict(dict)
        self._above: defaultdict[Term, list[tuple[Term, str, int]]] = defaultdict(list)
        # Predicate -> the chains that it is in: what each concludes, members, place, axiom.
        self._chains: defaultdict[Term, list[tuple[Term, list[Term], int, int]]] = defaultdict(list)
        self._values: defaultdict[tuple[Term, Term], list[tuple[Term, int]]] = defaultdict(list)
        self._valued: dict[Term, tuple[Term, Term, int]] = {}
        self._waiting: deque[Fact] = deque()
        self._read()
        while self._waiting:
            fact = self._waiting.popleft()
            for new, rule, reasons in self._following(*fact):
                self._add(new, rule, (fact, *reasons))

    def leaves(self, reasons: Reasons) -> list[int]:
        """The axioms that reasons come down to."""
        found, seen, waiting = set(), set(reasons), list(reasons)
        while waiting:
            reason = waiting.pop()
            if isinstance(reason, int):
                found.add(reason)
            else:
                first = next(iter(self.facts[reason].values()))
                waiting.extend(new for new in first if new not in seen)
                seen.update(first)
        return sorted(found)

    def ways(self, fact: Fact) -> Iterator[tuple[str, Reasons]]:
        """The rules that give a fact by reasons that do not rest on the fact itself."""
        for rule, reasons in self.facts[fact].items():
            if not self._rests_on(reasons, fact):
                yield rule, reasons

    def members(self, head: Term) -> list[Term]:
        """The members of an RDF list."""
        found = []
        while head in self.said["first"]:
            found.append(self.said["first"][head][0][0])
            head = self.said["rest"][head][0][0]
        return found

    def _rests_on(self, reasons: Reasons, fact: Fact) -> bool:
        seen, waiting = set(reasons), list(reasons)
        while waiting:
            reason = waiting.pop()
            if reason == fact:
                return True
            if not isinstance(reason, int):
                first = next(iter(self.facts[reason].values()))
                waiting.extend(new for new in first if new not in seen)
                seen.update(first)
        return False

    def _read(self) -> None:
        stated: list[tuple[Fact, int]] = []
        for number, axiom in enumerate(self.axioms):
            for triple in axiom:
                fact = _fact(triple)
                name = triple.predicate.value
                if triple.predicate in (_FIRST, _REST) or name.startswith(_NOT_FACTS):
                    self.said[name.rpartition("#")[2]][fact[0]].append((fact[2], number))
                elif triple.predicate == TYPE and str(triple.object).startswith(f"<{OWL}"):
                    self.kinds[str(triple.object)[len(OWL) + 1 : -1]][fact[0]] = number
                else:
                    stated.append((fact, number))
        self._prepare()
        for fact, number in stated:
            self._add(fact, STATED, (number,))
        for node, values in self.said["oneOf"].items():
            for head, number in values:
                for member in self.members(head):
                    self._add((member, TYPE, node), "cls-oo", (number,))

    def _prepare(self) -> None:
        for below, above, number in self.pairs("subClassOf"):
            self._above[below].append((above, "cax-sco", number))
        for one, other, number in self.pairs("equivalentClass"):
            self._above[one].append((other, "cax-eqc", number))
            self._above[other].append((one, "cax-eqc", number))
        for node, head, number in self.pairs("unionOf"):
            for member in self.members(head):
                self._above[member].append((node, "cls-uni", number))
        for node, head, number in self.pairs("intersectionOf"):
            for member in self.members(head):
                self._above[node].append((member, "cls-int2", number))
        for name, head, number in self.pairs("propertyChainAxiom"):
            members = self.members(head)
            for place, member in enumerate(members):
                self._chains[member].append((name, members, place, number))
        for node, value, number in self.pairs("hasValue"):
            for role, _ in self.said["onProperty"][node]:
                self._values[role, value].append((node, number))
                self._valued[node] = (role, value, number)

    def pairs(self, predicate: str) -> Iterator[tuple[Term, Term, int]]:
        """Subject, object and axiom of each statement with a predicate of OWL or RDFS."""
        for subject, said in self.said[predicate].items():
            for target, number in said:
                yield subject, target, number

    def _add(self, fact: Fact, rule: str, reasons: Reasons) -> None:
        known = self.facts.get(fact)
        if known is not None:
            known.setdefault(rule, reasons)
            return
        self.facts[fact] = {rule: reasons}
        self._waiting.append(fact)
        subject, predicate, target = fact
        if predicate == TYPE:
            self.types[subject].add(target)
        else:
            self.links[predicate][subject][target] = None
            self._back[predicate][target][subject] = None

    def _following(
        self, subject: Term, name: Term, target: Term
    ) -> Iterator[tuple[Fact, str, Reasons]]:
        if name == TYPE:
            for above, rule, number in self._above[target]:
                yield (subject, TYPE, above), rule, (number,)
            if target in self._valued:
                role, value, number = self._valued[target]
                yield (subject, role, value), "cls-hv1", (number,)
            return
        for node, number in self._values.get((name, target), ()):
            yield (subject, TYPE, node), PLACE, (number,)
        for above, number in self.said["subPropertyOf"].get(name, ()):
            yield (subject, above, target), "prp-spo1", (number,)
        for owner, number in self.said["domain"].get(name, ()):
            yield (subject, TYPE, owner), DOMAIN, (number,)
        if isinstance(target, Literal):
            return
        for owner, number in self.said["range"].get(name, ()):
            yield (target, TYPE, owner), RANGE, (number,)
        for other, number in self._inverses(name):
            yield (target, other, subject), "prp-inv", (number,)
        if name in self.kinds["SymmetricProperty"]:
            yield (target, name, subject), "prp-symp", (self.kinds["SymmetricProperty"][name],)
        if name in self.kinds["TransitiveProperty"]:
            yield from self._onwards(subject, name, target)
        yield from self._chained(subject, name, target)

    def _chained(
        self, subject: Term, name: Term, target: Term
    ) -> Iterator[tuple[Fact, str, Reasons]]:
        for above, members, place, number in self._chains.get(name, ()):
            after = list(self._walk(target, members[place + 1 :], self.links))
            for start, back in self._walk(subject, members[:place][::-1], self._back):
                before = [(one, role, other) for other, role, one in reversed(back)]
                for end, links in after:
                    yield (start, above, end), CHAIN, (*before, *links, number)

    def _walk(
        self,
        start: Term,
        roles: Sequence[Term],
        links: Mapping[Term, Mapping[Term, Iterable[Term]]],
    ) -> Iterator[tuple[Term, list[Fact]]]:
        """Where the roles lead to, one after the other, and by which links."""
        if not roles:
            yield start, []
            return
        for target in list(links.get(roles[0], {}).get(start, ())):
            for end, walked in self._walk(target, roles[1:], links):
                yield end, [(start, roles[0], target), *walked]

    def _onwards(
        self, subject: Term, name: Term, target: Term
    ) -> Iterator[tuple[Fact, str, Reasons]]:
        number = self.kinds["TransitiveProperty"][name]
        for other in list(self.links[name][target]):
            yield (subject, name, other), "prp-trp", ((target, name, other), number)
        for other in list(self._back[name][subject]):
            yield (other, name, target), "prp-trp", ((other, name, subject), number)

    def _inverses(self, name: Term) -> Iterable[tuple[Term, int]]:
        yield from self.said["inverseOf"].get(name, ())
        for one, other, number in self.pairs("inverseOf"):
            if other == name:
                yield one, number


def _fact(triple: Triple) -> Fact:
    subject, target = triple.subject, triple.object
    if isinstance(subject, Triple) or isinstance(target, Triple):
        raise TypeError(f"not a statement of RDF 1.1: {triple}")
    return subject, triple.predicate, target


def _nested() -> defaultdict[Term, defaultdict[Term, dict[Term, None]]]:
    return defaultdict(lambda: defaultdict(dict))
