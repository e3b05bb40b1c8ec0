"""Matching names with concepts, as OpenRefine asks for it (Reconciliation Service API 0.2)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ask.serve.reconcile.queries import Extension, Fetched, Query, Wanted
from pipeline.ask.serve.reconcile.service import Reconciliation

from ..small import VOCABULARY, small_store
from .conftest import MORE, Site

OTHERS = """<graph/vocabulary> {
    <concept/crm> a skos:Concept ; skos:prefLabel "gestion de la relation client"@fr ; rc:acronym "CRM"@fr ; skos:altLabel "CRM"@fr .
    <concept/vrm> a skos:Concept ; skos:prefLabel "gestion des relations fournisseurs"@fr ; rc:acronym "VRM"@fr ; skos:altLabel "VRM"@fr .
}"""
SERVICE = Reconciliation(small_store(MORE + OTHERS), VOCABULARY)


def candidates(query: str, **more: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = SERVICE.reconcile(
        msgspec.convert({"query": query, **more}, Query, from_attributes=True)
    )["result"]
    return found


def matched(query: str, **more: object) -> list[str]:
    return [c["id"] for c in candidates(query, **more) if c["match"]]


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("règle graduée", "regle"),
        ("REGLE GRADUEE", "regle"),
        ("Règle-graduée", "regle"),
        ("ruler", "regle"),
        ("RG", "regle"),
        ("règles graduées", "regle"),
        ("gestion de relations clients", "crm"),
        ("regle", "regle"),
        (VOCABULARY.concept("regle"), "regle"),
        ("VRM", "vrm"),
    ],
)
def test_a_name_that_means_one_concept_is_matched(name: str, concept: str) -> None:
    assert matched(name) == [concept]


@pytest.mark.parametrize(
    "name", ["mire", "longueurs d'onde", "regle gradue", "ARM", "toise", "zzz"]
)
def test_what_is_not_sure_is_left_to_people(name: str) -> None:
    """Two concepts share «mire»; the others are only near, or no more in use."""
    assert matched(name) == []


def test_near_names_are_proposed_with_reasons_the_best_first() -> None:
    found = candidates("regle gradué")
    assert found[0]["id"] == "regle"
    assert "règle graduée" in found[0]["description"]
    assert [c["score"] for c in found] == sorted((c["score"] for c in found), reverse=True)
    features = {f["id"]: f["value"] for f in found[0]["features"]}
    assert (features["name_equal"], 0.8 < features["name_likeness"] < 1) == (False, True)


def test_acronyms_are_never_merely_near() -> None:
    assert [c["id"] for c in candidates("CRM")] == ["crm"]
    assert candidates("CRN") == []


def test_a_concept_that_is_gone_is_proposed_with_its_successor_and_never_matched() -> None:
    [gone] = [c for c in candidates("toise") if c["id"] == "toise"]
    assert (gone["match"], "remplacé par règle graduée" in gone["description"]) == (False, True)


def test_types_narrow_the_candidates() -> None:
    assert matched("ruler", type="rc:Tool") == ["regle"]
    assert matched("ruler", type=VOCABULARY.term("Tool")) == ["regle"]
    assert candidates("ruler", type="rc:Channel") == []
    assert matched("ruler", type=["rc:Channel", "rc:Tool"]) == ["regle"]
    assert candidates("ruler", type=["rc:Channel", "rc:Tool"], type_strict="all") == []
    [wished] = candidates("ruler", type="rc:Channel", type_strict="should")
    assert (wished["match"], wished["score"] < 100) == (False, True)
    assert matched("ruler", type="skos:Concept") == ["regle"]


def test_properties_settle_what_a_name_leaves_open() -> None:
    below = [Wanted(pid="skos:broader", v="règle graduée")]
    assert matched("mire", properties=below) == ["regle-souple"]
    assert [
        c["id"] for c in candidates("", properties=[Wanted(pid="rc:measures", v=["x", "longueur"])])
    ] == ["regle"]
    assert matched("ruler", properties=[Wanted(pid="rc:unknown", v="x")]) == []


def test_a_blank_cell_leaves_the_others_of_its_batch_alone(site: Site) -> None:
    """OpenRefine sends cells of spaces; a refusal would cost all rows of the batch."""
    batch = {"a": {"query": "\u00a0 "}, "b": {"query": ""}, "c": {"query": "ruler"}}
    reply = site.ask(
        "/reconcile",
        method="POST",
        body=urlencode({"queries": json.dumps(batch)}).encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    found = {
        key: [c["id"] for c in value["result"]] for key, value in json.loads(reply.body).items()
    }
    assert found == {"a": [], "b": [], "c": ["regle"]}


def test_acronyms_among_other_words_are_proposed_and_left_to_people() -> None:
    """Not in small letters, where they are words: «le roi» is no return on investment."""
    for text in ("le CRM", "CRM/VRM", "CRM (logiciel)"):
        [first, *_] = candidates(text)
        assert (first["id"], first["match"]) == ("crm", False), text
    assert [c["id"] for c in candidates("CRM/VRM")] == ["crm", "vrm"]
    assert candidates("le crm") == []


def test_the_limit_is_kept() -> None:
    assert len(candidates("mire", limit=1)) == 1


def test_values_of_concepts_extend_a_table() -> None:
    wanted = [
        Fetched(p) for p in ("iri", "skos:prefLabel", "skos:broader", "rc:acronym", "no:such")
    ]
    answer = SERVICE.extend(Extension(ids=["regle", "inconnu"], properties=wanted))
    assert answer["rows"]["regle"] == {
        "iri": [{"str": VOCABULARY.concept("regle")}],
        "skos:prefLabel": [{"str": "règle graduée"}, {"str": "ruler"}],
        "skos:broader": [{"id": "outil", "name": "outil"}],
        "rc:acronym": [{"str": "RG"}],
        "no:such": [],
    }
    assert set(map(len, answer["rows"]["inconnu"].values())) == {0}
    assert [meta["id"] for meta in answer["meta"]] == [fetched.id for fetched in wanted]


def test_suggestions_begin_with_what_was_typed() -> None:
    def names(kind: str, prefix: str) -> list[str]:
        return [item["id"] for item in SERVICE.suggest(kind, prefix, 0)["result"]]

    assert names("entity", "REG") == ["regle", "regle-souple"]
    assert names("entity", "grad") == ["regle"]
    assert names("entity", "regle") == ["regle"]
    assert names("type", "out") == ["rc:Tool"]
    assert names("type", "rc:Tool") == ["rc:Tool"]
    assert "rc:measures" in names("property", "mesure")
    assert names("entity", "") == []
    every = SERVICE.suggest("entity", "r", 0)["result"]
    assert SERVICE.suggest("entity", "r", 1)["result"] == every[1:]


@given(st.text(), st.integers(1, 5))
def test_any_name_is_answered_in_order_and_at_most_one_is_matched(name: str, limit: int) -> None:
    found = candidates(name, limit=limit) if name.strip() else []
    assert len(found) <= limit
    assert sum(c["match"] for c in found) <= 1
    assert [c["score"] for c in found] == sorted((c["score"] for c in found), reverse=True)


def test_a_batch_comes_by_form_and_by_address(site: Site) -> None:
    batch = json.dumps({"a": {"query": "ruler"}, "b": {"query": "mire", "limit": 5}})
    form = urlencode({"queries": batch}).encode()
    by_form = site.ask(
        "/reconcile",
        method="POST",
        body=form,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    by_address = site.ask(f"/reconcile?{urlencode({'queries': batch})}", headers={"Origin": "null"})
    assert by_form.body == by_address.body
    assert set(json.loads(by_form.body)) == {"a", "b"}
    assert by_address.headers["access-control-allow-origin"] == "*"


def test_every_address_of_the_manifest_answers(site: Site) -> None:
    manifest = json.loads(site.ask("/reconcile").body)
    assert "0.2" in manifest["versions"]
    root = site.address.rstrip("/")

    def path(url: str) -> str:
        assert url.startswith(root)
        return url.removeprefix(root)

    assert (
        site.ask(path(manifest["view"]["url"]).replace("{{id}}", "regle")).headers["location"]
        == "/concept/regle"
    )
    preview = site.ask(path(manifest["preview"]["url"]).replace("{{id}}", "regle"))
    assert "Sert à mesurer." in preview.text
    assert "frame-ancestors *" in preview.headers["content-security-policy"]
    for kind, service in manifest["suggest"].items():
        address = path(service["service_url"]) + service["service_path"]
        prefix = {"entity": "reg", "type": "out", "property": "mesure"}[kind]
        first = json.loads(site.ask(f"{address}?prefix={prefix}").body)["result"][0]
        flyout = path(service["flyout_service_url"]) + service["flyout_service_path"]
        shown = json.loads(site.ask(flyout.replace("${id}", first["id"])).body)
        assert first["name"] in shown["html"]
    proposed = manifest["extend"]["propose_properties"]
    address = path(proposed["service_url"]) + proposed["service_path"]
    assert len(json.loads(site.ask(f"{address}?type=rc:Tool&limit=3").body)["properties"]) == 3
    for key in ("documentation", "logo"):
        assert site.ask(path(manifest[key])).status == 200


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"queries": "no json"}, 400),
        ({"queries": "[]"}, 400),
        ({"queries": '{"a": {"limit": 3}}'}, 400),
        ({"queries": '{"a": {"query": "x", "limit": 0}}'}, 400),
        ({"queries": '{"a": {"query": "x", "limit": -1e999}}'}, 400),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(201)})}, 413),
        ({"queries": "[" * 100_000}, 400),
        ({"extend": '{"ids": ["a"]}'}, 400),
        ({"other": "x"}, 400),
    ],
)
def test_what_is_malformed_is_refused_in_one_line(
    site: Site, fields: dict[str, str], status: int
) -> None:
    reply = site.ask(
        "/reconcile",
        method="POST",
        body=urlencode(fields).encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert (reply.status, reply.text.count("\n")) == (status, 1)
