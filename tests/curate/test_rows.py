"""`curate --rows`: rows written elsewhere are checked as the build would and taken in, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import all_or_none
from pipeline.cli import main
from pipeline.curate.taking import take_rows
from pipeline.errors import CurationError, GlossographError, StageError
from pipeline.map.ontology import load_ontology
from pipeline.map.stage import map_sources
from pipeline.map.tables import LABELS, RELATIONS, load_curation, table_text
from pipeline.model import Concept
from pipeline.vocabulary import load_vocabulary
from tests.map.test_other_fields import Small, page

BY = "Jeanne Essai\t2026-11-30\tLu dans le texte."
LABEL_HEADER = "\t".join([*LABELS.columns, "quote"])
RELATION_HEADER = "\t".join([*RELATIONS.columns, "quote", "confidence"])


@pytest.fixture
def small(copy: Path) -> Path:
    Small(
        copy,
        a=page(
            Taux="Le taux est un indicateur que l'on donne en centièmes d'un tout.",
            Taux_net="Le taux net est un indicateur de ce qui reste à la fin.",
            Levain="Le levain est un processus qui fait lever le pain de la maison.",
        ),
    )
    return copy


def label(name: str, kind: str, text: str, modifier: str = "") -> str:
    return f"{name}\t{kind}\t{text}\tfr\t{modifier}\t{BY}\t"


def relation(one: str, predicate: str, other: str, modifier: str = "") -> str:
    return f"{one}\t{modifier}\t{predicate}\t{other}\tsemapv:ManualMappingCuration\t{BY}\t\t"


def files(folder: Path, labels: list[str], relations: list[str]) -> list[Path]:
    found = []
    for name, header, rows in (
        ("mine-labels.tsv", LABEL_HEADER, labels),
        ("mine-relations.tsv", RELATION_HEADER, relations),
    ):
        if rows:
            (folder / name).write_text("\n".join([header, *rows, ""]), encoding="utf-8")
            found.append(folder / name)
    return found


def take(
    project: Path, labels: list[str], relations: list[str], *, write: bool = True
) -> list[str]:
    rows = files(project, labels, relations)
    return [
        line.replace(f"{project}/", "")
        for line in take_rows(project, project / "output", rows, write=write)
    ]


def tables(project: Path) -> tuple[str, str]:
    return table_text(project, LABELS), table_text(project, RELATIONS)


def built(project: Path) -> dict[str, Concept]:
    concepts = map_sources(project, project / "output", curation=True)
    return {concept.iri.rsplit("/", 1)[-1]: concept for concept in concepts}


def test_what_rows_change_is_shown_and_nothing_is_written(small: Path) -> None:
    before = tables(small)
    lines = take(
        small,
        [label("a/levain", "alternative", "levure")],
        [relation("a/taux-net", "skos:broader", "concept:information")],
        write=False,
    )
    assert lines == [
        "+ a/levain : synonyme « levure » (fr) (mine-labels.tsv:2)",
        "+ a/taux-net : terme plus large concept:information (mine-relations.tsv:2)",
        "Ce que la prochaine construction en ferait (3) :",
        "  + levain : synonyme « levure » (fr)",
        "  + taux net : terme plus large information",
        "  - taux net : terme plus large taux",
        "Rien n'est écrit ; ajoutez --write pour prendre ces lignes dans les tables.",
    ]
    assert tables(small) == before


def test_rows_are_taken_in_with_who_when_why_and_how_sure(small: Path) -> None:
    sure = relation("a/levain", "skos:related", "a/taux").rstrip("\t") + "\tLe levain\t0.8"
    lines = take(small, [label("a/levain", "alternative", "levure")], [sure])
    places = "ontology/curation/labels.tsv:2, ontology/curation/relations.tsv:2"
    assert f"Écrit : {places}" in lines
    concepts = built(small)
    given = next(one for one in concepts["levain"].labels if one.text == "levure").decision
    assert given is not None
    assert (given.author, given.date, given.reason) == tuple(BY.split("\t"))
    related = next(r for r in concepts["levain"].relations if r.predicate == "skos:related")
    assert related.decision is not None
    assert (related.decision.confidence, related.decision.quote) == (0.8, "Le levain")


def test_a_new_concept_may_have_its_name_and_its_place_in_two_files(small: Path) -> None:
    take(
        small,
        [label("concept:farine", "preferred", "farine")],
        [relation("concept:farine", "skos:broader", "concept:information")],
    )
    assert [one.text for one in built(small)["farine"].labels] == ["farine"]


def test_rows_that_a_table_has_are_said_and_not_written_twice(small: Path) -> None:
    row = relation("a/levain", "skos:related", "a/taux")
    take(small, [], [row])
    before = tables(small)
    inverse = relation("a/taux", "skos:related", "a/levain")
    lines = take(small, [], [row, inverse])
    place = "déjà dans la table, ontology/curation/relations.tsv:2"
    assert lines == [
        f"= a/levain : associé à a/taux (mine-relations.tsv:2) : {place}",
        f"= a/taux : associé à a/levain (mine-relations.tsv:3) : {place}",
        "Tout cela est déjà dans les tables.",
    ]
    assert tables(small) == before


def test_a_row_without_effect_is_said(small: Path) -> None:
    lines = take(small, [label("a/levain", "alternative", "inconnu", "Not")], [])
    wanted = "Sans effet : (a/levain, inconnu) : Lu dans le texte. (mine-labels.tsv:2)"
    assert wanted in lines


def test_a_question_that_the_build_would_ask_is_said(small: Path) -> None:
    lines = take(small, [label("concept:farine", "preferred", "farine")], [], write=False)
    assert any(line.startswith("Question qu'elle poserait : Sous quel concept") for line in lines)


@pytest.mark.parametrize(
    ("labels", "relations", "where", "what"),
    [
        ([label("a/levian", "alternative", "x")], [], "mine-labels.tsv:2",
         "`a/levian` is no entry and no concept of this vocabulary; those alike are a/levain"),
        ([], [relation("a/taux", "skos:related", "concept:nulle-part")], "mine-relations.tsv:2",
         "`concept:nulle-part` is no entry"),
        ([label("a/levain", "sort", "x")], [], "mine-labels.tsv:2", "unknown kind `sort`"),
        ([label("a/levain", "alternative", "")], [], "mine-labels.tsv:2", "`label` is empty"),
        ([], [relation("a/taux", "rc:likes", "a/levain")], "mine-relations.tsv:2",
         "unknown predicate `rc:likes`"),
        ([label("a/levain", "alternative", "x"), label("a/levain", "alternative", "x", "Not")], [],
         "mine-labels.tsv:3", "the row contradicts mine-labels.tsv:2: one accepts what the other"),
        ([], [relation("a/taux", "skos:broader", "a/taux-net"),
              relation("a/taux-net", "skos:broader", "a/taux")],
         "mine-relations.tsv:3", "closes a cycle of parents with mine-relations.tsv:2"),
        # Only the map knows that a slug and an entry are one concept.
        ([], [relation("a/taux", "skos:broader", "a/taux-net"),
              relation("concept:taux-net", "skos:broader", "a/taux")],
         "mine-relations.tsv:3", "closes a cycle of parents with mine-relations.tsv:2"),
        ([], [relation("a/taux", "skos:related", "a/taux")], "mine-relations.tsv:2",
         "`a/taux` has no relation to itself"),
        ([label("concept:De la farine", "preferred", "farine")], [], "mine-labels.tsv:2",
         "its slug would not do as the end of an IRI"),
        ([], [relation("concept:", "skos:broader", "a/taux")], "mine-relations.tsv:2",
         "its slug would not do as the end of an IRI"),
        ([label("a/levain", "alternative", "levure\x1b[31m")], [], "mine-labels.tsv:2",
         "the row holds the control character U+001B"),
        ([], [relation("a/taux", "skos:related", "concept:programme")], "mine-relations.tsv:2",
         "`concept:programme` is a top concept"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_stand_stops_all_with_its_place(
    small: Path, labels: list[str], relations: list[str], where: str, what: str
) -> None:
    map_sources(small, small / "output", curation=True)
    (small / "ontology/identifiers.csv").write_bytes(
        (small / "output/work/identifiers.csv").read_bytes()
    )
    before = tables(small)
    good = label("a/levain", "alternative", "levure")
    with pytest.raises(CurationError) as caught:
        take(small, [*labels, good], relations)
    assert caught.value.where == str(small / where)
    assert what in str(caught.value).replace(f"{small}/", "")
    assert tables(small) == before


def test_a_row_that_contradicts_a_table_names_both(small: Path) -> None:
    take(small, [], [relation("a/levain", "skos:related", "a/taux")])
    with pytest.raises(CurationError) as caught:
        take(small, [], [relation("a/levain", "skos:related", "a/taux", "Not")])
    assert caught.value.where == str(small / "mine-relations.tsv:2")
    assert "contradicts ontology/curation/relations.tsv:2" in str(caught.value)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_where_one_table_cannot_be_written_none_is(
    small: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = tables(small)
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if target == small / RELATIONS.where:
            raise error
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(type(error)):
        take(
            small,
            [label("a/levain", "alternative", "levure")],
            [relation("a/levain", "skos:related", "a/taux")],
        )
    assert tables(small) == before


def test_the_next_run_takes_back_what_one_that_was_killed_left_half_written(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built(small)
    before = tables(small)
    replace = Path.replace

    def killed(path: Path, target: Path) -> Path:
        if target == small / RELATIONS.where:
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        # Nobody is there to take it back.
        patch.setattr(all_or_none, "take_back", lambda _: None)
        with pytest.raises(KeyboardInterrupt):
            take(
                small,
                [label("a/levain", "alternative", "levure")],
                [relation("a/levain", "skos:related", "a/taux")],
            )
    assert tables(small) != before
    monkeypatch.chdir(small)
    assert run(monkeypatch) == 0
    assert tables(small) == before
    assert capsys.readouterr().out


def test_rows_are_held_against_the_tables_even_if_the_last_build_is_older(small: Path) -> None:
    built(small)
    take(small, [label("a/levain", "alternative", "levure")], [])
    lines = take(small, [label("a/taux", "alternative", "part")], [])
    assert "Ce que la prochaine construction en ferait (1) :" in lines


def test_a_sentence_that_no_source_has_is_said(small: Path) -> None:
    lines = take(small, [label("a/levain", "alternative", "levure") + "Le levain lève."], [])
    said = "(a/levain, levure) : « Le levain lève. » ne se lit plus dans a. (mine-labels.tsv:2)"
    assert f"Phrase introuvable : {said}" in lines


def test_a_file_of_another_kind_is_refused(small: Path) -> None:
    other = small / "other.tsv"
    for content, what in (
        (b"", "these are no rows"),
        (b"a\tb\n", "no rows"),
        (b"\xff", "not UTF-8"),
        (f"{LABEL_HEADER}\n".encode(), "no row"),
    ):
        other.write_bytes(content)
        with pytest.raises(StageError, match=what):
            list(take_rows(small, small / "output", [other], write=False))
    other.write_text("entry_id\tkind\n", encoding="utf-8")
    with pytest.raises(CurationError, match=r"other\.tsv:1: the columns are not those"):
        list(take_rows(small, small / "output", [other], write=False))
    for name in ("none.tsv", "ontology"):
        with pytest.raises(StageError, match="does not exist"):
            list(take_rows(small, small / "output", [small / name], write=False))


def test_a_file_saved_by_a_spreadsheet_is_read(small: Path) -> None:
    (file,) = files(small, [label("a/levain", "alternative", '"""levure"""')], [])
    content = file.read_text(encoding="utf-8").replace("\n", "\r\n")
    file.write_bytes(f"\ufeff{content}".encode())
    list(take_rows(small, small / "output", [file], write=True))
    ontology = load_ontology(small, load_vocabulary(small / "ontology/vocabulary.toml"))
    assert [row.text for row in load_curation(small, ontology).labels] == ['"levure"']


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr("sys.argv", ["glossograph", "curate", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_the_command_takes_several_files(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files(
        small,
        [label("concept:farine", "preferred", "farine")],
        [relation("concept:farine", "skos:broader", "concept:information")],
    )
    monkeypatch.chdir(small)
    rows = ["--rows", "mine-labels.tsv", "--rows", "mine-relations.tsv"]
    assert run(monkeypatch, *rows, "--write") == 0
    assert "Écrit : ontology/curation/labels.tsv:2, " in capsys.readouterr().out
    assert run(monkeypatch, *rows, "--answer", "1") != 0
    assert "--rows stands alone; leave out --from and --answer" in capsys.readouterr().err
    assert run(monkeypatch, "--write") != 0
    assert "name the export with --from, or the rows with --rows" in capsys.readouterr().err


def test_before_a_build_rows_cannot_be_checked(copy: Path) -> None:
    rows = files(copy, [label("a/x", "alternative", "x")], [])
    with pytest.raises(GlossographError, match="this stage file does not exist"):
        list(take_rows(copy, copy / "output", rows, write=False))
