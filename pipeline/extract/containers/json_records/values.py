"""The fields of JSON objects as records of a glossary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from pipeline.extract.containers.json_records.search import Collection, Object
from pipeline.extract.containers.records import Record
from pipeline.extract.document import Line
from pipeline.extract.lines import letters
from pipeline.extract.signs.fields import Field, Name, is_nothing, name_of, terms_of

Part = Literal["term", "variants", "definitions", "examples", "notes", "see", "left"]

_PARTS: dict[Field, Part] = {
    "definition": "definitions",
    "variant": "variants",
    "acronym": "variants",
    "expansion": "variants",
    "equivalent": "variants",
    "example": "examples",
    "note": "notes",
    "see": "see",
    "about": "left",
}
_DEEPEST = 6
_LANGUAGE_KEYS = ("@language", "language", "lang", "langue")
_VALUE_KEYS = ("@value", "value", "valeur", "text", "texte", "rendered", "html")
_IDENTIFIERS = ("@id", "id", "identifier", "identifiant", "code", "termCode", "slug", "key")


class _Text(Struct, frozen=True):
    text: str
    language: str = ""


def to_records(collections: Sequence[Collection], language: str, notes: list[str]) -> list[Record]:
    """The records of a file, in order. `language` is wanted of what stands in several; where a
    definition has another only, `notes` says so.
    """
    found: list[tuple[Record, Object]] = []
    foreign = 0
    for collection in _wanted(collections, language):
        names = _names(collection, language)
        for pointer, fields in collection.records:
            record, is_foreign = _record(pointer, fields, names, language)
            foreign += is_foreign
            found.append((record, fields))
    if foreign:
        notes.append(f"définitions dans une autre langue seulement : {foreign}")
    _resolve(found)
    return [record for record, _ in found]


def _wanted(collections: Sequence[Collection], language: str) -> list[Collection]:
    """Where each language has a part of its own (`{"fr": ..., "en": ...}`), that of the wanted."""
    tongues = [
        {part for part in one.records[0][0].split("/") if part.isalpha() and len(part) == 2}
        for one in collections
    ]
    said = {tongue for parts in tongues for tongue in parts if name_of(tongue)}
    if _main(language) not in said or len(said) < 2:
        return list(collections)
    return [
        one
        for one, parts in zip(collections, tongues, strict=True)
        if _main(language) in parts or not parts & said
    ]


def _names(collection: Collection, language: str) -> dict[str, Name]:
    """The names of the fields; where none is known as the term or its definition, the shorter and
    the longer of the texts are those.
    """
    keys = dict.fromkeys(key for _, fields in collection.records for key, _ in fields)
    names = {key: name for key in keys if (name := name_of(key.lstrip("@")))}
    if "" in keys:
        names[""] = Name("headword", language)
    terms = [key for key, name in names.items() if name.field == "headword"]
    forms = [key for key, name in names.items() if name.field in ("acronym", "expansion")]
    if not terms and forms:
        names[forms[0]] = Name("headword", names[forms[0]].language)
        terms = forms[:1]
    unknown = [key for key in keys if key not in names]
    lengths = {
        key: sum(
            len(one)
            for _, fields in collection.records
            for k, one in fields
            if k == key and isinstance(one, str)
        )
        for key in unknown
    }
    texts = sorted((key for key in unknown if lengths[key]), key=lambda key: lengths[key])
    if texts and not terms:
        names[texts.pop(0)] = Name("headword")
    if texts and not any(name.field == "definition" for name in names.values()) and not terms:
        names[texts.pop()] = Name("definition")
    return names


def _record(
    pointer: str, fields: Object, names: Mapping[str, Name], language: str
) -> tuple[Record, bool]:
    parts: dict[Part, list[_Text]] = {}
    for key, value in fields:
        if key.startswith("@"):
            continue
        name = names.get(key)
        part: Part = "left" if name is None else _PARTS.get(name.field, "term")
        for one in _texts(value, name.language if name else ""):
            if one.text.strip() and not is_nothing(one.text):
                reason = f"champ « {key} » : n'est pas un mot de l'entrée"
                parts.setdefault(part, []).append(
                    _Text(reason, one.text) if part == "left" else one
                )
    terms = _headword(parts.get("term", []), fields, names, language)
    definitions = parts.get("definitions", [])
    native = [one for one in definitions if _is(one.language, language)]
    first = definitions[0].language if definitions else ""
    kept = native or [one for one in definitions if one.language == first]
    notes = parts.get("notes", [])
    left = [(one.language, one.text) for one in parts.get("left", [])]
    left += [
        (one.text, "définition dans une autre langue") for one in definitions if one not in kept
    ]
    if kept:
        left += [(one.text, "remarque, n'est pas de la définition") for one in notes]
        kept = [*kept, *parts.get("examples", [])]
    else:
        kept = [*notes, *parts.get("examples", [])]
    record = Record(
        pointer or "/",
        terms[0] if terms else "",
        [*terms[1:], *_listed(parts.get("variants", []))],
        [one.text for one in kept],
        _listed(parts.get("see", [])),
        left,
    )
    return record, bool(definitions) and not native


def _headword(
    terms: Sequence[_Text], fields: Object, names: Mapping[str, Name], language: str
) -> list[str]:
    """The terms, the headword first: in the wanted language or none, under a key that is wholly
    known before others.
    """
    whole = {
        one.text
        for key, value in fields
        if (name := names.get(key)) and name.field == "headword" and name.is_whole and key
        for one in _texts(value, name.language)
    }
    ranked = sorted(terms, key=lambda one: (not _is(one.language, language), one.text not in whole))
    return [one.text for one in ranked]


def _is(language: str, wanted: str) -> bool:
    return not language or _main(language) == _main(wanted)


def _main(language: str) -> str:
    """A language without region and script."""
    return language.partition("-")[0].casefold()


def _listed(values: Sequence[_Text]) -> list[str]:
    return [term.text for one in values for term in terms_of(Line(0, len(one.text), one.text))]


def _texts(value: object, language: str, depth: int = 0) -> Iterator[_Text]:
    """The texts of a value with their languages: of lists, of objects by language (`{"fr": ...}`),
    of objects that name their text (`{"@language": "fr", "@value": ...}`, `{"term": ...}`).
    """
    if isinstance(value, str):
        yield _Text(value, language)
    elif isinstance(value, list) and depth < _DEEPEST:
        inside = (
            _inside(value, language)
            if isinstance(value, Object)
            else ((language, one) for one in value)
        )
        for said, one in inside:
            yield from _texts(one, said, depth + 1)


def _inside(value: Object, language: str) -> list[tuple[str, object]]:
    """The values of an object that hold its words, each with its language."""
    named = dict(value)
    said = next((named[key] for key in _LANGUAGE_KEYS if key in named), "")
    language = said if isinstance(said, str) and said else language
    for key in _VALUE_KEYS:
        if key in named:
            return [(language, named[key])]
    if all(key.isascii() and len(_main(key)) in (2, 3) for key in named):
        return list(value)
    names = [(name_of(key), one) for key, one in value]
    for name, one in names:
        if name and name.field in ("headword", "definition") and not name.language:
            return [(language, one)]
    by_language = [(name.language, one) for name, one in names if name and name.field == "headword"]
    return by_language or ([(language, named["@id"])] if "@id" in named else [])


def _resolve(found: Sequence[tuple[Record, Object]]) -> None:
    """References by identifier are written as the terms that they lead to."""
    terms: dict[str, str] = {}
    for record, fields in found:
        for key, value in fields:
            if key in _IDENTIFIERS and isinstance(value, str):
                terms.setdefault(value, record.term)
    known = {letters(record.term) for record, _ in found}
    for record, _ in found:
        record.see = [one if letters(one) in known else terms.get(one, one) for one in record.see]
