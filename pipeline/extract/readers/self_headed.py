"""Paragraphs that begin with the headword that they define: `Un backlog est...`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from msgspec import Struct

from pipeline.extract.counting import counted
from pipeline.extract.document import Document, Line, gap
from pipeline.extract.lines import is_finished, is_sentence, letters
from pipeline.extract.reading import NO_SIGN, Reading, Sniff
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.furniture import furniture
from pipeline.extract.signs.openings import is_noun_first
from pipeline.extract.signs.titles import words_of
from pipeline.extract.signs.wrapping import Wrapping

NAME = "self-headed"

_REACH = 220
_WORDS = 10
# So many openings show a habit, and of so many paragraphs others are exceptions.
_HABIT = 4
_EXCEPTIONS = 0.34
_MOST_OTHERS = 1.5
_BLANKS = " \t\u00a0\u202f"
_MARKS = _BLANKS + "«»“”\"‘’'*_,:;–—-"
_BRACKET = re.compile(r"\s*\([^()]{1,120}\)")


class _Cues(Struct, frozen=True):
    openings: list[re.Pattern[str]]
    defines: re.Pattern[str]
    subject: re.Pattern[str]
    articles: re.Pattern[str]
    further: re.Pattern[str]
    no_names: frozenset[str]
    no_inside: frozenset[str]
    too_general: frozenset[str]


class Named(Struct, frozen=True):
    """The name that a paragraph begins with, and further names of the same thing."""

    name: Line
    variants: list[Line]


@cache
def _cues() -> _Cues:
    content = resources.files(__package__).joinpath("self_headed.toml").read_text("utf-8")
    data = tomllib.loads(content)
    defines = f"(?:{'|'.join(data['defines'])})"
    openings = [
        opening.replace("{term}", r"(?P<term>[^.!?;\r\n]{1,100}?)")
        .replace("{det}", f"{data['articles']}?")
        .replace("{defines}", defines)
        for opening in data["openings"]
    ]
    return _Cues(
        [re.compile(opening, re.IGNORECASE) for opening in openings],
        re.compile(rf"[\s\u00a0\"»”*_),]{defines}", re.IGNORECASE),
        re.compile(data["subject"], re.IGNORECASE),
        re.compile(data["articles"], re.IGNORECASE),
        re.compile(data["or"], re.IGNORECASE),
        frozenset(data["no_names"]),
        frozenset(data["no_inside"]),
        frozenset(["", *map(letters, data["too_general"])]),
    )


def sniff(document: Document) -> Sniff:
    """Evidence: most paragraphs that open a definition name what they define, and no line above
    them does.
    """
    lines = Wrapping(document).joined(document.body)
    named = [index for index, line in enumerate(lines) if name_of(line) is not None]
    if not named:
        return NO_SIGN
    openings = _openings(document, lines)
    prose = sum(is_sentence(line) for line in lines[named[0] :])
    # The title of the page stands above the first.
    headed = sum(_is_headed(lines, index) for index in list(openings)[1:])
    share = len(openings) / max(1, prose)
    reasons = [
        counted(len(openings), f"paragraphe[s] sur {prose} nomme[nt] d'abord le terme défini"),
        f"dont {headed} sous une ligne courte qui pourrait être une vedette",
    ]
    # Paragraphs that begin with a genus define as well, what their entries lost.
    lost = [i for i, line in enumerate(lines) if i > named[0] and i not in openings]
    nameless = sum(is_noun_first(words_of(lines[i])) for i in lost)
    doubt = (1 - headed / len(openings)) * len(openings) / (len(openings) + nameless)
    if share < 0.3 or len(openings) < 2:
        return Sniff(0.0, reasons)
    return Sniff(round(min(1.0, share + 0.3) * doubt, 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """Each paragraph that begins with its headword is an entry; the definition keeps the whole
    sentence. The paragraphs that do not belong to the entry before them.
    """
    reading = Reading()
    lines = Wrapping(document).joined(document.body)
    openings = _openings(document, lines)
    named: Named | None = None
    body: list[Line] = []
    for index, line in enumerate(lines):
        opening = openings.get(index)
        if opening is not None:
            if named is not None:
                reading.add(named.name, body, variants=named.variants)
            named, body = opening, [_words(line)]
            reading.mark(line)
        elif named is None:
            reading.set_aside(line, "avant la première définition : titre de la page, menu")
        elif is_letters(line.text) or line.role == "heading":
            reading.set_aside(line, "titre ou lettre, pas une définition")
        elif reason := _aside(line, body[-1], publisher):
            reading.set_aside(line, reason)
        else:
            reading.mark(line)
            body.append(words_of(line))
    if named is not None:
        reading.add(named.name, body, variants=named.variants)
    return reading


def _aside(line: Line, previous: Line, publisher: str) -> str | None:
    reason = furniture(line, publisher, is_first=False)
    if reason:
        return reason
    is_loose = line.role == "text" and line.words < 8 and not is_finished(line)
    if is_loose and is_finished(previous) and line.text[-1] not in ":;,":
        return "ligne courte qui n'est pas une phrase : habillage de la page"
    return None


def _openings(document: Document, lines: Sequence[Line]) -> dict[int, Named]:
    """The paragraphs that open an entry, by their place. Where blank lines divide the entries, no
    line inside a block opens one.
    """
    found: dict[int, Named] = {}
    apart: dict[int, Named] = {}
    blocks = 0
    last = ""
    for index, line in enumerate(lines):
        is_apart = index == 0 or gap(document, lines[index - 1], line) > 0
        blocks += is_apart
        named = name_of(line)
        if named is None or (found and letters(named.name.text) == last):
            continue
        last = letters(named.name.text)
        found[index] = named
        if is_apart:
            apart[index] = named
    has_blocks = 1 < blocks < len(lines)
    chosen = apart if has_blocks and len(apart) >= 0.6 * len(found) else found
    return {**chosen, **_others(document, lines, chosen)}


def _others(
    document: Document, lines: Sequence[Line], openings: dict[int, Named]
) -> dict[int, Named]:
    """Beside openings one after another the paragraphs that any verb follows the name of: few
    others stand between them.
    """
    places = list(openings)
    if len(places) < _HABIT:
        return {}
    is_list = all(lines[index].role == "item" for index in places)
    found: dict[int, Named] = {}
    strange = 0
    for index in range(places[0] + 1, len(lines)):
        line = lines[index]
        if index in openings or not is_sentence(line):
            continue
        is_apart = line.role == "item" if is_list else gap(document, lines[index - 1], line) > 0
        named = _subject_of(line) if is_apart else None
        if named is not None:
            found[index] = named
        elif index < places[-1]:
            strange += 1
    if strange > _EXCEPTIONS * len(places) or len(found) > _MOST_OTHERS * len(places):
        return {}
    return found


def _subject_of(line: Line) -> Named | None:
    words = _words(line)
    match = _cues().subject.match(words.text[:_REACH])
    return _names(words, *match.span("term"), (-1, -1)) if match else None


def _words(line: Line) -> Line:
    """The words of a paragraph without its bullet or number."""
    return line.part(line.marker) if line.role == "item" else words_of(line)


def _is_headed(lines: Sequence[Line], index: int) -> bool:
    line = lines[index - 1]
    is_title = line.role in ("heading", "summary", "term")
    return (is_title or (line.words <= 8 and not is_finished(line))) and not is_letters(
        line.content
    )


def name_of(line: Line) -> Named | None:
    """The name that a line begins with before it says what that is, or None."""
    if line.words < 4 or line.role in ("heading", "summary", "term", "cell", "header"):
        return None
    words = _words(line)
    text = words.text[:_REACH]
    bold = line.start + line.marker - words.start if line.strong else -1
    strong = (bold, bold + line.strong)
    for opening in _cues().openings:
        match = opening.match(text)
        named = _names(words, *match.span("term"), strong) if match else None
        if named is not None:
            return named
    match = _cues().defines.search(text)
    if match is None or not (text[0].isupper() or text[0] in '«“"*_0123456789'):
        return None
    return _names(words, 0, match.start() + (text[match.start()] in '"»”)*_'), strong)


def _names(line: Line, start: int, end: int, strong: tuple[int, int]) -> Named | None:
    """The names in a stretch before the verb: the first is the headword. `strong`: where bold
    words stand, if the line begins with some.
    """
    text = line.text
    start, end = _trimmed(text, start, end)
    article = _cues().articles.match(text, start, end)
    is_quoted = text[start - 1 : start] in '«“"' and start > 0
    if article and not is_quoted:
        start, end = _trimmed(text, article.end(), end)
    if strong[0] <= start < strong[1]:
        # Bold words are the name, what else stands before the verb is not.
        end = min(end, strong[1])
    sign = text[start - 2 : start]
    closing = text.find(sign, start, end) if sign in ("**", "__") else -1
    name = text[start : end if closing < 0 else closing]
    end = start + len(name)
    if letters(name) in _cues().too_general or not _is_name(_BRACKET.sub("", name)):
        return None
    further = _cues().further.search(text, start, end)
    if further is None:
        return Named(line.part(start, end), [])
    first = line.part(*_trimmed(text, start, further.start()))
    begin, stop = _trimmed(text, further.end(), end)
    article = _cues().articles.match(text, begin, stop)
    other = line.part(*_trimmed(text, article.end() if article else begin, stop))
    # A shorter name borrows words of the first: "vue client unique ou 360°" is one.
    if other.words < first.words or not other.text or first.text.count("(") > first.text.count(")"):
        return Named(line.part(start, end), [])
    return Named(first, [other])


def _is_name(words: str) -> bool:
    parts = [part.lower() for part in re.split(r"[\s'’]+", words.strip(_MARKS)) if part]
    cues = _cues()
    return (
        0 < len(parts) <= _WORDS
        and parts[0] not in cues.no_names
        and not cues.no_inside.intersection(parts)
        and not re.search(r"[.!?;:]\s", words)
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks, quotation marks and signs of emphasis around it."""
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _MARKS:
        end -= 1
    return start, end
