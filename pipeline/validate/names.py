"""What a taxonomist calls the things of the graph: names for IRIs, in French and English."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph

from pipeline.vocabulary import DCTERMS, RDFS, SKOS, Vocabulary

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal

# The first that is found names a thing.
NAMING = tuple(
    pyoxigraph.NamedNode(iri) for iri in (f"{SKOS}prefLabel", f"{DCTERMS}title", f"{RDFS}label")
)


class Names:
    """Names read once from the statements of a build."""

    def __init__(self, triples: Iterable[pyoxigraph.Triple], vocabulary: Vocabulary) -> None:
        self._prefixes = vocabulary.prefixes
        self._names: dict[tuple[str, str], tuple[int, str]] = {}
        ranks = {predicate: rank for rank, predicate in enumerate(NAMING)}
        for triple in triples:
            rank = ranks.get(triple.predicate)
            subject, name = triple.subject, triple.object
            if rank is None or not isinstance(subject, pyoxigraph.NamedNode):
                continue
            if isinstance(name, pyoxigraph.Literal) and name.language:
                key = (subject.value, name.language)
                best = self._names.get(key)
                # Where a fault gives two, the smaller one, so that reports do not waver.
                self._names[key] = min(best, (rank, name.value)) if best else (rank, name.value)

    def name(self, iri: str, language: str) -> str:
        """The name of a thing in a language, or else in French; empty where it has none."""
        for tag in (language, "fr"):
            if (iri, tag) in self._names:
                return self._names[iri, tag][1]
        return ""

    def shown(self, term: Term | None, language: str) -> str:
        """A term as it stands in a sentence: a name in quotes, a short IRI, a text in quotes."""
        opening, closing = ("« ", " »") if language == "fr" else ("“", "”")
        if term is None:
            return ""
        if isinstance(term, pyoxigraph.NamedNode):
            name = self.name(term.value, language)
            return f"{opening}{name}{closing}" if name else self.short(term.value)
        if isinstance(term, pyoxigraph.Literal):
            if term.datatype.value.endswith(("#integer", "#decimal")):
                return term.value
            tag = f" ({term.language})" if term.language else ""
            return f"{opening}{term.value}{closing}{tag}"
        return str(term)

    def short(self, iri: str) -> str:
        """An IRI as a CURIE where a prefix of the project fits, else in angle brackets."""
        for prefix, namespace in self._prefixes.items():
            name = iri.removeprefix(namespace)
            if name != iri and name and "/" not in name:
                return f"{prefix}:{name}"
        return f"<{iri}>"
