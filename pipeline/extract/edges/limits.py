"""Which of the entries that a reader found are the list: those at its ends may be the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise, product

from pipeline.extract.document import Document
from pipeline.extract.edges.paragraphs import Habit, Paragraph, paragraphs_of
from pipeline.extract.lines import letters
from pipeline.extract.reading import Found
from pipeline.extract.signs.definitional import defines, is_glossary, tells
from pipeline.extract.signs.headwords import is_ordered, is_title
from pipeline.extract.signs.speaking import begins, is_advert, matches, speaks

# Fewer entries show no habit, and so many that none of them has a thing says something.
LEAST = 3
SHOWN = 5
# So few inside the list are exceptions; from so many on it is what they do.
RARE = 0.12
USUAL = 0.75
_FARTHEST = 6
_OPENING = 160
_WORDS = 3
_ENDS = frozenset(".…)")


def limits(
    document: Document, entries: Sequence[Found], habit: Habit
) -> tuple[int, int, list[int]]:
    """From which entry on and up to which they are the list: those at its ends that break its
    habit are the page. And which of those inside are adverts, out of its order.
    """
    text = document.text
    heads = [
        text[found.headword.start : found.headword.end] if found.headword else None
        for found in entries
    ]
    keys = [letters(head) if head else "" for head in heads]
    begin, end = _core(keys)
    is_list = is_ordered(keys[begin:end])
    most = _most(len(entries))
    first, last = 0, len(entries)
    while first < most and first + SHOWN < last:
        is_out = is_list and first < begin and _is_after(heads, first, begin)
        body = paragraphs_of(text, entries[first])
        if not _is_page(heads[first], body, habit, is_out=is_out):
            break
        first += 1
    while len(entries) - last < most and first + SHOWN < last:
        is_out = is_list and last > end and _is_after(heads, end - 1, last - 1)
        body = paragraphs_of(text, entries[last - 1])
        is_closed = _closes(paragraphs_of(text, entries[last - 2]))
        if not _is_page(heads[last - 1], body, habit, is_out=is_out, is_closed=is_closed):
            break
        last -= 1
    suspects = set(_misplaced(keys, first, last)) if is_list else set()
    if habit.finished > USUAL:
        suspects.update(_unfinished(text, entries, first, last))
    return first, last, [at for at in sorted(suspects) if _is_advert(text, entries[at])]


def _misplaced(keys: Sequence[str], first: int, last: int) -> list[int]:
    """The entries of an ordered list that stand out of its order, between two that keep it."""
    return [
        at
        for at in range(first + 1, last - 1)
        if not keys[at - 1] <= keys[at] <= keys[at + 1] and keys[at - 1] <= keys[at + 1]
    ]


def _is_after(heads: Sequence[str | None], at: int, other: int) -> bool:
    """Whether a headword comes after another in the alphabet, letter by letter and word by word
    (`À vue` stands before `Arquée` in one of them).
    """
    one, two = heads[at] or "", heads[other] or ""
    by_words = [letters(word) for word in one.split()] > [letters(word) for word in two.split()]
    return by_words and letters(one) > letters(two)


def _unfinished(text: str, entries: Sequence[Found], first: int, last: int) -> list[int]:
    """The entries whose first line ends without a full stop, where most do with one."""
    return [
        at
        for at in range(first, last)
        if entries[at].senses
        and entries[at].senses[0]
        and text[entries[at].senses[0][0].end - 1] not in _ENDS
    ]


def _is_advert(text: str, found: Found) -> bool:
    """Whether its first line, from the headword on, calls the reader."""
    body = next((span for sense in found.senses for span in sense), None)
    start = found.headword.start if found.headword else None
    if body is None or start is None:
        return False
    return is_advert(text[start : body.end], is_usual=True)


def _most(entries: int) -> int:
    """How many entries at either end may be the page."""
    return max(1, min(_FARTHEST, entries // 3))


def _core(keys: Sequence[str]) -> tuple[int, int]:
    """The stretch of the headwords that is best in order, a few at either end left out."""
    rising = [0, *accumulate(a <= b for a, b in pairwise(keys))]
    most = _most(len(keys))

    def share(cut: tuple[int, int]) -> tuple[float, int]:
        start, stop = cut
        pairs = stop - start - 1
        return (rising[stop - 1] - rising[start]) / pairs if pairs > 0 else 0.0, pairs

    cuts = product(range(most + 1), range(len(keys) - most, len(keys) + 1))
    return max((cut for cut in cuts if cut[1] - cut[0] >= LEAST), key=share)


def _closes(body: Sequence[Paragraph]) -> bool:
    """Whether a letter ends behind a definition."""
    return any(begins(one.text, "closes") for one in body[1:])


def _is_page(
    head: str | None,
    body: Sequence[Paragraph],
    habit: Habit,
    *,
    is_out: bool,
    is_closed: bool = False,
) -> bool:
    """Whether an entry at an end of the list is none: several signs have to say so. `is_closed`: a
    letter ends before it.
    """
    opening = body[0].text[:_OPENING] if body else ""
    signs = [is_out, is_closed]
    if head is not None:
        signs += [
            begins(f"{head} :", "closes"),
            matches(head, "dated") or begins(head, "asks"),
            matches(head, "speaks") or matches(head, "contact") or is_glossary(head),
        ]
    if body:
        is_calling = opening.endswith("!") or "?" in opening
        signs += [
            (is_calling and habit.asking < RARE) or matches(opening, "contact"),
            speaks(opening) and habit.speaking < RARE,
            not body[0].is_finished and habit.finished > USUAL,
            tells(opening)
            or (not body[0].is_finished and not defines(opening, head or "", _WORDS)),
            any(is_title(one.text) for one in body),
        ]
    least = 1 if head is None else 2
    return sum(signs) >= least
