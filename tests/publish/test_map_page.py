"""graph.html as bytes: offline, under a strict policy, its data only ever data."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import StageError
from pipeline.model import Label
from pipeline.publish.inputs import read_build
from pipeline.publish.map_page import page as module
from pipeline.publish.map_page.page import embedded, map_page
from pipeline.publish.wording import Wording

from .glossary import concept, small_glossary, write_build


class Page(HTMLParser):
    """The elements of a page, and the text of its scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": [], "title": [], "h1": []}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._open = tag
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.texts:
            self.texts[self._open][-1] += data


@pytest.fixture(scope="module")
def text(large_output: Path) -> str:
    return (large_output / "graph.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def data_of(page: Page) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(page.texts["script"][0])
    return found


def test_it_is_a_french_page_with_title_heading_and_encoding(text: str, page: Page) -> None:
    assert text.startswith('<!DOCTYPE html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">')
    assert page.texts["title"] == ["Vocabulaire de la relation client : la carte"]
    assert page.texts["h1"] == ["Vocabulaire de la relation client"]


def test_nothing_is_fetched(page: Page) -> None:
    names = {tag for tag, _ in page.elements}
    assert names.isdisjoint({"link", "img", "iframe", "object", "embed", "base"})
    for tag, attributes in page.elements:
        assert attributes.keys().isdisjoint({"src", "style", "integrity"})
        assert "href" not in attributes or (tag, attributes["href"]) == ("a", "explorer.html")
    assert not any("url(" in style or "@import" in style for style in page.texts["style"])


def test_no_attribute_runs_a_script(page: Page) -> None:
    assert not [a for _, attributes in page.elements for a in attributes if a.startswith("on")]


def test_the_policy_allows_the_pages_own_scripts_and_style_by_hash_and_no_connection(
    page: Page,
) -> None:
    policy = next(
        attributes["content"]
        for tag, attributes in page.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    scripts = " ".join(f"'{sha(script)}'" for script in page.texts["script"][1:])
    assert rules == {
        "default-src": "'none'",
        "script-src": scripts,
        "style-src": f"'{sha(page.texts['style'][0])}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def sha(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_vis_network_library_is_inside(page: Page) -> None:
    assert "@version 9.1.2" in page.texts["script"][1]
    assert len(page.texts["script"]) == 3


def test_our_scripts_never_read_a_string_as_html(page: Page) -> None:
    dangers = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
    assert not re.search(dangers, page.texts["script"][2])


def test_the_network_is_the_one_pyvis_drew_with_physics_off(page: Page) -> None:
    network = json.loads(page.texts["script"][0])["network"]
    assert network["options"]["physics"] == {"enabled": False}
    assert len(network["nodes"]) == 77
    assert {"id", "label", "shape", "x", "y"} <= network["nodes"][0].keys()


def test_each_class_differs_from_every_other_in_shape_not_only_in_colour(page: Page) -> None:
    looks = json.loads(page.texts["script"][0])["looks"]
    shapes = [(look["shape"], look["hollow"]) for name, look in looks.items() if name]
    assert len(shapes) == len(set(shapes)) == 12


def test_each_relation_differs_from_every_other_in_its_line(page: Page) -> None:
    lines = json.loads(page.texts["script"][0])["lines"]
    forms = [(str(line["dashes"]), line["arrow"]) for line in lines]
    assert len(forms) == len(set(forms)) == 11


def test_data_cannot_end_its_script_element() -> None:
    nasty = {"label": "</script><script>alert(1)</script>\u2028\u2029<!--"}
    text = embedded(nasty)
    assert not re.search("[<\u2028\u2029]", text)
    assert json.loads(text) == nasty


def test_a_card_gives_names_definition_sources_and_relations_in_words(small_project: Path) -> None:
    build = read_build(small_project, small_project / "output", curation=True)
    page = Page(map_page(build, Wording(build.vocabulary, build.graphs["ontology"])))
    card = next(c for c in data_of(page)["concepts"] if str(c["iri"]).endswith("/crm"))
    vrm = "https://w3id.org/relation-client/concept/vendor-relationship-management"
    assert card["relations"] == [
        {
            "words": "terme plus large",
            "targets": ["https://w3id.org/relation-client/concept/approche"],
        },
        {"words": "approche inverse de", "targets": [vrm]},
    ]
    card = next(c for c in data_of(page)["concepts"] if c["iri"] == vrm)
    assert card["classes"] == ["approche"]
    assert card["labels"] == [
        {
            "text": "gestion de la relation fournisseur",
            "lang": "fr",
            "words": "",
            "isAcronym": False,
        },
        {"text": "VRM", "lang": "fr", "words": "sigle", "isAcronym": True},
        {
            "text": "Vendor Relationship Management",
            "lang": "en",
            "words": "libellé préféré, anglais",
            "isAcronym": False,
        },
        {"text": "relation fournisseur", "lang": "fr", "words": "synonyme", "isAcronym": False},
        {"text": "gestion relation fournisseur", "lang": "fr", "words": "", "isAcronym": False},
    ]
    assert card["definitions"] == [
        {
            "text": "Le VRM vise à inverser le concept du CRM.",
            "lang": "fr",
            "source": "Glossaire d'essai (Essai)",
        }
    ]
    assert card["sources"] == [{"title": "Glossaire d'essai (Essai)", "headword": "VRM"}]


def test_a_name_used_in_two_languages_stands_once_on_a_card(tmp_path: Path) -> None:
    labels = [Label("UX", "fr", "acronym"), Label("UX", "en", "acronym")]
    write_build(tmp_path, [concept("ux", "expérience utilisateur", labels=labels)])
    build = read_build(tmp_path, tmp_path / "output", curation=True)
    page = Page(map_page(build, Wording(build.vocabulary, [])))
    assert data_of(page)["concepts"][0]["labels"][1:] == [  # type: ignore[index]
        {"text": "UX", "lang": "fr", "words": "sigle, français et anglais", "isAcronym": True}
    ]


def test_a_class_that_appearance_toml_does_not_know_takes_a_look_that_is_free(
    tmp_path: Path,
) -> None:
    """A vocabulary of another field has other classes; none of ours is left in its page."""
    kinds = ["Indicator", "Rumour", *(f"K{number:02}" for number in range(13))]
    write_build(tmp_path, [concept(kind.lower(), kind, kind=kind) for kind in kinds])
    build = read_build(tmp_path, tmp_path / "output", curation=True)
    page = Page(map_page(build, Wording(build.vocabulary, build.graphs["ontology"])))
    looks = json.loads(page.texts["script"][0])["looks"]
    # Eleven are left of ours, and the spare one; who comes last looks as what has no class.
    assert set(looks) == {"Indicator", "", *(f"K{number:02}" for number in range(12))}
    assert len({(look["shape"], look["hollow"]) for look in looks.values()}) == 14
    by_name = {one["label"]: one for one in data_of(page)["concepts"]}
    assert [by_name[name]["class"] for name in ("Indicator", "K03", "Rumour")] == [
        "Indicator",
        "K03",
        "",
    ]
    assert by_name["Rumour"]["classes"] == ["Rumour"]


def test_labels_like_placeholders_of_the_template_stay_labels(tmp_path: Path) -> None:
    item = concept("x", "{{script}}", labels=[Label("{{data}}", "fr", "alternative")])
    write_build(tmp_path, [item])
    build = read_build(tmp_path, tmp_path / "output", curation=True)
    page = Page(map_page(build, Wording(build.vocabulary, [])))
    assert data_of(page)["concepts"][0]["label"] == "{{script}}"


@pytest.mark.parametrize(
    ("page_text", "missing"),
    [
        ("<html>", "the nodes of the network"),
        (
            "nodes = new vis.DataSet([]);\nedges = new vis.DataSet([]);\nvar options = {};",
            "the vis-network library",
        ),
    ],
)
def test_a_pyvis_that_makes_another_page_is_an_error_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page_text: str, missing: str
) -> None:
    write_build(tmp_path, small_glossary())
    build = read_build(tmp_path, tmp_path / "output", curation=True)
    monkeypatch.setattr(module, "_drawn_by_pyvis", lambda _: page_text)
    with pytest.raises(StageError, match=f"{missing} cannot be found.*install the locked version"):
        map_page(build, Wording(build.vocabulary, []))


def test_a_hidden_label_is_searched_and_not_shown(tmp_path: Path) -> None:
    item = concept("x", "marge", labels=[Label("marje", "fr", "hidden")])
    write_build(tmp_path, [item])
    build = read_build(tmp_path, tmp_path / "output", curation=True)
    page = Page(map_page(build, Wording(build.vocabulary, build.graphs["ontology"])))
    shown: Any = data_of(page)["concepts"][0]["labels"]
    # The card shows the labels that have words for their kind.
    assert [(label["text"], label["words"]) for label in shown] == [("marge", ""), ("marje", "")]
