"""The explanation as one offline HTML page: no script, nothing loaded, French and English."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape
from msgspec import Struct

from pipeline.extract.explain.accounts import Account, Explained, Row, Stretch, rows
from pipeline.extract.explain.words import kinds, neutralised, share, wording
from pipeline.markdown import shortened

# Lines of text that are laid out together, and only when they come into view.
_BLOCK = 60
_COLUMNS = 1000
_OPENING = 60


class Part(Struct, frozen=True):
    """A kind's share of the text: `x` and `width` in thousandths of the bar."""

    kind: str
    share: str
    size: str
    x: float
    width: float


class Listed(Struct, frozen=True):
    """An entry in the list: the number of its anchors, its headword, or where it was lost how its
    definition opens, and its flags.
    """

    number: int
    headword: str
    opening: str
    flags: list[Markup]


class View(Struct, frozen=True):
    """One reading as the page shows it; `at` tells the anchors of two readings apart."""

    at: str
    reader: str
    confidence: str
    parts: list[Part]
    entries: list[Listed]
    blocks: Iterator[Markup]


def page_of(told: Explained) -> str:
    """The page. Linear in the text, and a large one stays usable: what is out of view is not laid
    out, and nothing is computed as it is read.
    """
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["clean"] = neutralised
    source = files("pipeline.extract.explain").joinpath("page.html").read_text(encoding="utf-8")
    document = told.document
    return environment.from_string(source).render(
        told=told,
        document=document,
        # Its folder is of the machine that it lies on.
        name=neutralised(told.name.rsplit("/", 1)[-1]),
        metadata=[
            (key, neutralised(str(getattr(document.metadata, key))))
            for key in ("title", "publisher", "url", "date")
            if getattr(document.metadata, key)
        ],
        views=[_view(account, told, f"{at}-") for at, account in enumerate(told.accounts, 1)],
        style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'",
        say=say,
        kinds=kinds(),
        number=_number,
    )


def say(section: str, key: str) -> Markup:
    """A word in both languages, of which the page shows one."""
    words = wording()[section].get(key, {"fr": key, "en": key})
    return Markup('<span class="fr">{}</span><span class="en" lang="en">{}</span>').format(
        words["fr"], words["en"]
    )


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


@cache
def _style() -> str:
    """The style sheet; what a stretch tells of its kind is a word of its own in each language."""
    sheet = files("pipeline.extract.explain").joinpath("page.css").read_text(encoding="utf-8")
    for lang, selector in (("fr", ":root"), ("en", ":root:has(#en:checked)")):
        said = "; ".join(f'--is-{kind}: "{words[lang]}"' for kind, words in kinds().items())
        sheet += f"{selector} {{ {said} }}\n"
    return sheet


def _view(account: Account, told: Explained, at: str) -> View:
    done = account.done
    ledger = done.ledger
    parts, x = [], 0.0
    for kind in kinds():
        size = sum(span.end - span.start for span in ledger.spans[kind])
        part = size / max(1, ledger.length)
        width = round(part * _COLUMNS, 2)
        parts.append(Part(kind, share(part), _number(size), round(x, 2), width))
        x += width
    entries = [
        Listed(
            number,
            neutralised(entry.headword.text) if entry.headword else "",
            neutralised(shortened("\n".join(sense.text for sense in entry.senses), _OPENING)),
            [say("flags", flag) for flag in entry.flags],
        )
        for number, entry in enumerate(done.entries, 1)
    ]
    return View(
        at,
        ledger.reader,
        share(ledger.confidence),
        parts,
        entries,
        _blocks(account, told, at),
    )


def _blocks(account: Account, told: Explained, at: str) -> Iterator[Markup]:
    writer = _Writer(account, at)
    lines = rows(account.done.text, account.stretches, told.document)
    while block := list(islice(lines, _BLOCK)):
        yield Markup("".join(map(writer.row, block)))


class _Writer:
    """Writes rows; the first stretch of each entry gets its anchor. A place in the file stands
    above its line; where many lines have one (cells, records), with what a stretch tells.
    """

    def __init__(self, account: Account, at: str) -> None:
        self._text = account.done.text
        self._entries = account.done.entries
        self._at = at
        self._anchored: set[int] = set()
        lines = self._text.count("\n")
        self._is_dense = 5 * len(account.done.ledger.places) > lines > _BLOCK
        self._place = ""

    def row(self, row: Row) -> str:
        place = ""
        if row.place:
            self._place = escape(neutralised(row.place))
            place = "" if self._is_dense else f'<div class="place">{self._place}</div>'
        number = f' data-n="{row.number}"' if row.number else ""
        return f"{place}<div class=l{number}>{''.join(map(self._piece, row.pieces))}</div>\n"

    def _piece(self, piece: Stretch) -> str:
        words = escape(neutralised(self._text[piece.start : piece.end]))
        if piece.kind == "blank":
            return str(words)
        if piece.kind == "markup":
            return f"<span class=markup>{words}</span>"
        about, anchor = neutralised(piece.reason), ""
        if piece.entry >= 0:
            about = self._entries[piece.entry].id
            if piece.entry not in self._anchored:
                self._anchored.add(piece.entry)
                anchor = f" id=t{self._at}{piece.entry + 1}"
        told = [about, self._place] if self._is_dense else [about]
        of = "".join(f" · {escape(one)}" for one in told if one)
        of = f' data-of="{of}"' if of else ""
        if piece.kind == "headword" and piece.entry >= 0:
            link = f'href="#e{self._at}{piece.entry + 1}"'
            return f"<a class=headword{anchor} {link}{of}>{words}</a>"
        return f"<span class={piece.kind}{anchor} tabindex=0{of}>{words}</span>"
