"""The stage on the five real texts, against the gold."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from msgspec import structs

from pipeline.extract.catalogue import load_catalogue
from pipeline.extract.extraction import Extraction, extract_content
from pipeline.extract.stage import extract, read_text
from pipeline.files import read_json, read_lines
from pipeline.model import Entry, Ledger, Source
from tests.gold_records import gold

# Flags that the readers of the gold were asked for.
GOLD_FLAGS = {"no_headword", "empty_definition", "truncated", "unbalanced_quote", "duplicate"}


@pytest.fixture(scope="module")
def extracted(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Extraction]:
    """What the stage left in its files."""
    folder = tmp_path_factory.mktemp("extracted")
    extract(project, folder, [])
    work = folder / "work" / "extract"
    return {
        source.id: Extraction(
            read_text(folder, source),
            read_lines(work / f"{source.id}.jsonl", Entry, made_by="extract"),
            read_json(work / f"{source.id}.ledger.json", Ledger, made_by="extract"),
        )
        for source in load_catalogue(project)
    }


def raw_text(project: Path, source: str) -> str:
    return (project / "sources" / f"{source}.txt").read_bytes().decode("utf-8")


def entries(extracted: dict[str, Extraction]) -> list[Entry]:
    return [entry for done in extracted.values() for entry in done.entries]


def test_the_five_texts_hold_79_entries_64_headwords_and_84_senses(
    extracted: dict[str, Extraction],
) -> None:
    assert {source: len(done.entries) for source, done in extracted.items()} == {
        "24pm-grc-c": 15,
        "24pm-grc-s": 15,
        "24pm-grc-v-z": 10,
        "altamedia-petit-dico": 24,
        "dial-once-dictionnaire": 15,
    }
    found = entries(extracted)
    assert sum(entry.headword is not None for entry in found) == 64
    assert sum(len(entry.senses) for entry in found) == 84
    numbered = [len(entry.senses) for entry in found if len(entry.senses) > 1]
    assert (len(numbered), sum(numbered)) == (4, 10)


def test_every_headword_and_every_sense_is_where_the_readers_of_the_gold_found_it(
    extracted: dict[str, Extraction],
) -> None:
    found = {
        entry.id: (entry.headword, [sense.spans for sense in entry.senses])
        for entry in entries(extracted)
    }
    assert found == {key: (row.headword, row.senses) for key, row in gold().entries.items()}


def test_flags_are_those_of_the_gold_but_for_what_only_meaning_shows(
    extracted: dict[str, Extraction],
) -> None:
    differences = {}
    found = {entry.id: set(entry.flags) & GOLD_FLAGS for entry in entries(extracted)}
    for key, row in gold().entries.items():
        if found[key] != set(row.flags):
            differences[key] = sorted(found[key] ^ set(row.flags))
    # Its last sentence names one addend of a sum: no structure says that it breaks off.
    assert differences == {"dial-once-dictionnaire/def-a2efb6c4": ["truncated"]}


def test_the_definition_that_only_repeats_its_headword_is_flagged_and_empty(
    extracted: dict[str, Extraction],
) -> None:
    entry = next(e for e in entries(extracted) if e.id == "24pm-grc-c/carte-de-fidelite-payante")
    assert (entry.senses, entry.flags) == ([], ["empty_definition", "unbalanced_quote"])


def test_every_ledger_sums_to_its_text_and_headwords_stand_as_written(
    project: Path, extracted: dict[str, Extraction]
) -> None:
    for source, done in extracted.items():
        raw = raw_text(project, source)
        pieces = sorted(span for kind in done.ledger.spans.values() for span in kind)
        assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces[:-1])]
        assert pieces[-1].end == len(raw) == done.ledger.length
        for entry in done.entries:
            if entry.headword is not None:
                assert raw[entry.headword.start : entry.headword.end] == entry.headword.text


def test_only_the_stray_near_copy_is_unassigned_and_it_is_reported(
    project: Path, extracted: dict[str, Extraction]
) -> None:
    left = {s: done.ledger.spans["unassigned"] for s, done in extracted.items()}
    source = "dial-once-dictionnaire"
    assert [s for s, spans in left.items() if spans] == [source]
    (span,) = left[source]
    assert raw_text(project, source)[span.start : span.end].startswith("L’entreprise peut alors")
    remarks = [r for r in extracted[source].ledger.remarks if r.kind == "unassigned"]
    assert [(r.span, r.reason) for r in remarks] == [
        (span, "répète presque un paragraphe de la définition 3")
    ]


@pytest.mark.parametrize(
    ("source", "furniture"),
    [
        ("24pm-grc-v-z", "35 Formations"),
        ("24pm-grc-v-z", "EXCLUSIF"),
        ("24pm-grc-c", "Contenus liés"),
        ("altamedia-petit-dico", "En savoir plus ICI"),
        ("altamedia-petit-dico", "altamedia a créé un atelier CX"),
        ("dial-once-dictionnaire", "PLATEFORME"),
    ],
)
def test_menus_and_adverts_are_boilerplate(
    project: Path, extracted: dict[str, Extraction], source: str, furniture: str
) -> None:
    raw = raw_text(project, source)
    aside = [raw[span.start : span.end] for span in extracted[source].ledger.spans["boilerplate"]]
    assert any(furniture in text for text in aside)


def test_shortcode_tags_are_markup(project: Path, extracted: dict[str, Extraction]) -> None:
    raw = raw_text(project, "altamedia-petit-dico")
    kinds = Counter(
        kind
        for kind, spans in extracted["altamedia-petit-dico"].ledger.spans.items()
        for span in spans
        for _ in range(raw.count("vc_toggle", span.start, span.end))
    )
    assert kinds == {"markup": 48}


def test_a_repeated_definition_gets_an_id_of_its_own_and_a_flag(
    extracted: dict[str, Extraction],
) -> None:
    repeated = [entry for entry in entries(extracted) if "duplicate" in entry.flags]
    assert [entry.id for entry in repeated] == ["dial-once-dictionnaire/def-0070d1cb-2"]


def test_the_stage_file_has_the_promised_form(project: Path, tmp_path: Path) -> None:
    extract(project, tmp_path, ["24pm-grc-c"])
    folder = tmp_path / "work" / "extract"
    assert sorted(path.name for path in folder.iterdir()) == [
        "24pm-grc-c.jsonl",
        "24pm-grc-c.ledger.json",
        "24pm-grc-c.txt",
    ]
    first = (folder / "24pm-grc-c.jsonl").read_text(encoding="utf-8").splitlines()[0]
    entry = json.loads(first)
    (sense,) = entry["senses"]
    text = (folder / "24pm-grc-c.txt").read_bytes().decode("utf-8")
    assert sense.pop("text") == text[59:453].strip()
    assert entry == {
        "id": "24pm-grc-c/call-back",
        "source": "24pm-grc-c",
        "headword": {"text": "Call back", "start": 48, "end": 57},
        "senses": [{"spans": [[59, 453]]}],
        "flags": [],
    }
    ledger = json.loads((folder / "24pm-grc-c.ledger.json").read_text(encoding="utf-8"))
    assert (ledger["reader"], ledger["confidence"] > 0.5, bool(ledger["reasons"])) == (
        "term-definition",
        True,
        True,
    )


GARDEN = Source(
    id="jardin",
    title="Jardin",
    publisher="Jardinia",
    url="https://example.org/",
    language="fr",
    rights="",
    sha256="",
)


def test_equal_headwords_are_numbered_and_no_number_is_given_twice() -> None:
    names = ["Semis", "Semis 2", "Semis", "Semis", "Semis 2"]
    raw = "".join(f"[t title=”{name}”]Le semis est une mise en terre.[/t]" for name in names)
    assert [
        entry.id.partition("/")[2]
        for entry in extract_content(raw.encode(), GARDEN, where="x").entries
    ] == [
        "semis",
        "semis-2",
        "semis-3",
        "semis-4",
        "semis-2-2",
    ]


def test_each_unassigned_stretch_is_remarked_on_once() -> None:
    source = structs.replace(GARDEN, reader="headless")
    copy = "Elle peut alors fleurir chaque printemps, perdre ses feuilles et repartir seule."
    raw = f"Désigne une plante.\n{copy}\nDésigne un arbre.\n{copy}\nIl croît.\n{copy}\n"
    ledger = extract_content(raw.encode(), source, where="x").ledger
    stretches = ledger.spans["unassigned"]
    assert len(stretches) == 2
    assert [r.span for r in ledger.remarks if r.kind == "unassigned"] == stretches


@pytest.mark.parametrize(
    "raw",
    [
        "[t title=”Semis”]Le semis est une mise en terre.[/t]" * 20_000,
        "Désigne une plante.\nElle vit plus de deux ans dans un jardin de ville.\nDésigne un arbre.\n"
        + "Elle vit plus de deux ans dans un jardin de ville.\nIl croît.\n" * 40_000,
    ],
    ids=["shortcodes", "headless"],
)
def test_many_repeats_end_in_good_time(raw: str, request: pytest.FixtureRequest) -> None:
    source = structs.replace(GARDEN, reader=request.node.callspec.id)
    start = time.process_time()
    ledger = extract_content(raw.encode(), source, where="x").ledger
    # A bound against quadratic growth, several times what the slowest takes.
    assert time.process_time() - start < 20
    assert sum(s.end - s.start for kind in ledger.spans.values() for s in kind) == len(raw)
