"""`curate --from`: an unedited export differs in nothing; an edited one comes back as rows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import xlsxwriter

from pipeline.curate.comparing import accept, compare, compare_and_write, differences
from pipeline.curate.writing import Signature
from pipeline.errors import GlossographError, StageError
from pipeline.vocabulary import OWL, RDF, SKOS, XSD

BASE = "https://w3id.org/relation-client/"
CONCEPT = f"{BASE}concept/"
WHO = Signature("Jeanne Essai", "2026-11-30", "Repris de l'export.")
Triples = set[ox.Triple]
HEADERS = {
    "opentheso": {
        "URI": "URI",
        "rdf:type": "rdf:type",
        "prefLabel": "skos:prefLabel",
        "altLabel": "skos:altLabel",
        "hiddenLabel": "skos:hiddenLabel",
        "definition": "skos:definition",
        "broader": "skos:broader",
        "narrower": "skos:narrower",
        "related": "skos:related",
    },
    "french": {
        "URI": "IRI",
        "prefLabel": "Libellé préféré",
        "altLabel": "Synonymes",
        "acronym": "Sigles",
        "hiddenLabel": "Formes cachées",
        "definition": "Définition",
        "broader": "Terme plus large",
        "related": "Termes associés",
        "deprecated": "Abandonné",
    },
}


def node(slug: str) -> ox.NamedNode:
    return ox.NamedNode(CONCEPT + slug)


def skos(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{SKOS}{name}")


def fr(text: str) -> ox.Literal:
    return ox.Literal(text, language="fr")


def triples(project: Path) -> Triples:
    path = project / "output/relation-client.nt"
    return {ox.Triple(*list(quad)[:3]) for quad in ox.parse(path=str(path))}


def save(path: Path, content: Iterable[ox.Triple], form: ox.RdfFormat) -> Path:
    ox.serialize(sorted(content, key=str), str(path), format=form)
    return path


def table(content: Triples, headers: dict[str, str], *, names: bool = False) -> list[list[str]]:
    """The concepts as a tool writes them: one row each, values joined by `##`; with `names`, links
    by preferred label instead of IRI.
    """
    found: dict[str, dict[str, list[str]]] = {}
    called = {
        str(t.subject)[1:-1]: t.object.value
        for t in content
        if t.predicate == skos("prefLabel") and isinstance(t.object, ox.Literal)
        if t.object.language == "fr"
    }
    tagged = ("prefLabel", "altLabel", "hiddenLabel", "definition", "acronym")
    columns: dict[str, str] = {}
    for name, header in headers.items():
        for lang in ("fr", "en") if name in tagged else ("",):
            mark = f"@{lang}" if headers is HEADERS["opentheso"] else f" ({lang})"
            columns[f"{name}{lang}"] = header + (mark if lang else "")
    for one in sorted(content, key=str):
        iri, name = str(one.subject)[1:-1], one.predicate.value.replace("#", "/").rsplit("/", 1)[-1]
        if not iri.startswith(CONCEPT):
            continue
        row = found.setdefault(iri, {"URI": [iri], "rdf:type": ["skos:Concept"]})
        value = one.object
        if isinstance(value, ox.Literal):
            row.setdefault(f"{name}{value.language or ''}", []).append(value.value)
        elif isinstance(value, ox.NamedNode):
            shown = called.get(value.value, value.value) if names else value.value
            row.setdefault(name, []).append(shown)
    lines = [["##".join(row.get(key, ())) for key in columns] for row in found.values()]
    return [list(columns.values()), *lines]


def as_csv(path: Path, rows: list[list[str]], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def as_xlsx(path: Path, rows: list[list[str]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Lisez-moi").write(0, 0, "Vocabulaire de la relation client")
        sheet = book.add_worksheet("Concepts")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write_string(number, column, value)
    return path


def said(project: Path, file: Path) -> list[str]:
    return list(differences(compare(project, project / "output", file)))


@pytest.mark.parametrize("ending", ["ttl", "jsonld", "nt", "nq"])
def test_our_own_export_differs_in_nothing(published: Path, ending: str) -> None:
    file = published / f"output/relation-client.{ending}"
    assert said(published, file) == ["Aucune différence avec le vocabulaire publié."]


@pytest.mark.parametrize("name", ["opentheso.csv", "vocabulary.xlsx"])
def test_our_own_sheets_differ_in_nothing(published: Path, name: str) -> None:
    lines = said(published, published / "output" / "tables" / name)
    assert lines[-1] == "Aucune différence avec le vocabulaire publié."


def test_rdf_xml_differs_in_nothing(published: Path, tmp_path: Path) -> None:
    file = save(tmp_path / "export.rdf", triples(published), ox.RdfFormat.RDF_XML)
    assert said(published, file) == ["Aucune différence avec le vocabulaire publié."]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_csv_as_opentheso_writes_it_differs_in_nothing(
    published: Path, tmp_path: Path, delimiter: str
) -> None:
    rows = table(triples(published), HEADERS["opentheso"])
    lines = said(published, as_csv(tmp_path / "opentheso.csv", rows, delimiter))
    assert lines[-1] == "Aucune différence avec le vocabulaire publié."
    assert "  non comparé, absent du fichier : rc:measures" in lines


@pytest.mark.parametrize("names", [False, True], ids=["links by IRI", "links by name"])
@pytest.mark.parametrize("headers", ["opentheso", "french"])
def test_a_workbook_differs_in_nothing(
    published: Path, tmp_path: Path, headers: str, names: bool
) -> None:
    rows = table(triples(published), HEADERS[headers], names=names)
    lines = said(published, as_xlsx(tmp_path / "vocabulary.xlsx", rows))
    assert lines[-1] == "Aucune différence avec le vocabulaire publié."


def replace(content: Triples, old: ox.Triple, *new: ox.Triple) -> None:
    assert old in content
    content.remove(old)
    content.update(new)


def edited(content: Triples) -> Triples:
    """A rename, a synonym more, a label less, a move, an association, a new concept, one that goes.

    Written as a tool would leave it: every consequence of a change is there too.
    """
    result = set(content)
    win = node("win-back")
    replace(
        result,
        ox.Triple(win, skos("prefLabel"), fr("win back")),
        ox.Triple(win, skos("prefLabel"), fr("retour du client perdu")),
        ox.Triple(win, skos("altLabel"), fr("reconquête de clients")),
    )
    result.discard(ox.Triple(node("vue-client-unique"), skos("altLabel"), fr("vue client 360°")))
    (parent,) = [t.object for t in content if (t.subject, t.predicate) == (win, skos("broader"))]
    assert isinstance(parent, ox.NamedNode)
    marketing = node("campagne-de-phoning")
    replace(
        result, ox.Triple(win, skos("broader"), parent), ox.Triple(win, skos("broader"), marketing)
    )
    replace(
        result,
        ox.Triple(parent, skos("narrower"), win),
        ox.Triple(marketing, skos("narrower"), win),
    )
    chat, selling = node("chatbot"), node("cross-selling")
    result |= {
        ox.Triple(chat, skos("related"), selling),
        ox.Triple(selling, skos("related"), chat),
    }
    new, above = node("club-de-clients"), node("programme")
    kind, concept = ox.NamedNode(f"{RDF}type"), skos("Concept")
    result |= {
        ox.Triple(new, kind, concept),
        ox.Triple(new, skos("inScheme"), ox.NamedNode(f"{BASE}scheme")),
        ox.Triple(new, skos("prefLabel"), fr("club de clients")),
        ox.Triple(new, skos("altLabel"), fr("cercle de clients")),
        ox.Triple(new, skos("broader"), above),
        ox.Triple(above, skos("narrower"), new),
    }
    gone = node("screen-pop")
    result = {
        t
        for t in result
        if t.object != gone and (t.subject != gone or t.predicate in (kind, skos("prefLabel")))
    }
    true = ox.Literal("true", datatype=ox.NamedNode(f"{XSD}boolean"))
    result.add(ox.Triple(gone, ox.NamedNode(f"{OWL}deprecated"), true))
    return result


# Classes and the note on a missing definition follow from the build, not from the export.
_COMPARED = ("Label", "broader", "narrower", "related", "deprecated", "acronym", "inScheme")


def compared(content: Triples) -> set[str]:
    return {str(t) for t in content if t.predicate.value.endswith(_COMPARED)}


LINES = """\
chatbot (https://w3id.org/relation-client/concept/chatbot)
  + associé à « cross-selling »
club de clients (https://w3id.org/relation-client/concept/club-de-clients)
  + nouveau concept : concept:club-de-clients
  + libellé préféré « club de clients » (fr)
  + synonyme « cercle de clients » (fr)
  + terme plus large « programme »
screen pop (https://w3id.org/relation-client/concept/screen-pop)
  - abandonné
vue client unique (https://w3id.org/relation-client/concept/vue-client-unique)
  - synonyme « vue client 360° » (fr)
win back (https://w3id.org/relation-client/concept/win-back)
  ~ renommé « win back » → « retour du client perdu » (fr)
  + synonyme « reconquête de clients » (fr)
  + terme plus large « campagne de phoning »
  - terme plus large « approche »
"""


def test_an_edited_export_written_and_built_yields_the_edited_vocabulary(
    published: Path, tmp_path: Path, rebuild: Callable[[Path], None]
) -> None:
    wanted = edited(triples(published))
    file = save(tmp_path / "edited.ttl", wanted, ox.RdfFormat.TURTLE)
    comparison = compare(published, published / "output", file)
    lines = list(differences(comparison))
    assert "\n".join(lines[: LINES.count("\n")]) + "\n" == LINES
    places = list(accept(published, comparison, WHO))
    assert len(places) == sum(len(one.rows) for one in comparison.found)
    rebuild(published)
    assert compared(triples(published)) ^ compared(wanted) == set()
    left = compare(published, published / "output", file)
    assert [one.rows for one in left.found if one.rows] == []


def test_an_edit_of_one_side_is_written_once_and_not_taken_back(
    published: Path, tmp_path: Path, rebuild: Callable[[Path], None]
) -> None:
    win, above, rolls = node("win-back"), node("processus"), node("segmentation-clients")
    measures = ox.NamedNode(f"{BASE}ontology#measures")
    wanted = set(triples(published))
    wanted.add(ox.Triple(node("taux-de-contact"), measures, rolls))
    replace(
        wanted,
        ox.Triple(win, skos("broader"), node("approche")),
        ox.Triple(win, skos("broader"), above),
    )
    file = save(tmp_path / "edited.ttl", wanted, ox.RdfFormat.TURTLE)
    first = compare(published, published / "output", file)
    rows = [row.fields["predicate_id"] for one in first.found for row in one.rows]
    # The same statement, said from its other end.
    assert sorted(rows) == ["rc:measuredBy", "skos:broader"]
    list(accept(published, first, WHO))
    rebuild(published)
    again = compare(published, published / "output", file)
    assert [one.rows for one in again.found if one.rows] == []


def test_what_is_written_already_is_not_written_twice(published: Path, tmp_path: Path) -> None:
    wanted = edited(triples(published))
    file = save(tmp_path / "edited.nt", wanted, ox.RdfFormat.N_TRIPLES)
    tables = [published / f"ontology/curation/{name}.tsv" for name in ("labels", "relations")]
    list(accept(published, compare(published, published / "output", file), WHO))
    once = [path.read_bytes() for path in tables]
    again = list(accept(published, compare(published, published / "output", file), WHO))
    assert again == ["Tout cela est déjà dans les tables."]
    assert [path.read_bytes() for path in tables] == once


def test_a_concept_that_another_tool_minted_is_taken_over_once(
    published: Path, tmp_path: Path, rebuild: Callable[[Path], None]
) -> None:
    content = triples(published)
    foreign = ox.NamedNode("https://opentheso.example/ark:/99999/crt1")
    content |= {
        ox.Triple(foreign, ox.NamedNode(f"{RDF}type"), skos("Concept")),
        ox.Triple(foreign, skos("prefLabel"), fr("club de clients")),
        ox.Triple(foreign, skos("broader"), node("programme")),
    }
    file = save(tmp_path / "edited.ttl", content, ox.RdfFormat.TURTLE)
    assert len(list(accept(published, compare(published, published / "output", file), WHO))) == 2
    again = list(accept(published, compare(published, published / "output", file), WHO))
    assert again == ["Tout cela est déjà dans les tables."]
    rebuild(published)
    assert ox.Triple(node("club-de-clients"), skos("broader"), node("programme")) in triples(
        published
    )
    assert [
        one.rows for one in compare(published, published / "output", file).found if one.rows
    ] == []


def test_two_preferred_labels_of_one_language_are_refused(published: Path, tmp_path: Path) -> None:
    two = {ox.Triple(node("chatbot"), skos("prefLabel"), fr("robot"))}
    file = save(tmp_path / "edited.ttl", triples(published) | two, ox.RdfFormat.TURTLE)
    with pytest.raises(
        StageError, match="chatbot has 2 preferred labels in `fr`: chatbot, robot; keep"
    ):
        compare(published, published / "output", file)


def test_without_write_nothing_is_written(published: Path, tmp_path: Path) -> None:
    file = save(tmp_path / "edited.ttl", edited(triples(published)), ox.RdfFormat.TURTLE)
    before = (published / "ontology/curation/labels.tsv").read_bytes()
    lines = list(compare_and_write(published, published / "output", file, None))
    assert lines[-1].startswith("Rien n'est écrit ; ajoutez --write")
    assert (published / "ontology/curation/labels.tsv").read_bytes() == before


def test_a_sheet_that_was_edited_is_read_by_its_french_headers(
    published: Path, tmp_path: Path
) -> None:
    wanted = edited(triples(published))
    true = ox.Literal("true", datatype=ox.NamedNode(f"{XSD}boolean"))
    assert ox.Triple(node("screen-pop"), ox.NamedNode(f"{OWL}deprecated"), true) in wanted
    rows = table(wanted, HEADERS["french"], names=True)
    deprecated = rows[0].index("Abandonné")
    for row in rows[1:]:
        row[deprecated] = "oui" if row[0] == f"{CONCEPT}screen-pop" else ""
    lines = said(published, as_xlsx(tmp_path / "vocabulary.xlsx", rows))
    assert "\n".join(lines[: LINES.count("\n")]) + "\n" == LINES


def test_what_no_row_can_say_is_listed(published: Path, tmp_path: Path) -> None:
    content = triples(published)
    chat = node("chatbot")
    (old,) = [t for t in content if (t.subject, t.predicate) == (chat, skos("definition"))]
    replace(content, old, ox.Triple(chat, skos("definition"), fr("Un robot.")))
    content.add(ox.Triple(chat, skos("scopeNote"), fr("En ligne.")))
    file = save(tmp_path / "edited.ttl", content, ox.RdfFormat.TURTLE)
    lines = said(published, file)
    assert lines[0] == "Ce que les tables ne peuvent pas porter :"
    assert "  chatbot : skos:definition@fr ajouté : « Un robot. »" in lines
    assert "  chatbot : skos:scopeNote@fr ajouté : « En ligne. »" in lines
    assert any(line.startswith("  chatbot : skos:definition@fr retiré : « ") for line in lines)


def test_a_concept_that_the_file_lacks_is_listed_and_kept(published: Path, tmp_path: Path) -> None:
    content = {t for t in triples(published) if node("screen-pop") not in (t.subject, t.object)}
    file = save(tmp_path / "edited.ttl", content, ox.RdfFormat.TURTLE)
    comparison = compare(published, published / "output", file)
    assert [one.rows for one in comparison.found] == [[]]
    assert "  screen pop : absent du fichier" in "\n".join(differences(comparison))


def test_a_decision_that_the_file_takes_back_is_superseded(
    published: Path, tmp_path: Path, rebuild: Callable[[Path], None]
) -> None:
    content = triples(published)
    fcr, kpi = node("resolution-au-premier-contact"), node("indicateur-cle-de-performance")
    top = node("indicateur")
    replace(content, ox.Triple(fcr, skos("broader"), kpi), ox.Triple(fcr, skos("broader"), top))
    replace(content, ox.Triple(kpi, skos("narrower"), fcr), ox.Triple(top, skos("narrower"), fcr))
    sla = ox.Triple(node("abandon"), skos("hiddenLabel"), fr("abandon d'appel"))
    content.remove(sla)
    file = save(tmp_path / "edited.ttl", content, ox.RdfFormat.TURTLE)
    lines = list(compare_and_write(published, published / "output", file, ("A", "2026-11-30", "R")))
    assert "Remplacé : ontology/curation/relations.tsv:17" in lines
    assert "Remplacé : ontology/curation/labels.tsv:3" in lines
    rebuild(published)
    assert compared(triples(published)) ^ compared(content) == set()


def test_an_association_that_is_stated_is_taken_out_with_what_implies_it(
    published: Path, tmp_path: Path, rebuild: Callable[[Path], None]
) -> None:
    content = triples(published)
    one, other = node("accessibilite-du-service-client"), node("temps-d-attente")
    pair = {one, other}
    rows = [
        ox.Triple(*list(t))
        for t in content
        if {t.subject, t.object} == pair and t.predicate != skos("related")
    ]
    assert [t.predicate.value.rsplit("#")[1] for t in rows] in (
        ["measures", "measuredBy"],
        ["measuredBy", "measures"],
    )
    kept = {t for t in content if {t.subject, t.object} != pair}
    file = as_csv(tmp_path / "opentheso.csv", table(kept, HEADERS["opentheso"]))
    list(accept(published, compare(published, published / "output", file), WHO))
    rebuild(published)
    assert not any({t.subject, t.object} == pair for t in triples(published))


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("x.ttl", b"pas du Turtle", "x.ttl: not readable as Turtle: "),
        ("x.ttl", b"", "x.ttl: no skos:Concept stands in this file; export it as SKOS"),
        ("x.jsonld", b"{", "x.jsonld: not readable as JSON-LD: "),
        ("x.rdf", b"<rdf", "x.rdf: not readable as RDF/XML: "),
        ("x.xlsx", b"PK", "x.xlsx: not readable as XLSX: "),
        ("x.csv", b"\xff\xfe", "x.csv: not UTF-8 at byte 0; save it as UTF-8"),
        ("x.csv", b"terme\nx\n", "x.csv: no column holds the IRIs of concepts; head it URI"),
        ("x.csv", b"URI\nchatbot\n", "x.csv, row 2: `chatbot` is no IRI of a concept; give"),
        (
            "x.csv",
            b"URI,skos:broader\nhttp://a/b,Rien\n",
            "x.csv, row 2: no concept is called « Rien »; write its IRI",
        ),
        ("x.pdf", b"", "x.pdf: `.pdf` is no form of an export that is known here; give one of"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(
    published: Path, tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(StageError) as caught:
        compare(published, published / "output", file)
    message = str(caught.value).removeprefix(f"{tmp_path}/")
    assert (message[: len(what)], "\n" in message) == (what, False)


def test_a_file_that_is_not_there_is_named(published: Path, tmp_path: Path) -> None:
    with pytest.raises(StageError, match=r"gone\.ttl: this file does not exist; check its name"):
        compare(published, published / "output", tmp_path / "gone.ttl")


def test_without_a_published_vocabulary_there_is_nothing_to_compare(
    published: Path, tmp_path: Path
) -> None:
    with pytest.raises(StageError, match="nothing is published yet; run `make` first"):
        compare(published, tmp_path, published / "output/relation-client.ttl")


def test_an_unsigned_acceptance_is_refused(published: Path) -> None:
    file = published / "output/relation-client.ttl"
    with pytest.raises(GlossographError, match="nobody signs the decision; name the author"):
        list(compare_and_write(published, published / "output", file, (None, "2026-11-30", "R")))
