"""JSON: lists of records, and objects whose keys are the terms."""

from __future__ import annotations

import json
import re

from pipeline.errors import SourceError
from pipeline.extract.containers.decoding import decode
from pipeline.extract.containers.json_records.search import Object, collections_of, text_at
from pipeline.extract.containers.json_records.values import to_records
from pipeline.extract.containers.records import add_record
from pipeline.extract.document import Document, Metadata, TextBuilder

_OPENING = re.compile(rb'(?:\xef\xbb\xbf)?\s{0,1000}(?:\{\s{0,1000}["}]|\[\s{0,1000}[\[{"\]])')
_HEAD = 65_536
_ENDINGS = (".json", ".jsonl", ".ndjson", ".jsonld", ".geojson")


def sniff(content: bytes, name: str) -> float:
    """Whether it opens as JSON does."""
    if not _OPENING.match(content[:_HEAD].replace(b"\0", b"").removeprefix(b"\xff\xfe")):
        return 0.0
    return 0.9 if name.lower().endswith(_ENDINGS) else 0.7


def open(content: bytes, *, where: str, language: str) -> Document:
    """Each record as a term with its variants, description and references.

    Raises SourceError where it is no JSON, or holds no terms with definitions.
    """
    decoded = decode(content, where)
    value, kind, lines = _parsed(decoded.text.removeprefix("\ufeff"), where)
    notes = list(decoded.notes)
    records = to_records(collections_of(value), language, notes)
    if not any(record.term for record in records):
        raise SourceError(
            "the JSON holds no terms with definitions",
            where=where,
            remedy="name the fields `term` and `definition`, in a list of objects",
        )
    builder = TextBuilder()
    for row, record in enumerate(records, start=1):
        if lines:
            _, index, *inside = record.place.split("/")
            record.place = "/".join([f"ligne {lines[int(index)]}", *inside])
        add_record(builder, record, row)
    return builder.document(kind, notes=notes, metadata=_metadata(value))


def _parsed(text: str, where: str) -> tuple[object, str, list[int]]:
    """The value, the kind of file, and of JSON Lines the line of each value, from 1."""
    try:
        return _loads(text), "JSON", []
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            values = _json_lines(text)
            if values is not None:
                return [one for _, one in values], "JSON Lines", [line for line, _ in values]
        raise SourceError(
            f"no JSON: {error.msg}",
            where=f"{where}:{error.lineno}",
            remedy="mend it there (any JSON checker shows the place)",
        ) from None
    except RecursionError:
        raise SourceError(
            "the JSON is nested too deep", where=where, remedy="bring the records to the surface"
        ) from None


def _json_lines(text: str) -> list[tuple[int, object]] | None:
    lines = enumerate(text.split("\n"), start=1)
    try:
        return [(number, _loads(line)) for number, line in lines if line.strip()]
    except (json.JSONDecodeError, RecursionError):
        return None


def _loads(text: str) -> object:
    # Numbers stay as written: none is too large, and NaN is a word.
    return json.loads(
        text, object_pairs_hook=Object, parse_int=str, parse_float=str, parse_constant=str
    )


def _metadata(value: object) -> Metadata:
    """What the outermost object, or the only one in it, says of the whole."""
    for _ in range(2):
        if not isinstance(value, Object):
            break
        title = text_at(value, ("title", "titre", "name", "nom"))
        if title:
            return Metadata(
                title=title,
                publisher=text_at(value, ("publisher", "éditeur", "editeur")),
                url=text_at(value, ("url", "@id")),
                language=text_at(value, ("inLanguage", "language", "langue", "lang")),
                date=text_at(value, ("dateModified", "datePublished", "date")),
            )
        inner = [one for _, one in value if isinstance(one, Object)]
        value = inner[0] if len(inner) == 1 else None
    return Metadata()
