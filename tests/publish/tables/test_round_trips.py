"""What the importers' files hold is what the graph holds: read back and compared."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode

from pipeline.model import Concept, Label, LabelKind
from pipeline.publish.inputs import Build
from pipeline.publish.tables.delimited import FORMULA_STARTS
from pipeline.publish.tables.files import table_files
from pipeline.publish.wording import Wording

from ..glossary import VOCABULARY, concept, large_glossary, small_glossary, with_inverses
from .conftest import Make, by_header, read_csv, read_sheet

Facts = dict[str, dict[str, set[tuple[str, str]]]]
LABELS = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "rc:acronym")
TEXTS = ("skos:definition", "skos:editorialNote", "skos:scopeNote")
LINKS = ("skos:broader", "skos:narrower", "skos:related", "skos:exactMatch", "skos:closeMatch")
AWKWARD = [
    'le "meilleur" | moyen',
    "prix, taxes; et frais",
    "\u05e9\u05dc\u05d5\u05dd \u202balign\u202c",
    "cafe\u0301 \u00e0 1\u202f000 €",
    "C#",
    "#diese",
    "'apostrophe",
    "=1+1",
    "+33 1",
    "-5 %",
    "@mention",
    "＝pleine chasse",
    "_x0041_",
    "😀 sourire",
]
MORE = """
<concept/approche> skos:notation "A.1" ; skos:scopeNote "Une note.\\n\\nEt sa suite."@fr ;
    skos:editorialNote "=SOMME(A1)"@fr ; skos:exactMatch <source/essai/vrm>, <source/essai/b> ;
    skos:closeMatch <https://example.org/a?x=1&y=2> .
<concept/parti> a skos:Concept ; skos:prefLabel "parti"@fr , "gone"@en ; owl:deprecated true ;
    dcterms:isReplacedBy <concept/crm> .
"""


def awkward() -> list[Concept]:
    kinds: tuple[LabelKind, ...] = ("alternative", "hidden", "acronym")
    labels = [Label(text, "fr", kinds[n % 3]) for n, text in enumerate(AWKWARD)]
    labels += [Label(text, "en", "alternative") for text in AWKWARD[:3]]
    one = concept("un", "un", labels=labels, broader=["approche"], definition="Un\n- deux\r\ntrois")
    names = [concept(f"nom-{number}", text, broader=["un"]) for number, text in enumerate(AWKWARD)]
    return with_inverses([*small_glossary(), one, *names], [("un", "rc:measures", "crm")])


def facts(build: Build) -> Facts:
    """What the graphs say of each concept, by CURIE: (text, language) or (IRI, "")."""
    names = {VOCABULARY.expand(curie): curie for curie in (*LABELS, *TEXTS, *LINKS)}
    names[VOCABULARY.expand("skos:notation")] = "skos:notation"
    kind = NamedNode(VOCABULARY.expand("skos:Concept"))
    found: Facts = {
        t.subject.value: {}
        for t in build.graphs["vocabulary"]
        if t.object == kind and isinstance(t.subject, NamedNode)
    }
    for triple in (*build.graphs["vocabulary"], *build.graphs["sources"]):
        curie = names.get(triple.predicate.value)
        if curie and isinstance(triple.subject, NamedNode) and triple.subject.value in found:
            value = triple.object
            assert isinstance(value, Literal | NamedNode)
            lang = value.language or "" if isinstance(value, Literal) else ""
            found[triple.subject.value].setdefault(curie, set()).add((value.value, lang))
    return found


def restored(cell: str) -> str:
    """A cell as it was before a space was put before it."""
    is_neutral = cell.startswith(" ") and cell.lstrip(" ").startswith(FORMULA_STARTS)
    return cell[1:] if is_neutral else cell


def opentheso_facts(content: bytes) -> Facts:
    """The file as OpenTheso's reader has it: cells trimmed, split at `##`, leftmost first."""
    found: Facts = {}
    for row in by_header(read_csv(content)):
        known = found.setdefault(row["URI"][0], {})
        for header, cells in row.items():
            curie, _, lang = header.partition("@")
            for cell in cells:
                for value in cell.strip(" ").split("##"):
                    known.setdefault(curie, set()).add((value, lang))
    return found


@pytest.mark.parametrize("concepts", [small_glossary, large_glossary, awkward])
def test_opentheso_csv_holds_labels_texts_and_links_of_every_concept(
    build: Callable[..., Build],
    concepts: Callable[[], list[Concept]],
) -> None:
    made = build(concepts(), MORE)
    content = table_files(made, Wording(made.vocabulary, made.graphs["ontology"]))
    read, stated = opentheso_facts(content["tables/opentheso.csv"]), facts(made)
    assert read.keys() == stated.keys()
    for iri, known in stated.items():
        for curie in (*LABELS, *TEXTS, *LINKS, "skos:notation"):
            assert read[iri].get(curie, set()) == known.get(curie, set()), (iri, curie)
    assert "Rien n’y est changé" in section(content["tables/LISEZMOI.md"], "opentheso.csv")


def test_opentheso_csv_marks_what_is_given_up(tables: Make) -> None:
    rows = by_header(read_csv(tables(more=MORE)["opentheso.csv"]))
    marked = {row["URI"][0]: row for row in rows if row["owl:deprecated"]}
    assert marked.keys() == {VOCABULARY.concept("parti")}
    row = marked[VOCABULARY.concept("parti")]
    assert (row["owl:deprecated"], row["dcterms:isReplacedBy"]) == (
        ["true"],
        [VOCABULARY.concept("crm")],
    )
    assert {row["rdf:type"][0] for row in rows} == {"skos:Concept"}


