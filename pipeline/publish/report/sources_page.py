"""report.html: what each source gave, as a strip in the order of its text and as shares."""

from __future__ import annotations

from pipeline.extract.collection.unregistered import registering
from pipeline.markdown import shortened
from pipeline.publish.html.links import published_link
from pipeline.publish.html.svg import swatch
from pipeline.publish.html.typography import bound
from pipeline.publish.report.charts import shares, strip
from pipeline.publish.report.facts import Facts
from pipeline.publish.report.figures import number, per_cent
from pipeline.publish.report.ledgers import Flagged, SourceFacts, unregistered_reading
from pipeline.publish.report.pieces import Say, folded, panel, prose, scrolled, table
from pipeline.validate.reports.markup import Html, element, html, link

_ASIDE, _OPENING = 160, 80


def sources(told: Facts, say: Say) -> Html:
    """Every source, with the parts of its text named under the drawing."""
    return html(
        element("p", say("report.page", "ledger"), class_="intro"),
        *(_source(source, say) for source in told.sources),
        _unregistered(told, say),
    )


def _source(source: SourceFacts, say: Say) -> Html:
    ledger = source.ledger
    about = say(
        "report.page",
        "source",
        entries=number(source.entries),
        length=number(ledger.length),
        confidence=f"{round(ledger.confidence * 100)} %",
        reader=ledger.reader,
        format=ledger.format,
    )
    return element(
        "article",
        element("h3", link(source.source.url, source.source.title)),
        element("p", source.source.publisher, " · ", about, class_="about"),
        _kept_text(source, say),
        _noticed(source, say),
        strip(source, say.wording),
        shares(source, say.wording),
        _parts(source, say),
        _tried(source, say),
        _asides(source, say),
        _flagged(source, say),
        class_="panel source",
        id=f"source-{source.source.id}",
    )


def _kept_text(source: SourceFacts, say: Say) -> Html:
    """Where the text is that the places of quotes count in, unless it is the file itself."""
    if not source.kept_text:
        return Html("")
    said = say("report.page", "kept_text")
    return element("p", bound(said), " ", published_link(source.kept_text), class_="about")


def _noticed(source: SourceFacts, say: Say) -> Html:
    """What a person should know first: a reading in doubt, what was noticed on opening."""
    doubt = [say("report.text", "doubtful")] if source.is_doubtful else []
    notes = [bound(note) for note in source.ledger.notes]
    items = [element("li", one) for one in (*doubt, *notes)]
    return element("ul", *items, class_="noticed") if items else Html("")


def _tried(source: SourceFacts, say: Say) -> Html:
    """The layouts tried, the one read by first."""
    tried = source.ledger.tried
    if not tried:
        return Html("")
    heads = [say("report.columns", name) for name in ("reader", "reasons", "entries", "confidence")]
    rows = [
        [
            element("code", one.reader),
            bound(" ; ".join(one.reasons)),
            number(one.entries),
            f"{round(one.confidence * 100)} %".replace(" ", "\N{NO-BREAK SPACE}"),
        ]
        for one in tried
    ]
    title = say("report.page", "tried", count=len(rows))
    return folded(title, scrolled(table(heads, rows, numbers=2), title), name="tried")


def _unregistered(told: Facts, say: Say) -> Html:
    """The files that nobody described, with the command that registers each."""
    files = told.build.unregistered
    if not files:
        return Html("")
    heads = [say("report.columns", name) for name in ("file", "reading", "command")]
    rows = [
        [
            one.path,
            prose(bound(unregistered_reading(one, say.wording))),
            ""
            if one.problem
            else element("code", registering(one.path, in_doubt=bool(one.question))),
        ]
        for one in files
    ]
    title = say("report.page", "unregistered", count=len(rows))
    return panel(title, scrolled(table(heads, rows, numbers=0), title))


def _parts(source: SourceFacts, say: Say) -> Html:
    length = source.ledger.length
    return element(
        "ul",
        *(
            element(
                "li",
                swatch(part.kind),
                " ",
                part.name,
                " ",
                element("b", per_cent(part.size, length).replace(" ", "\N{NO-BREAK SPACE}")),
                " ",
                element("span", _characters(part.size, say)),
                class_="" if part.size else "none",
            )
            for part in source.parts
        ),
        class_="parts",
    )


def _characters(size: int, say: Say) -> str:
    key = "characters" if size > 1 else "one_character"
    return say("report.page", key, count=number(size))


def _asides(source: SourceFacts, say: Say) -> Html:
    if not source.asides:
        return Html("")
    heads = [say("report.columns", name) for name in ("quote", "reason", "place")]
    rows = [
        [
            shortened(a.text, _ASIDE),
            bound(f"{a.name} : {a.reason}"),
            f"{a.place}, {a.start}-{a.end}" if a.place else f"{a.start}-{a.end}",
        ]
        for a in source.asides
    ]
    title = say("report.page", "asides", count=len(rows))
    return folded(title, scrolled(table(heads, rows, numbers=1), title))


def _flagged(source: SourceFacts, say: Say) -> Html:
    if not source.flagged:
        return Html("")
    heads = [say("report.columns", name) for name in ("entry", "flag")]
    rows = [[_called(entry), ", ".join(entry.flags)] for entry in source.flagged]
    title = say("report.page", "flagged", count=len(rows))
    return folded(title, scrolled(table(heads, rows, numbers=0), title))


def _called(entry: Flagged) -> Html:
    """The headword of an entry, or where it was lost the beginning of its definition."""
    name = html(entry.headword)
    if entry.opening:
        name = element("q", shortened(entry.opening, _OPENING))
    return html(name, " ", element("code", entry.entry))
