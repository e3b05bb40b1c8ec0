"""The formats of a report: what each shows of the same findings."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import json
import re
from typing import Any

import msgspec
import pytest
from msgspec import structs

from pipeline.model import Finding
from pipeline.validate.report import Place, VocabularyViolationError, short, summary
from pipeline.validate.reports import html as html_
from pipeline.validate.reports import json_, markdown, sarif, text
from pipeline.validate.reports.wording import Language

from .reporting import EX, S14, TWO_LABELS, UNDEFINED, clean, report

MANY = [
    structs.replace(UNDEFINED, focus=f"{EX}{number:04}", label=str(number))
    for number in range(1012)
]


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "2 violations, 1 avertissement, 0 remarque"),
        ("en", "2 violations, 1 warning, 0 remarks"),
    ],
)
def test_a_summary_counts_by_severity(language: Language, expected: str) -> None:
    warning = structs.replace(UNDEFINED, severity="warning")
    assert summary([TWO_LABELS, TWO_LABELS, warning], language) == expected


def test_the_error_is_one_line_with_the_first_three_violations() -> None:
    found = [
        structs.replace(TWO_LABELS, label=label, message=f"Faux\n{label}.") for label in "abcd"
    ]
    error = VocabularyViolationError(report(*found), where="report.md")
    assert str(error) == (
        "report.md: 4 violations : a : Faux a. ; b : Faux b. ; c : Faux c. ; …; "
        "corrigez ce que le rapport nomme, puis reconstruisez"
    )
    assert error.findings is error.report.verdict


@pytest.mark.parametrize(
    ("iri", "shown"),
    [
        (f"{EX}port", "ex:port"),
        (f"{EX}port/tawny", f"<{EX}port/tawny>"),
        (EX, f"<{EX}>"),
        ("urn:x", "<urn:x>"),
        ("_:b1", "_:b1"),
        ("un texte : long", "un texte : long"),
    ],
)
def test_an_iri_is_shortened_only_where_a_prefix_fits(iri: str, shown: str) -> None:
    assert short(iri, {"ex": EX}) == shown


# --- text -------------------------------------------------------------------------------------


def test_text_groups_findings_under_their_rule() -> None:
    assert text.write(report()).splitlines() == [
        f"VIOLATION [S14] Un seul libellé préféré par langue · 1 ressource · {S14}",
        "  porto  ex:port",
        "    « porto » a un second libellé préféré : « vin muté ».",
        "    ← Décision ontology/curation/labels.tsv:12 : Usage. (Ana, 2026-01-31)",
        "    ← Phrase wines/port : « Le porto est un vin muté. »",
        "  → Gardez-en un.",
        "  Dit aussi par : quality-labels",
        "",
        "REMARQUE [quality-undocumented] Concepts sans documentation · 1 ressource"
        " · Contrat du vocabulaire",
        "  sherry  ex:sherry",
        "    Rien ne le définit.",
        "    Valeur : ex:port",
        "  → Cherchez une source.",
        "",
        "vins/à boire.ttl : 1 violation, 0 avertissement, 1 remarque · 1\u202f200 concepts · 1 énoncé",
    ]


def test_text_in_english_has_an_english_frame() -> None:
    written = text.write(report(language="en"))
    assert "REMARK [quality-undocumented]" in written
    assert "← Decision ontology/curation/labels.tsv:12: " in written
    assert written.endswith(
        "vins/à boire.ttl: 1 violation, 0 warnings, 1 remark · 1,200 concepts · 1 statement\n"
    )


def test_text_shows_ten_findings_of_a_check_and_says_how_to_see_the_rest() -> None:
    lines = text.write(report(*MANY, language="en")).splitlines()
    assert sum(line.startswith("  ") and line[2].isdigit() for line in lines) == 10
    assert "  … and 1,002 more: --format html or --format json" in lines


def test_text_gives_a_remedy_with_each_finding_where_they_differ() -> None:
    other = structs.replace(UNDEFINED, focus=f"{EX}port", remedy="Définissez-le.")
    lines = text.write(report(UNDEFINED, other)).splitlines()
    assert [line for line in lines if "→" in line] == [
        "    → Cherchez une source.",
        "    → Définissez-le.",
    ]


def test_text_names_the_other_checks_with_each_finding_where_they_differ() -> None:
    other = structs.replace(TWO_LABELS, focus=f"{EX}sherry", also=[])
    lines = text.write(report(TWO_LABELS, other)).splitlines()
    assert [line for line in lines if "Dit" in line] == ["    Dit aussi par : quality-labels"]


def test_text_names_the_line_of_the_file() -> None:
    written = text.write(report(places={f"{EX}port": Place("vins/à boire.ttl", 7)}))
    assert "  porto  ex:port  vins/à boire.ttl:7\n" in written


def test_text_shows_control_characters_instead_of_obeying_them() -> None:
    evil = structs.replace(UNDEFINED, message="\x1b[31mrouge\nligne\x9b")
    written = text.write(report(evil))
    assert "␛[31mrouge␊ligne␡" in written
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", written)


def test_text_of_a_clean_build_is_one_line() -> None:
    assert text.write(clean()) == (
        "Vins: 0 violations, 0 warnings, 0 remarks · 1 concept · 1,200 statements"
        " · OWL: consistent, 2,000 axioms, 900 of them logical, 30 inferences\n"
    )


# --- JSON -------------------------------------------------------------------------------------


def test_json_holds_every_field_of_every_finding() -> None:
    written = json.loads(json_.write(report(places={f"{EX}port": Place("f.ttl", 7)})))
    first = written["findings"][0]
    assert first.pop("place") == {"file": "f.ttl", "line": 7}
    assert msgspec.convert(first, Finding) == TWO_LABELS
    assert set(first) == set(Finding.__struct_fields__)
    assert written["findings"][1]["place"] is None


def test_json_has_the_keys_that_its_schema_names_in_their_order() -> None:
    written = json.loads(json_.write(report()))
    named = re.findall(r"`(\w+)`", json_.__doc__ or "")
    assert [key for key in dict.fromkeys(named) if key in written] == list(written)
    assert written["version"] == json_.VERSION == 1
    assert written["counts"] == {
        "concepts": 1200,
        "statements": 1,
        "violation": 1,
        "warning": 0,
        "info": 1,
    }
    assert written["owl"] is None
    assert written["checks"][0] == {
        "check": "S14",
        "severity": "violation",
        "name": "Un seul libellé préféré par langue",
        "clauses": [S14],
        "concepts": 1,
        "findings": 1,
    }


def test_json_says_what_the_reasoner_found() -> None:
    written = json.loads(json_.write(clean()))
    assert (written["conforms"], written["findings"]) == (True, [])
    assert written["owl"] == {
        "consistent": True,
        "axioms": 2000,
        "logical": 900,
        "inferences": 30,
    }


# --- SARIF ------------------------------------------------------------------------------------


def run_of(written: bytes) -> dict[str, Any]:
    document = json.loads(written)
    assert (document["version"], len(document["runs"])) == ("2.1.0", 1)
    run: dict[str, Any] = document["runs"][0]
    return run


def test_sarif_has_a_rule_for_each_check_that_ran() -> None:
    driver = run_of(sarif.write(report(language="en")))["tool"]["driver"]
    assert driver["name"] == "Glossograph"
    assert [rule["id"] for rule in driver["rules"]] == ["S14", "S27", "quality-undocumented"]
    first, _, last = driver["rules"]
    assert first == {
        "id": "S14",
        "shortDescription": {"text": "One preferred label"},
        "fullDescription": {"text": "A rule of long standing."},
        "help": {"text": f"A rule of long standing. {S14}"},
        "helpUri": S14,
        "defaultConfiguration": {"level": "error"},
    }
    assert (last["name"], last["defaultConfiguration"]) == (
        "QualityUndocumented",
        {"level": "note"},
    )


def test_sarif_results_point_to_their_rule() -> None:
    run = run_of(sarif.write(report()))
    rules = run["tool"]["driver"]["rules"]
    assert [result["level"] for result in run["results"]] == ["error", "note"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def location(written: bytes, number: int = 0) -> dict[str, Any]:
    (found,) = run_of(written)["results"][number]["locations"]
    return dict(found)


def test_sarif_shows_a_finding_on_the_line_that_describes_it() -> None:
    places = {f"{EX}port": Place("vins/à boire.ttl", 7)}
    found = location(sarif.write(report(places=places)))
    assert found["physicalLocation"] == {
        "artifactLocation": {"uri": "vins/%C3%A0%20boire.ttl"},
        "region": {"startLine": 7},
    }
    assert found["logicalLocations"] == [
        {"name": "porto", "fullyQualifiedName": f"{EX}port", "kind": "resource"}
    ]


def test_sarif_shows_a_finding_on_the_row_that_decided_it() -> None:
    assert location(sarif.write(report()))["physicalLocation"] == {
        "artifactLocation": {"uri": "ontology/curation/labels.tsv"},
        "region": {"startLine": 12},
    }


def test_sarif_shows_a_finding_of_unknown_place_on_the_file() -> None:
    assert location(sarif.write(report()), 1)["physicalLocation"] == {
        "artifactLocation": {"uri": "vins/%C3%A0%20boire.ttl"}
    }
    from_input = structs.replace(report(), file="-")
    assert location(sarif.write(from_input), 1)["physicalLocation"] == {
        "artifactLocation": {"uri": "stdin"}
    }


def test_sarif_fingerprints_tell_findings_apart_in_any_language() -> None:
    def prints(language: Language) -> list[dict[str, str]]:
        run = run_of(sarif.write(report(language=language)))
        return [result["partialFingerprints"] for result in run["results"]]

    assert prints("fr") == prints("en")
    assert prints("fr")[0] != prints("fr")[1]


def test_sarif_has_a_rule_for_what_the_reasoner_finds() -> None:
    found = structs.replace(TWO_LABELS, check="owl-consistency")
    result = structs.replace(
        report().results[0], shape="https://w3id.org/glossograph/shapes#owl-consistency"
    )
    run = run_of(sarif.write(structs.replace(report(found), results=[result])))
    rule = run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]
    assert (rule["id"], rule["helpUri"][:33]) == (
        "owl-consistency",
        "https://www.w3.org/TR/owl2-direct",
    )


# --- HTML -------------------------------------------------------------------------------------


class Page(html.parser.HTMLParser):
    """Which elements a page has, with their attributes, and its text."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, tag: str, attribute: str) -> list[str | None]:
        return [attrs.get(attribute) for name, attrs in self.elements if name == tag]


