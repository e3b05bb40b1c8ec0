"""The stage extract: one source in, its entries and its ledger out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from slugify import slugify

from pipeline.errors import SourceError
from pipeline.extract.catalogue import CATALOGUE, load_catalogue, read_source, source_path
from pipeline.extract.flags import flags_of
from pipeline.extract.ledger import partition
from pipeline.extract.readers import choose
from pipeline.extract.reading import Found
from pipeline.files import write_json, write_lines
from pipeline.model import Entry, Headword, Ledger, Remark, Sense, Source, Span
from pipeline.passages import bare_definition


class Extraction(Struct, frozen=True):
    """What one source says, and where every character of it went."""

    entries: list[Entry]
    ledger: Ledger


def extract(project: Path, output: Path, identifiers: list[str]) -> list[Extraction]:
    """Extract the sources with these ids (all of them where none is given) into `output`.

    Writes `work/extract/<id>.ledger.json`, then `work/extract/<id>.jsonl`. Raises SourceError as
    the catalogue and the readers do; every listed text must exist, not only those extracted.
    """
    sources = {source.id: source for source in load_catalogue(project)}
    for identifier in identifiers:
        if identifier not in sources:
            raise SourceError(
                f"no source has the id `{identifier}`",
                where=CATALOGUE.as_posix(),
                remedy="describe it there in a [[source]] table",
            )
    for source in sources.values():
        if not source_path(project, source).exists():
            read_source(project, source)
    extractions = []
    for identifier in identifiers or list(sources):
        source = sources[identifier]
        where = source_path(project, source).relative_to(project).as_posix()
        extraction = extract_text(read_source(project, source), source, where=where)
        folder = output / "work" / "extract"
        write_json(folder / f"{source.id}.ledger.json", extraction.ledger)
        write_lines(folder / f"{source.id}.jsonl", extraction.entries)
        extractions.append(extraction)
    return extractions


def extract_text(raw: str, source: Source, *, where: str) -> Extraction:
    """The entries and the ledger of one raw text; `where` names it in errors."""
    reader, sniff = choose(raw, where=where, wanted=source.reader)
    reading = reader.read(raw, source.publisher)
    spans = partition(raw, reading.claims)
    ledger = Ledger(
        source=source.id,
        sha256=source.sha256,
        length=len(raw),
        reader=reader.NAME,
        confidence=sniff.confidence,
        reasons=sniff.reasons,
        spans=spans,
        remarks=_remarks(spans["unassigned"], reading.remarks),
    )
    return Extraction(_with_ids(raw, source, reading.entries), ledger)


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
    entries = []
    for item in found:
        words = bare_definition(raw, item.senses)
        entries.append(
            Entry(
                id=_unique(f"{source.id}/{_local_name(raw, item, words)}", taken, times),
                source=source.id,
                headword=_headword(raw, item),
                senses=[Sense(spans) for spans in item.senses],
                flags=flags_of(raw, item, is_repeat=bool(words) and words in definitions),
            )
        )
        definitions.add(words)
    return entries


def _headword(raw: str, item: Found) -> Headword | None:
    if item.headword is None:
        return None
    start, end = item.headword.start, item.headword.end
    return Headword(raw[start:end], start, end)


def _local_name(raw: str, item: Found, words: str) -> str:
    """DESIGN: the slug of the headword, else `def-` and 8 hex digits of the definition's hash."""
    if item.headword is not None:
        words = raw[item.headword.start : item.headword.end]
        slug = slugify("".join(c if c.isalnum() else " " for c in words))
        if slug:
            return slug
    return f"def-{hashlib.sha256(words.encode('utf-8')).hexdigest()[:8]}"


def _unique(identifier: str, taken: set[str], times: Counter[str]) -> str:
    """The identifier, with the next number where it is taken; `times` counts the numbers tried."""
    candidate = identifier
    while candidate in taken:
        times[identifier] += 1
        candidate = f"{identifier}-{times[identifier] + 1}"
    taken.add(candidate)
    return candidate
