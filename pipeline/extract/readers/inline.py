"""Headword and definition on one line: `Terme : définition`, whatever sign divides them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, structs

from pipeline.extract.counting import counted
from pipeline.extract.document import Document
from pipeline.extract.lines import is_finished, is_sentence
from pipeline.extract.reading import NO_SIGN, Reading, Sniff
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.furniture import opens_furniture
from pipeline.extract.signs.headwords import (
    fits,
    is_header,
    is_label,
    is_ordered,
    is_title,
    is_worded,
    may_be_name,
    recurring,
)
from pipeline.extract.signs.page import Page, behind_furniture
from pipeline.extract.signs.separators import SEPARATORS, Cut, cut_at
from pipeline.extract.signs.wrapping import Paragraph, paragraphs

NAME = "inline"

# So many paragraphs tell the habits of a text.
_EVIDENCE = 800
# Signs that are taken for another one by mistake.
_OTHERS = ("deux-points", "tiret long", "tiret moyen", "tiret", "flèche", "égal")
_READ = frozenset({"text", "item", "summary"})


class _Style(Struct, frozen=True):
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


class _Habit(Struct, frozen=True):
    """What the entries of a text have in common. `sure`: the styles of its entries."""

    kind: str
    style: _Style
    sure: frozenset[_Style]
    is_ordered: bool
    labels: frozenset[str]
    margin: int
    share: float
    heads: int


def sniff(document: Document) -> Sniff:
    """Evidence: one sign divides many paragraphs behind a few words that may be a headword."""
    parts = paragraphs(document)
    habit = _habit(parts)
    if habit is None:
        return NO_SIGN
    marked = habit.style.is_strong or habit.style.is_item or habit.is_ordered
    needed = 0.15 if marked else 0.34
    reasons = [
        counted(habit.heads, f"paragraphe[s] sur {len(parts)} commence[nt] par une vedette"),
        f"séparateur : {habit.kind}",
    ]
    few = 2 if marked or habit.share > 0.6 else 3
    if habit.heads < few or habit.share < needed:
        return Sniff(0.0, reasons)
    return Sniff(round(min(1.0, 0.5 + habit.share), 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """An entry begins where a line stands as those of entries do and the sign of the text divides
    it; the paragraphs up to the next belong to its definition.
    """
    reading = Reading()
    parts = paragraphs(document)
    habit = _habit(parts)
    if habit is None:
        return reading
    starts = _starts(parts, habit)
    page = Page(reading, publisher)
    for part, cut in zip(parts, starts, strict=True):
        line = part.line
        if cut is None:
            page.take(part)
            continue
        page.open(cut.head, cut.more)
        reading.mark(line)
        if not cut.is_open:
            page.define(line.part(cut.begin))
    page.close()
    return reading


def _habit(parts: Sequence[Paragraph]) -> _Habit | None:
    sample = [part for part in parts[:_EVIDENCE] if part.line.role in _READ]
    if not sample:
        return None
    margin = min(part.indent for part in sample)
    best: tuple[int, str, list[tuple[Paragraph, Cut]]] | None = None
    for kind in SEPARATORS:
        found = [(part, cut) for part in sample if (cut := cut_at(part.line, kind))]
        count = len({cut.head.text for _, cut in found})
        if found and (best is None or count > best[0]):
            best = count, kind, found
    if best is None:
        return None
    _, kind, found = best
    labels = recurring([cut.head.text for _, cut in found])
    found = [(part, cut) for part, cut in found if cut.head.text.casefold() not in labels]
    if not found:
        return None
    styles = Counter(_style(part, cut, margin) for part, cut in found)
    style = _main(styles)
    sure = frozenset(
        one
        for one, count in styles.items()
        if (one.depth, one.is_strong) == (style.depth, style.is_strong)
        and (one == style or count >= 0.15 * styles[style])
    )
    heads = [cut.head.text for part, cut in found if _style(part, cut, margin) in sure]
    listed = sum(not is_letters(part.line.text) for part in sample)
    return _Habit(
        kind if any(cut.kind != "gras" for _, cut in found) else "gras",
        style,
        sure,
        is_ordered(heads),
        labels,
        margin,
        len(heads) / max(1, listed),
        len(heads),
    )


def _style(part: Paragraph, cut: Cut, margin: int) -> _Style:
    line = part.line
    return _Style(
        line.role == "item",
        bool(line.strong),
        part.indent > margin + 1,
        part.gap == 0,
        cut.is_open,
        is_worded(cut.head.text),
    )


def _main(styles: Counter[_Style]) -> _Style:
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


def _starts(parts: Sequence[Paragraph], habit: _Habit) -> list[Cut | None]:
    """For each paragraph how it is divided, if it opens an entry."""
    starts: list[Cut | None] = [None] * len(parts)
    doubtful: list[tuple[int, Cut]] = []
    plain = habit.kind if habit.kind != "gras" else "deux-points"
    for index, part in enumerate(parts):
        line = part.line
        if line.role not in _READ or is_letters(line.text):
            continue
        cut = cut_at(line, plain)
        if cut is None:
            doubt = _other_cut(part, habit) or _line_above(parts, index)
            if doubt:
                doubtful.append((index, doubt))
            continue
        if cut.head.text.casefold() in habit.labels or is_letters(line.text[cut.begin :]):
            continue
        style = _style(part, cut, habit.margin)
        if style in habit.sure or (
            not style.is_tight
            and structs.replace(style, is_tight=True) in habit.sure
            and _is_first(parts, index, plain)
        ):
            starts[index] = cut
        else:
            doubtful.append((index, cut))
    _drop_titles(parts, starts, habit)
    _resolve(parts, starts, doubtful, habit)
    opened = [(index, cut.head.text) for index, cut in enumerate(starts) if cut]
    heads, names = [index for index, _ in opened], [name for _, name in opened]
    for index in behind_furniture([part.line for part in parts], heads, names):
        starts[index] = None
    return starts


def _is_first(parts: Sequence[Paragraph], index: int, kind: str) -> bool:
    """Whether a line that stands apart is the first of a list: what is above it is a heading or
    unlike it, or the line below goes on as tight as those of the list do.
    """
    if index == 0 or parts[index - 1].line.role == "heading":
        return True
    line, above = parts[index].line, parts[index - 1].line
    if (line.role, bool(line.strong)) != (above.role, bool(above.strong)):
        return True
    below = parts[index + 1] if index + 1 < len(parts) else None
    return below is not None and below.gap == 0 and cut_at(below.line, kind) is not None


def _other_cut(part: Paragraph, habit: _Habit) -> Cut | None:
    """A paragraph that the sign of the text does not divide, but another, or that is a headword
    alone where those of entries are marked.
    """
    line = part.line
    cuts = [cut for kind in _OTHERS if (cut := cut_at(line, kind))]
    if cuts:
        return min(cuts, key=lambda cut: cut.begin)
    is_marked = habit.style.is_strong or habit.style.is_item
    words = line.content.strip("*_ ")
    is_alike = (line.role == "item") == habit.style.is_item
    if (
        is_marked
        and is_alike
        and len(words.split()) <= 6
        and not is_finished(line)
        and _is_name(words)
    ):
        begin = line.text.index(words, line.marker)
        return Cut(line.part(begin, begin + len(words)), len(line.text), "seule", True)
    return None


def _line_above(parts: Sequence[Paragraph], index: int) -> Cut | None:
    """A headword alone on its line, a sentence right under it."""
    line = parts[index].line
    following = parts[index + 1] if index + 1 < len(parts) else None
    if line.strong or following is None or following.gap or not is_sentence(following.line):
        return None
    words = line.content
    if line.words > 6 or is_finished(line) or not _is_name(words):
        return None
    return Cut(line.part(line.marker), len(line.text), "seule", True)


def _is_name(words: str) -> bool:
    return may_be_name(words) and not is_label(words.rstrip(" :\u00a0\u202f"), "")


def _drop_titles(parts: Sequence[Paragraph], starts: list[Cut | None], habit: _Habit) -> None:
    """The title of the page and the heads of its columns are divided like entries."""
    opened = [index for index, cut in enumerate(starts) if cut][:3]
    for index, following in pairwise(opened):
        cut, after = starts[index], starts[following]
        line = parts[index].line
        in_order = habit.is_ordered and cut and after and fits(None, cut.head.text, after.head.text)
        if is_header(line.content) or (is_title(line.content) and not in_order):
            starts[index] = None


def _resolve(
    parts: Sequence[Paragraph],
    starts: list[Cut | None],
    doubtful: Sequence[tuple[int, Cut]],
    habit: _Habit,
) -> None:
    """Decide on lines that stand unlike those of entries: they count where a mark was lost and
    they stand in the order of the alphabet, or where nothing else speaks against them.
    """
    if not doubtful:
        return
    last = max((index for index, cut in enumerate(starts) if cut), default=0)
    openers = (at for at in range(last + 1, len(parts)) if opens_furniture(parts[at].line))
    tail = next(openers, len(parts))
    after: list[str | None] = [None] * len(parts)
    following: str | None = None
    for index in range(len(parts) - 1, -1, -1):
        after[index] = following
        cut = starts[index]
        if cut:
            following = cut.head.text
    before: list[str | None] = [None] * len(parts)
    held: str | None = None
    for index, cut in enumerate(starts):
        before[index] = held
        if cut:
            held = cut.head.text
    for index, cut in doubtful:
        if index > tail:
            continue
        part = parts[index]
        style = _style(part, cut, habit.margin)
        if cut.kind == "seule" and not (habit.is_ordered or style.is_item or style.is_strong):
            continue
        if style.depth > habit.style.depth or (before[index] is None and not habit.is_ordered):
            continue
        if habit.is_ordered:
            is_start = fits(before[index], cut.head.text, after[index])
        else:
            is_start = _stands_apart(parts, starts, index, cut, habit)
        if is_start:
            starts[index] = cut


def _stands_apart(
    parts: Sequence[Paragraph],
    starts: Sequence[Cut | None],
    index: int,
    cut: Cut,
    habit: _Habit,
) -> bool:
    """Without an order to go by: short, set off like the entries, and between two of them."""
    part = parts[index]
    if cut.head.words > 5 or (part.gap == 0 and not habit.style.is_tight):
        return False
    is_before = index + 1 == len(parts) or starts[index + 1] is not None
    if cut.kind in SEPARATORS and cut.kind != habit.kind:
        # Two of the same sign set off words inside a sentence.
        sign = SEPARATORS[cut.kind]
        return is_before and len(sign.findall(part.line.text)) == 1
    is_between = starts[index - 1] is not None and is_before
    marks = part.line.role == "item", bool(part.line.strong)
    return is_between and (marks == (habit.style.is_item, habit.style.is_strong) or not cut.is_open)
