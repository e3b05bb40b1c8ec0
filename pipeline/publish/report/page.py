"""report.html: the page a taxonomist opens after each build; one offline file without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.publish.html.document import document
from pipeline.publish.html.links import published_link
from pipeline.publish.html.releases import releases
from pipeline.publish.html.svg import hatching
from pipeline.publish.html.typography import bound
from pipeline.publish.report.changes import Count
from pipeline.publish.report.decisions_page import candidates, comparisons, questions
from pipeline.publish.report.facts import Facts
from pipeline.publish.report.figures import change, kilobytes, number
from pipeline.publish.report.findings_page import findings
from pipeline.publish.report.measures_page import measures
from pipeline.publish.report.pieces import Say, listed, panel, scrolled, table
from pipeline.publish.report.sources_page import sources
from pipeline.publish.wording import Wording
from pipeline.validate.reports.markup import Html, element, html

_STYLE = ("pipeline.publish.report", "page.css")


def report_page(told: Facts, wording: Wording, files: Mapping[str, int]) -> str:
    """The page of one build; `files` are the other published files, each with its size in bytes."""
    say, vocabulary = Say(wording), told.build.vocabulary
    title = wording.fill("report", "title", title=vocabulary.title[vocabulary.language])
    sections = list(_sections(told, say, files))
    return document(
        vocabulary.language,
        title,
        [_STYLE],
        hatching("hatch"),
        element("a", say("report.page", "skip"), href="#contenu", class_="skip"),
        _header(told, say),
        element(
            "div",
            _navigation(sections, say),
            element("main", *(_section(*one, say) for one in sections), id="contenu"),
            class_="columns",
        ),
    )


Section = tuple[str, int | None, Html]
"""The name of a section, how many things it lists if that is worth knowing, and its content."""


def _sections(told: Facts, say: Say, files: Mapping[str, int]) -> Iterator[Section]:
    yield "summary", None, _summary(told, say)
    yield "sources", len(told.sources), sources(told, say)
    yield "questions", len(told.questions), questions(told, say)
    yield "findings", len(told.build.verdict.findings), findings(told, say)
    yield "disagreements", len(told.comparisons), comparisons(told, say)
    yield "candidates", len(told.offers), candidates(told, say)
    yield "unmatched", len(told.unmatched), listed(told.unmatched, say)
    yield "changed", len(told.changed), listed(told.changed, say)
    yield "measures", None, measures(told, say)
    yield "files", None, _files(files, say)
    if told.build.releases:
        yield "releases", len(told.build.releases), releases(told.build, say.wording)


def _section(name: str, count: int | None, content: Html, say: Say) -> Html:
    title = html(say("report.sections", name), *([" ", _badge(count)] if count else []))
    said = content or element("p", say("report", "nothing"), class_="nothing")
    return element(
        "section", element("h2", title, id=f"{name}-titre"), said, id=name,
        aria_labelledby=f"{name}-titre",
    )  # fmt: skip


def _badge(count: int) -> Html:
    return element("span", number(count), class_="count")


def _navigation(sections: list[Section], say: Say) -> Html:
    items = [
        element(
            "li",
            element(
                "a",
                say("report.sections", name),
                *([" ", _badge(count)] if count else []),
                href=f"#{name}",
                class_="" if count is None or count else "empty",
            ),
        )
        for name, count, _ in sections
    ]
    return element("nav", element("ol", *items), aria_label=say("report.page", "navigation"))


def _header(told: Facts, say: Say) -> Html:
    build = told.build
    vocabulary, counts = build.vocabulary, told.changes
    curation = "curation_on" if build.mapping.curation else "curation_off"
    tiles = [
        ("concepts", counts.overall["concepts"]),
        ("labels", counts.total_labels),
        ("relations", counts.total_relations),
        ("questions", counts.overall["questions"]),
        *((severity, counts.findings[f"finding {severity}"]) for severity in ("warning", "info")),
    ]
    return element(
        "header",
        element("p", say("report.page", "kicker"), class_="kicker"),
        element("h1", vocabulary.title[vocabulary.language]),
        element(
            "p",
            say("report.page", "version", version=vocabulary.version, date=vocabulary.modified),
            " ",
            say("report", curation),
            class_="facts",
        ),
        element("p", _since(told, say), class_="since"),
        element("ul", *(_tile(name, count, say) for name, count in tiles), class_="tiles"),
    )


def _since(told: Facts, say: Say) -> str:
    since = told.changes.since
    if since is None:
        return say("report.text", "first")
    return say("report.text", "since", version=since.version, date=since.date)


def _tile(name: str, count: Count, say: Say) -> Html:
    more = "" if count.before is None else _changed(count, say)
    word = say("report.page.tiles", name if count.now > 1 else f"one_{name}")
    return element(
        "li", element("b", number(count.now)), " ", element("span", word), " ", more, class_=name
    )


def _changed(count: Count, say: Say) -> Html:
    """How a count moved, which is neither good nor bad in itself."""
    spoken = say("report.page", "before", before=number(count.before or 0))
    return element("span", change(count.change), title=spoken, class_="change")


def _summary(told: Facts, say: Say) -> Html:
    changes = told.changes
    relations = [
        Count([count.cells[0]], count.now, count.before) for count in changes.relations.values()
    ]
    note = element("p", say("report.text", "both_ways"), class_="soft")
    groups = [
        ("overall", [""], changes.overall.values(), html()),
        ("labels", ["label_kind", "language"], changes.labels.values(), html()),
        ("relations", ["relation"], relations, note),
    ]
    return element(
        "div",
        *(
            panel(say("report.page.tables", name), _counts(heads, list(counts), told, say), note)
            for name, heads, counts, note in groups
        ),
        class_="summary",
    )


def _counts(heads: list[str], counts: list[Count], told: Facts, say: Say) -> Html:
    is_first = told.changes.since is None
    more = ["count"] if is_first else ["count", "before", "change"]
    columns = [say("report.columns", head) if head else "" for head in (*heads, *more)]
    rows = [
        [
            *map(bound, count.cells),
            number(count.now),
            *([] if is_first else [number(count.before or 0), change(count.change)]),
        ]
        for count in counts
    ]
    return table(columns, rows, numbers=len(more))


def _files(files: Mapping[str, int], say: Say) -> Html:
    rows = [
        [published_link(file), bound(say.wording.file(file)), kilobytes(size)]
        for file, size in sorted(files.items())
    ]
    heads = [say("report.page.columns", key) for key in ("file", "content", "size")]
    return scrolled(table(heads, rows, numbers=1, name="files"), say("report.sections", "files"))
