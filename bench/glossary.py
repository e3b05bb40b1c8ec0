"""Glossaries of any size, the same for the same size, as a project that the pipeline can read."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

WORDS = 60
_SEED = 20
_HERE = Path(__file__).resolve().parent
_PROJECT = _HERE.parent
_CATALOGUE = """\
[[source]]
id = "banc"
title = "Glossaire d'essai"
publisher = "Essai"
url = "https://example.org/banc"
language = "fr"
rights = "Texte d'essai."
sha256 = "{digest}"
"""


def write_project(folder: Path, size: int) -> None:
    """Write a project with one glossary of `size` entries: this project's ontology, no decisions.

    Raises ValueError as `glossary` does.
    """
    shutil.copytree(_PROJECT / "ontology", folder / "ontology")
    (folder / "ontology/identifiers.csv").unlink()
    for table in (folder / "ontology/curation").glob("*.tsv"):
        lines = table.read_text("utf-8").splitlines(keepends=True)
        table.write_text(next(line for line in lines if line[0] != "#"), encoding="utf-8")
    content = glossary(size).encode("utf-8")
    (folder / "sources").mkdir()
    (folder / "sources/banc.txt").write_bytes(content)
    catalogue = _CATALOGUE.format(digest=hashlib.sha256(content).hexdigest())
    (folder / "sources/sources.toml").write_text(catalogue, encoding="utf-8")


def glossary(size: int) -> str:
    """A "Terme Définition" page of `size` entries, each definition of 60 words.

    Raises ValueError where there are not that many headwords.
    """
    data = tomllib.loads((_HERE / "glossary.toml").read_text("utf-8"))
    return "Terme Définition\n" + "".join(
        f"{headword}\n\n{definition}\n\n" for headword, definition in _entries(data, size)
    )


def _entries(data: dict[str, Any], size: int) -> Iterator[tuple[str, str]]:
    dice = random.Random(_SEED)
    names = [
        (f"{noun} {thing} {quality}", head["article"], head["kind"])
        for head in data["head"]
        for noun, thing, quality in product(
            head["nouns"], data["names"]["things"], data["names"]["qualities"]
        )
    ]
    if size > len(names):
        raise ValueError(f"there are words for {len(names)} headwords, not for {size}")
    chosen = dice.sample(names, size)
    mentioned = [f"{article} {_lower(name)}" for name, article, _ in chosen]
    for number, (name, article, kind) in enumerate(chosen):
        subject = f"{article.capitalize()} {_lower(name)}"
        if number % data["sentences"]["acronyms"] == 0:
            subject += f" ({''.join(word[0] for word in name.split() if word != 'de').upper()})"
        others = dice.choices(mentioned, k=2)
        yield name, _definition(data["sentences"], dice, subject, kind, others)


def _definition(
    sentences: dict[str, Any], dice: random.Random, subject: str, kind: str, others: list[str]
) -> str:
    """Four sentences; the last is as long as it takes to come to 60 words."""
    parts = [
        dice.choice(sentences["opening"]).format(name=subject, kind=kind),
        dice.choice(sentences["relation"]).format(other=others[0]),
        dice.choice(sentences["mention"]).format(third=others[1]),
    ]
    begun = _joined(". ".join([*parts, sentences["closing"].format(padding="")]))
    padding = ", ".join(dice.sample(sentences["padding"], WORDS - len(begun.split())))
    return f"{begun}{padding}."


def _joined(text: str) -> str:
    """Articles joined to what stands beside them: "à le audit" becomes "à l'audit"."""
    text = re.sub(r"\b([Ll])e (?=[aeiouéh])", r"\1'", text)
    return re.sub(r"\bà le\b", "au", text)


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]
