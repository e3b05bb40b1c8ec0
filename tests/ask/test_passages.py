"""Words of a source inside their sentence, found in the raw text."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.ask.explain.passages import RawTexts, Sentence

RAW = (
    "Terme Définition\r\n\r\nSVI\r\n\r\nUn SVI est un serveur. Il répond. Il transfère.\r\n\r\n"
    "VOC\r\n\r\nLa VOC est un ensemble d'avis (p. ex. des notes). Elle compte.\r\n"
)


@pytest.fixture
def texts(tmp_path: Path) -> RawTexts:
    content = RAW.encode("utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/essai.txt").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    (tmp_path / "sources/sources.toml").write_text(
        f'[[source]]\nid = "essai"\ntitle = "Essai"\npublisher = "Essai"\n'
        f'url = "https://example.org/"\nlanguage = "fr"\nrights = "Aucun."\nsha256 = "{digest}"\n',
        encoding="utf-8",
    )
    return RawTexts(tmp_path)


def around(texts: RawTexts, words: str) -> Sentence | None:
    start = RAW.index(words)
    return texts.sentence("essai", start, start + len(words), words)


@pytest.mark.parametrize(
    ("words", "before", "after", "line"),
    [
        ("SVI", "", "", 3),
        ("un serveur", "Un SVI est ", ".", 5),
        ("répond", "Il ", ".", 5),
        ("serveur. Il", "Un SVI est un ", " répond.", 5),
        ("des notes", "La VOC est un ensemble d'avis (p. ex. ", ").", 9),
        ("Définition", "Terme ", "", 1),
        ("transfère.\r\n\r\nVOC", "Il ", "", 5),
    ],
)
def test_the_sentence_around_the_words(
    texts: RawTexts, words: str, before: str, after: str, line: int
) -> None:
    assert around(texts, words) == Sentence(before, after, line)


def test_other_words_at_the_place_have_no_sentence(texts: RawTexts) -> None:
    assert texts.sentence("essai", 0, 5, "Turme") is None
    assert texts.sentence("essai", 0, 0, "") is None
    assert texts.sentence("essai", 10_000, 10_005, "Terme") is None
    assert texts.sentence("autre", 0, 5, "Terme") is None
