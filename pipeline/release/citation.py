"""CITATION.cff: how to cite a release (Citation File Format 1.2.0, https://citation-file-format.github.io)."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from typing import Any

from pipeline.vocabulary import Vocabulary

CITATION = "CITATION.cff"
# Licences of Creative Commons by their addresses; their SPDX identifiers follow the same scheme.
_CC = re.compile(r"https?://creativecommons\.org/licenses/(by(?:-nc)?(?:-nd|-sa)?)/([1-4]\.0)/?")
_CC_ZERO = re.compile(r"https?://creativecommons\.org/publicdomain/zero/1\.0/?")


def citation(vocabulary: Vocabulary) -> str:
    """The file for the version that the vocabulary has, as YAML.

    The licence is given by its SPDX identifier where it is one of Creative Commons, else by its
    address.
    """
    said = files("pipeline.release").joinpath("wording.toml").read_text(encoding="utf-8")
    words: dict[str, Any] = tomllib.loads(said)["citation"]
    language = vocabulary.language
    licence = _spdx(vocabulary.licence)
    lines = [
        "cff-version: 1.2.0",
        f"message: {_quoted(words['message'])}",
        "type: dataset",
        f"title: {_quoted(vocabulary.title[language])}",
        f"abstract: {_quoted(vocabulary.description[language])}",
        "authors:",
        f"  - name: {_quoted(vocabulary.creator)}",
        f"version: {_quoted(vocabulary.version)}",
        f"date-released: {_quoted(vocabulary.modified)}",
        f"license: {licence}" if licence else f"license-url: {_quoted(vocabulary.licence)}",
        f"url: {_quoted(vocabulary.scheme)}",
        "keywords:",
        *(f"  - {_quoted(word)}" for word in words["keywords"]),
    ]
    return "\n".join(lines) + "\n"


def _spdx(licence: str) -> str:
    found = _CC.fullmatch(licence)
    if found:
        return f"CC-{found[1].upper()}-{found[2]}"
    return "CC0-1.0" if _CC_ZERO.fullmatch(licence) else ""


def _quoted(text: str) -> str:
    """A string of YAML: those of JSON are (YAML 1.2.2, 1.2)."""
    return json.dumps(text, ensure_ascii=False)
