"""What the lines that open an entry have in common: the sign that divides them, how they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from pipeline.extract.lines import ends_sentence, letters
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.definitional import defines, strength, tells
from pipeline.extract.signs.headwords import is_clause, is_ordered, is_worded, recurring
from pipeline.extract.signs.separators import SEPARATORS, Cut, cut_at
from pipeline.extract.signs.wrapping import Paragraph

# So many paragraphs tell the habits of a text.
_EVIDENCE = 800
# Heads of fewer initials rise by chance; so few of a list are exceptions.
_INITIALS = 4
_RARE = 0.1
# A sign that divides so many is the one; the others need not be tried.
_NEARLY_ALL = 0.9
# Capitals without a sign are a headword where so many paragraphs open with them, fewer in order,
# where so many of them are no part of a sentence, and where so many, but no fewer than that, say
# what a thing is.
_OPEN, _OPEN_IN_ORDER = 0.5, 0.34
_APART, _SAYING, _LEAST = 0.7, 0.5, 4
# No definition has fewer words; so many may be one that was broken off at the end of a line.
_DEFINED, _WHOLE = 3, 5
_ARTICLE = re.compile(r"(?:les?|la|une?|des)\s", re.IGNORECASE)
READ = frozenset({"text", "item", "summary"})


class Style(Struct, frozen=True):
    """How a line that opens an entry stands: behind a bullet or number, in bold, set in, right
    under the line before it, with the definition on the lines below; whether the headword begins
    as a sentence might.
    """

    is_item: bool
    is_strong: bool
    is_indented: bool
    is_tight: bool
    is_open: bool
    is_worded: bool

    @property
    def depth(self) -> tuple[bool, bool]:
        """The outermost style is that of the entries: lists stand inside definitions."""
        return self.is_indented, self.is_item


class Habit(Struct, frozen=True):
    """What the entries of a text have in common. `sure`: the styles of its entries. `is_ordered`,
    `is_by_initial`: their headwords rise by all letters, or by the first one. `is_capital`: they
    begin with capitals.
    """

    kind: str
    style: Style
    sure: frozenset[Style]
    is_ordered: bool
    is_by_initial: bool
    is_capital: bool
    labels: frozenset[str]
    margin: int
    share: float
    heads: int


def habit_of(parts: Sequence[Paragraph]) -> Habit | None:
    """The habit of a text, by the sign that divides most of its first paragraphs; None without."""
    sample = [part for part in parts[:_EVIDENCE] if part.line.role in READ]
    if not sample:
        return None
    margin = min(part.indent for part in sample)
    best: tuple[tuple[int, int], str, list[tuple[Paragraph, Cut]]] | None = None
    for kind in SEPARATORS:
        found = [(part, cut) for part in sample if (cut := cut_at(part.line, kind))]
        if kind == "capitales" and not _are_defined(found, len(sample)):
            continue
        count = len({cut.head.text for _, cut in found})
        ranks = _signed(found, kind), count
        if found and (best is None or ranks > best[0]):
            best = ranks, kind, found
            if count >= _NEARLY_ALL * len(sample) and ranks[0] == count:
                break
    if best is None:
        return None
    _, kind, found = best
    labels = recurring([cut.head.text for _, cut in found])
    found = [(part, cut) for part, cut in found if cut.head.text.casefold() not in labels]
    if not found:
        return None
    styles = Counter(style_of(part, cut, margin) for part, cut in found)
    style = _main(styles)
    sure = frozenset(
        one
        for one, count in styles.items()
        if (one.depth, one.is_strong) == (style.depth, style.is_strong)
        and (one == style or count >= 0.15 * styles[style])
    )
    heads = [cut.head.text for part, cut in found if style_of(part, cut, margin) in sure]
    listed = sum(not is_letters(part.line.text) for part in sample)
    return Habit(
        kind if any(cut.kind != "gras" for _, cut in found) else "gras",
        style,
        sure,
        is_ordered(heads),
        _rises_by_initial(heads),
        sum(head[0].islower() for head in heads) <= _RARE * len(heads),
        labels,
        margin,
        len(heads) / max(1, listed),
        len(heads),
    )


def style_of(part: Paragraph, cut: Cut, margin: int) -> Style:
    """How a paragraph stands; `margin`: how far the leftmost is set in."""
    line = part.line
    return Style(
        line.role == "item",
        bool(line.strong),
        part.indent > margin + 1,
        part.gap == 0,
        cut.is_open,
        is_worded(cut.head.text),
    )


def _signed(found: Sequence[tuple[Paragraph, Cut]], kind: str) -> int:
    """How many headwords the sign itself stands behind, and not only bold."""
    sign = SEPARATORS[kind]
    return len(
        {
            cut.head.text
            for part, cut in found
            if cut.kind != "gras"
            or sign.search(part.line.text, cut.head.end - part.line.start, cut.begin)
        }
    )


def _are_defined(found: Sequence[tuple[Paragraph, Cut]], parts: int) -> bool:
    """Whether capitals that no sign divides from what stands behind them are headwords: acronyms
    and names open sentences too, datelines news, surnames the lines of a list.
    """
    if len(found) < _LEAST or any(part.line.strong for part, _ in found):
        return False
    heads = [cut.head.text for _, cut in found]
    if len(found) < (_OPEN_IN_ORDER if is_ordered(heads) else _OPEN) * parts:
        return False
    rests = [part.line.text[cut.begin :] for part, cut in found]
    apart = sum(map(_is_apart, rests, heads))
    if sum(_ARTICLE.match(rest) is not None for rest in rests) > len(found) / 2:
        # Who leaves the sign out as dictionaries do, leaves the article out as well.
        return False
    saying = sum(strength(rest, head) == 1.0 for rest, head in zip(rests, heads, strict=True))
    return apart >= _APART * len(found) and saying >= _SAYING * len(found)


def _is_apart(rest: str, head: str) -> bool:
    """Whether words behind a headword are a sentence of their own that may say what it is, and do
    not go on with a name: `Réseau gère les voies`, `Jeanne, trésorière`. What spells an acronym out
    needs no full stop.
    """
    first, _, behind = rest.partition(" ")
    goes_on = first.endswith(",") or is_clause(behind)
    is_closed = ends_sentence(rest) or ". " in rest or behind.count(" ") >= _WHOLE
    is_closed = is_closed or (" " not in head and letters(rest[:1]) == letters(head[:1]))
    return is_closed and defines(rest, head, _DEFINED) and not goes_on and not tells(rest)


def _rises_by_initial(heads: Sequence[str]) -> bool:
    keys = [letters(head)[:1] for head in heads]
    rising = sum(a <= b for a, b in pairwise(keys))
    return len(set(keys)) >= _INITIALS and rising >= (1 - _RARE) * (len(keys) - 1)


def _main(styles: Counter[Style]) -> Style:
    """The most frequent of the outermost styles that are no exception; bold wins over plain."""
    most = max(styles.values())
    common = [style for style, count in styles.items() if count >= min(most, max(2, 0.25 * most))]
    strong = [style for style in common if style.is_strong]
    if sum(styles[one] for one in strong) >= 0.4 * sum(styles.values()):
        common = strong
    outermost = min(style.depth for style in common)
    return max(
        (style for style in common if style.depth == outermost),
        key=lambda style: (styles[style], style.is_strong, not style.is_open),
    )
