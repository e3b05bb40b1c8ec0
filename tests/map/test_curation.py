"""Decisions: read strictly, always win, are never dropped in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError, CurationError, StageError
from pipeline.extract.stage import extract
from pipeline.map.stage import map_sources
from pipeline.model import Concept

RELATIONS = "ontology/curation/relations.tsv"
LABELS = "ontology/curation/labels.tsv"


def relation(**fields: str) -> dict[str, str]:
    return {
        "subject_id": "24pm-grc-v-z/win-back",
        "predicate_modifier": "",
        "predicate_id": "skos:related",
        "object_id": "24pm-grc-s/score-d-attrition",
        "mapping_justification": "semapv:ManualMappingCuration",
        "author_label": "équipe de curation",
        "mapping_date": "2026-11-22",
        "comment": "Essai.",
    } | fields


def label(**fields: str) -> dict[str, str]:
    return {
        "entry_id": "24pm-grc-v-z/win-back",
        "kind": "alternative",
        "label": "reconquête",
        "lang": "fr",
        "predicate_modifier": "",
        "author_label": "équipe de curation",
        "date": "2026-11-22",
        "comment": "Essai.",
    } | fields


def write(copy: Path, file: str, *rows: dict[str, str]) -> None:
    """Replace the rows of a table."""
    header = list((relation() if file == RELATIONS else label()).keys())
    lines = ["\t".join(header), *("\t".join(row[name] for name in header) for row in rows)]
    (copy / file).write_text("\n".join(lines) + "\n", encoding="utf-8")


def built(copy: Path) -> list[Concept]:
    extract(copy, copy / "output", [])
    return map_sources(copy, copy / "output", curation=True)


def of(concepts: list[Concept], entry: str) -> Concept:
    return next(concept for concept in concepts if entry in concept.entries)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (relation(comment=""), f"{RELATIONS}:2: the field `comment` is empty; every decision"),
        (relation(subject_id=""), f"{RELATIONS}:2: the field `subject_id` is empty"),
        (
            relation(predicate_id="rc:likes"),
            f"{RELATIONS}:2: unknown predicate `rc:likes`; use one of",
        ),
        (relation(predicate_modifier="no"), f"{RELATIONS}:2: unknown predicate_modifier `no`"),
        (
            relation(mapping_date="22/11/2026"),
            f"{RELATIONS}:2: `22/11/2026` is no date; write it as",
        ),
        (
            relation(mapping_justification="semapv:Guess"),
            f"{RELATIONS}:2: unknown mapping_justification `semapv:Guess`",
        ),
        (
            relation(predicate_id="rdf:type", object_id="rc:Thing"),
            f"{RELATIONS}:2: unknown class `rc:Thing`; use one of rc:Actor",
        ),
    ],
)
def test_a_faulty_relation_row_says_which_line_and_what_to_do(
    copy: Path, row: dict[str, str], what: str
) -> None:
    write(copy, RELATIONS, row)
    with pytest.raises(CurationError) as caught:
        built(copy)
    assert str(caught.value).startswith(what)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (label(kind="nickname"), f"{LABELS}:2: unknown kind `nickname`; use one of preferred"),
        (label(lang="français"), f"{LABELS}:2: unknown language `français`"),
        (label(label=""), f"{LABELS}:2: the field `label` is empty"),
    ],
)
def test_a_faulty_label_row_says_which_line_and_what_to_do(
    copy: Path, row: dict[str, str], what: str
) -> None:
    write(copy, LABELS, row)
    with pytest.raises(CurationError) as caught:
        built(copy)
    assert str(caught.value).startswith(what)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"subject_id\tobject_id\n", f"{RELATIONS}:1: the columns are not those of this table"),
        (b"\xff", f"{RELATIONS}: not UTF-8 at byte 0"),
    ],
)
def test_a_table_of_another_form_is_refused(copy: Path, content: bytes, what: str) -> None:
    (copy / RELATIONS).write_bytes(content)
    with pytest.raises(CurationError) as caught:
        built(copy)
    assert str(caught.value).startswith(what)


def test_a_row_with_too_few_fields_is_refused(copy: Path) -> None:
    with (copy / RELATIONS).open("a", encoding="utf-8") as file:
        file.write("24pm-grc-v-z/win-back\tskos:related\n")
    with pytest.raises(CurationError, match="the row has 2 fields, not 8"):
        built(copy)


def test_a_missing_table_is_refused(copy: Path) -> None:
    (copy / LABELS).unlink()
    with pytest.raises(CurationError, match=r"labels\.tsv: the table does not exist"):
        built(copy)


def test_two_rows_that_contradict_each_other_are_both_named(copy: Path) -> None:
    write(copy, RELATIONS, relation(), relation(predicate_modifier="Not"))
    with pytest.raises(CurationError, match=rf"{RELATIONS}:3: the row contradicts {RELATIONS}:2"):
        built(copy)


def test_two_preferred_labels_of_one_language_are_refused(copy: Path) -> None:
    write(copy, LABELS, label(kind="preferred"), label(kind="preferred", label="retour"))
    with pytest.raises(CurationError, match=rf"`retour` and `reconquête` \({LABELS}:2\)"):
        built(copy)


def test_a_decision_that_matches_nothing_is_reported_and_not_fatal(copy: Path) -> None:
    write(copy, RELATIONS, relation(subject_id="24pm-grc-v-z/gone", comment="Vieille décision."))
    built(copy)
    report = json.loads((copy / "output/work/map.json").read_text(encoding="utf-8"))
    assert f"{RELATIONS}:2 : Vieille décision." in report["unmatched"]


def test_an_accepted_relation_is_signed(copy: Path) -> None:
    write(copy, RELATIONS, relation())
    concepts = built(copy)
    target = of(concepts, "24pm-grc-s/score-d-attrition").iri
    (found,) = [r for r in of(concepts, "24pm-grc-v-z/win-back").relations if r.object == target]
    assert found.decision is not None
    assert (found.decision.author, found.decision.where) == ("équipe de curation", f"{RELATIONS}:2")


def test_a_rejected_relation_stays_away(copy: Path) -> None:
    write(
        copy,
        RELATIONS,
        relation(
            subject_id="24pm-grc-s/score-d-effort-client",
            predicate_modifier="Not",
            predicate_id="rc:basedOn",
            object_id="altamedia-petit-dico/nps-net-promotor-score",
        ),
        relation(
            subject_id="24pm-grc-c/carte-de-fidelite-payante",
            predicate_modifier="Not",
            predicate_id="skos:broader",
            object_id="24pm-grc-c/carte-de-fidelite",
        ),
    )
    concepts = built(copy)
    effort = of(concepts, "24pm-grc-s/score-d-effort-client")
    assert "rc:basedOn" not in {r.predicate for r in effort.relations}
    parent = of(concepts, "24pm-grc-c/carte-de-fidelite").iri
    payante = of(concepts, "24pm-grc-c/carte-de-fidelite-payante")
    assert parent not in {r.object for r in payante.relations}


def test_a_rejected_merge_keeps_two_concepts_once_one_is_renamed(copy: Path) -> None:
    renamed = label(
        entry_id="24pm-grc-v-z/voix-du-client",
        kind="preferred",
        label="données de la voix du client",
    )
    write(copy, LABELS, renamed)
    write(
        copy,
        RELATIONS,
        relation(
            subject_id="24pm-grc-v-z/voc",
            predicate_modifier="Not",
            predicate_id="skos:exactMatch",
            object_id="24pm-grc-v-z/voix-du-client",
        ),
    )
    concepts = built(copy)
    one, other = of(concepts, "24pm-grc-v-z/voc"), of(concepts, "24pm-grc-v-z/voix-du-client")
    assert one.iri != other.iri


def test_a_renamed_concept_keeps_its_iri_and_its_old_name(copy: Path) -> None:
    before = of(built(copy), "24pm-grc-v-z/win-back")
    (copy / "output/work/identifiers.csv").rename(copy / "ontology/identifiers.csv")
    write(copy, LABELS, label(kind="preferred"))
    after = of(built(copy), "24pm-grc-v-z/win-back")
    assert (after.iri, after.labels[0].text) == (before.iri, "reconquête")
    assert ("win back", "alternative") in {(item.text, item.kind) for item in after.labels}


def test_a_rejected_label_disappears(copy: Path) -> None:
    rejected = label(
        entry_id="24pm-grc-v-z/vue-client-unique-ou-360",
        label="vue client 360°",
        predicate_modifier="Not",
    )
    write(copy, LABELS, rejected)
    with_type = relation(
        subject_id="24pm-grc-v-z/vue-client-unique-ou-360",
        predicate_id="rdf:type",
        object_id="rc:Approach",
    )
    write(copy, RELATIONS, with_type)
    concept = of(built(copy), "24pm-grc-v-z/vue-client-unique-ou-360")
    assert [item.text for item in concept.labels] == ["vue client unique"]


def test_a_merge_by_decision_deprecates_the_younger_iri(copy: Path) -> None:
    before = built(copy)
    (copy / "output/work/identifiers.csv").rename(copy / "ontology/identifiers.csv")
    one = of(before, "24pm-grc-c/call-tracking").iri
    other = of(before, "24pm-grc-s/scoring-d-appels").iri
    path = copy / RELATIONS
    row = relation(
        subject_id="24pm-grc-s/scoring-d-appels",
        predicate_id="skos:exactMatch",
        object_id="24pm-grc-c/call-tracking",
    )
    path.write_text(
        path.read_text(encoding="utf-8") + "\t".join(row.values()) + "\n", encoding="utf-8"
    )
    assert of(built(copy), "24pm-grc-s/scoring-d-appels").iri == one
    trig = (copy / "output/work/graph.trig").read_text(encoding="utf-8")
    assert f"dcterms:isReplacedBy <{one}>" in trig
    assert f"<{other}> rdf:type skos:Concept" in trig or f"<{other}> a skos:Concept" in trig


def test_the_map_needs_the_extraction(copy: Path) -> None:
    with pytest.raises(
        StageError, match="this stage file does not exist; run `make extract` first"
    ):
        map_sources(copy, copy / "output", curation=True)


def test_a_damaged_stage_file_is_refused(copy: Path) -> None:
    extract(copy, copy / "output", [])
    (copy / "output/work/extract/24pm-grc-c.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(StageError, match=r"24pm-grc-c\.jsonl: not a file that the stage `extract`"):
        map_sources(copy, copy / "output", curation=True)


@pytest.mark.parametrize(
    ("file", "content", "what"),
    [
        (
            "ontology/schema.ttl",
            "@prefix a: <http://a/> .\na:b a:c\n\n",
            "ontology/schema.ttl:4:1: not valid Turtle",
        ),
        ("ontology/top-concepts.ttl", "x", "ontology/top-concepts.ttl:1:1: not valid Turtle"),
        ("ontology/vocabulary.toml", "base = ", "not valid TOML"),
        ("ontology/vocabulary.toml", 'base = "x"', "Object missing required field"),
        (
            "ontology/identifiers.csv",
            "key,slug\na\n",
            "ontology/identifiers.csv:2: not a key and a slug",
        ),
        (
            "ontology/identifiers.csv",
            "key,slug\na,b\na,c\n",
            "ontology/identifiers.csv:3: the key `a` stands twice",
        ),
    ],
)
def test_a_faulty_hand_written_file_is_named_with_its_line(
    copy: Path, file: str, content: str, what: str
) -> None:
    (copy / file).write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        built(copy)
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_ontology_is_named(copy: Path) -> None:
    (copy / "ontology/schema.ttl").unlink()
    with pytest.raises(ConfigurationError, match=r"ontology/schema\.ttl: the file cannot be read"):
        built(copy)
