"""Term sets: what SharePoint takes, and a list of all that it does not."""

from __future__ import annotations

import re

import pytest

from pipeline.model import Concept, Label

from ..glossary import VOCABULARY, concept, large_glossary, small_glossary, with_inverses
from .conftest import Make, Tables, read_csv

HEADER = (
    '"Term Set Name","Term Set Description","LCID","Available for Tagging","Term Description",'
    '"Level 1 Term","Level 2 Term","Level 3 Term","Level 4 Term","Level 5 Term","Level 6 Term",'
    '"Level 7 Term"\r\n'
)


def terms(files: Tables, name: str) -> list[list[str]]:
    """The paths of the terms of a file."""
    rows = read_csv(files[f"sharepoint/{name}.csv"])
    return [[cell for cell in row[5:] if cell] for row in rows[2:]]


def lost(files: Tables) -> str:
    return files["sharepoint/LISEZMOI.txt"].decode("utf-8-sig")


def under(*concepts: Concept) -> list[Concept]:
    return with_inverses([*small_glossary(), *concepts], [])


def test_each_top_concept_is_a_term_set_in_a_file_of_its_own(tables: Make) -> None:
    files = tables(large_glossary())
    names = {name for name in files if name.startswith("sharepoint/") and name.endswith(".csv")}
    tops = {c.iri.rsplit("/", 1)[-1] for c in large_glossary() if c.top}
    assert names == {f"sharepoint/{slug}.csv" for slug in tops}
    for name in names:
        content = files[name]
        assert content.startswith(b"\xef\xbb\xbf" + HEADER.encode())
        rows = read_csv(content)
        assert [bool(row[0]) for row in rows[1:]] == [True, *(False for _ in rows[2:])]
        assert {row[2] for row in rows[1:]} == {"1036"}
        assert {row[3] for row in rows[1:]} == {"TRUE"}
        assert {len(row) for row in rows} == {12}


def test_each_concept_is_one_term_below_the_one_it_is_under(tables: Make) -> None:
    files = tables(large_glossary())
    names = [name.split("/")[1][:-4] for name in files if re.fullmatch("sharepoint/.*csv", name)]
    found = [tuple(path) for name in names for path in terms(files, name)]
    assert len(found) == sum(not c.top for c in large_glossary())
    assert len(set(found)) == len(found)
    for path in found:
        assert len(path) == 1 or path[:-1] in found


def test_refused_characters_become_their_full_width_form_and_are_listed(tables: Make) -> None:
    refused = concept("a", 'a;b"c<d>e&f|g\th', broader=["approche"])
    files = tables(under(refused, concept("b", "dessous", broader=["a"])))
    name = "a；b＂c＜d＞e＆f｜g h"
    assert [name] in terms(files, "approche")
    assert [name, "dessous"] in terms(files, "approche")
    assert f'- a;b"c<d>e&f|g h, libellé préféré\u00a0: a;b"c<d>e&f|g h\r\n  → {name}' in lost(files)


def test_what_is_too_deep_stands_at_the_seventh_level_and_is_listed(tables: Make) -> None:
    chain = [
        concept(f"n{level}", f"niveau {level}", broader=[f"n{level - 1}" if level > 1 else "crm"])
        for level in range(1, 10)
    ]
    paths = terms(tables(under(*chain)), "approche")
    crm = "gestion de la relation client"
    level_6 = [crm, *(f"niveau {level}" for level in range(1, 6))]
    assert [*level_6, "niveau 6"] in paths
    for level in (7, 8, 9):
        assert [*level_6, f"niveau {level}"] in paths
    assert max(map(len, paths)) == 7
    listed = lost(tables(under(*chain)))
    for level in (7, 8, 9):
        assert f"- niveau {level}, niveau\u00a0: {crm} › niveau 1 ›" in listed
    assert "- niveau 6, niveau" not in listed


