"""collibra.csv: assets that are known again, with their synonyms and relations."""

from __future__ import annotations

from ..glossary import VOCABULARY, concept, large_glossary, small_glossary, with_inverses
from .conftest import Make, by_header, read_csv

IDENTITY = ["Full Name", "Domain", "Community", "Asset Type"]


def assets(content: bytes) -> dict[str, dict[str, list[str]]]:
    """The values of each asset by column, gathered from its rows."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in by_header(read_csv(content)):
        known = found.setdefault(row["Full Name"][0], {})
        for header, cells in row.items():
            known.setdefault(header, []).extend(cells)
    return found


def test_an_asset_is_its_full_name_in_its_domain_in_its_community(tables: Make) -> None:
    rows = read_csv(tables(large_glossary())["collibra.csv"])
    assert rows[0][:4] == IDENTITY
    assert all(all(row[:4]) for row in rows)
    title = VOCABULARY.title["fr"]
    assert {tuple(row[1:4]) for row in rows[1:]} == {(title, VOCABULARY.publisher, "Business Term")}
    assert {row[0] for row in rows[1:]} == {c.iri.rsplit("/", 1)[1] for c in large_glossary()}


def test_a_term_that_is_renamed_stays_the_same_asset(tables: Make) -> None:
    renamed = [
        c if not c.iri.endswith("/crm") else concept("crm", "nouveau nom", broader=["approche"])
        for c in small_glossary()
    ]
    before = assets(tables()["collibra.csv"])
    after = assets(tables(renamed)["collibra.csv"])
    assert before.keys() == after.keys()
    assert (before["crm"]["Name"], after["crm"]["Name"]) == (
        ["gestion de la relation client"],
        ["nouveau nom"],
    )


def test_its_rows_hold_labels_definitions_and_stated_relations(tables: Make) -> None:
    found = assets(tables()["collibra.csv"])
    vrm = found["vendor-relationship-management"]
    assert {key: value for key, value in vrm.items() if value and key not in IDENTITY} == {
        "Name": ["gestion de la relation fournisseur"],
        "Status": ["Accepted"],
        "Domain Type": ["Glossary"],
        "IRI": [VOCABULARY.concept("vendor-relationship-management")],
        "Name (en)": ["Vendor Relationship Management"],
        "Acronym": ["VRM"],
        "Synonym": ["relation fournisseur"],
        "Hidden Label": ["gestion relation fournisseur"],
        "Definition": ["Le VRM vise à inverser le concept du CRM."],
        "[Business Term] terme plus large [Business Term] > Full Name": ["approche"],
        "[Business Term] approche inverse de [Business Term] > Full Name": ["crm"],
    }


def test_several_values_take_several_rows(tables: Make) -> None:
    two = concept("deux", "deux", broader=["approche", "programme"], definition="Deux.")
    rows = by_header(read_csv(tables(with_inverses([*small_glossary(), two], []))["collibra.csv"]))
    mine = [row for row in rows if row["Full Name"] == ["deux"]]
    header = "[Business Term] terme plus large [Business Term] > Full Name"
    assert [row[header] for row in mine] == [["approche"], ["programme"]]
    assert [row["Definition"] for row in mine] == [["Deux."], []]


def test_a_term_that_is_given_up_is_marked_and_points_on(tables: Make) -> None:
    more = """<concept/parti> a skos:Concept ; skos:prefLabel "parti"@fr ; owl:deprecated true ;
        dcterms:isReplacedBy <concept/crm> ."""
    found = assets(tables(more=more)["collibra.csv"])
    assert found["parti"]["Status"] == ["Obsolete"]
    assert found["parti"]["[Business Term] is replaced by [Business Term] > Full Name"] == ["crm"]


def test_every_relation_leads_to_an_asset_of_the_file(tables: Make) -> None:
    found = assets(tables(large_glossary())["collibra.csv"])
    targets = {
        cell
        for asset in found.values()
        for header, cells in asset.items()
        if header.endswith("> Full Name")
        for cell in cells
    }
    assert targets
    assert targets <= found.keys()
