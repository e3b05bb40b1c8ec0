"""What of a page is not its glossary: by element, role and name, by links, by what it holds.

A name alone decides nothing: an element that holds most of the page's prose, or lists of terms with
their definitions, is kept whatever it is called.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from itertools import accumulate

from lxml import etree
from msgspec import Struct, convert

from pipeline.extract.containers.html.blocks import Block, Region
from pipeline.extract.containers.html.widgets import words_of

_NEVER = frozenset({"html", "body", "main", "article", "dl", "dt", "dd", "td", "th", "tr", "table"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_LINKS = "liste de liens"
_LETTERS = re.compile(
    r"\W*(?:(?:\w|0\s?[-–]\s?9|#|[A-Z]\s?[-–]\s?[A-Z])[\s|·•/,;–—-]+){5,60}(?:\w|0\s?[-–]\s?9|#)\W*"
)
_FOLDING = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target")
_RUN = 4
# What holds nearly all prose of a page is the page.
_ALL = 0.9


class _Kind(Struct, frozen=True):
    reason: str
    strength: str
    elements: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    pairs: list[frozenset[str]] = []


class _Glossary(Struct, frozen=True):
    words: frozenset[str]
    see: frozenset[str]


class _Links(Struct, frozen=True):
    suite: frozenset[str]
    button: frozenset[str]


class _Names(Struct, frozen=True):
    kind: list[_Kind]
    glossary: _Glossary
    links: _Links


@cache
def _names() -> _Names:
    path = resources.files("pipeline.extract.containers.html").joinpath("furniture.toml")
    return convert(tomllib.loads(path.read_text("utf-8")), _Names)


def leads_on(element: etree._Element) -> bool:
    """Whether a link is called one to the rest of the text, or drawn as a button that leads to
    another page: it is no part of the text. What unfolds a section is none.
    """
    name = element.get("class")
    if not name:
        return False
    words = words_of(name)
    if words & _names().links.suite:
        return True
    return bool(words & _names().links.button) and _leads_away(element)


def _leads_away(element: etree._Element) -> bool:
    address = (element.get("href") or "#").strip().lower()
    folds = any(element.get(name) is not None for name in _FOLDING)
    return not folds and not address.startswith(("#", "javascript:"))


def region_of(
    element: etree._Element, start: int, *, is_text: bool, in_article: bool
) -> Region | None:
    """What an element may be by its tag, role, class and id; None where nothing says so. `is_text`:
    it is not the title of a section that folds.
    """
    tag = str(element.tag)
    if tag in _LISTS and element.get("role") not in ("navigation", "menu", "menubar"):
        kind = _named(element)
        if kind is None:
            return Region(_LINKS, "links", start, "")
    elif tag in _NEVER or not is_text:
        return None
    else:
        kind = _named(element) or _kind(element, tag)
        if kind is None and tag == "a" and leads_on(element):
            kind = next(kind for kind in _names().kind if "button" in kind.elements)
    if kind is None:
        return None
    signature = f"{tag}.{element.get('class') or ''}"
    return Region(kind.reason, kind.strength, start, signature, in_article)


def _kind(element: etree._Element, tag: str) -> _Kind | None:
    role = (element.get("role") or "").lower()
    return next(
        (kind for kind in _names().kind if tag in kind.elements or role in kind.roles), None
    )


def _named(element: etree._Element) -> _Kind | None:
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if name == " ":
        return None
    words = words_of(name)
    if words & _names().glossary.words:
        return None
    classes = frozenset((element.get("class") or "").lower().split())
    return next(
        (
            kind
            for kind in _names().kind
            if words & kind.words
            or classes & kind.classes
            or any(pair <= words for pair in kind.pairs)
        ),
        None,
    )


class _Sums:
    """What stretches of the page hold, each in constant time."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.prose = _sums(blocks, lambda b: b.own if len(b.text.split()) >= 3 else 0)
        self.own = _sums(blocks, lambda b: b.own)
        self.size = _sums(blocks, lambda b: len(b.text))
        self.linked = _sums(blocks, lambda b: b.is_all_links)
        self.terms = _sums(blocks, lambda b: b.role == "term")
        self.entries = _sums(blocks, _speaks_of_a_term)

    def held(self, sums: list[int], region: Region) -> int:
        """How much of it a region holds."""
        return sums[region.stop] - sums[region.start]


def _sums(blocks: Sequence[Block], measure: Callable[[Block], int]) -> list[int]:
    return [0, *accumulate(measure(block) for block in blocks)]