def test_opentheso_csv_begins_with_its_first_header_and_puts_parents_first(tables: Make) -> None:
    content = tables(large_glossary())["opentheso.csv"]
    assert content.startswith(b"URI,rdf:type,skos:prefLabel@fr,")
    seen: set[str] = set()
    later = 0
    for row in by_header(read_csv(content)):
        parents = {iri for cell in row["skos:broader"] for iri in cell.split("##")}
        later += bool(parents) and not parents & seen
        seen.add(row["URI"][0])
    assert later == 0


def poolparty_facts(content: bytes) -> Facts:
    """The sheet as PoolParty has it: a concept is under the last one a step to the left; the same
    IRI is the same concept.
    """
    rows = read_sheet(content, "PoolParty")
    steps = [number for number, header in enumerate(rows[0]) if header == "concept"]
    assert rows[1][:2] == [VOCABULARY.scheme, "Vocabulaire de la relation client"]
    found: Facts = {}
    above: dict[int, str] = {}
    for row in rows[2:]:
        filled = [number for number in steps if row[number]]
        assert len(filled) == 1
        assert not row[1]
        iri, step = row[0], filled[0] - steps[0]
        above[step] = iri
        known = found.setdefault(iri, {})
        known.setdefault("skos:prefLabel", set()).add((row[filled[0]], "fr"))
        if step:
            known.setdefault("skos:broader", set()).add((above[step - 1], ""))
        for header, cell in zip(rows[0][steps[-1] + 1 :], row[steps[-1] + 1 :], strict=True):
            name, _, lang = header.partition("@")
            if cell:
                known.setdefault(f"skos:{name}", set()).add((cell, lang))
    return found


@pytest.mark.parametrize("concepts", [small_glossary, large_glossary, awkward])
def test_poolparty_xlsx_holds_the_tree_labels_texts_and_links(
    build: Callable[..., Build],
    concepts: Callable[[], list[Concept]],
) -> None:
    made = build(concepts(), MORE)
    files = table_files(made, Wording(made.vocabulary, made.graphs["ontology"]))
    read, stated = poolparty_facts(files["tables/poolparty.xlsx"]), facts(made)
    gone = VOCABULARY.concept("parti")
    assert read.keys() == stated.keys() - {gone}
    for iri in read:
        for curie in (*LABELS[:3], *TEXTS, "skos:broader", "skos:related", "skos:exactMatch"):
            wanted = stated[iri].get(curie, set())
            if curie == "skos:prefLabel":
                wanted = {(text.replace('"', "＂"), lang) for text, lang in wanted}
            assert read[iri].get(curie, set()) == wanted, (iri, curie)
        notation = stated[iri].get("skos:notation", set())
        assert read[iri].get("skos:notation", set()) == notation


def test_poolparty_has_its_headers_in_order_and_lower_case(tables: Make) -> None:
    header = read_sheet(tables(large_glossary())["poolparty.xlsx"], "PoolParty")[0]
    assert header[:3] == ["uri", "scheme", "concept"]
    assert re.fullmatch(
        r"uri scheme( concept)+( prefLabel@en)?( altLabel@\w+)*( hiddenLabel@\w+)*"
        r"( definition@\w+)*( related)*( exactMatch)*",
        " ".join(header),
    )


def test_poolparty_shows_a_concept_under_each_of_its_parents(tables: Make) -> None:
    two = concept("deux", "deux parents", broader=["approche", "programme"], definition="Deux.")
    below = concept("dessous", "dessous", broader=["deux"])
    content = tables(with_inverses([*small_glossary(), two, below], []))["poolparty.xlsx"]
    rows = read_sheet(content, "PoolParty")
    places = [row for row in rows if row[0] == VOCABULARY.concept("deux")]
    assert [sum(bool(cell) for cell in row) for row in places] == [3, 2]
    assert sum(row[0] == VOCABULARY.concept("dessous") for row in rows) == 1


@pytest.mark.parametrize("concepts", [small_glossary, large_glossary, awkward])
def test_annif_csv_holds_preferred_labels_and_notation(
    build: Callable[..., Build],
    concepts: Callable[[], list[Concept]],
) -> None:
    made = build(concepts(), MORE)
    files = table_files(made, Wording(made.vocabulary, made.graphs["ontology"]))
    rows, stated = by_header(read_csv(files["tables/annif.csv"])), facts(made)
    assert [*rows[0]] == ["uri", "label_fr", "label_en", "notation"]
    assert {row["uri"][0] for row in rows} == stated.keys()
    for row in rows:
        known = stated[row["uri"][0]]
        labels = {(restored(text), lang) for lang in ("fr", "en") for text in row[f"label_{lang}"]}
        is_gone = row["uri"] == [VOCABULARY.concept("parti")]
        assert labels == (set() if is_gone else known["skos:prefLabel"])
        assert {(text, "") for text in row["notation"]} == known.get("skos:notation", set())


def section(notice: bytes, name: str) -> str:
    """What LISEZMOI.md says of a file."""
    return notice.decode("utf-8").split(f"## `{name}`")[1].split("\n## ")[0]
