"""Where the definitions of a list without headwords begin: at numbers, bullets, blocks or words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, structs

from pipeline.extract.document import Document, Line, gap
from pipeline.extract.lines import is_finished, is_sentence, number_of
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.definitional import is_glossary, tells
from pipeline.extract.signs.openings import (
    goes_on,
    has_article,
    is_noun_first,
    opens_by_genus,
    opens_by_word,
    points_back,
)
from pipeline.extract.signs.titles import words_of

_FEW = 3
# So many items of a list, and of the definitions in a text, are enough for a habit.
_MOST, _MORE = 0.7, 0.6
_ARTICLED = 0.25
_LEAST_WORDS = 3
_NUMBER = re.compile(r"\(?(?P<number>\d{1,4})(?:\s?[.)°]\)?|\s?[-–—](?=\s))\s+(?=\S)")


class Division(Struct, frozen=True):
    """How a list is divided.

    `defining`: where the lines begin that open as definitions do, and not as what a page says of
    itself. `marked`: the words of the definitions that numbers or bullets open, by where their
    lines begin; if there are any, nothing else opens one. `blocks`: where alone definitions may
    begin, None where blank lines tell nothing. `articled`: whether some begin with an article.
    """

    defining: frozenset[int]
    marked: dict[int, Line]
    blocks: frozenset[int] | None = None
    articled: bool = False

    def opening(self, line: Line, previous: Line | None) -> Line | None:
        """The words of the definition that a line opens, if it opens one; `previous` is the line
        before it in the same entry.
        """
        if self.marked:
            return self.marked.get(line.start)
        return words_in(line) if self._opens(line, previous) else None

    def _opens(self, line: Line, previous: Line | None) -> bool:
        number = number_of(line)
        if number is not None:
            return number == 1
        begin = line.start
        line = words_in(line)
        if self.blocks is not None:
            if begin not in self.blocks or goes_on(line.text):
                return False
            return opens_by_word(line.text) or (is_sentence(line) and not points_back(line.text))
        if previous is not None and not is_finished(previous):
            return False
        if goes_on(line.text):
            return False
        if opens_by_word(line.text) or is_noun_first(line):
            return True
        return self.articled and is_sentence(line) and opens_by_genus(line.text)


def divide(document: Document, lines: Sequence[Line]) -> Division:
    """How the lines of a document, wrapped ones joined, are divided; linear."""
    defining = frozenset(line.start for line in lines if _is_definition(line))
    marked = _numbered(lines) or _bulleted(document, lines, defining)
    if marked:
        return Division(defining, marked)
    articled = _are_articled([line for line in lines if line.start in defining])
    plain = Division(defining, {}, articled=articled)
    return structs.replace(plain, blocks=_blocks(document, lines, plain))


def _is_definition(line: Line) -> bool:
    number = _NUMBER.match(line.text)
    words = line.part(number.end()) if number else words_in(line)
    text = words.text
    if opens_by_word(text):
        return not (tells(text) or is_glossary(text))
    return _is_whole(words) and opens_by_genus(text) and not is_glossary(text)


def words_in(line: Line) -> Line:
    """The words of a line behind its bullet; numbers stay."""
    is_item = line.role == "item" and not line.text[0].isdigit()
    return line.part(line.marker) if is_item else words_of(line)


def _is_whole(line: Line) -> bool:
    """Whether it is a sentence, one of several that semicolons divide, or one that a list ends."""
    return is_sentence(line) or (line.text[-1] in ";:" and line.words > _LEAST_WORDS)


def _numbered(lines: Sequence[Line]) -> dict[int, Line]:
    """The definitions of a list numbered throughout; none where numbers begin anew (they count
    senses then) or what they number is no sentence.
    """
    numbers = [(line, match) for line in lines if (match := _NUMBER.match(line.text))]
    counted = [int(match["number"]) for _, match in numbers]
    if len(numbers) < _FEW + 1 or counted != list(range(1, len(numbers) + 1)):
        return {}
    words = {line.start: line.part(match.end()) for line, match in numbers}
    return words if sum(map(_is_whole, words.values())) >= 0.8 * len(words) else {}


def _bulleted(document: Document, lines: Sequence[Line], starts: frozenset[int]) -> dict[int, Line]:
    """The definitions that a bullet opens; none where the text has as many without."""
    keys = [_bullet(document, line) for line in lines]
    defining = [index for index, line in enumerate(lines) if line.start in starts]
    counts = Counter(keys[index] for index in defining if keys[index])
    if not counts:
        return {}
    (key, count) = counts.most_common(1)[0]
    places = [index for index in defining if keys[index] == key]
    # What stands beside them in the same list is one of them, however it opens.
    beside = [
        index
        for index, line in enumerate(lines)
        if not is_letters(line.content) and (not keys[index] or not _is_whole(words_in(line)))
    ]
    after = bisect_right(beside, places[-1])
    before = bisect_right(beside, places[0])
    first = beside[before - 1] + 1 if before else 0
    last = beside[after] - 1 if after < len(beside) else len(lines) - 1
    listed = [index for index in range(first, last + 1) if keys[index] == key]
    sentences = [index for index in listed if _is_whole(words_in(lines[index]))]
    if count < _FEW or count < _MORE * len(defining) or count < _MORE * len(listed):
        return {}
    if len(sentences) < _MOST * len(listed):
        return {}
    return {
        lines[index].start: words_in(lines[index])
        for index in listed
        if index in places or lines[index].words > _LEAST_WORDS
    }


def _bullet(document: Document, line: Line) -> tuple[int, int, str] | None:
    """How far a bullet is indented, its level and its sign; None where no bullet stands there."""
    if line.role != "item" or line.text[0].isdigit():
        return None
    start = line.start
    while start > 0 and document.text[start - 1] in " \t\u00a0":
        start -= 1
    return line.start - start, line.level, line.text[: line.marker].strip()


def _are_articled(lines: Sequence[Line]) -> bool:
    """Whether articles open some of the definitions, not one or two sentences of others."""
    defining = [words_in(line).text for line in lines]
    articled = sum(has_article(text) and not opens_by_word(text) for text in defining)
    return articled >= _FEW and articled >= _ARTICLED * len(defining)


def _blocks(document: Document, lines: Sequence[Line], plain: Division) -> frozenset[int] | None:
    """Where blocks between blank lines begin, if those are the definitions: some have several
    lines, and most open as a definition does. None where blank lines tell nothing.
    """
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and not gap(document, blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    opening = [i for i, block in enumerate(blocks) if plain.opening(block[0], None) is not None]
    listed = blocks[opening[0] :] if opening else []
    several = sum(len(block) > 1 for block in listed)
    sentences = sum(is_sentence(block[0]) for block in listed)
    if len(opening) < _FEW or not several or len(opening) < _MORE * max(1, sentences):
        return None
    return frozenset(block[0].start for block in listed)
