"""index.html and index.pdf: every name leads to its concept; the tree, what is gone, the rights."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from pipeline.model import Concept, Definition, Label
from pipeline.publish.index import document
from pipeline.publish.index.document import index_pdf
from pipeline.publish.index.entries import Article, Index, See, index, short_definition
from pipeline.publish.index.page import index_page
from pipeline.publish.inputs import Build, read_build
from pipeline.publish.releases import Release
from pipeline.publish.stage import publish
from pipeline.publish.wording import Wording

from .browsing import NASTY
from .glossary import VOCABULARY, concept, small_glossary, with_inverses, write_build


def build_of(project: Path, concepts: list[Concept]) -> Build:
    return read_build(project, write_build(project, concepts), curation=True)


def index_of(project: Path, *concepts: Concept) -> Index:
    return index(build_of(project, with_inverses(list(concepts), [])))


def page_of(build: Build) -> str:
    return index_page(index(build), build, Wording(build.vocabulary, build.graphs["ontology"]))


def pdf_of(build: Build) -> bytes:
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    return index_pdf(index(build), build, wording) or b""


def lines(told: Index) -> list[str]:
    """The alphabetical part as it is read: `name (qualifier)`, `name → name`."""
    return [
        f"{item.name} → {' ; '.join(_named(one.name, one.qualifier) for one in item.concepts)}"
        if isinstance(item, See)
        else _named(item.name, item.qualifier)
        for letter in told.letters
        for item in letter.items
    ]


def articles(told: Index) -> dict[str, Article]:
    items = [item for letter in told.letters for item in letter.items]
    return {item.slug: item for item in items if isinstance(item, Article)}


def _named(name: str, qualifier: str) -> str:
    return f"{name} ({qualifier})" if qualifier else name


TOP = concept("information", "information")
VOICE = concept(
    "voix-du-client",
    "voix du client",
    labels=[
        Label("VOC", "fr", "acronym"),
        Label("VOC", "en", "acronym"),
        Label("parole du client", "fr", "alternative"),
        Label("voie du client", "fr", "hidden"),
        Label("voice of customer", "en", "preferred"),
    ],
    broader=["information"],
    definition="Ce que disent les clients.",
    entries=["essai/vrm"],
)


def test_other_names_and_acronyms_lead_to_the_preferred_one(tmp_path: Path) -> None:
    assert lines(index_of(tmp_path, TOP, VOICE)) == [
        "information",
        "parole du client → voix du client",
        "VOC → voix du client",
        "voix du client",
    ]


def test_a_concept_has_its_names_its_definition_with_its_source_and_its_place(
    tmp_path: Path,
) -> None:
    article = articles(index_of(tmp_path, TOP, VOICE))["voix-du-client"]
    assert article.acronyms == ["VOC"]
    assert article.synonyms == ["parole du client"]
    assert article.translations == {"en": ["voice of customer"]}
    assert (article.definition, article.source) == (
        "Ce que disent les clients.",
        "Glossaire d'essai",
    )
    assert [up.slug for up in article.broader] == ["information"]


def test_names_in_another_language_have_a_part_of_their_own(tmp_path: Path) -> None:
    same = concept("chatbot", "chatbot", labels=[Label("chatbot", "en", "preferred")])
    (english,) = index_of(tmp_path, TOP, VOICE, same).foreign
    assert english.language == "en"
    found = [
        (item.name, [one.slug for one in item.concepts])
        for letter in english.letters
        for item in letter.items
        if isinstance(item, See)
    ]
    assert found == [
        ("chatbot", ["chatbot"]),
        ("VOC", ["voix-du-client"]),
        ("voice of customer", ["voix-du-client"]),
    ]


def test_homonyms_are_told_apart_by_what_they_stand_under(tmp_path: Path) -> None:
    told = index_of(
        tmp_path,
        TOP,
        concept("canal", "canal"),
        concept("score-a", "score", broader=["information"]),
        concept("score-b", "Score", broader=["canal"]),
        concept("note", "note", labels=[Label("score", "fr", "alternative")]),
    )
    assert lines(told) == [
        "canal",
        "information",
        "note",
        "score (information)",
        "score → note",
        "Score (canal)",
    ]


def test_homonyms_of_one_place_are_told_apart_by_their_sources_else_by_their_slugs(
    tmp_path: Path,
) -> None:
    told = index_of(
        tmp_path,
        TOP,
        concept("a", "score", broader=["information"], entries=["essai/vrm"]),
        concept("b", "score", broader=["information"], entries=["second/def-0123abcd"]),
        concept("c", "note", broader=["information"]),
        concept("d", "note", broader=["information"]),
    )
    qualifiers = {slug: article.qualifier for slug, article in articles(told).items()}
    assert qualifiers == {
        "information": "",
        "a": "Glossaire d'essai",
        "b": "Second glossaire",
        "c": "c",
        "d": "d",
    }


def test_a_name_of_several_concepts_leads_to_all_of_them(tmp_path: Path) -> None:
    told = index_of(
        tmp_path,
        concept("b", "beta", labels=[Label("AB", "fr", "acronym")]),
        concept("a", "alpha", labels=[Label("AB", "fr", "acronym")]),
    )
    assert "AB → alpha ; beta" in lines(told)


def tree(told: Index) -> list[tuple[int, str, list[str], bool]]:
    return [
        (line.depth, line.concept.slug, [one.slug for one in line.also], line.is_elsewhere)
        for line in told.tree
    ]


def test_a_concept_stands_under_all_its_broader_ones_and_its_own_tree_once(tmp_path: Path) -> None:
    told = index_of(
        tmp_path,
        concept("un", "a"),
        concept("deux", "b"),
        concept("milieu", "m", broader=["un", "deux"]),
        concept("feuille", "f", broader=["milieu"]),
    )
    assert tree(told) == [
        (0, "un", [], False),
        (1, "milieu", ["deux"], False),
        (2, "feuille", [], False),
        (0, "deux", [], False),
        (1, "milieu", ["un"], True),
    ]


def test_a_loop_is_listed_and_left(tmp_path: Path) -> None:
    told = index_of(tmp_path, concept("a", "a", broader=["b"]), concept("b", "b", broader=["a"]))
    assert [line[:2] for line in tree(told)] == [(0, "a"), (1, "b"), (2, "a")]


def test_a_deep_tree_is_written(tmp_path: Path) -> None:
    chain = [
        concept("n0", "n0"),
        *(concept(f"n{n}", f"n{n}", broader=[f"n{n - 1}"]) for n in range(1, 1500)),
    ]
    page = page_of(build_of(tmp_path, chain))
    systematic = page.split('class="systematic"')[1].split("</section>")[0]
    assert systematic.count("<li>") == systematic.count("</li>") == 1500
    assert systematic.count("<ul>") == systematic.count("</ul>") == 1500


@pytest.mark.parametrize(
    ("definition", "short"),
    [
        ("Une phrase.", "Une phrase."),
        ("Une phrase.\nUne autre.", "Une phrase. Une autre."),
        ("1. Un sens.\n2. Un autre sens.", "1. Un sens. 2. Un autre sens."),
        ("1. Un sens.\n2. " + "Très long, " * 30 + "fin.", "1. Un sens."),
        ("Premier. X" + "x" * 300, "Premier."),
        ("mot " * 200, "mot " * 89 + "mot […]"),
        ("", ""),
    ],
)
def test_a_definition_is_cut_between_sentences(definition: str, short: str) -> None:
    assert short_definition(definition) == short


def gone(project: Path, more: str) -> Build:
    output = write_build(project, small_glossary())
    trig = output / "work" / "graph.trig"
    iri, skos = VOCABULARY.concept, VOCABULARY.prefixes["skos"]
    replaced, deprecated = (
        "<http://purl.org/dc/terms/isReplacedBy>",
        VOCABULARY.expand("owl:deprecated"),
    )
    text = more.replace("REPLACED", replaced).replace("CRM", f"<{iri('crm')}>")
    trig.write_text(
        f"{trig.read_text(encoding='utf-8')}\n<{VOCABULARY.graph('vocabulary')}> {{\n"
        f'<{iri("vieux")}> a <{skos}Concept> ; <{deprecated}> true ; <{skos}prefLabel> "vieux"@fr {text} }}',
        encoding="utf-8",
    )
    return read_build(project, output, curation=True)


def test_what_is_gone_is_listed_apart_and_leads_to_what_took_its_place(tmp_path: Path) -> None:
    other = f"<{VOCABULARY.concept('ancien')}>"
    build = gone(
        tmp_path,
        f"; REPLACED {other} . {other} <{VOCABULARY.expand('owl:deprecated')}> true ; REPLACED CRM .",
    )
    found = [(one.slug, one.name, [to.slug for to in one.successors]) for one in index(build).gone]
    assert found == [("ancien", "ancien", ["crm"]), ("vieux", "vieux", ["crm"])]
    assert "vieux" not in lines(index(build))
    section = page_of(build).split('class="gone"')[1].split("</section>")[0]
    assert 'id="vieux"' in section
    assert 'href="#crm"' in section


def test_what_is_gone_without_a_successor_says_so(tmp_path: Path) -> None:
    section = page_of(gone(tmp_path, ".")).split('class="gone"')[1].split("</section>")[0]
    assert "sans successeur" in section


def test_a_part_that_would_be_empty_is_left_out(small_project: Path) -> None:
    page = page_of(read_build(small_project, small_project / "output", curation=True))
    assert "Concepts abandonnés" not in page
    assert "Versions publiées" not in page


def test_releases_lead_to_their_turtle_and_their_changes(small_project: Path) -> None:
    build = read_build(small_project, small_project / "output", curation=True)
    released = msgspec.structs.replace(build, releases=[Release("1.2.0", "2026-10-01", {})])
    page = page_of(released)
    assert 'href="releases/1.2.0/relation-client.ttl"' in page
    assert 'href="releases/1.2.0/CHANGELOG.md"' in page
    assert "Version 1.2.0 du 2026-10-01" in page


def test_every_link_inside_the_page_leads_somewhere_and_no_anchor_is_given_twice(
    large_output: Path,
) -> None:
    page = (large_output / "index.html").read_text(encoding="utf-8")
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    written = msgspec.json.Decoder(Concept)
    concepts = (large_output / "work/concepts.jsonl").read_bytes().splitlines()
    assert {written.decode(line).iri.rsplit("/", 1)[-1] for line in concepts} <= set(anchors)


def nasty_glossary() -> list[Concept]:
    return [
        concept(
            f"n{number}",
            text,
            labels=[Label(f"autre {text}", "fr", "alternative"), Label(text, "en", "preferred")],
            definition=f'{text} #strong[gras] $x$ *a* \\ `b` <c> @d #panic("run")',
            entries=["essai/vrm"],
        )
        for number, text in enumerate(NASTY)
    ]


def test_text_stays_text_on_the_page(tmp_path: Path) -> None:
    page = page_of(build_of(tmp_path, nasty_glossary()))
    for tag in ("<img", "<script", "<svg", "<b>", "<!--", "<a href='"):
        assert tag not in page.split("<body>")[1]
    assert "javascript:" not in "".join(re.findall(r'(?:href|src)="([^"]*)"', page))


@pytest.mark.parametrize("text", ["عميل", "客户", "e\u0301\u0323", "\u202eabc", "a\x07b", "😀"])
def test_a_letter_that_the_fonts_lack_stops_no_build(tmp_path: Path, text: str) -> None:
    build = build_of(tmp_path, [concept("a", text, definition=text, entries=["essai/vrm"])])
    assert pdf_of(build).startswith(b"%PDF-")
    assert index_page(index(build), build, Wording(build.vocabulary, [])).startswith("<!doctype")


def test_text_stays_text_in_print(tmp_path: Path) -> None:
    pdf = pdf_of(build_of(tmp_path, nasty_glossary()))
    # Were a label read as markup, `#panic` would have stopped Typst.
    assert pdf.startswith(b"%PDF-")


def test_the_print_is_the_same_bytes_each_time_dated_tagged_and_with_bookmarks(
    small_project: Path,
) -> None:
    build = read_build(small_project, small_project / "output", curation=True)
    pdf = pdf_of(build)
    assert pdf == pdf_of(build)
    assert f"D:{build.vocabulary.modified.replace('-', '')}".encode() in pdf
    for sign in (b"/Lang(fr)", b"/Marked true", b"/Outlines"):
        assert sign in pdf


def test_what_would_be_too_thick_a_book_is_not_printed(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = read_build(small_project, small_project / "output", curation=True)
    monkeypatch.setattr(document, "MOST", len(build.concepts) - 1)
    assert pdf_of(build) == b""
    published = publish(small_project, small_project / "output", curation=True)
    assert "index.pdf" not in {file.name for file in published.manifest.files}


def test_an_empty_vocabulary_has_an_index(tmp_path: Path) -> None:
    build = build_of(tmp_path, [])
    assert "Sources et droits" in page_of(build)
    assert pdf_of(build).startswith(b"%PDF-")


def test_only_web_addresses_are_links(small_project: Path) -> None:
    build = read_build(small_project, small_project / "output", curation=True)
    reading = build.readings[0]
    source = msgspec.structs.replace(reading.source, url="javascript:alert(1)")
    changed = msgspec.structs.replace(reading, source=source)
    evil = msgspec.structs.replace(build, readings=[changed, *build.readings[1:]])
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', page_of(evil)))
    assert b"javascript:" not in pdf_of(evil)


def test_a_definition_in_another_language_is_not_shown_as_french(tmp_path: Path) -> None:
    english = msgspec.structs.replace(
        TOP, definitions=[Definition("In English.", "en", "essai/vrm")]
    )
    assert articles(index_of(tmp_path, english))["information"].definition == ""
