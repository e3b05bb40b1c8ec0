"""What a column of a table or a key of a record holds, told from its name."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Literal, cast

from msgspec import Struct

from pipeline.extract.document import Line

# headword to note: words of the entry. about: said of the entry, no word of it.
Field = Literal[
    "headword",
    "definition",
    "variant",
    "acronym",
    "expansion",
    "equivalent",
    "example",
    "see",
    "note",
    "about",
]
_LONGEST = 60
_WORDS = 8


class Name(Struct, frozen=True):
    """What a name says: the field, the language of its words (empty where it does not say), and
    whether the whole name is one that is known.
    """

    field: Field
    language: str = ""
    is_whole: bool = True


class _Names(Struct, frozen=True):
    fields: dict[str, Field]
    openings: dict[str, Field]
    languages: dict[str, str]
    skipped: frozenset[str]
    referring: re.Pattern[str]
    nothing: frozenset[str]


@cache
def _names() -> _Names:
    content = resources.files(__package__).joinpath("fields.toml").read_text("utf-8")
    data = tomllib.loads(content)
    named = {key: value for key, value in data.items() if isinstance(value, list)}
    fields: dict[str, Field] = {
        _key(name): "about" for names in data["about"].values() for name in names
    }
    fields.update((_key(name), cast(Field, key)) for key, names in named.items() for name in names)
    marks = data["marks"]
    referring = "|".join(re.escape(one) for one in marks["referring"])
    return _Names(
        fields,
        {_key(name): cast(Field, key) for key, names in data["opening"].items() for name in names},
        {_key(name): code for code, names in data["language"].items() for name in names},
        frozenset(data["skipped"]["words"]),
        re.compile(rf"(?:{referring})(?!\w)[\s:]*", re.IGNORECASE),
        frozenset(marks["nothing"]),
    )


def _words(name: str) -> list[str]:
    parted = re.sub(r"(?<=[a-zé])(?=[A-Z])", " ", name)
    parted = re.sub(r"\((?:s|e|es|x)\)", "", parted).replace("°", " ")
    plain = unicodedata.normalize("NFKD", parted.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.findall(r"\w+|#", plain.replace("_", " "))


def _key(name: str) -> str:
    return " ".join(_words(name))


def name_of(name: str) -> Name | None:
    """What a column or key of this name holds; None where the name is not known."""
    if len(name) > _LONGEST:
        return None
    words = _words(name)
    if not words or len(words) > _WORDS:
        return None
    names = _names()
    whole = " ".join(words)
    if whole in names.fields:
        return Name(names.fields[whole])
    if whole in names.languages:
        return Name("headword", names.languages[whole])
    openings = (names.openings.get(" ".join(words[:count])) for count in (3, 2, 1))
    told: Field | None = next((one for one in openings if one), None)
    if len(words) > 1 and told:
        return Name(told)
    return _by_words(words, names)


def _by_words(words: list[str], names: _Names) -> Name | None:
    """What a name says by its first or last word, languages and small words apart."""
    language = ""
    kept = []
    for word in words:
        if word in names.skipped:
            continue
        if word in names.languages:
            language = names.languages[word]
        else:
            kept.append(word)
    if not kept:
        return Name("headword", language, False) if language else None
    rest = " ".join(kept)
    if rest in names.fields:
        return Name(names.fields[rest], language)
    for word in (kept[0], kept[-1]):
        if word in names.fields:
            return Name(names.fields[word], language, False)
    return Name("headword", language, False) if language and len(kept) == 1 else None


def is_nothing(text: str) -> bool:
    """Whether a cell or value only says that there is nothing (`-`, `n/a`)."""
    return text.strip().casefold() in _names().nothing


def terms_of(line: Line) -> list[Line]:
    """The terms of a list in one cell: parts between commas, semicolons, slashes and bars that
    stand outside brackets; `voir`, `cf.` at its beginning left off.
    """
    match = _names().referring.match(line.text)
    begin = match.end() if match else 0
    parts = []
    depth = 0
    for index in range(begin, len(line.text)):
        char = line.text[index]
        depth = max(0, depth + (char in "([") - (char in ")]"))
        if not depth and (char in ",;|•\n" or (char == "/" and _parts(line.text, index))):
            parts.append(_bare(line.part(begin, index)))
            begin = index + 1
    parts.append(_bare(line.part(begin)))
    return [part for part in parts if part.text and not is_nothing(part.text)]


def _parts(text: str, index: int) -> bool:
    """Whether a slash divides terms: it does not inside `24/7` or `B/L`, nor in an address."""
    before, after = text[max(0, index - 3) : index], text[index + 1 : index + 4]
    if before.endswith((" ", "\u00a0")) or after.startswith((" ", "\u00a0")):
        return True
    return len(before.strip()) == 3 and len(after.strip()) == 3 and (before + after).isalpha()


def _bare(line: Line) -> Line:
    """The term without quotes around it and a full stop behind it."""
    text = line.text
    start, end = 0, len(text)
    if text.endswith(".") and text.count(".") == 1:
        end -= 1
    for left, right in (("«", "»"), ("“", "”"), ('"', '"')):
        if end - start > 2 and text[start] == left and text[end - 1] == right:
            start, end = start + 1, end - 1
    return line.part(start, end)
