"""Sentences with the concepts marked in them, as gold.toml and unseen.toml hold them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from msgspec import Struct

from pipeline.ask.annotate.labels import Label, Labels

_HERE = Path(__file__).resolve().parent
_MARK = re.compile(r"\{([^|}]+)\|([^}]+)\}")
_LANGUAGES = {"en": "en"}
_KINDS = {"en": "preferred"}

Marked = tuple[int, int, tuple[str, ...]]


class Sentence(Struct, frozen=True):
    """A text, and the spans in it with the concepts that each may mean."""

    text: str
    marked: list[Marked]


def load(name: str) -> tuple[Labels, list[Sentence]]:
    """The vocabulary and the sentences of a file."""
    content = tomllib.loads((_HERE / name).read_text("utf-8"))
    labels = [
        Label(text, _LANGUAGES.get(key, "fr"), _KINDS.get(key, key), concept)
        for concept, said in content["concepts"].items()
        for key, texts in said.items()
        for text in texts
    ]
    names = {concept: said["preferred"][0] for concept, said in content["concepts"].items()}
    return Labels(labels, names), [_sentence(text) for text in content["sentences"]["all"]]


def _sentence(written: str) -> Sentence:
    text, marked, seen = "", [], 0
    for mark in _MARK.finditer(written):
        text += written[seen : mark.start()]
        marked.append((len(text), len(text) + len(mark[1]), tuple(sorted(mark[2].split("/")))))
        text += mark[1]
        seen = mark.end()
    return Sentence(text + written[seen:], marked)
