"""Questions: listed by value, answered by a row, not asked again after the next build."""

from __future__ import annotations

import datetime
import io
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.curate.asking import converse, listed
from pipeline.curate.stage import Open, answer, ask, open_build
from pipeline.errors import CurationError, GlossographError, StageError
from pipeline.extract.stage import extract
from pipeline.map import questions
from pipeline.map.stage import map_sources
from pipeline.map.tables import LABELS, RELATIONS, table_text
from pipeline.model import Concept, Evidence, Question
from tests.map.test_other_fields import Small, page

WHO = {"author": "Jeanne Essai", "date": "2026-11-30", "reason": "Lu dans le texte."}
TEXTS: dict[str, dict[str, str]] = {
    "same": {
        "a": page(Garant="Le garant est une personne qui répond de la dette d'une autre."),
        "b": page(Garant="Le garant est un contrat qui couvre les dettes impayées d'un autre."),
    },
    "homonym": {"a": page(Canal="Un canal est un moyen de contact entre deux personnes.")},
    "place": {"a": page(Levain="Le levain est une pâte que l'on garde de jour en jour au frais.")},
    "class": {
        "a": page(Affinage="L'affinage est un processus qui mène le fromage à maturité."),
        "b": page(Affinage="L'affinage est une stratégie qui consiste à attendre le bon moment."),
    },
    "cycle": {
        "a": page(
            Levain="Le levain est une pâte mère qui fait lever le pain de la maison.",
            Pâte_mère="La pâte mère est un levain que l'on garde de jour en jour au frais.",
        )
    },
    "directions": {
        "a": page(
            Taux_de_levée="Le taux de levée est un indicateur qui mesure la force de pousse.",
            Force_de_pousse="La force de pousse est un indicateur qui mesure le taux de levée.",
        )
    },
    "both": {
        "a": page(
            Taux="Le taux est un indicateur que l'on donne en centièmes d'un tout.",
            Taux_net="Le taux net est un taux étroitement lié au taux de la période.",
        )
    },
}


def mapped(copy: Path) -> Open:
    extract(copy, copy / "output", [])
    map_sources(copy, copy / "output", curation=True)
    return open_build(copy, copy / "output")


def nameless(copy: Path) -> Open:
    """The five texts without the rows that name what has lost its headword."""
    path = copy / "ontology/curation/labels.tsv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(header + "\n", encoding="utf-8")
    return mapped(copy)


def of_kind(build: Open, kind: str) -> Question:
    return next(question for question in build.questions if question.kind == kind)


def start(copy: Path, kind: str) -> Open:
    if kind == "name":
        return nameless(copy)
    Small(copy, **TEXTS[kind])
    return open_build(copy, copy / "output")


def cases() -> Iterator[tuple[str, int, str]]:
    for kind, texts in {
        "same": ["", "garantie"],
        "homonym": ["", "canal d'appel", ""],
        "place": [*[""] * 12, "indicateur", ""],
        "class": ["", "", ""],
        "cycle": ["", ""],
        "directions": ["", "", ""],
        "both": ["", ""],
        "name": ["raison d'appel", "canal", ""],
    }.items():
        for choice, text in enumerate(texts, start=1):
            # Of the twelve top concepts, one will do.
            if kind != "place" or choice not in range(2, 13):
                yield kind, choice, text


@pytest.mark.parametrize(("kind", "choice", "text"), list(cases()))
def test_a_question_that_is_answered_is_not_asked_again(
    copy: Path, kind: str, choice: int, text: str
) -> None:
    build = start(copy, kind)
    question = of_kind(build, kind)
    # A name that the texts suggest comes before the answers that every such question has.
    suggested = len(question.proposals) - max(c for k, c, _ in cases() if k == kind)
    assert suggested == 0 or (kind == "name" and 0 < suggested <= 3)
    choice += suggested
    where = answer(copy, build, question.id, choice, text, **WHO)
    assert len(where) == len(question.proposals[choice - 1].rows)
    after = mapped(copy)
    assert question.id not in {other.id for other in after.questions}
    report = (copy / "output/work/map.json").read_text(encoding="utf-8")
    assert not any(place in report for place in where)


def test_a_name_that_the_texts_suggest_is_taken_as_it_stands(copy: Path) -> None:
    build = nameless(copy)
    question = of_kind(build, "name")
    suggested = question.proposals[0]
    assert suggested.text == "« motifs de contacts »"
    answer(copy, build, question.id, 1, "", **WHO)
    after = mapped(copy)
    named = next(c for c in after.concepts if question.entries[0] in c.entries)
    assert named.labels[0].text == "motifs de contacts"


