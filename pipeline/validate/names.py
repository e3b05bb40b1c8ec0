"""What a taxonomist calls the things of the graph: names for IRIs, in French and English."""

from __future__ import annotations

import pyoxigraph

from pipeline.vocabulary import DCTERMS, RDFS, SKOS

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal

# The first that is found names a thing.
NAMING = tuple(
    pyoxigraph.NamedNode(iri) for iri in (f"{SKOS}prefLabel", f"{DCTERMS}title", f"{RDFS}label")
)


class Names:
    """Names looked up in the default graph of a store when they are needed, then kept."""

    def __init__(self, store: pyoxigraph.Store, prefixes: dict[str, str]) -> None:
        self._store = store
        self._prefixes = prefixes
        self._found: dict[str, dict[str, str]] = {}

    def name(self, iri: str, language: str) -> str:
        """The name of a thing in a language, or else in French; empty where it has none."""
        if iri not in self._found:
            self._found[iri] = self._look_up(pyoxigraph.NamedNode(iri))
        names = self._found[iri]
        return names.get(language) or names.get("fr", "")

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

    def _look_up(self, thing: pyoxigraph.NamedNode) -> dict[str, str]:
        """The names of a thing by language tag."""
        names: dict[str, str] = {}
        for predicate in NAMING:
            stated: dict[str, str] = {}
            for quad in self._store.quads_for_pattern(
                thing, predicate, None, pyoxigraph.DefaultGraph()
            ):
                name = quad.object
                if isinstance(name, pyoxigraph.Literal) and name.language:
                    # Where a fault gives two, the smaller one, so that reports do not waver.
                    best = stated.get(name.language, name.value)
                    stated[name.language] = min(best, name.value)
            names = stated | names
        return names
