"""Lines that may open an entry though they stand unlike the others or bear another sign."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pipeline.extract.lines import is_finished, is_sentence, letters
from pipeline.extract.readers.inline.habits import Habit, style_of
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.definitional import defines, strength, tells
from pipeline.extract.signs.furniture import opens_furniture
from pipeline.extract.signs.headwords import fits, is_label, is_labelled, is_title, may_be_name
from pipeline.extract.signs.separators import SEPARATORS, Cut, cut_at
from pipeline.extract.signs.wrapping import Paragraph

# Signs that are taken for another one by mistake.
_FEW_WORDS, _WORDS = 5, 8
# No definition has fewer words.
_DEFINED = 3
_OTHERS = ("tabulation", "deux-points", "tiret long", "tiret moyen", "tiret", "flèche", "égal")


def other_cut(part: Paragraph, habit: Habit) -> Cut | None:
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


def line_above(parts: Sequence[Paragraph], index: int) -> Cut | None:
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


class _Doubt(Struct, frozen=True):
    """A line in doubt, by index, how it would be divided, and the headwords before and behind."""

    index: int
    cut: Cut
    before: str | None
    after: str | None


def resolve(
    parts: Sequence[Paragraph],
    starts: list[Cut | None],
    doubtful: Sequence[tuple[int, Cut]],
    habit: Habit,
) -> None:
    """Decide on lines that stand unlike those of entries: they count where a mark was lost and
    they stand in the order of the alphabet, or where nothing else speaks against them.
    """
    if not doubtful:
        return
    last = max((index for index, cut in enumerate(starts) if cut), default=0)
    openers = (at for at in range(last + 1, len(parts)) if opens_furniture(parts[at].line))
    tail = next(openers, len(parts))
    before = _nearest(starts)
    after = _nearest(starts[::-1])[::-1]
    for index, cut in doubtful:
        doubt = _Doubt(index, cut, before[index], after[index])
        if index <= tail and _is_start(parts, starts, doubt, habit):
            starts[index] = cut


def _nearest(starts: Sequence[Cut | None]) -> list[str | None]:
    """For each line the headword of the nearest line before it that opens an entry."""
    found: list[str | None] = []
    held: str | None = None
    for cut in starts:
        found.append(held)
        if cut:
            held = cut.head.text
    return found


def _is_start(
    parts: Sequence[Paragraph], starts: Sequence[Cut | None], doubt: _Doubt, habit: Habit
) -> bool:
    cut, style = doubt.cut, style_of(parts[doubt.index], doubt.cut, habit.margin)
    if style.depth > habit.style.depth or is_labelled(parts[doubt.index].line.content):
        return False
    if cut.kind == "seule" and not (habit.is_ordered or style.is_item or style.is_strong):
        return False
    if habit.is_ordered and fits(doubt.before, cut.head.text, doubt.after):
        return True
    is_sorted = habit.is_ordered or habit.is_by_initial
    if is_sorted and _fits_initial(doubt) and _reads_as_entry(parts, doubt.index, cut, habit):
        return True
    is_inside = doubt.before is not None and not habit.is_ordered
    return is_inside and _stands_apart(parts, starts, doubt.index, cut, habit)


def _fits_initial(doubt: _Doubt) -> bool:
    """Whether a headword stands in order by its first letter."""
    before, head, after = (
        name and letters(name)[:1] for name in (doubt.before, doubt.cut.head.text, doubt.after)
    )
    return fits(before, head or "", after)


def _reads_as_entry(parts: Sequence[Paragraph], index: int, cut: Cut, habit: Habit) -> bool:
    """Whether a line is marked as those of entries are, opens no sentence that goes on, and what
    stands behind its sign defines.
    """
    part = parts[index]
    head, rest = cut.head.text, part.line.text[cut.begin :].strip()
    marks = part.line.role == "item", bool(part.line.strong)
    if marks != (habit.style.is_item, habit.style.is_strong) or cut.head.words > _WORDS:
        return False
    if (habit.is_capital and head[0].islower()) or is_title(part.line.content):
        return False
    sign = SEPARATORS.get(cut.kind)
    if sign and cut.kind != habit.kind and len(sign.findall(part.line.text)) > 1:
        # Two of the same sign set off words inside a sentence.
        return False
    above = parts[index - 1].line if index else None
    is_apart = part.gap > 0 or above is None or is_finished(above) or is_letters(above.text)
    return is_apart and defines(rest, head, _DEFINED) and not tells(rest)


def _stands_apart(
    parts: Sequence[Paragraph],
    starts: Sequence[Cut | None],
    index: int,
    cut: Cut,
    habit: Habit,
) -> bool:
    """Without an order to go by: short, set off like the entries, and between two of them."""
    part = parts[index]
    if cut.head.words > _FEW_WORDS:
        return False
    if part.gap == 0 and not habit.style.is_tight:
        # A blank line is missing: what stands there has to say what something is.
        reads = cut.kind == habit.kind and _reads_as_entry(parts, index, cut, habit)
        return reads and strength(part.line.text[cut.begin :].strip(), cut.head.text) == 1.0
    is_before = index + 1 == len(parts) or starts[index + 1] is not None
    if cut.kind in SEPARATORS and cut.kind != habit.kind:
        return is_before and _reads_as_entry(parts, index, cut, habit)
    is_between = starts[index - 1] is not None and is_before
    marks = part.line.role == "item", bool(part.line.strong)
    return is_between and (marks == (habit.style.is_item, habit.style.is_strong) or not cut.is_open)
