"""The explanation in a terminal: the text line by line, coloured; told by marks where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style

from pipeline.extract.explain.accounts import Account, Explained, Row, Stretch, rows
from pipeline.extract.explain.words import kinds, neutralised, share, wording

_STYLES = {
    "headword": "bold blue",
    "definition": "default",
    "markup": "yellow",
    "boilerplate": "dim magenta",
    "blank": "default",
    "unassigned": "bold reverse red",
}
_SYSTEMS = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
    "windows": ColorSystem.WINDOWS,
}
Paint = Callable[[str, str], str]
"""Gives a text in the style of a kind."""


def lines_of(told: Explained, console: Console) -> Iterator[str]:
    """The lines to print, each with its line end: what the file is, then its best reading.

    On a coloured console a stretch has the colour of its kind; elsewhere, also where NO_COLOR is
    set, each stands on a line of its own behind its mark.
    """
    system = None if console.no_color else _SYSTEMS.get(console.color_system or "")
    paint = _painter(system)
    yield from _head(told, paint)
    if told.accounts:
        yield from _account(told, told.accounts[0], paint, is_coloured=system is not None)


def _painter(system: ColorSystem | None) -> Paint:
    if system is None:
        return lambda text, _: text
    styles = {kind: Style.parse(style) for kind, style in _STYLES.items()}
    styles |= {"soft": Style(dim=True), "strong": Style(bold=True)}
    return lambda text, kind: styles[kind].render(text, color_system=system)


def _head(told: Explained, paint: Paint) -> Iterator[str]:
    say = {key: words["fr"] for key, words in wording()["terms"].items()}
    document = told.document
    yield paint(neutralised(told.name), "strong") + "\n"
    length = f"{len(document.text):,}".replace(",", " ")
    yield f"{say['format']} : {document.format} · {length} {say['characters']}\n"
    for note in document.notes:
        yield f"! {neutralised(note)}\n"
    if told.tried:
        yield f"{say['tried']} :\n"
    for one in told.tried:
        reasons = paint(" ; ".join(one.reasons), "soft")
        yield f"  {one.confidence:.2f}  {one.reader:<18} {reasons}\n"
    if told.is_chosen:
        yield f"{say['chosen']}\n"
    if not told.accounts:
        yield f"{say['none']}\n"
    elif told.is_doubtful and not told.is_chosen:
        yield paint(f"{say['doubt']} {say['remedy']}", "strong") + "\n"
        for account in told.accounts:
            yield f'  reader = "{account.done.ledger.reader}"\n'


def _account(
    told: Explained, account: Account, paint: Paint, *, is_coloured: bool
) -> Iterator[str]:
    ledger = account.done.ledger
    legend = []
    for kind, words in kinds().items():
        size = sum(span.end - span.start for span in ledger.spans[kind])
        name = paint(f"{words['mark']} {words['fr']}".strip(), kind)
        legend.append(f"{name} {share(size / max(1, ledger.length))}")
    yield " · ".join(legend) + "\n\n"
    text = account.done.text
    width = len(str(text.count("\n") + 1))
    lay_out = _coloured if is_coloured else _plain
    for row in rows(text, account.stretches, told.document):
        yield from lay_out(row, text, account, width, paint)


def _coloured(row: Row, text: str, account: Account, width: int, paint: Paint) -> Iterator[str]:
    marks = dict.fromkeys(kinds()[piece.kind]["mark"] for piece in row.pieces)
    margin = paint(f"{row.number or '':>{width}} ", "soft") + f"{''.join(marks).strip()[:3]:<3} "
    words = "".join(
        paint(neutralised(text[piece.start : piece.end]), piece.kind) for piece in row.pieces
    )
    notes = dict.fromkeys(filter(None, (_note(piece, account) for piece in row.pieces)))
    told = paint(f"  ← {', '.join(notes)}", "soft") if notes else ""
    told += paint(f"  [{neutralised(row.place)}]", "soft") if row.place else ""
    yield f"{margin}{words}{told}\n".replace(" \n", "\n")


def _plain(row: Row, text: str, account: Account, width: int, paint: Paint) -> Iterator[str]:
    pieces = [piece for piece in row.pieces if piece.kind != "blank"]
    number = str(row.number or "")
    place = f"  [{neutralised(row.place)}]" if row.place else ""
    if not pieces:
        yield f"{number:>{width}}{place}\n"
    for piece in pieces:
        note = _note(piece, account)
        told = f"  ← {note}" if note else ""
        words = neutralised(text[piece.start : piece.end])
        yield f"{number:>{width}} {kinds()[piece.kind]['mark']} {words}{told}{place}\n"
        number, place = "·", ""


def _note(piece: Stretch, account: Account) -> str:
    """What a stretch is besides its kind: the id at a headword, the reason outside of entries."""
    if piece.kind == "headword" and piece.entry >= 0:
        return account.done.entries[piece.entry].id
    return neutralised(piece.reason)
