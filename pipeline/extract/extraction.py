"""One source extracted: opened, its layout chosen, its entries named, every character accounted."""

from __future__ import annotations

import gc
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct
from slugify import slugify

from pipeline.extract.accounting import accounted
from pipeline.extract.choosing import choose
from pipeline.extract.containers import open_document
from pipeline.extract.document import Document
from pipeline.extract.flags import closes_definitions, flags_of
from pipeline.extract.reading import Found
from pipeline.model import Entry, Headword, Ledger, Remark, Sense, Source, Span
from pipeline.passages import bare_definition, shown

_NO_LETTER = re.compile(r"[\W_]")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ]")
_ACCENT = re.compile(r"[\u0300-\u036f]+")


class Extraction(Struct, frozen=True):
    """What one source says, and where every character of its text went."""

    text: str
    entries: list[Entry]
    ledger: Ledger


def extract_content(content: bytes, source: Source, *, where: str) -> Extraction:
    """The text, the entries and the ledger of a file; `where` names it in errors.

    Raises SourceError where it cannot be opened, or no layout fits.
    """
    name = source.path.rsplit("/", 1)[-1]
    document = open_document(content, name, where=where, language=source.language)
    return extract_document(document, source, where=where)


def extract_document(document: Document, source: Source, *, where: str) -> Extraction:
    """The same of a document that is open."""
    with _uncollected():
        return _extracted(document, source, where)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles, which goes through all objects again and again while an
    extraction makes many: what it makes are trees, let go where nothing refers to them.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _extracted(document: Document, source: Source, where: str) -> Extraction:
    choice = choose(document, where=where, publisher=source.publisher, wanted=source.reader)
    reading = choice.reading
    spans = accounted(document, reading)
    told = [
        Remark(Span(line.start, line.end), "boilerplate", line.reason)
        for line in document.lines
        if line.role == "aside"
    ]
    best = choice.tried[0]
    ledger = Ledger(
        source=source.id,
        sha256=source.sha256,
        length=len(document.text),
        reader=choice.reader.NAME,
        confidence=best.confidence,
        reasons=best.reasons,
        spans=spans,
        remarks=_remarks(spans["unassigned"], [*told, *reading.remarks]),
        format=document.format,
        places=document.places,
        notes=[*document.notes, *choice.notes],
        tried=choice.tried,
    )
    return Extraction(document.text, _with_ids(document.text, source, reading.entries), ledger)


def _remarks(unassigned: Sequence[Span], remarks: Sequence[Remark]) -> list[Remark]:
    """The readers' remarks, and one for each unassigned stretch that no reader remarked on.

    `unassigned` is sorted; of the remarks that begin no later than a stretch, the one that reaches
    farthest tells whether any of them holds it.
    """
    noted = iter(sorted(remark.span for remark in remarks if remark.kind == "unassigned"))
    note = next(noted, None)
    reach = 0
    silent = []
    for span in unassigned:
        while note is not None and note.start <= span.start:
            reach = max(reach, note.end)
            note = next(noted, None)
        if span.end > reach:
            silent.append(Remark(span, "unassigned", "non compris par le lecteur"))
    return sorted([*remarks, *silent], key=lambda remark: remark.span)


def _with_ids(raw: str, source: Source, found: list[Found]) -> list[Entry]:
    taken: set[str] = set()
    times: Counter[str] = Counter()
    definitions: set[str] = set()
    closes = closes_definitions(raw, found)
    entries = []
    for item in found:
        senses = [Sense(spans, shown(raw, spans)) for spans in item.senses]
        is_plain = len(senses) == 1 == len(senses[0].spans)
        words = senses[0].text if is_plain else bare_definition(raw, item.senses)
        headword = _written(raw, item.headword) if item.headword else None
        entries.append(
            Entry(
                id=_unique(f"{source.id}/{_local_name(headword, words)}", taken, times),
                source=source.id,
                headword=headword,
                senses=senses,
                flags=flags_of(
                    raw, item, is_repeat=bool(words) and words in definitions, closes=closes
                ),
                variants=[_written(raw, span) for span in item.variants] if item.variants else [],
                see=[_written(raw, span) for span in item.see] if item.see else [],
            )
        )
        definitions.add(words)
    return entries


def _written(raw: str, span: Span) -> Headword:
    return Headword(raw[span.start : span.end], span.start, span.end)


def _local_name(headword: Headword | None, words: str) -> str:
    """DESIGN: the slug of the headword, else `def-` and 8 hex digits of the definition's hash."""
    if headword is not None:
        words = headword.text
        slug = _slug(words)
        if slug:
            return slug
    return f"def-{hashlib.sha256(words.encode('utf-8')).hexdigest()[:8]}"


class _Plain(dict[int, str]):
    """For `str.translate`: small letters and digits of ASCII for letters with accents and digits,
    a blank for what is neither; other letters as they are.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        bare = _ACCENT.sub("", unicodedata.normalize("NFKD", _NO_LETTER.sub(" ", char)))
        return self.setdefault(code, char if _NOT_PLAIN.search(bare) else bare.lower())


_PLAIN = _Plain()


def _slug(words: str) -> str:
    """What `slugify` makes of the letters and digits of a headword; it is slow, and needed only
    for letters that are no Latin ones with accents.
    """
    plain = words.translate(_PLAIN)
    return "-".join(plain.split()) if plain.isascii() else slugify(_NO_LETTER.sub(" ", words))


def _unique(identifier: str, taken: set[str], times: Counter[str]) -> str:
    """The identifier, with the next number where it is taken; `times` counts the numbers tried."""
    candidate = identifier
    while candidate in taken:
        times[identifier] += 1
        candidate = f"{identifier}-{times[identifier] + 1}"
    taken.add(candidate)
    return candidate