def test_the_row_says_who_when_why_and_on_which_sentence(copy: Path) -> None:
    build = start(copy, "place")
    question = of_kind(build, "place")
    (where,) = answer(copy, build, question.id, 13, "indicateur", **WHO)
    assert where == "ontology/curation/relations.tsv:2"
    header, row = table_text(copy, RELATIONS).splitlines()
    fields = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert fields == {
        "subject_id": "a/levain",
        "predicate_modifier": "",
        "predicate_id": "skos:broader",
        "object_id": "concept:indicateur",
        "mapping_justification": "semapv:ManualMappingCuration",
        "author_label": "Jeanne Essai",
        "mapping_date": "2026-11-30",
        "comment": "Lu dans le texte.",
        "quote": question.evidence[0].quote,
    }


def test_an_answer_that_is_there_already_is_not_written_twice(copy: Path) -> None:
    build = start(copy, "both")
    assert len(answer(copy, build, "1", 1, "", **WHO)) == 1
    once = table_text(copy, RELATIONS)
    assert answer(copy, build, "1", 1, "", **WHO) == []
    assert table_text(copy, RELATIONS) == once


def test_an_answer_that_contradicts_a_decision_leaves_the_tables_as_they_were(copy: Path) -> None:
    build = start(copy, "same")
    answer(copy, build, "1", 1, "", **WHO)
    before = table_text(copy, LABELS), table_text(copy, RELATIONS)
    with pytest.raises(CurationError, match="the row contradicts ontology/curation/relations"):
        answer(copy, build, "1", 2, "garantie", **WHO)
    assert (table_text(copy, LABELS), table_text(copy, RELATIONS)) == before


def test_remarks_line_ends_and_a_byte_order_mark_survive_an_answer(copy: Path) -> None:
    build = start(copy, "both")
    path = copy / RELATIONS.where
    header = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_bytes(f"\ufeff# une remarque\r\n{header}\r\n".encode())
    assert answer(copy, build, "1", 1, "", **WHO) == ["ontology/curation/relations.tsv:3"]
    content = path.read_bytes().decode("utf-8")
    assert content.startswith(f"# une remarque\r\n{header}\tquote\r\na/taux-net\tNot\t")
    assert content.replace("\r\n", "").find("\n") == -1
    mapped(copy)


@pytest.mark.parametrize(
    ("name", "choice", "text", "who", "what"),
    [
        (
            "nope",
            1,
            "",
            {},
            "no open question is called `nope`; list them with `glossograph curate`",
        ),
        ("1", 9, "", {}, "has no answer 9; choose one from 1 to 2 with --choice"),
        ("1", 0, "", {}, "has no answer 0; choose one from 1 to 2"),
        ("1", 2, "", {}, "this answer needs a name; give it with --text"),
        ("1", 1, "x", {}, "this answer takes no text; leave --text out"),
        ("1", 1, "", {"author": None}, "nobody signs the decision; name the author with --author"),
        ("1", 1, "", {"reason": " "}, "the decision has no reason; give one with --reason"),
        ("1", 1, "", {"date": "hier"}, "`hier` is no date; write --date as 2026-01-31"),
    ],
)
def test_an_answer_that_does_not_fit_is_one_line(
    copy: Path, name: str, choice: int, text: str, who: dict[str, str], what: str
) -> None:
    build = start(copy, "same")
    with pytest.raises(StageError) as caught:
        answer(copy, build, name, choice, text, **(WHO | who))
    assert what in str(caught.value)
    assert table_text(copy, RELATIONS).count("\n") == 1


def test_a_concept_that_is_not_known_is_answered_with_those_alike(copy: Path) -> None:
    build = start(copy, "place")
    with pytest.raises(
        StageError, match=r"no concept is called « indicateurs »; give .* indicateur"
    ):
        answer(copy, build, "1", 13, "indicateurs", **WHO)


def test_questions_are_listed_most_valuable_first_with_sentences_and_answers(copy: Path) -> None:
    build = nameless(copy)
    values = [question.value for question in build.questions]
    assert values == sorted(values, reverse=True)
    lines = list(listed(build.questions))
    first = build.questions[0]
    assert lines[0] == f"1. {first.text}"
    assert lines[1] == f"   {first.id} (débloque : {first.value})"
    assert f"   entrée : {first.entries[0]}" in lines
    assert "   1) « motifs de contacts » (confiance 0,40)" in lines
    assert "   2) Donner un nom." in lines


def test_without_questions_the_list_says_so() -> None:
    assert list(listed([])) == ["Aucune question n'est ouverte."]


EVIDENCE = Evidence("a/x", "a", 0, 4, "Mot.", "repeated-noun", 0.6)


def test_names_are_proposed_the_most_certain_first_with_their_sentences() -> None:
    asked = questions.nameless(["a/x"], [], [("un", 0.4, []), ("deux", 0.6, [EVIDENCE])], value=3)
    assert [(p.text, p.confidence) for p in asked.proposals[:2]] == [
        ("« deux »", 0.6),
        ("« un »", 0.4),
    ]
    assert asked.proposals[0].rows == [questions.label_row("a/x", "preferred", "deux")]
    assert (asked.evidence, asked.value) == ([EVIDENCE], 3)
    assert "   1) « deux » (confiance 0,60)" in list(listed([asked]))


