"""No IRI moves: whatever is renamed, added, put in another order or built again."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from pipeline.model import Concept

from .test_curation import LABELS, built, label, own_rows
from .test_other_fields import page


@pytest.fixture
def before(copy: Path) -> dict[str, str]:
    """Entry -> IRI after a build whose identifiers are installed."""
    return installed(copy)


def installed(copy: Path) -> dict[str, str]:
    found = iris(built(copy))
    (copy / "output/work/identifiers.csv").replace(copy / "ontology/identifiers.csv")
    return found


def iris(concepts: list[Concept]) -> dict[str, str]:
    return {entry: concept.iri for concept in concepts for entry in concept.entries}


def sources(copy: Path) -> list[str]:
    text = (copy / "sources/sources.toml").read_text(encoding="utf-8")
    return [f"[[source]]{part}" for part in text.split("[[source]]")[1:]]


def described(identifier: str, content: str) -> str:
    keys = {
        "id": identifier,
        "title": identifier,
        "publisher": "Essai",
        "url": "https://example.org/",
        "language": "fr",
        "rights": "Aucun.",
        "sha256": hashlib.sha256(content.encode("utf-8")).hexdigest(),
    }
    return "[[source]]\n" + "\n".join(f"{k} = {json.dumps(v)}" for k, v in keys.items()) + "\n\n"


def test_a_rebuild_moves_nothing(copy: Path, before: dict[str, str]) -> None:
    first = (copy / "ontology/identifiers.csv").read_bytes()
    assert installed(copy) == before
    assert (copy / "ontology/identifiers.csv").read_bytes() == first


def test_renaming_every_concept_moves_nothing(copy: Path, before: dict[str, str]) -> None:
    first = {iri: entry for entry, iri in reversed(before.items())}
    text = (copy / LABELS).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if "\tpreferred\t" not in line]
    (copy / LABELS).write_text("\n".join(kept) + "\n", encoding="utf-8")
    rows = [
        label(entry_id=entry, kind="preferred", label=f"nom {number}")
        for number, entry in enumerate(first.values())
    ]
    own_rows(copy, LABELS, *rows)
    concepts = built(copy)
    assert iris(concepts) == before
    renamed = [c for c in concepts if re.fullmatch(r"nom \d+", c.labels[0].text)]
    assert len(renamed) == len(first)


def test_the_order_of_sources_moves_nothing(copy: Path, before: dict[str, str]) -> None:
    (copy / "sources/sources.toml").write_text("".join(sources(copy)[::-1]), encoding="utf-8")
    assert iris(built(copy)) == before


@pytest.mark.parametrize("place", [0, 5], ids=["first", "last"])
def test_a_source_that_is_added_moves_nothing_whatever_it_calls_its_own(
    copy: Path, before: dict[str, str], place: int
) -> None:
    text = page(
        Chatbot="Un chatbot est un programme qui répond aux clients par écrit.",
        Call_tracking="Le call tracking est une personne qui écoute les appels.",
        Parrainage="Le parrainage est une stratégie qui fait d'un client un prescripteur.",
    )
    (copy / "sources/nouveau.txt").write_text(text, encoding="utf-8")
    parts = sources(copy)
    parts.insert(place, described("nouveau", text))
    (copy / "sources/sources.toml").write_text("".join(parts), encoding="utf-8")
    after = iris(built(copy))
    assert {entry: after.get(entry) for entry in before} == before
    assert after["nouveau/chatbot"] == before["altamedia-petit-dico/chatbot"]
    assert after["nouveau/parrainage"].endswith("/parrainage")
