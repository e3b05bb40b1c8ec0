"""Decisions: read strictly, always win, are never dropped in silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError, CurationError, StageError
from pipeline.extract.stage import extract
from pipeline.map.curation import Curation
from pipeline.map.managing import relation_of
from pipeline.map.ontology import load_ontology
from pipeline.map.stage import map_sources
from pipeline.map.tables import load_curation, quoted, unquoted
from pipeline.model import Concept
from pipeline.vocabulary import load_vocabulary

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


def decided(copy: Path) -> Curation:
    vocabulary = load_vocabulary(copy / "ontology/vocabulary.toml")
    return load_curation(copy, load_ontology(copy, vocabulary))


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
    with pytest.raises(CurationError, match="the row has 2 fields, not 9"):
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
    about = "24pm-grc-v-z/gone skos:related 24pm-grc-s/score-d-attrition"
    assert f"{RELATIONS}:2 ({about}) : Vieille décision." in report["unmatched"]


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
    row = relation(
        subject_id="24pm-grc-s/scoring-d-appels",
        predicate_id="skos:exactMatch",
        object_id="24pm-grc-c/call-tracking",
    )
    own_rows(copy, RELATIONS, row)
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
            "key,slug,label\na,b\n",
            "ontology/identifiers.csv:2: not a key, a slug and a label",
        ),
        (
            "ontology/identifiers.csv",
            "key,slug,label\na,b,B\na,c,C\n",
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


def own_rows(copy: Path, file: str, *rows: dict[str, str]) -> None:
    """Add rows to a table."""
    path = copy / file
    text = path.read_text(encoding="utf-8")
    header = text.splitlines()[0].split("\t")
    lines = ["\t".join(row.get(name, "") for name in header) + "\n" for row in rows]
    path.write_text(text + "".join(lines), encoding="utf-8")


def unmatched(copy: Path) -> list[str]:
    found: list[str] = json.loads((copy / "output/work/map.json").read_text(encoding="utf-8"))[
        "unmatched"
    ]
    return found


def test_an_emptied_table_is_refused(copy: Path) -> None:
    (copy / RELATIONS).write_text("", encoding="utf-8")
    with pytest.raises(CurationError, match="the table has not even its header; the header is"):
        built(copy)


def test_a_table_saved_by_a_spreadsheet_is_read(copy: Path) -> None:
    """A mark of byte order, and cells between quotation marks that are no part of them."""
    before = decided(copy)
    for file in (LABELS, RELATIONS):
        cells = (copy / file).read_text(encoding="utf-8").replace('"', '""').rstrip("\n")
        cells = f"{cells}\n# a, b"
        lines = ['"' + line.replace("\t", '"\t"') + '"' for line in cells.split("\n")]
        (copy / file).write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    assert decided(copy) == before
    built(copy)
    assert unmatched(copy) == []


@pytest.mark.parametrize("text", ["VOC", '"VOC"', '"VOC" est', '"', '""', '""VOC""', 'a "b"', ""])
def test_a_cell_is_read_as_it_was_written(text: str) -> None:
    assert unquoted(quoted(text)) == text


def test_relations_are_read_under_the_prefix_of_the_vocabulary(copy: Path) -> None:
    """The words that state a relation name it as here; one that an ontology lacks is plain."""
    path = copy / "ontology/vocabulary.toml"
    text = path.read_text(encoding="utf-8").replace('prefix = "rc"', 'prefix = "kd"')
    path.write_text(text, encoding="utf-8")
    ontology = load_ontology(copy, load_vocabulary(path))
    assert [ontology.relation(name) for name in ("rc:measures", "rc:eats", "skos:related")] == [
        "kd:measures",
        "skos:related",
        "skos:related",
    ]
    assert relation_of("manager", "kd") == "kd:relationManagedBy"
    write(copy, RELATIONS)
    write(copy, LABELS)
    found = {one.predicate for concept in built(copy) for one in concept.relations}
    assert {"kd:measures", "kd:usedFor"} <= found
    assert not any(name.startswith("rc:") for name in found)


@pytest.mark.parametrize(
    "row",
    [
        relation(
            subject_id="24pm-grc-s/sgbd",
            predicate_id="dcterms:source",
            object_id="altamedia-petit-dico/sla",
        ),
        relation(predicate_modifier="Not"),
        relation(predicate_modifier="Not", predicate_id="skos:broader"),
    ],
    ids=["a definition of another concept", "no such relation", "no such place"],
)
def test_a_decision_that_changes_nothing_is_reported(copy: Path, row: dict[str, str]) -> None:
    own_rows(copy, RELATIONS, row)
    built(copy)
    assert [line.endswith(": Essai.") for line in unmatched(copy)] == [True]


def test_a_rejected_label_that_is_not_there_is_reported(copy: Path) -> None:
    own_rows(copy, LABELS, label(predicate_modifier="Not"))
    built(copy)
    assert len(unmatched(copy)) == 1


def test_a_relation_is_rejected_by_its_inverse_too(copy: Path) -> None:
    own_rows(
        copy,
        RELATIONS,
        relation(
            subject_id="24pm-grc-s/satisfaction-client",
            predicate_modifier="Not",
            predicate_id="rc:measuredBy",
            object_id="altamedia-petit-dico/c-sat-customer-satisfaction",
        ),
    )
    concepts = built(copy)
    target = of(concepts, "24pm-grc-s/satisfaction-client").iri
    measure = of(concepts, "altamedia-petit-dico/c-sat-customer-satisfaction")
    assert ("rc:measures", target) not in {(r.predicate, r.object) for r in measure.relations}
    assert unmatched(copy) == []


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (
            [
                relation(predicate_id="skos:broader"),
                relation(
                    subject_id="24pm-grc-s/score-d-attrition",
                    predicate_modifier="Not",
                    predicate_id="skos:narrower",
                    object_id="24pm-grc-v-z/win-back",
                ),
            ],
            "the row contradicts",
        ),
        (
            [
                relation(predicate_id="skos:exactMatch"),
                relation(
                    subject_id="24pm-grc-s/score-d-attrition",
                    predicate_modifier="Not",
                    predicate_id="skos:exactMatch",
                    object_id="24pm-grc-v-z/win-back",
                ),
            ],
            "the row contradicts",
        ),
        (
            [
                relation(
                    subject_id="24pm-grc-v-z/vrm",
                    predicate_id="dcterms:source",
                    object_id="24pm-grc-v-z/vendor-relationship-management",
                ),
            ],
            "already says whose definition 24pm-grc-v-z/vrm keeps",
        ),
        (
            [
                relation(predicate_id="skos:broader"),
                relation(
                    subject_id="24pm-grc-s/score-d-attrition",
                    predicate_id="skos:broader",
                    object_id="24pm-grc-v-z/win-back",
                ),
            ],
            f"closes a cycle of parents with {RELATIONS}:",
        ),
        (
            [
                relation(
                    subject_id="altamedia-petit-dico/fcr",
                    predicate_id="rc:measures",
                    object_id="altamedia-petit-dico/kpi",
                )
            ],
            "stand one above the other in the tree",
        ),
        (
            [
                relation(
                    subject_id="concept:canal",
                    predicate_id="skos:broader",
                    object_id="concept:technologie",
                )
            ],
            "a top concept has nothing above it",
        ),
        (
            [relation(subject_id="concept:canal", predicate_modifier="Not")],
            "`concept:canal` is a top concept",
        ),
    ],
)
def test_rows_that_cannot_stand_together_are_an_error_with_its_line(
    copy: Path, rows: list[dict[str, str]], what: str
) -> None:
    own_rows(copy, RELATIONS, *rows)
    with pytest.raises(CurationError) as caught:
        built(copy)
    assert what in str(caught.value)
    assert str(caught.value).startswith(f"{RELATIONS}:")


def test_two_names_preferred_for_two_entries_of_one_concept_are_an_error(copy: Path) -> None:
    own_rows(
        copy,
        LABELS,
        label(entry_id="24pm-grc-v-z/voc", kind="preferred", label="voix de la clientèle"),
        label(entry_id="24pm-grc-v-z/voix-du-client", kind="preferred", label="parole du client"),
    )
    with pytest.raises(CurationError, match="are both preferred for one concept"):
        built(copy)


def test_a_rejected_definition_is_not_kept(copy: Path) -> None:
    kept = of(built(copy), "altamedia-petit-dico/svi").definitions[0].entry
    own_rows(
        copy,
        RELATIONS,
        relation(
            subject_id="altamedia-petit-dico/svi",
            predicate_modifier="Not",
            predicate_id="dcterms:source",
            object_id=kept,
        ),
    )
    assert of(built(copy), "altamedia-petit-dico/svi").definitions[0].entry != kept
    assert unmatched(copy) == []


def test_a_contradicting_definition_is_not_kept(copy: Path) -> None:
    own = of(built(copy), "altamedia-petit-dico/svi").definitions[0].entry
    own_rows(
        copy,
        RELATIONS,
        relation(
            subject_id=own, predicate_id="skos:closeMatch", object_id="altamedia-petit-dico/svi"
        ),
    )
    assert of(built(copy), "altamedia-petit-dico/svi").definitions[0].entry != own


def test_a_decision_does_not_publish_a_definition_that_may_not_be(
    copy: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit(
        "sources/sources.toml",
        'id = "24pm-grc-v-z"\n',
        'id = "24pm-grc-v-z"\nredistribute = false\n',
    )
    concept = of(built(copy), "24pm-grc-v-z/vrm")
    assert concept.definitions == []
    assert concept.notes == [
        "Les sources définissent ce terme, mais leur définition n'est pas reprise ici."
    ]


def test_a_rejected_class_is_not_stated(copy: Path) -> None:
    own_rows(
        copy,
        RELATIONS,
        relation(
            subject_id="altamedia-petit-dico/crm",
            predicate_modifier="Not",
            predicate_id="rdf:type",
            object_id="rc:Technology",
        ),
    )
    crm = of(built(copy), "altamedia-petit-dico/crm")
    assert [r.object.rpartition("#")[2] for r in crm.relations if r.predicate == "rdf:type"] == [
        "Approach"
    ]


def test_a_line_added_to_a_table_changes_no_statement(copy: Path) -> None:
    built(copy)
    before = (copy / "output/work/graph.trig").read_bytes()
    path = copy / RELATIONS
    header, _, rest = path.read_text(encoding="utf-8").partition("\n")
    path.write_text(f"{header}\n# a remark\n{rest}", encoding="utf-8")
    built(copy)
    assert (copy / "output/work/graph.trig").read_bytes() == before


def test_entries_decided_to_be_a_top_concept_belong_to_it(copy: Path) -> None:
    own_rows(
        copy,
        RELATIONS,
        relation(
            subject_id="24pm-grc-s/screen-pop",
            predicate_id="skos:exactMatch",
            object_id="concept:technologie",
        ),
    )
    concept = of(built(copy), "24pm-grc-s/screen-pop")
    assert (concept.top, concept.labels[0].text) == (True, "technologie")
