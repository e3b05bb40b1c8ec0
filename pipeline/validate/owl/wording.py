"""Axioms and contradictions in French and English: wording.toml, filled in with names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode

from pipeline.validate.names import Names
from pipeline.validate.owl.axioms import TYPE, Axiom, is_general
from pipeline.validate.owl.rules import Term
from pipeline.vocabulary import OWL, RDF, RDFS, SKOS

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_FIRST, _REST = NamedNode(f"{RDF}first"), NamedNode(f"{RDF}rest")
LANGUAGES = ("fr", "en")


def message(
    kind: str,
    language: str,
    names: Names,
    terms: dict[str, Term | None],
    *,
    because: Sequence[tuple[str, Term | None]] = (),
    axioms: Iterable[Axiom] = (),
) -> str:
    """What is wrong and what to do, in one language, with the axioms that show it."""
    said = {key: _named(term, names, language) for key, term in terms.items()}
    for key, (how, role) in zip(("why_first", "why_second"), because, strict=False):
        template = _WORDS["because"].get(how, _WORDS["because"]["otherwise"])[language]
        said[key] = template.format(role=_named(role, names, language))
    said["axioms"] = in_words(axioms, names, language)
    return str(_WORDS[kind][language].format_map(said))


def in_words(axioms: Iterable[Axiom], names: Names, language: str) -> str:
    """The axioms as sentences: first what is stated of things, then what the ontology says."""
    stated: list[str] = []
    general: list[str] = []
    for axiom in axioms:
        (general if is_general(axiom) else stated).append(_axiom(axiom, names, language))
    words = _WORDS["axioms"]
    parts = (("stated", stated), ("ontology", general))
    return " ".join(
        words[key][language].format(list=words["between"][language].join(said))
        for key, said in parts
        if said
    )


def _axiom(axiom: Axiom, names: Names, language: str) -> str:
    # What a blank node begins is said by its last statement: `owl:members` of a disjointness.
    root = next((t for t in axiom if t.predicate.value == f"{OWL}members"), axiom[0])
    words = _WORDS["axioms"]
    key = _curie(root.predicate)
    if root.predicate == TYPE and _curie(root.object) in words:
        key = _curie(root.object)
    is_value = isinstance(root.object, Literal)
    template = words.get(key, words["value" if is_value else "link"])[language]
    return str(
        template.format(
            s=_shown(root.subject, axiom, names, language),
            # A verb in the sentence, not a name in quotes.
            p=_named(root.predicate, names, language).strip("«»“” "),
            o=_shown(root.object, axiom, names, language),
        )
    )


def _shown(term: object, axiom: Axiom, names: Names, language: str) -> str:
    """A term as it stands in a sentence; a class without a name by what makes it."""
    if isinstance(term, Literal) and term.datatype.value.endswith("Integer"):
        return term.value
    if not isinstance(term, BlankNode):
        return _named(term, names, language)
    said = {t.predicate: t.object for t in axiom if t.subject == term}
    words = _WORDS["classes"]
    if _FIRST in said:
        return _listed(term, axiom, names, language)
    for predicate, target in said.items():
        if _curie(predicate) in words:
            return str(
                words[_curie(predicate)][language].format(
                    p=_named(said.get(NamedNode(f"{OWL}onProperty")), names, language),
                    o=_shown(target, axiom, names, language),
                )
            )
    return str(words["other"][language])


def _listed(head: object, axiom: Axiom, names: Names, language: str) -> str:
    """The members of a list, joined by what the list stands for."""
    is_union = any(t.object == head and t.predicate.value == f"{OWL}unionOf" for t in axiom)
    between = _WORDS["classes"]["or" if is_union else "and"][language]
    members = []
    while isinstance(head, BlankNode):
        said = {t.predicate: t.object for t in axiom if t.subject == head}
        members.append(_shown(said[_FIRST], axiom, names, language))
        head = said[_REST]
    return str(between.join(members))


def _named(term: object, names: Names, language: str) -> str:
    """A name in quotes: of SKOS's terms ours, where the ontology has none."""
    if isinstance(term, NamedNode):
        words = _WORDS["skos"].get(term.value.removeprefix(SKOS), {})
        if language in words:
            return f"« {words[language]} »" if language == "fr" else f"“{words[language]}”"
    return names.shown(
        term if isinstance(term, NamedNode | BlankNode | Literal) else None, language
    )


def _curie(term: object) -> str:
    value = term.value if isinstance(term, NamedNode) else ""
    for prefix, namespace in (("owl", OWL), ("rdfs", RDFS), ("rdf", RDF)):
        if value.startswith(namespace):
            return f"{prefix}:{value.removeprefix(namespace)}"
    return value
