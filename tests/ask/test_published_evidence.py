"""The published vocabulary as a whole: every statement leads to a sentence or to a decision."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from pipeline.ask.dataset import Dataset
from pipeline.ask.explain.answering import explain
from pipeline.ask.explain.explanation import Explanation, Reason
from pipeline.ask.explain.passages import RawTexts
from pipeline.ask.explain.text import write
from pipeline.ask.page import Page
from pipeline.ask.wording import AskWording
from pipeline.vocabulary import SKOS, load_vocabulary

from ..conftest import PROJECT

VOCABULARY = load_vocabulary(PROJECT / "ontology" / "vocabulary.toml")
LABELS = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "rc:acronym")
# What ties a concept to its scheme, its entries or its successor is no relation between concepts.
TIES = ("skos:inScheme", "skos:topConceptOf", "dcterms:source", "dcterms:isReplacedBy")
Reasoned = dict[tuple[str, str, str], Reason]


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    path = PROJECT / "output" / "relation-client.nq"
    store.bulk_load(path=path, format=RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def explained(store: Store) -> list[Explanation]:
    dataset, texts = Dataset(store, VOCABULARY), RawTexts(PROJECT)
    wording = AskWording(VOCABULARY, dataset.ontology())
    return [explain(dataset, texts, concept, wording) for concept in dataset.concepts()]


@pytest.fixture(scope="module")
def reasons(explained: list[Explanation]) -> Reasoned:
    """The reason that explain gives for each label, class and relation."""
    properties = {"preferred": 0, "alternative": 1, "hidden": 2, "acronym": 3}
    found: Reasoned = {}
    for said in explained:
        for label in said.labels:
            predicate = VOCABULARY.expand(LABELS[properties[label.kind]])
            literal = str(Literal(label.text, language=label.lang))
            found[said.iri, predicate, literal] = label.reason
        for link in [*said.classes, *said.relations]:
            found[said.iri, link.property.iri, link.object.iri] = link.reason
    return found


def published(store: Store) -> list[tuple[str, str, str]]:
    """Every label, class and relation of a living concept, read from the file itself."""
    graph = NamedNode(VOCABULARY.graph("vocabulary"))
    ties = {VOCABULARY.expand(curie) for curie in TIES}
    labels = {VOCABULARY.expand(curie) for curie in LABELS}
    base = VOCABULARY.concept("")
    deprecated = NamedNode(VOCABULARY.expand("owl:deprecated"))
    gone = {quad.subject for quad in store.quads_for_pattern(None, deprecated, None, graph)}
    statements = []
    for quad in store.quads_for_pattern(None, None, None, graph):
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if not isinstance(subject, NamedNode) or not subject.value.startswith(base):
            continue
        if subject in gone or predicate in ties or value == NamedNode(f"{SKOS}Concept"):
            continue
        if isinstance(value, NamedNode):
            statements.append((subject.value, predicate, value.value))
        elif predicate in labels:
            statements.append((subject.value, predicate, str(value)))
    return statements


def is_repeated_acronym(statement: tuple[str, str, str], reasons: Reasoned) -> bool:
    """Whether it is the altLabel that follows from an acronym."""
    subject, predicate, value = statement
    acronym = (subject, VOCABULARY.expand("rc:acronym"), value)
    return predicate == f"{SKOS}altLabel" and acronym in reasons


def test_explain_speaks_of_every_published_label_class_and_relation(
    store: Store, reasons: Reasoned
) -> None:
    statements = [s for s in published(store) if not is_repeated_acronym(s, reasons)]
    assert len(statements) > 400
    assert [s for s in statements if s not in reasons] == []


def test_each_leads_to_a_passage_or_a_decision_or_to_a_statement_that_does(
    reasons: Reasoned,
) -> None:
    unfounded = [
        statement
        for statement, reason in reasons.items()
        if not (reason.passages or reason.decisions)
        and not (reason.follows and all(g.passages or g.decisions for g in reason.follows))
    ]
    assert unfounded == []


def test_every_definition_kept_comes_from_an_entry_or_from_a_decision(
    explained: list[Explanation],
) -> None:
    kept = [d for said in explained for d in said.definitions if d.kept]
    assert len(kept) > 80
    assert [d.text for d in kept if d.entry is None and not d.choice.decisions] == []
    assert [d.text for d in kept if d.entry is not None and d.mapping is None] == []


def test_every_passage_quotes_its_source_exactly_at_its_offsets(reasons: Reasoned) -> None:
    passages = {
        (p.source_id, p.start, p.end): p
        for reason in reasons.values()
        for p in [*reason.passages, *(p for ground in reason.follows for p in ground.passages)]
    }
    assert len(passages) > 100
    texts = {source: raw_text(source) for source, _, _ in passages}
    for (source, start, end), passage in passages.items():
        assert passage.quote
        assert texts[source][start:end] == passage.quote
        assert texts[source][:start].endswith(passage.before)
        assert texts[source][end:].startswith(passage.after)
        assert passage.line == texts[source].count("\n", 0, start) + 1
        assert 0 < passage.confidence <= 1
        assert passage.rule


def raw_text(source: str) -> str:
    return (PROJECT / "sources" / f"{source}.txt").read_bytes().decode("utf-8")


def test_every_decision_names_who_when_why_and_where(reasons: Reasoned) -> None:
    decisions = {
        d
        for reason in reasons.values()
        for d in [*reason.decisions, *(d for ground in reason.follows for d in ground.decisions)]
    }
    assert len(decisions) > 20
    for decision in decisions:
        assert decision.author
        assert decision.reason
        assert len(decision.date.split("-")) == 3
        assert (PROJECT / decision.where).is_file()


def test_the_evidence_in_the_file_is_what_explain_gives(store: Store, reasons: Reasoned) -> None:
    query = """SELECT ?s ?p ?o (COUNT(DISTINCT ?e) AS ?n) {
        ?a owl:annotatedSource ?s ; owl:annotatedProperty ?p ; owl:annotatedTarget ?o ;
            rc:evidence ?e
    } GROUP BY ?s ?p ?o"""
    solutions = store.query(query, prefixes=VOCABULARY.prefixes, use_default_graph_as_union=True)
    counted = 0
    for subject, predicate, value, number in solutions:  # type: ignore[union-attr]
        name = value.value if isinstance(value, NamedNode) else str(value)
        reason = reasons.get((subject.value, predicate.value, name))
        if reason is not None:
            assert len(reason.passages) + len(reason.decisions) == int(number.value)
            counted += 1
    assert counted > 300


def test_the_page_shows_every_quote_decision_and_statement(explained: list[Explanation]) -> None:
    dataset = Dataset(Store(), VOCABULARY)
    for said in explained:
        page = Page(100, styled=False)
        write(said, AskWording(VOCABULARY, dataset.ontology()), page)
        shown = " ".join(" ".join(page.lines).split())
        links = [*said.classes, *said.relations]
        for reason in [label.reason for label in said.labels] + [link.reason for link in links]:
            for passage in [*reason.passages, *(p for g in reason.follows for p in g.passages)]:
                assert f"[[{' '.join(passage.quote.split())}]]" in shown
                assert f"({passage.source_id})" in shown
                assert f"signes {passage.start}–{passage.end}" in shown
            for decision in [*reason.decisions, *(d for g in reason.follows for d in g.decisions)]:
                assert f"Décision ({decision.author}, le {decision.date}, " in shown
                assert " ".join(decision.reason.split()) in shown
            for ground in reason.follows:
                assert f"Découle de : « {ground.subject.label} » " in shown