def test_siblings_of_one_name_are_told_apart_and_listed(tables: Make) -> None:
    same = [concept(slug, text, broader=["crm"]) for slug, text in (("x", "Score"), ("y", "score"))]
    files = tables(under(*same))
    crm = "gestion de la relation client"
    assert [path for path in terms(files, "approche") if path[0] == crm and len(path) == 2] == [
        [crm, "score"],
        [crm, "Score (x)"],
    ]
    assert "- Score, libellé préféré\u00a0: Score\r\n  → Score (x)" in lost(files)


def test_names_and_descriptions_are_cut_to_what_is_allowed_and_listed(tables: Make) -> None:
    long = concept(
        "long", "mot " * 100, broader=["approche"], definition="Une phrase.\n" + "mot " * 400
    )
    files = tables(under(long))
    row = next(r for r in read_csv(files["sharepoint/approche.csv"]) if r[5].startswith("mot mot"))
    assert len(row[5]) <= 255
    assert row[5].endswith("mot…")
    assert len(row[4]) <= 1000
    assert row[4].startswith("Une phrase. mot ")
    assert lost(files).count("→ coupé après\u00a0: …") == 2


def test_a_character_outside_the_basic_plane_counts_twice(tables: Make) -> None:
    files = tables(under(concept("s", "😀" * 200, broader=["approche"])))
    (name,) = next(path for path in terms(files, "approche") if "😀" in path[0])
    assert name == "😀" * 127 + "…"


def test_everything_that_has_no_room_is_listed(tables: Make) -> None:
    labels = [
        Label("autre nom", "fr", "alternative"),
        Label("other name", "en", "preferred"),
        Label("AN", "fr", "acronym"),
        Label("autre nomm", "fr", "hidden"),
    ]
    two = concept("deux", "deux places", labels=labels, broader=["approche", "programme"])
    more = """<concept/deux> skos:scopeNote "Pour voir."@fr ; skos:related <concept/crm> ;
        skos:exactMatch <https://example.org/x> .
      <concept/parti> a skos:Concept ; skos:prefLabel "parti"@fr ; owl:deprecated true ."""
    files = tables(under(two), more)
    assert sum(["deux places"] in terms(files, name) for name in ("approche", "programme")) == 1
    for line in (
        "synonyme (français)\u00a0: autre nom",
        "libellé préféré (anglais)\u00a0: other name",
        "sigle (français)\u00a0: AN",
        "forme cachée (français)\u00a0: autre nomm",
        "terme plus large\u00a0: programme",
        "note d’application (français)\u00a0: Pour voir.",
        "associé à\u00a0: gestion de la relation client",
        "équivalence exacte\u00a0: https://example.org/x",
    ):
        assert f"- deux places, {line}\r\n" in lost(files)
    assert "- parti, concept\u00a0: parti\r\n" in lost(files)
    assert not any(
        "parti" in path for name in ("approche", "programme") for path in terms(files, name)
    )


def test_the_notice_counts_what_it_lists(tables: Make) -> None:
    text = lost(tables(large_glossary()))
    total = re.search(r"Différences\u00a0: ([0-9]+)\.", text)
    assert total
    assert int(total[1]) == len(re.findall(r"^- ", text, re.MULTILINE))
    assert int(total[1]) == sum(map(int, re.findall(r"\(([0-9]+)\)\r\n-+\r\n", text)))


@pytest.mark.parametrize("slug", ["crm", "carte-de-fidelite-payante"])
def test_a_term_carries_its_definition(tables: Make, slug: str) -> None:
    defined = [
        c
        if c.iri != VOCABULARY.concept(slug)
        else concept(slug, "défini", broader=["programme"], definition="Voici.")
        for c in small_glossary()
    ]
    rows = read_csv(tables(defined)["sharepoint/programme.csv"])
    assert ["", "", "1036", "TRUE", "Voici.", "défini"] in [row[:6] for row in rows]
