"""The pieces that the sections of report.html are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.publish.html.typography import bound
from pipeline.publish.report.names import Quoted
from pipeline.publish.report.rows import Line
from pipeline.publish.wording import Wording
from pipeline.validate.reports.markup import Html, element, html


class Say:
    """The words of the page, their French spaces bound; call it with a section and a key."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    def __call__(self, section: str, key: str, /, **values: object) -> str:
        """The text of a key, with its {names} filled in."""
        return bound(self.wording.fill(section, key, **values))


def prose(text: str) -> Html:
    """Words of the page, with what stands between backticks as code."""
    parts = [element("code", part) if at % 2 else part for at, part in enumerate(text.split("`"))]
    return html(*parts)


def panel(title: str, *content: Html) -> Html:
    """Content under a heading of its own."""
    return element("div", element("h3", title), *content, class_="panel")


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int, name: str = ""
) -> Html:
    """A table, the last `numbers` columns of which are numbers; its first column names the row."""
    first = len(heads) - numbers
    head = [
        element("th", text, scope="col", class_="number" if at >= first else "")
        if text
        else element("td")
        for at, text in enumerate(heads)
    ]
    body = [
        element(
            "tr",
            *(
                element("td", cell, class_="number" if at >= first else "")
                if at
                else element("th", cell, scope="row")
                for at, cell in enumerate(row)
            ),
        )
        for row in rows
    ]
    top = element("thead", element("tr", *head)) if any(heads) else Html("")
    return element("table", top, element("tbody", *body), class_=name)


def scrolled(content: Html, label: str) -> Html:
    """A table that may be wider than the page: it scrolls by itself, from the keyboard too.

    A group and no region: there are many, and a landmark is a place that readers jump to.
    """
    return element("div", content, class_="scroll", role="group", aria_label=label, tabindex="0")


def listed(sentences: Sequence[str], say: Say) -> Html:
    """A plain list; nothing where there is nothing to list."""
    if not sentences:
        return Html("")
    return element("ul", *(element("li", text) for text in sentences), class_="plain panel")


def quoted(sentence: Quoted) -> Html:
    """A sentence with the words that count marked, its source and its place."""
    words = element("mark", sentence.words) if sentence.words else Html("")
    place = html(sentence.title, ", ", f"{sentence.start}-{sentence.end}")
    return element(
        "figure",
        element("blockquote", element("p", sentence.before, words, sentence.after)),
        element("figcaption", place),
    )


def rows(lines: Sequence[Line], say: Say) -> Html:
    """Lines to copy, each under the table that it goes into."""
    return html(*(element("div", table_of(one, say), row(one), class_="row") for one in lines))


def row(line: Line) -> Html:
    """A line to copy; one click selects it."""
    return element("pre", element("code", line.text), tabindex="0")


def table_of(line: Line, say: Say) -> Html:
    """The table that a line goes into."""
    return element("p", say("report.page", "copy"), " ", element("code", line.table), class_="copy")


def folded(title: str | Html, *content: Html, is_open: bool = False, name: str = "") -> Html:
    """What is shown when it is asked for."""
    summary = element("summary", title)
    return element("details", summary, *content, open="open" if is_open else "", class_=name)
