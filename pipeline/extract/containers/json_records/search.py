"""Where in a JSON value the records of a glossary stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from msgspec import Struct

from pipeline.extract.signs.fields import name_of

# How deep a glossary may lie inside other things.
_DEEPEST = 12
_DEFINITION_WORDS = 4
_TONGUES = frozenset({"@language", "lang", "language", "langue", "locale", "format", "type"})
# Keys of programs, not terms of people: `devDependencies`, `home.title`, `@scope/name`.
_CODE = re.compile(r"[._/@$:\\]|[a-z][A-Z]")
_WORD = re.compile(r"[^\W\d_]{2,}[.,;:!?…)»”\"']*\Z")


class Object(list[tuple[str, Any]]):
    """An object of JSON as its pairs in order: a key may stand twice."""


class Collection(Struct, frozen=True):
    """Records that stand together: each with its pointer, and its fields by their keys. A record
    whose term is its key has it under the key "" that no field bears.
    """

    records: list[tuple[str, Object]]


def collections_of(value: object) -> list[Collection]:
    """The records of a value: lists of objects (or of lists) whose fields hold terms; else objects
    whose keys are the terms of records; else of texts.
    """
    everything = list(_walk(value, "", 0))
    for collect in (_lists, _single, _keyed, _texts):
        found = [one for pointer, part in everything if (one := collect(pointer, part))]
        # One key with a text says nothing; several that stand apart (a letter each) do.
        if found and (collect is not _texts or sum(len(one.records) for one in found) > 1):
            return _outermost(found)
    return []


def _outermost(found: Sequence[Collection]) -> list[Collection]:
    """Without those that lie inside a record of another."""
    kept: list[Collection] = []
    inside: set[str] = set()
    for one in sorted(found, key=lambda one: one.records[0][0].count("/")):
        first = one.records[0][0].split("/")
        above = {"/".join(first[:depth]) for depth in range(1, len(first))}
        if not above & inside:
            kept.append(one)
            inside.update(pointer for pointer, _ in one.records)
    order = {id(one): index for index, one in enumerate(found)}
    return sorted(kept, key=lambda one: order[id(one)])


def text_at(value: Object, keys: Sequence[str]) -> str:
    """The first text under one of the keys; empty where there is none."""
    by_key = {key: one for key, one in value if isinstance(one, str)}
    return next((by_key[key].strip() for key in keys if key in by_key), "")


def _walk(value: object, pointer: str, depth: int) -> Iterator[tuple[str, object]]:
    yield pointer, value
    if depth == _DEEPEST:
        return
    if isinstance(value, Object):
        for key, one in value:
            if isinstance(one, list):
                yield from _walk(one, f"{pointer}/{_escaped(key)}", depth + 1)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            if isinstance(one, list):
                yield from _walk(one, f"{pointer}/{index}", depth + 1)


def _escaped(key: str) -> str:
    """A key in a JSON Pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def _lists(pointer: str, value: object) -> Collection | None:
    if isinstance(value, Object) or not isinstance(value, list) or not value:
        return None
    objects = [(i, one) for i, one in enumerate(value) if isinstance(one, Object)]
    if 2 * len(objects) > len(value):
        found = [(f"{pointer}/{index}", one) for index, one in objects]
        keys = {key for _, one in objects[:50] for key, _ in one}
        return Collection(found) if _are_fields(keys, [one for _, one in objects[:50]]) else None
    rows = [(i, one) for i, one in enumerate(value) if isinstance(one, list)]
    if 2 * len(rows) > len(value) and all(
        len(row) >= 2 and all(isinstance(cell, str | None) for cell in row) for _, row in rows
    ):
        return _table(pointer, [(i, [cell or "" for cell in row]) for i, row in rows])
    return None