def test_what_may_be_the_same_is_answered_by_yes_or_no() -> None:
    asked = questions.perhaps_same("a/x", "b/y", ("x", "y"), [EVIDENCE], 0.7)
    assert (asked.kind, asked.entries, len(asked.proposals)) == ("same", ["a/x", "b/y"], 2)
    assert [p.rows[0].fields["predicate_modifier"] for p in asked.proposals] == ["", "Not"]


class Talk:
    """A person at a terminal: says the given lines one after the other and hears the rest."""

    def __init__(self, *lines: str) -> None:
        self.lines, self.heard = list(lines), [""]

    def put(self, prompt: str) -> str:
        self.heard.append(prompt)
        return self.lines.pop(0)


def test_a_conversation_asks_again_what_cannot_be_written(copy: Path) -> None:
    build = start(copy, "place")
    talk = Talk("douze", "99", "13", "rien de tel", "13", "indicateur", "", "Lu.")
    written = ask(copy, build, "all", talk.put, talk.heard.append, author="J", date="2026-11-30")
    assert (written, talk.lines) == (1, [])
    assert talk.heard.count("Répondez par un nombre de 1 à 14, ou rien pour passer.") == 2
    assert any(line.startswith("no concept is called « rien de tel »") for line in talk.heard)
    assert talk.heard.count("Raison") == 2
    assert talk.heard[-1] == "Écrit : ontology/curation/relations.tsv:2"


def test_an_empty_answer_passes_on(copy: Path) -> None:
    build = start(copy, "place")
    talk = Talk("")
    assert ask(copy, build, "1", talk.put, talk.heard.append, author="J", date="2026-11-30") == 0
    assert table_text(copy, RELATIONS).count("\n") == 1


def test_a_conversation_needs_an_author(copy: Path) -> None:
    build = start(copy, "place")
    with pytest.raises(StageError, match="nobody signs the decision"):
        ask(copy, build, "1", Talk().put, print, author=None, date="2026-11-30")


def test_each_question_keeps_its_number_in_a_conversation() -> None:
    asked = questions.placeless("x", ["a/x"], [])
    concepts: list[Concept] = []
    talk = Talk("")
    converse([(7, asked)], concepts, talk.put, talk.heard.append, lambda *_: [])
    assert talk.heard[1].startswith("7. Sous quel concept ranger « x » ?")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr("sys.argv", ["glossograph", "curate", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in (0, 2)


def test_the_command_lists_answers_and_signs_with_today(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    start(copy, "both")
    monkeypatch.setenv("GLOSSOGRAPH_AUTHOR", "Jeanne Essai")
    run(monkeypatch, "--project", str(copy))
    assert capsys.readouterr().out.startswith("1. « taux net » et « taux » sont liés à la fois")
    run(monkeypatch, "--project", str(copy), "--answer", "1", "--choice", "1", "--reason", "Lu.")
    assert capsys.readouterr().out == "Écrit : ontology/curation/relations.tsv:2\n"
    today = datetime.date.today().isoformat()
    assert f"\tJeanne Essai\t{today}\tLu.\t" in table_text(copy, RELATIONS)


def test_the_command_without_a_terminal_asks_for_the_choice(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    start(copy, "both")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    run(monkeypatch, "--project", str(copy), "--answer", "1")
    assert capsys.readouterr().err == (
        "glossograph: nobody is there to choose: this is no terminal; give --choice and --reason"
        " as well\n"
    )


def test_on_a_terminal_the_command_reads_the_answer(copy: Path) -> None:
    start(copy, "both")
    outer, inner = pty.openpty()
    command = [str(Path(sys.executable).with_name("glossograph")), "curate", "--answer", "1"]
    command += ["--author", "J", "--project", str(copy)]
    os.write(outer, b"1\nLu.\n")
    done = subprocess.run(command, stdin=inner, capture_output=True, timeout=60, check=False)
    os.close(outer)
    os.close(inner)
    assert done.returncode == 0, done.stderr
    assert "Écrit : ontology/curation/relations.tsv:2" in done.stdout.decode("utf-8")
    assert "Lancez « make » pour reconstruire." in done.stdout.decode("utf-8")


def test_before_a_build_there_is_nothing_to_ask(copy: Path) -> None:
    with pytest.raises(GlossographError, match="this stage file does not exist; run `make map`"):
        open_build(copy, copy / "output")


def test_the_report_lists_the_same_questions_in_the_same_order(
    published: Path, rebuild: Callable[[Path], None]
) -> None:
    path = published / "ontology/curation/labels.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("dial-once-dictionnaire/")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    rebuild(published)
    build = open_build(published, published / "output")
    report = (published / "output/report.md").read_text(encoding="utf-8")
    part = report.partition("## Questions ouvertes")[2].partition("\n## ")[0]
    asked = [line for line in part.splitlines() if line[:1].isdigit()]
    assert asked == [f"{n}. {q.text}" for n, q in enumerate(build.questions, start=1)]
    assert len(asked) > 3
