"""What the lines that open an entry have in common: the sign that divides them, how they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from pipeline.extract.lines import letters
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.headwords import is_ordered, is_worded, recurring
from pipeline.extract.signs.separators import SEPARATORS, Cut, cut_at
from pipeline.extract.signs.wrapping import Paragraph

# So many paragraphs tell the habits of a text.
_EVIDENCE = 800
# Heads of fewer initials rise by chance; so few of a list are exceptions.
_INITIALS = 4
_RARE = 0.1
# A sign that divides so many is the one; the others need not be tried.
_NEARLY_ALL = 0.9
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
    best: tuple[int, str, list[tuple[Paragraph, Cut]]] | None = None
    for kind in SEPARATORS:
        found = [(part, cut) for part in sample if (cut := cut_at(part.line, kind))]
        count = len({cut.head.text for _, cut in found})
        if found and (best is None or count > best[0]):
            best = count, kind, found
            if count >= _NEARLY_ALL * len(sample):
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
