"""The lines of a raw text with their places, and what their shape tells without their meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.extract.document import Line

# Long enough to be a sentence even where its last words were cut off.
_LONG = 15
_SENTENCE = 8
_SHORT_SENTENCE = 4
_TERMINAL = re.compile(r"""[.!?…]["”»’')\]\s]*\Z""")
_ENDS = frozenset(".!?…")
# `V.R.M.`, `Taux S.A.R.L.`: a name, the last point of which ends no sentence.
_ABBREVIATED = re.compile(r"(?:\S{1,30}\s){0,2}(?:[^\W\d_]{1,2}\.){2,10}")
_NAME = 90
_NO_LETTER = re.compile(r"[\W_]+")
_LETTERS_ONLY = {code: None for code in range(128) if not chr(code).isalnum()}
_NUMBERED = re.compile(r"(\d{1,2})\s?[.)]\s+(?=\S)")


def is_sentence(line: Line) -> bool:
    """Whether it may be a short definition: prose, or a few words closed by a full stop."""
    return is_prose(line) or (line.words >= _SHORT_SENTENCE and line.text.endswith((".", "…")))


def is_prose(line: Line) -> bool:
    """Whether it is a sentence by its shape: finished and not short, or long."""
    return line.words >= _LONG or (line.words >= _SENTENCE and is_finished(line))


def is_finished(line: Line) -> bool:
    """Whether it ends as a sentence does, closing quotes and brackets aside."""
    return ends_sentence(line.text)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes and brackets aside."""
    last = text[-1:]
    is_closed = last in _ENDS or (not last.isalnum() and _TERMINAL.search(text[-8:]) is not None)
    return is_closed and not is_abbreviated(text)


def is_abbreviated(text: str) -> bool:
    """Whether a text is a few words that end in an abbreviation with points (`V.R.M.`)."""
    words = text.strip("«»“”\"' \u00a0\u202f") if len(text) <= _NAME else ""
    return words.endswith(".") and _ABBREVIATED.fullmatch(words) is not None


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The non-blank lines of `text[start:end]`, trimmed, in order."""
    at = start
    for raw in (text if not start and end is None else text[start:end]).splitlines(keepends=True):
        words = raw.strip()
        if words:
            begin = at + (len(raw) - len(raw.lstrip()) if raw[0] != words[0] else 0)
            yield Line(begin, begin + len(words), words)
        at += len(raw)


def letters(text: str) -> str:
    """Letters and digits only, without case and accents: what two writings of a name share."""
    folded = text.casefold()
    if folded.isascii():
        words = "".join(folded.split())
        return words if words.isalnum() else words.translate(_LETTERS_ONLY)
    return _NO_LETTER.sub("", unicodedata.normalize("NFKD", folded))


def numbered_senses(lines: Sequence[Line]) -> list[list[Line]]:
    """Divide the lines of one definition into senses.

    Lines numbered `1.`, `2.`, ... without a gap begin a sense each, and the number is cut off;
    a line without number goes on with the sense before it. Where the numbers do not start at 1
    and rise by one, or there is only one, nothing is numbered and all lines are one sense.
    """
    if len(lines) < 2:
        return [list(lines)] if lines else []
    if not lines[0].text[:1].isdecimal():
        return [list(lines)]
    numbers = [_NUMBERED.match(line.text) for line in lines]
    found = [int(match[1]) for match in numbers if match]
    if len(found) < 2 or found != list(range(1, len(found) + 1)) or not numbers[0]:
        return [list(lines)] if lines else []
    senses: list[list[Line]] = []
    for line, match in zip(lines, numbers, strict=True):
        if match:
            senses.append([Line(line.start + match.end(), line.end, line.text[match.end() :])])
        else:
            senses[-1].append(line)
    return senses


def number_of(line: Line) -> int | None:
    """The number that a line begins with (`2. ...` gives 2), or None."""
    match = _NUMBERED.match(line.text)
    return int(match[1]) if match else None
