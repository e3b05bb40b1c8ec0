"""An explorer in which one concept has all that a card can show, and more concepts than one block
holds the details of.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.model import Concept, Decision, Definition, Evidence, Label
from pipeline.publish.explorer.page import explorer_page
from pipeline.publish.inputs import read_build
from pipeline.publish.wording import Wording

from ..browsing import NASTY
from ..glossary import (
    DECISION,
    LOST,
    RAW,
    SECOND_RAW,
    VOCABULARY,
    concept,
    large_glossary,
    span,
    with_inverses,
    write_build,
)

SENTENCE = "Le VRM vise à inverser le concept du CRM."
WORDS = "inverser le concept"
LONG = "Une définition rédigée qui n'en finit pas. " * 40
HOSTILE = " ".join(NASTY)
VARIANTS = 60

_words = span(RAW, WORDS)
MARKED = Evidence(
    "essai/vrm", "essai", _words.start, _words.end, WORDS, "stated-inverse", confidence=0.9
)
_LOST = Evidence(
    "second/def-0123abcd",
    "second",
    LOST.start,
    LOST.end,
    SECOND_RAW[LOST.start : LOST.end],
    "closest-entry",
    0.6,
)


def write_rich_explorer(folder: Path) -> Path:
    """Writes the page; returns its file."""
    variants = [
        concept(f"variante-{n:02}", f"variante {n:02}", broader=["indicateur"])
        for n in range(VARIANTS)
    ]
    concepts = [
        _enriched(one) if one.iri == VOCABULARY.concept("net-promoter-score") else one
        for one in large_glossary()
    ]
    parents = [
        ("net-promoter-score", "skos:broader", p) for p in ("callbot", "perception", "regle")
    ]
    output = write_build(folder, with_inverses([*concepts, *variants], parents))
    _add_triples(output / "work" / "graph.trig")
    build = read_build(folder, output, curation=True)
    page = output / "explorer.html"
    text = explorer_page(build, Wording(build.vocabulary, build.graphs["ontology"]), b"")
    page.write_text(text, encoding="utf-8", newline="")
    return page


def _enriched(plain: Concept) -> Concept:
    name = "Net Promoter Score"
    decided = Decision("Camille", "2026-11-22", "usage courant", "ontology/curation/labels.tsv:3")
    hostile = msgspec.structs.replace(DECISION, author=HOSTILE, reason=HOSTILE, where=HOSTILE)
    measures = [
        msgspec.structs.replace(one, evidence=[MARKED]) if one.predicate == "rc:measures" else one
        for one in plain.relations
    ]
    return msgspec.structs.replace(
        plain,
        labels=[
            Label(name, "fr", "preferred", [MARKED, _LOST]),
            Label(name, "en", "preferred", [MARKED]),
            Label("NPS", "fr", "acronym", decision=decided),
            Label("taux net", "fr", "alternative", decision=hostile),
            Label("net promotor score", "fr", "hidden", decision=decided),
        ],
        relations=measures,
        entries=["essai/vrm", "second/def-0123abcd"],
        definitions=[Definition(SENTENCE, "fr", "essai/vrm"), Definition(LONG, "en", "")],
        notes=["Une note de la rédaction.", HOSTILE],
    )


def _add_triples(trig: Path) -> None:
    """An entry that contradicts our definition, and a concept that is gone."""
    skos, gone = VOCABULARY.prefixes["skos"], VOCABULARY.concept("disparu")
    entry, nps = VOCABULARY.source("second/def-0123abcd"), VOCABULARY.concept("net-promoter-score")
    with trig.open("a", encoding="utf-8", newline="") as file:
        file.write(
            f"\n<{VOCABULARY.graph('sources')}> {{ <{entry}> <{skos}closeMatch> <{nps}> . }}\n"
            f"<{VOCABULARY.graph('vocabulary')}> {{ <{gone}> a <{skos}Concept> ; "
            f'<{VOCABULARY.expand("owl:deprecated")}> true ; <{skos}prefLabel> "terme disparu"@fr ; '
            f"<{VOCABULARY.expand('dcterms:isReplacedBy')}> <{nps}> . }}\n"
        )