def _table(pointer: str, rows: Sequence[tuple[int, list[str]]]) -> Collection | None:
    """A list of lists: the first may name the fields."""
    first = rows[0][1]
    names = [name_of(cell) for cell in first]
    if sum(name is not None for name in names) >= 2:
        keys, rows = first, rows[1:]
    else:
        keys = [str(index) for index in range(max(len(row) for _, row in rows))]
        if len(keys) != 2 or not _are_definitions([row[1] for _, row in rows]):
            return None
    return Collection([(f"{pointer}/{i}", Object(zip(keys, row, strict=False))) for i, row in rows])


def _are_fields(keys: set[str], objects: Sequence[Object]) -> bool:
    """Whether objects with these keys are records of terms: by the names of the fields, or, where
    no name is known, by two texts of which the longer one defines.
    """
    fields = {name.field for key in keys if (name := name_of(key.lstrip("@")))}
    if len(keys - _TONGUES) < 2:
        # The wordings of one definition, a language each.
        return False
    if fields & {"headword", "acronym", "expansion"}:
        return bool(fields & {"definition", "note", "variant", "acronym", "expansion"})
    if fields & {"headword", "definition"} or len(keys) > 4:
        return "definition" in fields and len(keys) <= 4
    texts = [[one for _, one in pairs if isinstance(one, str)] for pairs in objects]
    return all(len(pair) == 2 for pair in texts) and _are_definitions(
        [max(pair, key=len) for pair in texts]
    )


def _single(pointer: str, value: object) -> Collection | None:
    """An object that is a record by itself: a defined term."""
    if not isinstance(value, Object):
        return None
    named = {key: name.field for key, _ in value if (name := name_of(key))}
    is_typed = any(key == "@type" and one == "DefinedTerm" for key, one in value)
    is_defined = any(
        key.casefold().startswith(("defin", "défin")) and isinstance(one, str | list)
        for key, one in value
    )
    if "headword" in named.values() and (is_typed or is_defined):
        return Collection([(pointer, value)])
    return None


def _keyed(pointer: str, value: object) -> Collection | None:
    """An object whose keys are terms and whose values are objects that define them."""
    if not isinstance(value, Object):
        return None
    records = [
        (f"{pointer}/{_escaped(key)}", Object([("", key), *one]))
        for key, one in value
        if isinstance(one, Object)
        and any((n := name_of(k)) and n.field == "definition" for k, _ in one)
    ]
    return Collection(records) if records and 2 * len(records) > len(value) else None


def _texts(pointer: str, value: object) -> Collection | None:
    """An object whose keys are terms and whose values are the texts that define them."""
    if not isinstance(value, Object):
        return None
    pairs = [(key, one) for key, one in value if key.strip() and _plain(one)]
    if not pairs or 2 * len(pairs) < len(value):
        return None
    code = sum(_CODE.search(key) is not None for key, _ in pairs)
    named = sum(name_of(key) is not None for key, _ in pairs)
    texts = [_plain(one) for _, one in pairs]
    if 3 * code > len(pairs) or 2 * named > len(pairs) or not _are_definitions(texts):
        return None
    return Collection(
        [
            (f"{pointer}/{_escaped(key)}", Object([("", key), ("definition", one)]))
            for key, one in pairs
        ]
    )


def _plain(value: object) -> str:
    """The words of a text, of a list of texts, or of texts by language; empty for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, Object):
        by_language = all(
            isinstance(one, str) and key.isascii() and len(key.partition("-")[0]) in (2, 3)
            for key, one in value
        )
        return next((one for _, one in value), "") if by_language else ""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return " ".join(value)
    return ""


def _are_definitions(texts: Sequence[str]) -> bool:
    """Whether most texts are made of several words, not of code or figures."""
    words = [text.split() for text in texts]
    good = [sum(_WORD.search(word) is not None for word in one) for one in words]
    return (
        bool(texts)
        and median(good) >= _DEFINITION_WORDS
        and sum(good) > 0.55 * sum(map(len, words))
    )
