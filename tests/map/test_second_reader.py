"""The second reader: words with their places, and a start-up that does not pay for it."""

from __future__ import annotations

import subprocess
import sys

from pipeline.map.second_reader import load, parse

BREAD = "Le levain naturel est une pâte acide qui fait lever le pain."
LENS = "L'objectif d'un appareil forme l’image."


def test_a_word_has_its_part_its_role_and_its_head() -> None:
    (words,) = parse([BREAD])
    found = {word.text: (word.part, word.role, words[word.head].text) for word in words}
    assert found["levain"] == ("NOUN", "nsubj", "pâte")
    assert found["naturel"] == ("ADJ", "amod", "levain")
    assert found["pâte"] == ("NOUN", "ROOT", "pâte")


def test_each_word_is_found_where_it_says() -> None:
    for text, words in zip((BREAD, LENS), parse([BREAD, LENS]), strict=True):
        assert [text[word.start : word.end] for word in words] == [word.text for word in words]
        assert "".join(word.text for word in words) == text.replace(" ", "")


def test_what_is_read_beside_a_sentence_does_not_change_its_reading() -> None:
    assert parse([LENS, BREAD, "", BREAD]) == [*parse([LENS]), *parse([BREAD]), [], *parse([BREAD])]


def test_no_sentence_gives_no_reading() -> None:
    assert parse([]) == []


def test_what_is_too_long_to_be_a_sentence_gives_no_words() -> None:
    assert parse(["pain " * 3_000, BREAD]) == [[], *parse([BREAD])]


def test_the_model_is_loaded_once_and_without_named_entities() -> None:
    assert load() is load()
    assert "ner" not in load().pipe_names


def test_importing_the_map_does_not_import_spacy() -> None:
    code = "import sys, pipeline.cli, pipeline.map.second_reader; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
