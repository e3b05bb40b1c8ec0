"""report.html: the same facts as report.md, drawn; offline, under a strict policy, text only text."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files import write_json, write_lines
from pipeline.model import (
    LEDGER_KINDS,
    Evidence,
    Ledger,
    Proposal,
    Question,
    Row,
    Span,
)
from pipeline.publish.inputs import Build, read_build
from pipeline.publish.releases import Release
from pipeline.publish.report.charts import COLUMNS, columns
from pipeline.publish.report.facts import facts
from pipeline.publish.report.figures import change, kilobytes, number
from pipeline.publish.report.markdown import report
from pipeline.publish.report.page import report_page
from pipeline.publish.wording import Wording

from .browsing import NASTY
from .glossary import LOST, SECOND_RAW, concept, small_glossary, write_build
from .test_report import SCORES


def build_of(project: Path) -> Build:
    return read_build(project, project / "output", curation=True)


def page_of(build: Build, files: dict[str, int] | None = None) -> str:
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    return report_page(facts(build, wording), wording, files or {})


def markdown_of(build: Build) -> str:
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    return report(facts(build, wording), wording)


def section(page: str, name: str) -> str:
    return page.split(f'<section id="{name}"')[1].split("</section>", maxsplit=1)[0]


def said(markup: str) -> str:
    """The words of some markup, one space between them."""
    spaced = re.sub(r"<[^>]*>", " ", markup)
    return " ".join(unescape(spaced).split())


@pytest.fixture
def page(small_project: Path) -> str:
    return page_of(build_of(small_project))


def test_nothing_is_loaded_and_no_script_may_run(page: str) -> None:
    style = page.split("<style>")[1].split("</style>", maxsplit=1)[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert (
        "content=\"default-src 'none'; style-src 'sha256-"
        f"{digest}'; base-uri 'none'; form-action 'none'\""
    ) in page
    for loaded in ("<script", "<link", "<img", "<iframe", "@import", " style=", "src="):
        assert loaded not in page
    assert re.findall(r"url\(([^)]*)\)", style) == ["#hatch"]


def test_it_is_well_formed_and_its_headings_are_in_order(page: str) -> None:
    body = page.split("<body>")[1].split("</body>", maxsplit=1)[0]
    root = ElementTree.fromstring(f"<body>{body}</body>")
    levels = [int(tag[1]) for one in root.iter() if re.fullmatch("h[1-6]", tag := str(one.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    identifiers = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(identifiers) == len(set(identifiers))
    links = {str(one.get("href"))[1:] for one in root.iter("a") if str(one.get("href"))[0] == "#"}
    assert links <= set(identifiers)


def test_every_part_of_a_source_is_drawn_and_said(page: str) -> None:
    source = section(page, "sources").split("<article")[1]
    assert said(source).count("définitions 49,4 %") == 3
    assert 'class="definition"' in source
    for part in ("vedettes", "définitions", "balisage", "hors glossaire", "blancs", "non attribué"):
        assert part in said(source.split('class="parts"')[1])


def test_a_drawing_has_a_title_and_is_an_image(page: str) -> None:
    drawings = re.findall(r"<svg(?![^>]*aria-hidden).*?</svg>", page)
    assert drawings
    for drawing in drawings:
        assert re.match(r'<svg [^>]*role="img"[^>]*><title>[^<]+</title>', drawing)


def ledger(*spans: tuple[str, int, int]) -> Ledger:
    parts: dict[str, list[Span]] = {kind: [] for kind in LEDGER_KINDS}
    for kind, start, end in spans:
        parts[kind].append(Span(start, end))
    length = max((end for _, _, end in spans), default=0)
    return Ledger("s", "", length, "r", 1.0, [], parts, [])


def test_each_stretch_of_a_strip_is_of_the_kind_with_most_of_its_characters() -> None:
    drawn = columns(ledger(("headword", 0, 500), ("definition", 500, 2000)))
    assert drawn == ["headword"] * 250 + ["definition"] * 750


def test_a_strip_of_a_short_text_is_as_wide(small_project: Path) -> None:
    assert (
        columns(ledger(("headword", 0, 1), ("blank", 1, 2))) == ["headword"] * 500 + ["blank"] * 500
    )
    assert columns(ledger()) == []


def test_one_unassigned_character_shows_in_a_long_text() -> None:
    drawn = columns(
        ledger(
            ("definition", 0, 70_000), ("unassigned", 70_000, 70_001), ("definition", 70_001, 10**6)
        )
    )
    assert [at for at, kind in enumerate(drawn) if kind == "unassigned"] == [70]


@given(
    st.lists(st.tuples(st.sampled_from(LEDGER_KINDS), st.integers(1, 400)), min_size=1, max_size=60)
)
def test_a_strip_shows_every_loss_and_nothing_that_is_not_there(
    parts: list[tuple[str, int]],
) -> None:
    spans, end = [], 0
    for kind, size in parts:
        spans.append((kind, end, end + size))
        end += size
    drawn = columns(ledger(*spans))
    assert len(drawn) == COLUMNS
    assert set(drawn) <= {kind for kind, _ in parts}
    assert ("unassigned" in drawn) == any(kind == "unassigned" for kind, _ in parts)


def test_the_first_version_is_compared_with_nothing(page: str) -> None:
    assert "Première version" in said(page.split("<main", maxsplit=1)[0])
    assert "écart" not in said(section(page, "summary"))


def released(project: Path) -> Build:
    counts = {"concepts": 7, "entries": 3, "label preferred@fr": 4, "label hidden@de": 2}
    counts |= {"relation skos:broader": 3, "finding warning": 4}
    releases = [
        Release("0.0.9", "2026-10-01", counts),
        Release("0.0.1", "2026-09-01", {"concepts": 1}),
    ]
    return msgspec.structs.replace(build_of(project), releases=releases)


def test_counts_stand_beside_those_of_the_last_release(small_project: Path) -> None:
    page = page_of(released(small_project))
    summary = said(section(page, "summary"))
    assert "Comparé à la version 0.0.9 du 2026-10-01." in said(page)
    assert "concepts 5 7 −2" in summary
    assert "entrées 3 3 =" in summary
    assert "libellé préféré français 5 4 +1" in summary
    assert "terme plus large 3 3 =" in summary
    assert "forme cachée de 0 2 −2" in summary, "what is gone is counted as well"
    assert "1 avertissement −3" in said(page.split("<main")[0])


def test_the_markdown_compares_as_well(small_project: Path) -> None:
    text = markdown_of(released(small_project))
    assert "Comparé à la version 0.0.9 du 2026-10-01." in text
    assert "|  | nombre | avant | écart |" in text
    assert "| concepts | 5 | 7 | −2 |" in text
    assert "| forme cachée | de | 0 | 2 | −2 |" in text


WORDS = Evidence("essai/vrm", "essai", 24, 30, "invers", "genus", 0.9)
QUESTION = Question(
    "place:essai/vrm",
    "place",
    "Sous quel concept ranger « VRM » ?",
    ["essai/vrm"],
    [WORDS],
    [
        Proposal(
            "Sous « approche ».",
            [
                Row(
                    "relations",
                    {
                        "subject_id": "essai/vrm",
                        "predicate_modifier": "",
                        "predicate_id": "skos:broader",
                        "object_id": "concept:approche",
                        "mapping_justification": "semapv:ManualMappingCuration",
                    },
                )
            ],
            confidence=0.4,
        )
    ],
)
ROW = (
    "essai/vrm\t\tskos:broader\tconcept:approche\tsemapv:ManualMappingCuration\t"
    "VOTRE NOM\tAAAA-MM-JJ\tVOTRE RAISON\t"
)


def asked(project: Path) -> Build:
    build = build_of(project)
    raw = build.readings[0].raw
    start = raw.index("inverser")
    words = msgspec.structs.replace(WORDS, start=start, end=start + 8, quote="inverser")
    write_lines(
        project / "output/work/questions.jsonl",
        [msgspec.structs.replace(QUESTION, evidence=[words])],
    )
    return build_of(project)


def test_a_question_has_its_sentence_with_the_words_marked_and_the_rows_to_copy(
    small_project: Path,
) -> None:
    question = section(page_of(asked(small_project)), "questions")
    assert "<p>Le VRM vise à <mark>inverser</mark> le concept du CRM.</p>" in question
    assert "Sous « approche ». (confiance 0,40)" in said(question)
    assert f"<code>{ROW}inverser</code></pre>" in question
    assert "ontology/curation/relations.tsv" in question


def test_the_markdown_has_the_same_question(small_project: Path) -> None:
    text = markdown_of(asked(small_project))
    assert "   - « Le VRM vise à **inverser** le concept du CRM. » (Glossaire d'essai, " in text
    assert (
        f"   - Réponse 1 : Sous « approche ».\n\n     ```tsv\n     {ROW}inverser\n     ```\n"
        in text
    )


def test_findings_say_what_to_do_and_lead_to_their_concept(page: str) -> None:
    found = section(page, "findings")
    assert "À faire : Ajouter une définition signée." in said(found)
    assert '<a href="explorer.html#/concept/programme">programme</a>' in found
    assert "<q>Un &lt;programme&gt;.</q>" in found


def test_remarks_are_folded_and_warnings_are_not(small_project: Path) -> None:
    build = build_of(small_project)
    remark = msgspec.structs.replace(
        build.verdict.findings[0], severity="info", check="other", name="Une remarque"
    )
    verdict = msgspec.structs.replace(build.verdict, findings=[*build.verdict.findings, remark])
    found = section(page_of(msgspec.structs.replace(build, verdict=verdict)), "findings")
    open_part, folded = found.split("<details>", 1)
    assert "Concepts sans documentation" in open_part
    assert "Une remarque" not in open_part
    assert "Une remarque" in folded


def test_scores_are_drawn_beside_what_was_wanted(small_project: Path) -> None:
    write_json(small_project / "tests/gold/scores.json", SCORES)
    drawn = section(page_of(build_of(small_project)), "measures")
    assert "<title>0,500 ; visé 1,000 : manqué</title>" in drawn.replace("\N{NO-BREAK SPACE}", " ")
    assert '<rect x="0" y="3" width="100" height="6" class="reached short">' in drawn
    assert '<rect x="199" y="0" width="2" height="12" class="wanted">' in drawn


def test_both_reports_say_that_relations_are_counted_both_ways(small_project: Path) -> None:
    build = build_of(small_project)
    assert "Chaque sens est compté" in said(section(page_of(build), "summary"))
    assert "Chaque sens est compté" in markdown_of(build)


def test_the_releases_are_linked_and_where_none_is_nothing_is_said(small_project: Path) -> None:
    page = section(page_of(released(small_project)), "releases")
    assert 'href="releases/0.0.9/relation-client.ttl"' in page
    assert 'href="releases/0.0.1/CHANGELOG.md"' in page
    assert page.index("0.0.9") < page.index("0.0.1")
    assert 'id="releases"' not in page_of(build_of(small_project))


def test_what_is_empty_says_so(small_project: Path) -> None:
    write_lines(small_project / "output/work/questions.jsonl", [])
    page = page_of(build_of(small_project))
    for name in ("questions", "disagreements", "candidates", "changed"):
        assert "Rien à signaler." in said(section(page, name))


def test_the_other_files_are_linked_with_their_sizes(small_project: Path) -> None:
    files = {"relation-client.ttl": 75_400, "tables/x.csv": 12, "index.pdf": 1_234_567}
    listed = said(section(page_of(build_of(small_project), files), "files"))
    assert "relation-client.ttl le vocabulaire en Turtle" in listed
    assert "75 ko" in listed
    assert "tables/x.csv 12 o" in listed
    assert "1,2 Mo" in listed


def test_the_published_page_links_and_describes_every_published_file(large_output: Path) -> None:
    listed = section((large_output / "report.html").read_text(encoding="utf-8"), "files")
    told = dict(
        re.findall(r'<tr><th scope="row"><a href="([^"#:]+)">.*?</th><td>(.*?)</td>', listed)
    )
    paths = [path.relative_to(large_output) for path in large_output.rglob("*") if path.is_file()]
    published = {path.as_posix() for path in paths if path.parts[0] != "work"}
    assert set(told) == published - {"report.html"}
    assert [file for file, what in told.items() if not what] == []


def test_the_page_says_what_each_published_file_is_for(large_output: Path) -> None:
    page = (large_output / "report.html").read_text(encoding="utf-8")
    rows = re.findall(r"<tr>(.*?)</tr>", section(page, "files"), re.DOTALL)
    told = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    assert [cells[0] for cells in told if cells and not cells[1]] == []


@pytest.mark.parametrize("text", NASTY)
def test_text_of_any_origin_stays_text(tmp_path: Path, text: str) -> None:
    concepts = [*small_glossary(), concept("n", text)]
    write_build(tmp_path, concepts)
    work = tmp_path / "output/work"
    evidence = Evidence("second/def-0123abcd", "second", LOST.start, LOST.end, text, text, 1.0)
    question = Question(text, text, text, [text], [evidence], [Proposal(text, [])])
    write_lines(work / "questions.jsonl", [question])
    write_json(work / "map.json", {"curation": True, "unmatched": [text], "changed": [text]})
    build = build_of(tmp_path)
    finding = msgspec.structs.replace(
        build.verdict.findings[0], message=text, remedy=text, label=text, focus=text, clauses=[text]
    )
    verdict = msgspec.structs.replace(build.verdict, findings=[finding])
    body = page_of(msgspec.structs.replace(build, verdict=verdict)).split("<body>")[1]
    ElementTree.fromstring(f"<body>{body.split('</body>')[0]}</body>")
    for tag in ("<img", "<script", "<b>gras", "<!--", "<a href='", 'onerror="', 'onload="'):
        assert tag not in body
    assert not re.search(r'(?:href|src)="\s*javascript:', body)


def test_the_same_build_gives_the_same_bytes(small_project: Path) -> None:
    assert page_of(build_of(small_project)) == page_of(build_of(small_project))


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 o"), (999, "999 o"), (1000, "1 ko"), (999_499, "999 ko"), (999_500, "1,0 Mo")],
)
def test_a_size_is_written_as_file_managers_do(size: int, shown: str) -> None:
    assert kilobytes(size) == shown


def test_numbers_are_written_as_french_writes_them() -> None:
    assert number(1234567) == "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567"
    assert [change(n) for n in (3, 0, -3)] == ["+3", "=", "\N{MINUS SIGN}3"]


def test_raw_text_of_another_length_does_not_move_the_marks(small_project: Path) -> None:
    moved = Evidence("second/def-0123abcd", "second", 0, 5, "ailleurs", "x", 1.0)
    write_lines(
        small_project / "output/work/questions.jsonl",
        [Question("q", "k", "Quoi ?", [], [moved])],
    )
    question = section(page_of(build_of(small_project)), "questions")
    assert "<p><mark>ailleurs</mark></p>" in question
    assert SECOND_RAW[:5] not in question
