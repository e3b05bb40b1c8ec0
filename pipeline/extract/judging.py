"""How much what a layout reads looks like a glossary: what any glossary shows, whatever its layout.

The evidence: how much of the text between the first and the last entry became entries, whether
headwords look like names, whether what stands behind them says what something is, whether the list
is in order, and whether the page says of itself that it is a glossary.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from pipeline.extract.accounting import accounted
from pipeline.extract.counting import counted
from pipeline.extract.document import Document, Line
from pipeline.extract.lines import letters
from pipeline.extract.reading import Found, Reading
from pipeline.extract.signs.definitional import (
    defines,
    explains_verb,
    goods,
    is_glossary,
    is_name,
    is_person,
    is_quantity,
    is_row,
    is_version,
    strength,
)
from pipeline.extract.signs.fields import name_of
from pipeline.extract.signs.headwords import is_header
from pipeline.model import Span

# One entry is hardly a list, less so where neither structure nor page says that it is a term.
_FEW = {1: 0.55, 2: 0.8}
_FEW_TERMS = {1: 0.7, 2: 0.9}
# Of a text that goes on they are a find, no glossary.
_FEW_OF_MUCH, _MUCH = 0.75, 0.5
# Headwords that are lost speak neither for a layout nor against it.
_LOST = 0.6
# From this share of definitions that say what something is nothing is doubtful; below it doubt
# grows fast. Measured on glossaries of all layouts and on texts that are none: of the first all but
# three in a hundred lie above, of the second one in twelve.
_SURE = 0.75
_DOUBT = 4.0
_LEAST = 0.25
# What the page says of itself, and its order, make up for definitions of an unusual kind.
_SAID = 0.15
_ORDERED = 0.1
# Headwords that are names of people speak against it (biographies, witnesses), and so do the names
# of the rows of a form (an offer, a meeting).
_OTHERS, _ALL_OTHERS = 0.2, 0.4
_PEOPLE, _ROWS = 0.8, 0.5
# The parts of a page of news are headed by versions or days, records of wares have prices, stock.
_OTHER_RECORDS = 0.45
_RELEASES, _WARES = 0.5, 2
# Fewer headwords, or headwords of fewer initials, are in order by chance.
_LIST, _INITIALS = 5, 3
_FEWEST = 3


class _Shares(Struct, frozen=True):
    """What share of the entries has each property, in [0, 1]; `order` of neighbours."""

    named: float
    distinct: float
    defined: float
    saying: float
    order: float


def judge(document: Document, reading: Reading) -> tuple[float, list[str]]:
    """How much a reading looks like a glossary, in [0, 1], and the observations, in French."""
    entries = reading.entries
    if not entries:
        return 0.0, ["aucune entrée"]
    inside, whole = _coverage(document, reading)
    covered = inside * (0.5 + 0.5 * whole)
    text = document.text
    heads = [text[e.headword.start : e.headword.end] for e in entries if e.headword]
    shares = _shares(document, entries, heads)
    # A thesaurus names its terms and defines few of them: that they are terms is no guess.
    is_stated = any(line.role == "term" for line in document.lines)
    least_defined = 0.75 if is_stated else 0.3
    says = _says(document, entries)
    is_list = _is_list(heads, shares.order)
    doubts = _doubts(heads)
    saying = shares.saying - sum(doubts.values())
    sure = min(_SURE, saying + _SAID * says + _ORDERED * is_list)
    certainty = max(_LEAST, 1 - _DOUBT * (_SURE - sure)) if not is_stated else 1.0
    others = [] if says else _others(document)
    is_find = len(entries) in _FEW and whole < _MUCH
    few = _FEW_TERMS if is_stated or says else _FEW
    confidence = (
        few.get(len(entries), 1.0)
        * (_FEW_OF_MUCH if is_find else 1.0)
        * (0.4 + 0.6 * covered)
        * (0.4 + 0.6 * shares.named)
        * (least_defined + (1 - least_defined) * shares.defined)
        * (0.5 + 0.5 * shares.distinct)
        * (0.9 + 0.1 * shares.order)
        * certainty
        * (_OTHER_RECORDS if others else 1.0)
    )
    reasons = [
        f"{counted(len(entries), 'entrée[s]')}, {whole:.0%} du texte,"
        f" {inside:.0%} de la première à la dernière",
        f"{shares.named:.0%} de vedettes plausibles, {shares.defined:.0%} de définitions",
        f"{shares.saying:.0%} des définitions disent ce qu'est une chose",
        f"{shares.order:.0%} des vedettes dans l'ordre alphabétique",
    ]
    reasons += [*doubts, *others]
    if says:
        reasons.append("le texte se dit glossaire ou lexique")
    return confidence, [reason.replace("%", " %") for reason in reasons]


def _coverage(document: Document, reading: Reading) -> tuple[float, float]:
    """The share of the text that became entries, from the first entry to the last and in all;
    white space and known furniture do not count.
    """
    spans = accounted(document, reading)
    used = sorted(span for kind in ("headword", "definition", "markup") for span in spans[kind])
    words = [span for kind in ("headword", "definition") for span in spans[kind]]
    begin = min((span.start for span in words), default=0)
    end = max((span.end for span in words), default=0)
    furniture = [Span(line.start, line.end) for line in document.lines if line.role == "aside"]
    empty = [*spans["blank"], *furniture]
    shares = []
    for start, stop in ((begin, end), (0, len(document.text))):
        length = stop - start - _within(empty, start, stop)
        shares.append(min(1.0, _within(used, start, stop) / max(1, length)))
    return shares[0], shares[1]


def _within(spans: Sequence[Span], start: int, stop: int) -> int:
    return sum(max(0, min(span.end, stop) - max(span.start, start)) for span in spans)


def _shares(document: Document, entries: Sequence[Found], heads: Sequence[str]) -> _Shares:
    text = document.text
    keys = [letters(head) for head in heads]
    # `C++` and `C#` are two.
    written = {head.casefold() for head in heads}
    # Where the structure says what defines, one word does: `SAV`, `Service après-vente`.
    is_stated = any(line.role in ("cell", "description") for line in document.lines)
    least = 1 if is_stated else 3
    bodies = [(_opening(text, entry), _head(text, entry)) for entry in entries]
    strengths = [strength(opening, head) for opening, head in bodies if opening]
    defined = sum(
        defines(opening, head, least) if opening else bool(entry.see)
        for (opening, head), entry in zip(bodies, entries, strict=True)
    )
    return _Shares(
        named=sum(is_name(head) or explains_verb(body, head) for body, head in bodies if head)
        / len(entries)
        if heads
        else _LOST,
        distinct=len(written) / len(heads) if heads else 1.0,
        defined=defined / len(entries),
        saying=sum(strengths) / len(strengths) if strengths else 0.5,
        order=sum(a <= b for a, b in pairwise(keys)) / (len(keys) - 1) if len(keys) > 1 else 0.5,
    )


def _head(text: str, found: Found) -> str:
    return text[found.headword.start : found.headword.end] if found.headword else ""


def _opening(text: str, found: Found) -> str:
    first = next((span for sense in found.senses for span in sense), None)
    if first is None:
        return ""
    end = max(first.end, min(found.senses[-1][-1].end, first.start + 200))
    return text[first.start : end]


def _says(document: Document, entries: Sequence[Found]) -> bool:
    """Whether the page calls itself a glossary before its first entry, or a column definition."""
    words = [span for sense in entries[0].senses for span in sense]
    heads = [entries[0].headword] if entries[0].headword else []
    begin = min((span.start for span in (*heads, *words)), default=0)
    return any(
        (line.start < begin and (is_glossary(line.text) or is_header(line.text)))
        or heads_definitions(line)
        for line in document.lines
        if line.start < begin or line.role == "header"
    )


def heads_definitions(line: Line) -> bool:
    """Whether it is the head of a column of definitions."""
    name = name_of(line.text) if line.role == "header" else None
    return name is not None and name.field == "definition"


def _doubts(heads: Sequence[str]) -> dict[str, float]:
    """What most headwords look like that terms do not, in French, and how much it weighs."""
    if len(heads) < _FEWEST:
        return {}
    found = {}
    for looks, least, words in (
        (is_person, _PEOPLE, "des noms de personnes"),
        (is_row, _ROWS, "des rubriques d'une fiche"),
        (is_quantity, _ROWS, "des heures, des dates ou des quantités"),
    ):
        share = sum(map(looks, heads)) / len(heads)
        if share >= least:
            weight = _ALL_OTHERS if share >= _PEOPLE else _OTHERS
            found[f"les vedettes ressemblent à {words}"] = weight
    return found


def _others(document: Document) -> list[str]:
    """What the structure is of where it is that of releases or of wares, in French."""
    found = []
    headings = [line.content for line in document.lines if line.role == "heading"]
    releases = sum(map(is_version, headings))
    if releases >= 2 and releases >= _RELEASES * (len(headings) - 1):
        found.append("les titres ressemblent à des versions ou à des dates")
    if len(goods(_fields(document))) >= _WARES:
        found.append("les champs ressemblent à ceux d'articles en vente")
    return found


def _fields(document: Document) -> list[str]:
    """The names of columns and of fields that are no words of an entry."""
    first = next((line.row for line in document.lines if line.role == "cell"), None)
    named = [
        line.text
        for line in document.lines
        if line.role == "header" or (line.role == "cell" and line.row == first)
    ]
    return named + sorted({line.reason for line in document.lines if line.role == "aside"})


def is_in_order(text: str, entries: Sequence[Found]) -> bool:
    """Whether enough headwords stand in the order of the alphabet for it to be meant."""
    heads = [_head(text, entry) for entry in entries if entry.headword]
    keys = [letters(head) for head in heads]
    order = sum(a <= b for a, b in pairwise(keys)) / (len(keys) - 1) if len(keys) > 1 else 0.0
    return _is_list(heads, order)


def _is_list(heads: Sequence[str], order: float) -> bool:
    initials = {letters(head)[:1] for head in heads}
    return len(heads) >= _LIST and len(initials) >= _INITIALS and order >= 0.9
