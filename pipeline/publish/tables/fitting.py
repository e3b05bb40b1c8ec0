"""Making texts fit a program; what is replaced, cut or left out is kept as a remark."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from pipeline.publish.tables.records import Record

# What no sheet shows: control characters but tab and line ends, and the two that XML refuses.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# What breaks a line or tabulates, with the spaces around it; other spaces of a name are its own.
_LINE_ENDS = re.compile(
    r" *[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029][ \t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*"
)
_ELLIPSIS = "…"


class Remark(Struct, frozen=True, order=True):
    """What one file says otherwise than the vocabulary: `reason` is a key of [reasons] in
    wording.toml, `field` of [fields], with `@` and a language or without; `value` what the
    vocabulary has, `written` what the file has instead (empty where it has nothing).
    """

    reason: str
    concept: str
    iri: str
    field: str
    value: str
    written: str = ""


@cache
def limits(program: str) -> dict[str, Any]:
    """What programs.toml says of a program."""
    text = files("pipeline.publish.tables").joinpath("programs.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)[program]
    return found


class Fitter:
    """Makes texts fit one program, and keeps a remark on each text that it changed."""

    def __init__(self, program: str) -> None:
        self._remarks: dict[Remark, None] = {}
        self._replaced: dict[str, str] = limits(program).get("replaced", {})

    @property
    def remarks(self) -> list[Remark]:
        """The remarks once each, as they came."""
        return list(self._remarks)

    def label(self, record: Record, field: str, text: str) -> str:
        """A name on one line, with nothing unprintable in it."""
        if text.isprintable() and text == text.strip(" "):  # nearly all are
            return text
        on_one_line = _UNPRINTABLE.sub("", _LINE_ENDS.sub(" ", text)).strip(" ")
        return self._changed("white_space", record, field, text, on_one_line)

    def passage(self, record: Record, field: str, text: str) -> str:
        """A text of several lines, with nothing unprintable in it."""
        shown = text if text.isprintable() else _UNPRINTABLE.sub("", text)
        return self._changed("unprintable", record, field, text, shown)

    def replaced(self, record: Record, field: str, text: str) -> str:
        """A text without what the program refuses."""
        allowed = text
        for refused, instead in self._replaced.items():
            allowed = allowed.replace(refused, instead)
        return self._changed("characters", record, field, text, allowed)

    def shortened(self, record: Record, field: str, text: str, length: int) -> str:
        """A text of at most so many UTF-16 code units, cut between two words where it can be."""
        short = cut(text, length)
        return self._changed("too_long", record, field, text, short)

    def joined(self, record: Record, field: str, values: Sequence[str], joiner: str) -> str:
        """Several values in one cell that splits into them again at `joiner`, leftmost first.

        A value that ends as the joiner begins would take a character from it (`C#` + `##`): such a
        one comes last, and of several all but the last are replaced.
        """
        mark, full_width = joiner[0], self._replaced[joiner][0]
        plain = [value for value in values if not value.endswith(mark)]
        ending = [value for value in values if value.endswith(mark)]
        for value in ending[:-1]:
            kept = value.rstrip(mark)
            written = kept + full_width * (len(value) - len(kept))
            plain.append(self._changed("characters", record, field, value, written))
        return joiner.join([*plain, *ending[-1:]])

    def say(self, reason: str, record: Record, field: str, value: str, written: str = "") -> None:
        """Keep a remark."""
        remark = Remark(reason, record.name, record.iri, field, value, written)
        self._remarks[remark] = None

    def say_cut(self, sheet: str, row: str, value: str, written: str) -> None:
        """Keep a remark on a cell that was too long, in the row that begins so."""
        self._remarks[Remark("too_long", row, "", sheet, value, written)] = None

    def _changed(self, reason: str, record: Record, field: str, old: str, new: str) -> str:
        if new != old:
            self.say(reason, record, field, old, new)
        return new


def cut(text: str, length: int) -> str:
    """A text of at most `length` UTF-16 code units: whole, or its beginning and an ellipsis."""
    if 2 * len(text) <= length or _units(text) <= length:
        return text
    short = text.encode("utf-16-le")[: 2 * (length - 1)].decode("utf-16-le", errors="ignore")
    at_space = short.rstrip().rpartition(" ")[0]
    whole = at_space if len(at_space) > len(short) * 3 // 4 else short
    return whole.rstrip() + _ELLIPSIS


def without_repeats(texts: Iterable[str]) -> list[str]:
    """Texts once each, in their order."""
    return list(dict.fromkeys(texts))


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)
