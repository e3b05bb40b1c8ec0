"""Each kind of decision is one row, wins, and says so when it has lost its object."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from pipeline.errors import CurationError
from pipeline.map.identifiers import load_identifiers
from pipeline.model import Concept

from .test_curation import LABELS, RELATIONS, built, label, of, own_rows, relation, unmatched

README = Path(__file__).resolve().parents[2] / "ontology/curation/README.md"
BASE = "https://w3id.org/relation-client/concept/"
WIN, SCREEN = "24pm-grc-v-z/win-back", "24pm-grc-s/screen-pop"
CALL, SCORING = "24pm-grc-c/call-tracking", "24pm-grc-s/scoring-d-appels"
CLUB = label(entry_id="concept:club", kind="preferred", label="club de clients")
CLUB_PLACE = relation(
    subject_id="concept:club", predicate_id="skos:broader", object_id="concept:programme"
)


def examples() -> dict[str, list[tuple[str, list[dict[str, str]]]]]:
    """The tables of each example of the README, by its first words."""
    found: dict[str, list[tuple[str, list[dict[str, str]]]]] = {}
    text = README.read_text(encoding="utf-8").partition("## One row each")[2]
    for part in re.split(r"\n(?=\*\*)", text):
        for name, table in re.findall(r"```(labels|relations)\n(.*?)```", part, re.DOTALL):
            header, *lines = [line.split("\t") for line in table.splitlines()]
            rows = [dict(zip(header, line, strict=True)) for line in lines]
            file = LABELS if name == "labels" else RELATIONS
            found.setdefault(part.split("\n")[0][:40], []).append((file, rows))
    return found


def columns(copy: Path, file: str, *names: str) -> None:
    """Give a table more columns, empty in the rows it has."""
    path = copy / file
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [
        "\t".join([line, *(names if n == 0 else [""] * len(names))]) for n, line in enumerate(lines)
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def report(copy: Path, key: str) -> list[str]:
    found: list[str] = json.loads((copy / "output/work/map.json").read_text(encoding="utf-8"))[key]
    return found


def by_slug(concepts: list[Concept], slug: str) -> Concept:
    return next(concept for concept in concepts if concept.iri == BASE + slug)


def targets(concept: Concept, predicate: str) -> set[str]:
    found = {r.object for r in concept.relations if r.predicate == predicate}
    return {iri.removeprefix(BASE).rpartition("#")[2] for iri in found}


def said_of(copy: Path, slug: str) -> set[str]:
    """What the vocabulary says of a concept."""
    graph = ox.NamedNode("https://w3id.org/relation-client/graph/vocabulary")
    quads = ox.parse(path=str(copy / "output/work/graph.trig"))
    about = ox.NamedNode(BASE + slug)
    found = [q for q in quads if (q.subject, q.graph_name) == (about, graph)]
    names = [re.split("[/#]", q.predicate.value)[-1] for q in found]
    return {f"{name} {q.object}" for name, q in zip(names, found, strict=True)}


def replaced_by(slug: str) -> str:
    return f"isReplacedBy <{BASE}{slug}>"


TRUE = 'deprecated "true"^^<http://www.w3.org/2001/XMLSchema#boolean>'


def test_the_readme_has_an_example_of_every_kind() -> None:
    kinds = ["Accept", "Reject", "Add", "Rename", "Merge", "Split", "Move", "Deprecate"]
    kinds += ["Choose", "Also"]
    assert list(dict.fromkeys(re.findall(r"\w+", name)[0] for name in examples())) == kinds


@pytest.mark.parametrize("name", list(examples()))
def test_every_example_of_the_readme_builds_and_matches(copy: Path, name: str) -> None:
    tables = examples()[name]
    alternatives = [[one] for one in tables] if name.startswith("**Deprecate") else [tables]
    before = {file: (copy / file).read_bytes() for file in (LABELS, RELATIONS)}
    for tables in alternatives:
        for file, content in before.items():
            (copy / file).write_bytes(content)
        columns(copy, RELATIONS, "confidence")
        for file, rows in tables:
            own_rows(copy, file, *rows)
        built(copy)
        assert (report(copy, "unmatched"), report(copy, "changed")) == ([], [])


def test_a_concept_without_entry_is_a_concept_under_its_own_slug(copy: Path) -> None:
    own_rows(copy, LABELS, CLUB)
    own_rows(copy, RELATIONS, CLUB_PLACE)
    club = by_slug(built(copy), "club")
    assert (club.entries, targets(club, "skos:broader")) == ([], {"programme"})
    assert club.notes == ["Aucune des sources ne définit ce terme."]
    assert "concept:club,club,club de clients," in (copy / "output/work/identifiers.csv").read_text(
        encoding="utf-8"
    )


def test_a_concept_without_entry_and_without_place_is_asked_for(copy: Path) -> None:
    own_rows(copy, LABELS, CLUB)
    concepts = built(copy)
    assert "club" not in {concept.iri.removeprefix(BASE) for concept in concepts}
    (line,) = (copy / "output/work/questions.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == "place:concept:club"


def test_a_concept_without_entry_goes_when_its_row_goes(copy: Path) -> None:
    before = (copy / LABELS).read_bytes()
    own_rows(copy, LABELS, CLUB)
    own_rows(copy, RELATIONS, CLUB_PLACE)
    built(copy)
    (copy / "output/work/identifiers.csv").replace(copy / "ontology/identifiers.csv")
    (copy / LABELS).write_bytes(before)
    built(copy)
    assert load_identifiers(copy).is_minted("club")
    assert TRUE in said_of(copy, "club")
    assert len(unmatched(copy)) == 1


def test_an_entry_may_be_the_concept_that_was_added(copy: Path) -> None:
    own_rows(copy, LABELS, CLUB)
    own_rows(
        copy,
        RELATIONS,
        CLUB_PLACE,
        relation(subject_id=WIN, predicate_id="skos:exactMatch", object_id="concept:club"),
    )
    found = of(built(copy), WIN)
    # The IRI minted first stays, the name that people gave wins.
    assert (found.iri, found.labels[0].text) == (f"{BASE}win-back", "club de clients")
    assert unmatched(copy) == []


def test_of_two_added_concepts_the_first_takes_the_name_of_the_second(copy: Path) -> None:
    other = label(entry_id="concept:cercle", kind="preferred", label="cercle de clients")
    own_rows(copy, LABELS, CLUB, other)
    own_rows(
        copy,
        RELATIONS,
        CLUB_PLACE,
        relation(
            subject_id="concept:club", predicate_id="skos:exactMatch", object_id="concept:cercle"
        ),
    )
    concepts = built(copy)
    found = [c for c in concepts if "club de clients" in {one.text for one in c.labels}]
    assert [[one.text for one in c.labels] for c in found] == [
        ["cercle de clients", "club de clients"]
    ]
    assert unmatched(copy) == []


def test_a_merge_by_slug_outlives_the_slug_that_goes(copy: Path) -> None:
    row = relation(
        subject_id="concept:scoring-d-appels",
        predicate_id="skos:exactMatch",
        object_id="concept:call-tracking",
    )
    own_rows(copy, RELATIONS, row)
    for _ in range(2):
        assert of(built(copy), SCORING).iri == of(built(copy), CALL).iri == f"{BASE}call-tracking"
        assert replaced_by("call-tracking") in said_of(copy, "scoring-d-appels")
        assert unmatched(copy) == []
        (copy / "output/work/identifiers.csv").replace(copy / "ontology/identifiers.csv")
    status = (copy / "ontology/identifiers.csv").read_text(encoding="utf-8")
    assert f"{SCORING},scoring-d-appels,scoring d'appels,deprecated" in status


def test_a_decided_parent_replaces_those_that_were_found(copy: Path) -> None:
    card = "24pm-grc-c/carte-de-fidelite-payante"
    assert targets(of(built(copy), card), "skos:broader") == {"carte-de-fidelite"}
    own_rows(
        copy,
        RELATIONS,
        relation(
            subject_id=card, predicate_id="skos:broader", object_id="24pm-grc-c/carte-affinitaire"
        ),
        relation(subject_id="concept:programme", predicate_id="skos:narrower", object_id=card),
    )
    moved = of(built(copy), card)
    assert targets(moved, "skos:broader") == {"carte-affinitaire", "programme"}


@pytest.mark.parametrize(
    ("row", "successor"),
    [
        (relation(subject_id=SCREEN, predicate_id="owl:deprecated", object_id="true"), ""),
        (
            relation(subject_id=SCREEN, predicate_id="dcterms:isReplacedBy", object_id=CALL),
            replaced_by("call-tracking"),
        ),
        (
            relation(
                subject_id="concept:screen-pop",
                predicate_id="dcterms:isReplacedBy",
                object_id="concept:canal",
            ),
            replaced_by("canal"),
        ),
    ],
)
def test_a_deprecated_concept_is_findable_and_related_to_nothing(
    copy: Path, row: dict[str, str], successor: str
) -> None:
    own_rows(copy, RELATIONS, row)
    concepts = built(copy)
    assert not any(SCREEN in concept.entries for concept in concepts)
    assert said_of(copy, "screen-pop") == {
        "type <http://www.w3.org/2004/02/skos/core#Concept>",
        'prefLabel "screen pop"@fr',
        TRUE,
        *([successor] if successor else []),
    }
    assert unmatched(copy) == []


def test_a_successor_that_goes_itself_leads_on_to_its_own(copy: Path) -> None:
    own_rows(
        copy,
        RELATIONS,
        relation(subject_id=SCREEN, predicate_id="dcterms:isReplacedBy", object_id=SCORING),
        relation(subject_id=SCORING, predicate_id="dcterms:isReplacedBy", object_id=CALL),
    )
    built(copy)
    for slug in ("screen-pop", "scoring-d-appels"):
        assert replaced_by("call-tracking") in said_of(copy, slug)


def test_a_slug_that_was_another_concepts_is_not_used_again(copy: Path) -> None:
    path = copy / "ontology/identifiers.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + "gone/x,club,x,deprecated\n", encoding="utf-8"
    )
    own_rows(copy, LABELS, CLUB)
    own_rows(copy, RELATIONS, CLUB_PLACE)
    assert BASE + "club" not in {concept.iri for concept in built(copy)}
    assert len(unmatched(copy)) == 2


def emptied(copy: Path) -> None:
    """Leave the tables nothing but their headers."""
    for file in (LABELS, RELATIONS):
        path = copy / file
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")


GONE = relation(subject_id=SCREEN, predicate_id="owl:deprecated", object_id="true")
REPLACED = relation(subject_id=SCREEN, predicate_id="dcterms:isReplacedBy", object_id=CALL)


@pytest.mark.parametrize(
    ("labels", "relations", "what"),
    [
        (
            [label(entry_id=SCREEN, kind="preferred")],
            [GONE],
            f"{LABELS}:2: {RELATIONS}:2 takes `{SCREEN}` out of the vocabulary",
        ),
        (
            [label(entry_id="concept:screen-pop", kind="preferred")],
            [GONE],
            f"{LABELS}:2: {RELATIONS}:2 takes `{SCREEN}` out of the vocabulary",
        ),
        (
            [],
            [GONE, relation(object_id=SCREEN)],
            f"{RELATIONS}:3: {RELATIONS}:2 takes `{SCREEN}` out of the vocabulary",
        ),
        (
            [],
            [GONE, relation(object_id="concept:screen-pop")],
            f"{RELATIONS}:3: {RELATIONS}:2 takes the concept of `concept:screen-pop` out",
        ),
        (
            [],
            [REPLACED, REPLACED | {"object_id": WIN}],
            f"{RELATIONS}:3: {RELATIONS}:2 already says what replaces {SCREEN}",
        ),
        (
            [],
            [REPLACED, REPLACED | {"subject_id": CALL, "object_id": SCREEN}],
            f"{RELATIONS}:3: this row closes a cycle of successors with {RELATIONS}:2",
        ),
        (
            [],
            [REPLACED, GONE | {"subject_id": CALL}],
            f"{RELATIONS}:2: `{CALL}` is to replace a concept, and {RELATIONS}:3 takes it out",
        ),
        (
            [],
            [
                relation(predicate_id="skos:exactMatch", subject_id=WIN, object_id=CALL),
                relation(predicate_id="skos:exactMatch", subject_id=CALL, object_id=SCREEN),
                relation(
                    predicate_id="skos:exactMatch",
                    subject_id=SCREEN,
                    object_id=WIN,
                    predicate_modifier="Not",
                ),
            ],
            f"{RELATIONS}:4: `{SCREEN}` and `{WIN}` are kept apart here and joined by"
            f" {RELATIONS}:3, {RELATIONS}:2",
        ),
        (
            [],
            [
                relation(predicate_id="skos:exactMatch", subject_id=CALL, object_id=SCREEN),
                relation(
                    predicate_id="skos:exactMatch",
                    subject_id="concept:screen-pop",
                    object_id="concept:call-tracking",
                    predicate_modifier="Not",
                ),
            ],
            f"{RELATIONS}:3: `{SCREEN}` and `{CALL}` are kept apart here and joined by",
        ),
        (
            [],
            [
                relation(predicate_id="skos:broader", subject_id=WIN, object_id=CALL),
                relation(predicate_id="skos:narrower", subject_id=SCREEN, object_id=CALL),
                relation(predicate_id="skos:broader", subject_id=SCREEN, object_id=WIN),
            ],
            f"{RELATIONS}:4: this row closes a cycle of parents with {RELATIONS}:2, {RELATIONS}:3",
        ),
        (
            [],
            [
                relation(predicate_id="skos:broader", subject_id=WIN, object_id=CALL),
                relation(
                    predicate_id="skos:broader",
                    subject_id="concept:call-tracking",
                    object_id="concept:win-back",
                ),
            ],
            f"{RELATIONS}:3: this row closes a cycle of parents with {RELATIONS}:2",
        ),
        (
            [],
            [
                relation(predicate_id="skos:exactMatch", subject_id=WIN, object_id="concept:canal"),
                relation(
                    predicate_id="skos:exactMatch", subject_id=WIN, object_id="concept:programme"
                ),
            ],
            f"{RELATIONS}:2: the row makes one concept of concept:canal and concept:programme",
        ),
        (
            [],
            [GONE | {"object_id": "oui"}],
            f"{RELATIONS}:2: `oui` is nothing that owl:deprecated",
        ),
    ],
)
def test_decisions_that_contradict_each_other_are_an_error_naming_their_rows(
    copy: Path, labels: list[dict[str, str]], relations: list[dict[str, str]], what: str
) -> None:
    emptied(copy)
    own_rows(copy, LABELS, *labels)
    own_rows(copy, RELATIONS, *relations)
    with pytest.raises(CurationError) as caught:
        built(copy)
    assert str(caught.value)[: len(what)] == what


@pytest.mark.parametrize("value", ["1.5", "-0.1", "sûr"])
def test_a_confidence_is_a_number_from_0_to_1(copy: Path, value: str) -> None:
    emptied(copy)
    columns(copy, RELATIONS, "confidence")
    own_rows(copy, RELATIONS, relation(confidence=value))
    with pytest.raises(CurationError, match=rf"{RELATIONS}:2: `{value}` is no confidence; write"):
        built(copy)


def test_confidence_and_quote_stand_in_the_decision(copy: Path) -> None:
    columns(copy, RELATIONS, "confidence")
    own_rows(copy, RELATIONS, relation(confidence="0.8", quote="Le win back"))
    (found,) = [r for r in of(built(copy), WIN).relations if r.predicate == "skos:related"]
    assert found.decision is not None
    assert (found.decision.confidence, found.decision.quote) == (0.8, "Le win back")


def test_a_table_without_the_optional_columns_is_read(copy: Path) -> None:
    for file in (LABELS, RELATIONS):
        path = copy / file
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text(
            "".join(line.rpartition("\t")[0] + "\n" for line in lines), encoding="utf-8"
        )
    built(copy)
    assert (report(copy, "unmatched"), report(copy, "changed")) == ([], [])


def test_a_row_may_end_before_the_optional_columns(copy: Path) -> None:
    with (copy / RELATIONS).open("a", encoding="utf-8") as file:
        file.write("\t".join(relation().values()) + "\n")
    target = of(built(copy), "24pm-grc-s/score-d-attrition").iri
    assert target in {r.object for r in of(built(copy), WIN).relations}


def test_a_decision_whose_sentence_changed_still_applies_and_is_reported(
    copy: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit("sources/24pm-grc-s.txt", "est le cœur des applications", "est le centre des applications")
    new = hashlib.sha256((copy / "sources/24pm-grc-s.txt").read_bytes()).hexdigest()
    catalogue = (copy / "sources/sources.toml").read_text(encoding="utf-8")
    part = catalogue.partition('id = "24pm-grc-s"')[2]
    old = re.search(r'sha256 = "(\w+)"', part)
    assert old is not None
    edit("sources/sources.toml", old[1], new)
    sgbd = of(built(copy), "24pm-grc-s/sgbd")
    assert "rc:partOf" in {r.predicate for r in sgbd.relations}
    assert report(copy, "changed") == [
        f"{RELATIONS}:25 (24pm-grc-s/sgbd rc:partOf altamedia-petit-dico/crm) :"
        " « Le SGBD est le cœur des applications de CRM » ne se lit plus dans"
        " 24pm-grc-s, altamedia-petit-dico."
    ]


def test_white_space_and_the_form_of_quotes_do_not_count_as_a_change(copy: Path) -> None:
    quote = "On  parle d' “ Abandon d'appel ” lorsque l'appelant met fin à l'appel"
    entry = "dial-once-dictionnaire/def-f96c45c6"
    own_rows(copy, LABELS, label(entry_id=entry, label="abandon vocal", quote=quote))
    built(copy)
    assert report(copy, "changed") == []


def test_a_decided_parent_wins_over_a_found_one_the_other_way_round(copy: Path) -> None:
    card, paid = "24pm-grc-c/carte-de-fidelite", "24pm-grc-c/carte-de-fidelite-payante"
    own_rows(
        copy,
        RELATIONS,
        relation(subject_id=card, predicate_id="skos:broader", object_id=paid),
        relation(subject_id=paid, predicate_id="rdf:type", object_id="rc:Technology"),
    )
    concepts = built(copy)
    assert targets(of(concepts, card), "skos:broader") == {"carte-de-fidelite-payante"}
    assert targets(of(concepts, paid), "skos:broader") == {"technologie"}
    assert (copy / "output/work/questions.jsonl").read_text(encoding="utf-8") == ""
