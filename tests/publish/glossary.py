"""A project folder as the stages before publish leave it: small by hand, or the size of life.

Every helper of the publish tests starts here; the texts are made up for the tests.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import msgspec
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, serialize

from pipeline.files import write_bytes, write_json, write_lines, write_text
from pipeline.model import (
    LEDGER_KINDS,
    Concept,
    Decision,
    Definition,
    Entry,
    Evidence,
    Headword,
    Label,
    Ledger,
    Question,
    Relation,
    Remark,
    Sense,
    Span,
)
from pipeline.vocabulary import XSD, Vocabulary, load_vocabulary

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
VOCABULARY = load_vocabulary(PROJECT / "ontology" / "vocabulary.toml")
INVERSES = {
    "skos:broader": "skos:narrower",
    "rc:measures": "rc:measuredBy",
    "rc:partOf": "rc:hasPart",
    "rc:usedFor": "rc:supportedBy",
    "rc:influences": "rc:influencedBy",
    "rc:basedOn": "rc:basisOf",
    "rc:inverseApproachOf": "rc:inverseApproachOf",
    "skos:related": "skos:related",
}
LABEL_PREDICATES = {
    "preferred": "skos:prefLabel",
    "alternative": "skos:altLabel",
    "acronym": "rc:acronym",
    "hidden": "skos:hiddenLabel",
}
CLASSES = {
    "Indicator": "indicateur",
    "Channel": "canal",
    "Technology": "technologie",
    "Approach": "approche",
    "Process": "processus",
    "Actor": "acteur",
    "Organisation": "organisation",
    "Programme": "programme",
    "Information": "information",
    "Perception": "perception",
    "Rule": "règle",
    "Behaviour": "comportement",
}
RAW = "Accueil\n\nVRM\n\nLe VRM vise à inverser le concept du CRM.\n\nCarte de fidélité payante\n"
SECOND_RAW = "Quelques mots <b>sur</b> la relation | client\n\nUne définition sans titre.\n"
DECISION = Decision("équipe de curation", "2026-11-22", "place évidente", "ontology/curation/x:3")


def span(raw: str, words: str) -> Span:
    """Where words stand in a raw text."""
    start = raw.index(words)
    return Span(start, start + len(words))


SENSE = span(RAW, "Le VRM vise à inverser le concept du CRM.")
LOST = span(SECOND_RAW, "Une définition sans titre.")
EVIDENCE = Evidence(
    "essai/vrm", "essai", SENSE.start, SENSE.end, RAW[SENSE.start : SENSE.end], "stated", 0.9
)


def concept(
    slug: str,
    fr: str,
    *,
    labels: list[Label] | None = None,
    broader: list[str] | None = None,
    kind: str = "",
    definition: str = "",
    entries: list[str] | None = None,
) -> Concept:
    """One concept with its French label; `broader` are slugs, `kind` the local name of a class."""
    relations = [
        Relation("skos:broader", VOCABULARY.concept(slug_), decision=DECISION)
        for slug_ in broader or []
    ]
    if kind:
        relations.append(Relation("rdf:type", VOCABULARY.term(kind), evidence=[EVIDENCE]))
    return Concept(
        iri=VOCABULARY.concept(slug),
        labels=[Label(fr, "fr", "preferred", evidence=[EVIDENCE]), *(labels or [])],
        entries=entries or [],
        relations=relations,
        definitions=[Definition(definition, "fr", (entries or [""])[0])] if definition else [],
        top=not broader,
    )


def with_inverses(concepts: list[Concept], stated: list[tuple[str, str, str]]) -> list[Concept]:
    """Adds relations (slug, CURIE, slug), all inverses and the plain skos:related of typed ones."""
    found: dict[str, list[Relation]] = {c.iri: list(c.relations) for c in concepts}
    for subject, predicate, target in stated:
        found[VOCABULARY.concept(subject)].append(
            Relation(predicate, VOCABULARY.concept(target), evidence=[EVIDENCE])
        )
    derived: list[tuple[str, str, str]] = []
    for iri, relations in found.items():
        for relation in relations:
            if relation.predicate in INVERSES:
                derived.append((relation.object, INVERSES[relation.predicate], iri))
            if relation.predicate.startswith("rc:"):
                derived.append((iri, "skos:related", relation.object))
                derived.append((relation.object, "skos:related", iri))
    for holder, predicate, target in derived:
        if (predicate, target) not in {(r.predicate, r.object) for r in found[holder]}:
            found[holder].append(Relation(predicate, target, derived=True))
    return [msgspec.structs.replace(c, relations=found[c.iri]) for c in concepts]


def small_glossary() -> list[Concept]:
    """Two top concepts, three concepts under them, one typed relation."""
    return with_inverses(
        [
            concept("approche", "approche", kind="Approach", definition="Manière de faire."),
            concept("programme", "programme", kind="Programme"),
            concept(
                "vendor-relationship-management",
                "gestion de la relation fournisseur",
                labels=[
                    Label("VRM", "fr", "acronym", evidence=[EVIDENCE]),
                    Label("Vendor Relationship Management", "en", "preferred", [EVIDENCE]),
                    Label("relation fournisseur", "fr", "alternative", decision=DECISION),
                    Label("gestion relation fournisseur", "fr", "hidden", decision=DECISION),
                ],
                broader=["approche"],
                kind="Approach",
                definition="Le VRM vise à inverser le concept du CRM.",
                entries=["essai/vrm"],
            ),
            concept("crm", "gestion de la relation client", broader=["approche"]),
            concept(
                "carte-de-fidelite-payante",
                "carte de fidélité payante",
                broader=["programme"],
                entries=["essai/carte-de-fidelite-payante"],
            ),
        ],
        [("vendor-relationship-management", "rc:inverseApproachOf", "crm")],
    )


def large_glossary() -> list[Concept]:
    """glossaire.txt: 12 top concepts and 67 concepts under them, as many as a real build has."""
    head, _, tail = (HERE / "glossaire.txt").read_text(encoding="utf-8").partition("---\n")
    concepts = []
    for line in head.splitlines():
        if line.startswith("#"):
            continue
        slug, fr, en, acronym, others, broader, kind, definition = (
            cell.strip() for cell in line.split("|")
        )
        labels = [Label(en, "en", "preferred")] if en else []
        labels += [Label(acronym, "fr", "acronym")] if acronym else []
        labels += [Label(text, "fr", "alternative") for text in others.split(";") if text]
        concepts.append(
            concept(
                slug,
                fr,
                labels=labels,
                broader=[parent for parent in broader.split(";") if parent],
                kind=kind,
                definition=definition,
                entries=["essai/vrm"] if definition else [],
            )
        )
    stated = [tuple(line.split()) for line in tail.splitlines()]
    return with_inverses(concepts, [(s, p, o) for s, p, o in stated])


def graph_of(concepts: list[Concept], vocabulary: Vocabulary = VOCABULARY) -> bytes:
    """graph.trig of these concepts, with all five named graphs."""
    quads: list[Quad] = []

    def say(graph: str, subject: str | BlankNode, curie: str, target: object) -> None:
        quads.append(
            Quad(
                NamedNode(subject) if isinstance(subject, str) else subject,
                NamedNode(vocabulary.expand(curie)),
                NamedNode(target) if isinstance(target, str) else target,  # type: ignore[arg-type]
                NamedNode(vocabulary.graph(graph)),
            )
        )

    def text(value: str, language: str = "fr") -> Literal:
        return Literal(value, language=language)

    scheme, iri = vocabulary.scheme, vocabulary.expand
    say("vocabulary", scheme, "rdf:type", iri("skos:ConceptScheme"))
    for language, title in vocabulary.title.items():
        say("vocabulary", scheme, "dcterms:title", text(title, language))
        say("vocabulary", scheme, "skos:prefLabel", text(title, language))
    say("vocabulary", scheme, "dcterms:creator", text(vocabulary.creator))
    say("vocabulary", scheme, "dcterms:publisher", Literal(vocabulary.publisher))
    date = Literal(vocabulary.created, datatype=NamedNode(f"{XSD}date"))
    say("vocabulary", scheme, "dcterms:created", date)
    say("vocabulary", scheme, "dcterms:license", vocabulary.licence)
    for item in concepts:
        say("vocabulary", item.iri, "rdf:type", iri("skos:Concept"))
        say("vocabulary", item.iri, "skos:inScheme", scheme)
        if item.top:
            say("vocabulary", item.iri, "skos:topConceptOf", scheme)
            say("vocabulary", scheme, "skos:hasTopConcept", item.iri)
        for label in item.labels:
            literal = text(label.text, label.lang)
            say("vocabulary", item.iri, LABEL_PREDICATES[label.kind], literal)
            if label.kind == "acronym":
                say("vocabulary", item.iri, "skos:altLabel", literal)
        for meaning in item.definitions:
            say("vocabulary", item.iri, "skos:definition", text(meaning.text, meaning.lang))
        for number, relation in enumerate(item.relations):
            say("vocabulary", item.iri, relation.predicate, relation.object)
            if not relation.derived:
                axiom = BlankNode(f"a{hashlib.sha256(item.iri.encode()).hexdigest()[:8]}{number}")
                say("evidence", axiom, "rdf:type", iri("owl:Axiom"))
                say("evidence", axiom, "owl:annotatedSource", item.iri)
                say("evidence", axiom, "owl:annotatedProperty", iri(relation.predicate))
                say("evidence", axiom, "owl:annotatedTarget", relation.object)
                say("evidence", axiom, "rc:evidence", vocabulary.evidence("0123456789abcdef"))
    for name, noun in CLASSES.items():
        say("ontology", vocabulary.term(name), "rdf:type", iri("owl:Class"))
        say("ontology", vocabulary.term(name), "rdfs:label", text(noun))
    restriction = BlankNode("r1")
    say("ontology", vocabulary.term("Approach"), "owl:equivalentClass", restriction)
    say("ontology", restriction, "rdf:type", iri("owl:Restriction"))
    say("ontology", restriction, "owl:onProperty", iri("skos:broader"))
    say("ontology", restriction, "owl:hasValue", vocabulary.concept("approche"))
    say("sources", vocabulary.source("essai"), "rdf:type", iri("skos:ConceptScheme"))
    say("sources", vocabulary.source("essai"), "dcterms:title", text("Glossaire d'essai"))
    say("sources", vocabulary.source("essai/vrm"), "rdf:type", iri("skos:Concept"))
    say("sources", vocabulary.source("essai/vrm"), "skos:prefLabel", text("VRM"))
    confidence = Literal("0.9", datatype=NamedNode(f"{XSD}decimal"))
    node = vocabulary.evidence("0123456789abcdef")
    say("evidence", node, "rdf:type", vocabulary.term("Evidence"))
    say("evidence", node, "rc:confidence", confidence)
    say("dataset", vocabulary.dataset, "rdf:type", iri("void:Dataset"))
    return serialize(dict.fromkeys(quads), format=RdfFormat.TRIG) or b""


def write_build(
    project: Path,
    concepts: list[Concept],
    *,
    output: Path | None = None,
    curation: bool = True,
    conforms: bool = True,
) -> Path:
    """Writes a project with two sources and all stage files; returns its output folder."""
    output = output or project / "output"
    work = output / "work"
    (project / "ontology").mkdir(parents=True, exist_ok=True)
    (project / "sources").mkdir(exist_ok=True)
    shutil.copyfile(
        PROJECT / "ontology" / "vocabulary.toml", project / "ontology" / "vocabulary.toml"
    )
    catalogue = []
    for identifier, title, raw in (
        ("essai", "Glossaire d'essai", RAW),
        ("second", "Second glossaire", SECOND_RAW),
    ):
        content = raw.encode("utf-8")
        write_bytes(project / "sources" / f"{identifier}.txt", content)
        digest = hashlib.sha256(content).hexdigest()
        catalogue.append(
            f'[[source]]\nid = "{identifier}"\ntitle = "{title}"\npublisher = "Essai"\n'
            f'url = "https://example.org/{identifier}"\nlanguage = "fr"\n'
            f'rights = "Texte d\'essai."\nsha256 = "{digest}"\n'
        )
    write_bytes(project / "sources" / "sources.toml", "\n".join(catalogue).encode("utf-8"))
    _write_extraction(work)
    write_lines(work / "concepts.jsonl", concepts)
    write_lines(work / "questions.jsonl", [QUESTION])
    write_lines(work / "disagreements.jsonl", [])
    write_lines(work / "candidates.jsonl", [])
    write_json(work / "map.json", {"curation": curation, "unmatched": [UNMATCHED]})
    write_bytes(work / "identifiers.csv", b"iri,entries\n")
    write_bytes(work / "graph.trig", graph_of(concepts))
    write_bytes(work / "validation.ttl", b"# a report\n")
    write_bytes(work / "inferred.nt", INFERRED.encode("utf-8"))
    write_json(
        work / "findings.json",
        {
            "conforms": conforms,
            "findings": FINDINGS,
            "consistent": True,
            "axioms": 7,
            "logical": 5,
            "inferences": 1,
        },
    )
    return output


QUESTION = Question(
    "second/sans-titre",
    "lost_headword",
    "Quel terme cette définition définit-elle ?",
    ["second/def-0123abcd"],
    [
        Evidence(
            "second/def-0123abcd",
            "second",
            LOST.start,
            LOST.end,
            SECOND_RAW[LOST.start : LOST.end],
            "lost",
            1.0,
        )
    ],
)
INFERRED = (
    f"<{VOCABULARY.concept('programme')}> <{VOCABULARY.expand('skos:broaderTransitive')}> "
    f"<{VOCABULARY.concept('indicateur')}> .\n"
)
UNMATCHED = "labels.tsv:4 : « CES » ne correspond plus à aucune entrée."
FINDINGS = [
    {
        "severity": "warning",
        "check": "undocumented-concept",
        "focus": VOCABULARY.concept("programme"),
        "label": "programme",
        "message": "Ce concept n'a pas de définition.",
        "remedy": "Ajouter une définition signée.",
        "name": "Concepts sans documentation",
        "clauses": ["https://example.org/rules#undocumented"],
        "because": [{"kind": "sentence", "where": "essai/programme", "text": "Un <programme>."}],
    }
]


def _write_extraction(work: Path) -> None:
    vrm, card = span(RAW, "VRM"), span(RAW, "Carte de fidélité payante")
    menu = span(RAW, "Accueil")
    _write_ledger(
        work,
        RAW,
        Ledger(
            source="essai",
            sha256=hashlib.sha256(RAW.encode("utf-8")).hexdigest(),
            length=len(RAW),
            reader="term_definition",
            confidence=0.95,
            reasons=["headword lines"],
            format="texte",
            spans={"headword": [vrm, card], "definition": [SENSE], "boilerplate": [menu]},
            remarks=[Remark(menu, "boilerplate", "avant la première vedette")],
        ),
        [
            Entry("essai/vrm", "essai", Headword("VRM", *_ends(vrm)), [Sense([SENSE])], []),
            Entry(
                "essai/carte-de-fidelite-payante",
                "essai",
                Headword("Carte de fidélité payante", *_ends(card)),
                [],
                ["empty_definition"],
            ),
        ],
    )
    stray = span(SECOND_RAW, "Quelques mots <b>sur</b> la relation | client")
    _write_ledger(
        work,
        SECOND_RAW,
        Ledger(
            source="second",
            sha256=hashlib.sha256(SECOND_RAW.encode("utf-8")).hexdigest(),
            length=len(SECOND_RAW),
            format="texte",
            reader="headless",
            confidence=0.5,
            reasons=["no headword"],
            spans={"definition": [LOST], "unassigned": [stray]},
            remarks=[
                Remark(stray, "unassigned", "répète presque un paragraphe de la définition 12")
            ],
        ),
        [Entry("second/def-0123abcd", "second", None, [Sense([LOST])], ["no_headword"])],
    )


def _ends(place: Span) -> tuple[int, int]:
    return place.start, place.end


def _write_ledger(work: Path, raw: str, ledger: Ledger, entries: list[Entry]) -> None:
    """Writes a ledger whose blank spans are what no other kind covers."""
    covered = sorted(s for spans in ledger.spans.values() for s in spans)
    starts = [0, *(s.end for s in covered)]
    ends = [*(s.start for s in covered), len(raw)]
    blank = [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]
    spans = {kind: ledger.spans.get(kind, []) for kind in LEDGER_KINDS} | {"blank": blank}
    work = work / "extract"
    write_text(work / f"{ledger.source}.txt", raw)
    write_json(work / f"{ledger.source}.ledger.json", msgspec.structs.replace(ledger, spans=spans))
    write_lines(work / f"{ledger.source}.jsonl", entries)
