"""report.html: what the checks found, by severity and by rule; remarks are folded."""

from __future__ import annotations

from pipeline.model import Finding
from pipeline.publish.html.links import concept_link
from pipeline.publish.html.typography import bound
from pipeline.publish.report.facts import Facts
from pipeline.publish.report.figures import number
from pipeline.publish.report.pieces import Say, folded
from pipeline.validate.findings import name
from pipeline.validate.report import Group
from pipeline.validate.reports.markup import Html, element, html, link
from pipeline.validate.reports.wording import words

# Of one check this many findings are seen at once; the others are folded.
AT_ONCE = 10


def findings(told: Facts, say: Say) -> Html:
    """What the reasoner says, then the findings: the gravest first, under their rules."""
    verdict = told.build.verdict
    reasoned = say(
        "report.text",
        "findings",
        axioms=number(verdict.axioms),
        logical=number(verdict.logical),
        inferences=number(verdict.inferences),
    )
    remarks = [group for group in told.findings if group.severity == "info"]
    grave = [group for group in told.findings if group.severity != "info"]
    title = say("report.page", "remarks", count=sum(len(group.findings) for group in remarks))
    return html(
        element("p", reasoned, class_="intro"),
        *(_group(group, told) for group in grave),
        folded(title, *(_group(group, told) for group in remarks)) if remarks else Html(""),
    )


def _group(group: Group, told: Facts) -> Html:
    word = words(told.findings_language)
    badge = element("span", word.form(group.severity, 1), class_=f"badge {group.severity}")
    items = [_finding(finding, group, told) for finding in group.findings]
    rest = items[AT_ONCE:]
    more = word.form("rest", len(rest)).format(n=word.number(len(rest)))
    clauses = [html(" · ", link(clause)) for clause in group.clauses]
    others = [html(" · ", bound(word.labelled("also", ", ".join(group.also))))]
    return element(
        "article",
        element("h3", badge, " ", bound(group.name)),
        element(
            "p",
            element("code", group.check),
            *clauses,
            *(others if group.also else []),
            class_="about",
        ),
        _remedy(group.remedy, told),
        element("ul", *items[:AT_ONCE], class_="found"),
        folded(more, element("ul", *rest, class_="found")) if rest else Html(""),
        class_=f"panel finding {group.severity}",
    )


def _finding(finding: Finding, group: Group, told: Facts) -> Html:
    word = words(told.findings_language)
    known = told.names.concept(finding.focus)
    about = concept_link(finding.focus, known) if known else html(name(finding))
    grounds = [
        element(
            "li",
            element("b", word(because.kind)),
            " ",
            element("code", because.where),
            " ",
            element("q", because.text) if because.kind == "sentence" else html(because.text),
        )
        for because in finding.because
    ]
    return element(
        "li",
        element("p", element("b", about), " ", bound(finding.message)),
        _remedy("" if group.remedy else finding.remedy, told),
        element("ul", *grounds, class_="grounds") if grounds else Html(""),
    )


def _remedy(text: str, told: Facts) -> Html:
    if not text:
        return Html("")
    label = bound(words(told.findings_language).labelled("remedy", ""))
    return element("p", element("b", label), bound(text), class_="remedy")