def test_html_says_what_text_says() -> None:
    page = Page(html_.write(report()))
    assert page.open == []
    assert page.values("html", "lang") == ["fr"]
    for words in (
        "Le vocabulaire enfreint une règle",
        "Un seul libellé préféré par langue",
        "« porto » a un second libellé préféré : « vin muté ».",
        "À faire : Gardez-en un.",
        "ontology/curation/labels.tsv:12",
        "Le porto est un vin muté.",
        "quality-labels",
        "Contrôles sans constat : 1",
    ):
        assert words in page.text
    assert S14 in page.values("a", "href")


def test_html_in_english_has_an_english_frame() -> None:
    page = Page(html_.write(clean()))
    assert page.values("html", "lang") == ["en"]
    assert "No rule is broken" in page.text
    assert "Nothing to report." in page.text
    assert "consistent, 2,000 axioms, 900 of them logical, 30 inferences" in page.text


def test_html_loads_and_runs_nothing() -> None:
    written = html_.write(report())
    page = Page(written)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    style = re.search(r"<style>(.*?)</style>", written, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = page.values("meta", "content")[1] or ""
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "url(" not in style[1]


NASTY = [
    "<script>document.title='run'</script>",
    "\"><img src=x onerror='document.title=1'>",
    "&lt;b&gt; {x} </h3>\x1b\x00",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_html_shows_any_text_as_text(nasty: str) -> None:
    evil = structs.replace(
        TWO_LABELS,
        check=nasty,
        focus=f"javascript:{nasty}",
        label=nasty,
        message=nasty,
        remedy=nasty,
        value=nasty * 2,
        path=nasty,
        name=nasty,
        clauses=[nasty],
        also=[nasty],
        because=[type(b)(b.kind, nasty, nasty) for b in TWO_LABELS.because],
    )
    whole = structs.replace(report(evil), checked=[nasty], profiles=[nasty])
    page, plain = Page(html_.write(whole)), Page(html_.write(report(TWO_LABELS)))
    assert page.open == []
    tags = [{tag for tag, _ in p.elements} for p in (page, plain)]
    assert tags[0] <= tags[1]
    shown = nasty.replace("\x1b", "␛").replace("\x00", "␀")
    assert page.text.count(shown) >= 12
    assert all((href or "").startswith(("#", "https://")) for href in page.values("a", "href"))


def test_html_folds_away_what_is_many_and_leaves_out_what_is_too_many() -> None:
    page = Page(html_.write(report(*MANY)))
    assert "les 990 autres" in page.text
    assert "… et 12 de plus : --format json" in page.text
    assert page.values("ol", "start") == [None, "11"]


# --- Markdown ---------------------------------------------------------------------------------


def test_markdown_says_why_nothing_was_published_and_what_to_do() -> None:
    assert markdown.write(report(TWO_LABELS)).splitlines() == [
        "# Rapport de validation",
        "",
        "Rien n'a été publié : le vocabulaire construit enfreint au moins une règle. "
        "Les fichiers publiés restent ceux de la dernière construction valide.",
        "",
        "1 violation, 0 avertissement, 0 remarque.",
        "",
        "## Violation : Un seul libellé préféré par langue (1 ressource)",
        "",
        f"`S14` · <{S14}>",
        "",
        f"- **porto** (`{EX}port`) : « porto » a un second libellé préféré : « vin muté ».",
        "  - Décision ontology/curation/labels.tsv:12 : Usage. (Ana, 2026-01-31)",
        "  - Phrase wines/port : « Le porto est un vin muté. »",
        "",
        "*À faire : Gardez-en un.*",
        "",
        "Dit aussi par : `quality-labels`",
    ]
