"""Findings as one offline page: no script, nothing loaded, light and dark, fit for print."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files

from pipeline.model import Because, Finding
from pipeline.validate.findings import name
from pipeline.validate.report import Group, Report, groups, short, silent, tally
from pipeline.validate.reports.markup import Html, element, html, link
from pipeline.validate.reports.text import owl
from pipeline.validate.reports.wording import Words, words
from pipeline.validate.results import SEVERITIES
from pipeline.validate.shapes import Check

# Of one check: how many findings are seen at once, and how many are on the page at all.
AT_ONCE, MOST = 10, 1000


def write(report: Report) -> str:
    """The report as an HTML page in its language; links lead to the rules and to the things."""
    word = words(report.language)
    style = files("pipeline.validate.reports").joinpath("page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = html(word("title"), word("label_separator"), ", ".join(report.checked))
    found = groups(report.verdict.findings)
    page = [
        "<!doctype html>",
        f'<html lang="{report.language}">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}</title><style>{style}</style></head>",
        "<body>",
        _header(report, word),
        "<main>",
        _table(found, word) if found else element("p", word("nothing"), class_="nothing"),
        *(_section(group, report, word) for group in found),
        _silent(silent(report), word),
        "</main>",
        "</body></html>",
    ]
    return "\n".join(page) + "\n"


def _header(report: Report, word: Words) -> Html:
    verdict = report.verdict
    counts = tally(verdict.findings)
    broken = len({f.check for f in verdict.findings if f.severity == "violation"})
    state = "conforms" if verdict.conforms else "violated"
    said = word.form("rules", broken).format(n=broken)
    tiles = [(s, counts[s], s) for s in SEVERITIES]
    sizes = [("", report.concepts, "concepts"), ("", report.statements, "statements")]
    facts = [
        (word("profiles"), ", ".join(report.profiles)),
        (word("importers"), ", ".join(report.importers)),
        (word("reasoner"), owl(report) if verdict.consistent is not None else ""),
    ]
    return element(
        "header",
        element("p", word("title"), class_="kicker"),
        element("h1", ", ".join(report.checked)),
        element("p", word(state, rules=said), class_=f"verdict {state}"),
        element("ul", *(_tile(*tile, word) for tile in [*tiles, *sizes]), class_="tiles"),
        _facts(facts, class_="facts"),
    )


def _tile(kind: str, number: int, key: str, word: Words) -> Html:
    return element(
        "li",
        element("b", word.number(number)),
        " ",
        word.form(key, number),
        class_=f"{kind} none" if kind and not number else kind,
    )


def _facts(facts: list[tuple[str, str]], class_: str) -> Html:
    """A list of what is said under what, without what is empty."""
    rows = [
        element("div", element("dt", what), element("dd", said)) for what, said in facts if said
    ]
    return element("dl", *rows, class_=class_) if rows else Html("")


def _table(found: list[Group], word: Words) -> Html:
    heads = [element("th", word(key), scope="col") for key in ("severity", "rule")]
    heads += [
        element("th", word.form(key, 2).capitalize(), scope="col", class_="number")
        for key in ("findings", "things")
    ]
    rows = [
        element(
            "tr",
            element("td", _badge(group, word)),
            element("td", element("a", group.name, href=f"#{_anchor(group)}")),
            element("td", word.number(len(group.findings)), class_="number"),
            element("td", word.number(group.concepts), class_="number"),
        )
        for group in found
    ]
    return element(
        "table", element("thead", element("tr", *heads)), element("tbody", *rows), class_="checks"
    )


def _badge(group: Group, word: Words) -> Html:
    return element("span", word.form(group.severity, 1), class_=f"badge {group.severity}")


def _anchor(group: Group) -> str:
    return f"{group.severity}-{group.check}"


def _section(group: Group, report: Report, word: Words) -> Html:
    shown = [_finding(f, group, report, word) for f in group.findings[:MOST]]
    return element(
        "section",
        element("h2", _badge(group, word), " ", group.name),
        element("p", *_clauses(group, word), class_="clauses"),
        element("p", word.labelled("also", ", ".join(group.also)), class_="clauses")
        if group.also
        else Html(""),
        _remedy(group.remedy, word),
        element("ol", *shown[:AT_ONCE]),
        _rest(shown[AT_ONCE:], len(group.findings), word),
        class_=group.severity,
        id=_anchor(group),
    )


def _clauses(group: Group, word: Words) -> Iterator[Html]:
    yield element("code", group.check)
    yield html(" · ", word.counted("things", group.concepts))
    for clause in group.clauses:
        yield html(" · ", link(clause))


def _rest(findings: list[Html], number: int, word: Words) -> Html:
    """What is not seen at once, and a word on what is not on the page."""
    if not findings:
        return Html("")
    hidden = number - MOST
    left = element("p", word("more_json", n=word.number(hidden))) if hidden > 0 else Html("")
    count = len(findings)
    return element(
        "details",
        element("summary", word.form("rest", count).format(n=word.number(count))),
        element("ol", *findings, start=str(AT_ONCE + 1)),
        left,
    )


def _finding(finding: Finding, group: Group, report: Report, word: Words) -> Html:
    place = report.places.get(finding.focus)
    said_by = finding.because
    return element(
        "li",
        element("h3", name(finding), " ", _thing(finding.focus, report)),
        element("p", finding.message),
        _remedy("" if group.remedy else finding.remedy, word),
        _details(
            [
                ("path", _thing(finding.path, report) if finding.path else Html("")),
                ("value", _value(finding, report)),
                ("where", html(f"{place.file}:{place.line}") if place else Html("")),
                ("also", html(", ".join(() if group.also else finding.also))),
            ],
            word,
        ),
        element("ul", *(_ground(b, word) for b in said_by), class_="because")
        if said_by
        else Html(""),
    )


def _remedy(text: str, word: Words) -> Html:
    if not text:
        return Html("")
    return element("p", element("b", word.labelled("remedy", "")), text, class_="remedy")


def _details(rows: list[tuple[str, Html]], word: Words) -> Html:
    shown = [
        element("div", element("dt", word(key)), element("dd", said)) for key, said in rows if said
    ]
    return element("dl", *shown) if shown else Html("")


def _value(finding: Finding, report: Report) -> Html:
    if "://" in finding.value and not set(finding.value) & set(' "<>'):
        return _thing(finding.value, report)
    repeated = finding.value in finding.message
    return Html("") if repeated else element("q", finding.value)


def _thing(iri: str, report: Report) -> Html:
    """An IRI in its short form, which leads to it."""
    return element("code", link(iri, short(iri, report.prefixes).strip("<>")))


def _ground(because: Because, word: Words) -> Html:
    quoted = element("q", because.text) if because.kind == "sentence" else html(because.text)
    where = element("code", because.where)
    return element("li", element("b", word(because.kind)), " ", where, " ", quoted)


def _silent(checks: list[Check], word: Words) -> Html:
    if not checks:
        return Html("")
    items = [
        element(
            "li",
            check.names.get(word.language) or check.name,
            " ",
            element(
                "code", *([link(check.clauses[0], check.name)] if check.clauses else [check.name])
            ),
        )
        for check in checks
    ]
    title = word.labelled("silent", word.number(len(checks)))
    return element("details", element("summary", title), element("ul", *items), class_="silent")
