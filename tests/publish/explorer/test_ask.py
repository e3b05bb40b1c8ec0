"""The questions as the explorer takes them."""

from __future__ import annotations

from pathlib import Path

from pipeline.publish.explorer.questions import questions_data
from pipeline.questions import load_questions
from pipeline.vocabulary import load_vocabulary


def test_every_question_is_there_in_both_languages_without_its_header(project: Path) -> None:
    vocabulary = load_vocabulary(project / "ontology/vocabulary.toml")
    questions = load_questions(project)
    data = questions_data(questions, vocabulary)
    assert [one["name"] for one in data["questions"]] == [one.name for one in questions]
    assert {one["theme"] for one in data["questions"]} <= {one["name"] for one in data["themes"]}
    assert data["prefixes"] == vocabulary.prefixes
    for one, question in zip(data["questions"], questions, strict=True):
        assert one["words"]["fr"]
        assert one["words"]["en"]
        assert "'" not in one["words"]["fr"] + one["words"]["en"]
        assert one["query"].startswith("PREFIX")
        assert question.query.endswith(one["query"])
        assert len(one["columns"]) == len(question.columns)


def test_what_is_needed_has_a_value_and_what_may_be_left_out_has_none(project: Path) -> None:
    vocabulary = load_vocabulary(project / "ontology/vocabulary.toml")
    for one in questions_data(load_questions(project), vocabulary)["questions"]:
        for parameter in one["parameters"]:
            assert bool(parameter["value"]) == parameter["required"]
            if parameter["value"] and parameter["kind"] in ("concept", "class", "source"):
                assert parameter["value"].startswith(vocabulary.base)


def test_the_questions_follow_the_base_of_the_vocabulary(copy: Path) -> None:
    file = copy / "ontology/vocabulary.toml"
    text = file.read_text(encoding="utf-8")
    old = load_vocabulary(file).base
    file.write_text(text.replace(old, "https://example.org/autre/"), encoding="utf-8")
    data = questions_data(load_questions(copy), load_vocabulary(file))
    assert old not in str(data)
    assert "<https://example.org/autre/scheme>" not in str(data["themes"])
    assert "https://example.org/autre/" in str(data["questions"])