def _speaks_of_a_term(block: Block) -> int:
    """Whether only glossaries have it: a definition of a list, a bold word and its prose."""
    long = len(block.text.split()) >= 6
    is_list = block.role == "description" and long and not block.is_all_links
    bold = block.role in ("text", "item") and 2 <= block.strong - block.marker <= 80
    return int(is_list or (bold and long and block.own > 2 * block.strong))


def reasons_of(blocks: Sequence[Block], regions: Sequence[Region]) -> list[str]:
    """Why each block is furniture, in French; empty where it is not."""
    sums = _Sums(blocks)
    reasons = [""] * len(blocks)
    weak = [region for region in regions if region.strength == "weak"]
    often = Counter(region.signature for region in weak)
    prose: Counter[str] = Counter()
    for region in weak:
        prose[region.signature] += sums.held(sums.prose, region)
    # The outermost tells; regions come in the order they open.
    reach = 0
    for region in regions:
        if region.stop <= max(region.start, reach):
            continue
        # What is called alike and holds most of the page together is the page.
        if 2 * prose[region.signature] >= max(1, sums.prose[-1]):
            continue
        if _is_furniture(region, sums, often):
            reasons[region.start : region.stop] = [region.reason] * (region.stop - region.start)
            reach = region.stop
    for index, block in enumerate(blocks):
        if not reasons[index]:
            reasons[index] = _line_reason(block)
    _mark_repeated(blocks, reasons)
    _mark_runs(blocks, reasons)
    return reasons


def _is_furniture(region: Region, sums: _Sums, often: Counter[str]) -> bool:
    whole = max(1, sums.prose[-1])
    prose = sums.held(sums.prose, region)
    share = prose / whole
    if region.strength == "links":
        return _is_link_list(region, sums)
    if region.strength == "sure":
        return share < _ALL
    if share >= 0.5:
        return False
    if region.strength == "strong":
        return True
    # What comes with every entry (its header, an example beside it) is part of it.
    if region.in_article and (often[region.signature] >= 2 or sums.held(sums.terms, region)):
        return False
    if sums.held(sums.entries, region) >= 2:
        return False
    if region.strength == "form":
        return share < 0.3
    heading = sums.blocks[region.start]
    names = words_of(heading.text) & _names().glossary.words
    return not (names and heading.role == "heading" and share > 0)


def _is_link_list(region: Region, sums: _Sums) -> bool:
    """Whether every item is nothing but a link; a list of links to entries below "Voir aussi" is
    none.
    """
    count = region.stop - region.start
    first = sums.blocks[region.start]
    if count < 3 or first.role not in ("text", "item"):
        return False
    if sums.held(sums.linked, region) < 0.9 * count:
        return False
    before = sums.blocks[region.start - 1].text if region.start else ""
    leads = before.lower().rstrip(" \u00a0:.") in _names().glossary.see
    inside = sum(block.anchors for block in sums.blocks[region.start : region.stop])
    return not (leads and inside >= 0.9 * count)


def _line_reason(block: Block) -> str:
    if block.role not in ("text", "item"):
        return ""
    if len(block.text) <= 200 and _LETTERS.fullmatch(block.text):
        return "barre de lettres"
    if block.links >= 3 and block.is_all_links:
        single = sum(len(word) == 1 for word in block.text.split())
        return "barre de lettres" if single >= 3 else "ligne de liens"
    return ""


def _mark_repeated(blocks: Sequence[Block], reasons: list[str]) -> None:
    """A line that is nothing but a link and comes back leads on from each entry."""
    links = [b.text if b.role in ("text", "item") and b.is_all_links else "" for b in blocks]
    times = Counter(links)
    for index, text in enumerate(links):
        if text and times[text] >= 3 and not reasons[index]:
            reasons[index] = "lien répété dans la page"


def _mark_runs(blocks: Sequence[Block], reasons: list[str]) -> None:
    """Several lines running that are each nothing but a link are a menu."""
    run: list[int] = []
    for index in range(len(blocks) + 1):
        block = blocks[index] if index < len(blocks) else None
        if (
            block is not None
            and block.role in ("text", "item")
            and block.is_all_links
            and len(block.text.split()) <= 8
            and not (reasons[index] and not run)
        ):
            run.append(index)
            continue
        if len(run) >= _RUN and not _leads(blocks, run):
            for one in run:
                reasons[one] = reasons[one] or "suite de liens"
        run = []


def _leads(blocks: Sequence[Block], run: Sequence[int]) -> bool:
    before = blocks[run[0] - 1].text if run[0] else ""
    return before.lower().rstrip(" \u00a0:.") in _names().glossary.see
