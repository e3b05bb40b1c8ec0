"""Whether the statements are SKOS at all, and the labels that SKOS-XL entails."""

from __future__ import annotations

from pyoxigraph import NamedNode, Store

from pipeline.errors import InputError
from pipeline.vocabulary import SKOS

_SKOS_XL = "http://www.w3.org/2008/05/skos-xl#"
_CLASSES = ("Concept", "ConceptScheme", "Collection", "OrderedCollection")
# Properties whose domain or range is one of these classes (SKOS Reference, S3 to S6, S19, S31).
_LINKS = (
    "inScheme",
    "hasTopConcept",
    "topConceptOf",
    *("broader", "narrower", "related", "broaderTransitive", "narrowerTransitive"),
    *("broadMatch", "narrowMatch", "relatedMatch", "exactMatch", "closeMatch"),
    *("member", "memberList"),
)

_IS_TYPED = f"""
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
ASK {{
    VALUES ?kind {{ {" ".join(f"<{SKOS}{name}>" for name in _CLASSES)} }}
    ?class rdfs:subClassOf* ?kind .
    ?thing a ?class .
}}"""

# The property chains of S55, S56 and S57, for what they do not entail in vain.
_PLAIN_LABELS = "; ".join(
    f"""INSERT {{ ?thing <{SKOS}{name}> ?text }} WHERE {{
    ?thing <{_SKOS_XL}{name}> ?label . ?label <{_SKOS_XL}literalForm> ?text }}"""
    for name in ("prefLabel", "altLabel", "hiddenLabel")
)


def refuse_what_is_no_skos(store: Store, where: str) -> None:
    """Raise InputError where no concept, scheme or collection is typed or linked as such."""
    linked = any(
        next(store.quads_for_pattern(None, NamedNode(SKOS + name), None), None) for name in _LINKS
    )
    if not linked and not store.query(_IS_TYPED):
        raise InputError(
            f"it is RDF, but no SKOS: no concept, scheme or collection among its {len(store)}"
            " statements",
            where=where,
            remedy=f"export it as SKOS, whose namespace is {SKOS}",
        )


def add_plain_labels(store: Store) -> None:
    """State the plain label that each SKOS-XL label entails (SKOS Reference, S55 to S57).

    To be used on a store that is checked, not on one that is written.
    """
    if next(store.quads_for_pattern(None, NamedNode(f"{_SKOS_XL}literalForm"), None), None):
        store.update(_PLAIN_LABELS)


def concepts(store: Store) -> int:
    """How many concepts there are."""
    type_ = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    return sum(1 for _ in store.quads_for_pattern(None, type_, NamedNode(f"{SKOS}Concept")))
