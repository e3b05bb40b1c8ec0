"""Marks inside the running text of a file that is its own text, in whatever language of marks it is
written: reStructuredText, wikis, SPIP, AsciiDoc, BBCode, HTML in Markdown. The data lie beside.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from msgspec import Struct, convert, structs

from pipeline.extract.document import Line
from pipeline.model import Span

_DEEPEST = 3
_INDENT = 100
# What stands at the foot of a text: notes of Markdown and reStructuredText, targets, comments. A
# directive (`.. glossary::`) is none of these.
_FOOT = re.compile(
    r"\[\^[^\[\]\s]{1,40}\]:[ \t]|\.\.[ ](?:(?P<note>\[)|(?P<target>[_|])|(?![\w:+-]{1,40}::))"
)
_REASONS = {
    None: "note de bas de page ou commentaire",
    "note": "note de bas de page",
    "target": "cible de lien ou image, pas du texte",
}


class _Dialect(Struct, frozen=True):
    """A language of marks: where it is tried, and its marks as one expression, whose groups are
    named `shown` or `strong` and a number.
    """

    name: str
    family: str
    signs: list[str]
    evidence: re.Pattern[str]
    marks: re.Pattern[str]


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    family: str
    signs: list[str]
    evidence: str
    marks: list[str]


class _Mark(Struct, frozen=True):
    """What one mark cuts out, in order, and what of it stands in bold."""

    cut: list[Span]
    strong: Span | None


def with_marks(text: str, lines: list[Line], markup: list[Span]) -> None:
    """Add the marks of a text to `markup`, which stays sorted and disjoint; a line that a mark of
    bold opens, and a note at the foot, are told in `lines`. Linear in the text.
    """
    dialects = list(_found_in(text))
    if dialects and any(_holds(text, sign) for sign in ("[^", ".. ")):
        lines[:] = _with_foot(text, lines)
    marks = [mark for dialect in dialects for mark in _marks(text, dialect, 0, len(text))]
    if not marks:
        return
    markup[:] = _disjoint([*markup, *(span for mark in marks for span in mark.cut)])
    starts = [line.start for line in lines]
    for mark in marks:
        if mark.strong is None:
            continue
        index = bisect_right(starts, mark.strong.start) - 1
        line = lines[index]
        if mark.cut[0].start == line.start + line.marker and mark.strong.end <= line.end:
            lines[index] = structs.replace(
                line,
                marker=mark.strong.start - line.start,
                strong=mark.strong.end - mark.strong.start,
            )


def _with_foot(text: str, lines: list[Line]) -> Iterator[Line]:
    """The lines, with notes and comments, and what is indented below them, as asides."""
    reason = ""
    column = 0
    for line in lines:
        match = _FOOT.match(line.text)
        if match:
            reason, column = _REASONS[match.lastgroup], _column(text, line)
        elif not reason or _column(text, line) <= column:
            reason = ""
        yield structs.replace(line, role="aside", reason=reason) if reason else line


def _column(text: str, line: Line) -> int:
    start = max(0, line.start - _INDENT)
    before = text[start : line.start]
    return len(before) - 1 - max(before.rfind("\n"), before.rfind("\r"))


def _found_in(text: str) -> Iterator[_Dialect]:
    """The languages that a text shows signs of, one of each family."""
    families: set[str] = set()
    for dialect in _dialects():
        is_possible = dialect.family not in families and any(_holds(text, s) for s in dialect.signs)
        if is_possible and dialect.evidence.search(text):
            families.add(dialect.family)
            yield dialect


def _holds(text: str, sign: str) -> bool:
    """Whether a sign stands in the text: a single character is found far faster."""
    return sign[0] in text and sign in text


def _marks(text: str, dialect: _Dialect, start: int, end: int, depth: int = 0) -> Iterator[_Mark]:
    for match in dialect.marks.finditer(text, start, end):
        if match.lastgroup is None or match.start(match.lastgroup) < 0:
            yield _Mark([Span(*match.span())], None)
            continue
        inner = Span(*match.span(match.lastgroup))
        cut = [Span(match.start(), inner.start), Span(inner.end, match.end())]
        yield _Mark(cut, inner if match.lastgroup.startswith("strong") else None)
        if depth < _DEEPEST:
            yield from _marks(text, dialect, inner.start, inner.end, depth + 1)


def _disjoint(spans: Iterable[Span]) -> list[Span]:
    """The stretches in order, those that overlap made one, empty ones left out."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        elif span.start < span.end:
            found.append(span)
    return found


@cache
def _dialects() -> tuple[_Dialect, ...]:
    content = resources.files(__package__).joinpath("inline_marks.toml").read_text("utf-8")
    tables = convert(tomllib.loads(content)["dialect"], list[_Table])
    return tuple(
        _Dialect(
            table.name, table.family, table.signs, _compiled([table.evidence]),
            _compiled(table.marks),
        )
        for table in tables
    )  # fmt: skip


def _compiled(parts: Iterable[str]) -> re.Pattern[str]:
    numbered = (
        re.sub(r"\(\?P<(shown|strong)>", rf"(?P<\g<1>{index}>", part.replace("(?m)", ""))
        for index, part in enumerate(parts)
    )
    return re.compile("|".join(numbered), re.MULTILINE)
