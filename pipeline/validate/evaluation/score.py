"""A score: what a build says held against what a gold wants, as figures and as lists."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Item(Struct, frozen=True, order=True, omit_defaults=True):
    """One statement that is wrong, or one fact that is missed: the entry, what is said of it, the
    gold's words, and the words (or the decision) that the build rests on.
    """

    entry: str
    text: str
    quote: str = ""
    basis: str = ""


class Figure(Struct, frozen=True, omit_defaults=True):
    """`right` of `of`, as a share rounded to four places; none where there is nothing to share.

    `wanted` is the share that was asked for.
    """

    right: int
    of: int
    share: float | None = None
    wanted: float | None = None


class Figures(Struct, frozen=True, omit_defaults=True):
    """Precision over what the build says and recall over what the gold wants found.

    The two count different things (an implied fact is right where it is said and not missed where
    it is not), so `precision.right` and `recall.right` may differ. `f1` is their harmonic mean: 0
    where one of them is 0, else none where one of them is none. `stated` is the recall over what
    the gold calls stated, where more than that is wanted; `apart` counts what is listed apart.
    """

    precision: Figure
    recall: Figure
    f1: float | None
    stated: Figure | None = None
    apart: dict[str, int] = {}


class Score(Struct, frozen=True):
    """The figures of one kind, with what is wrong, what is missed, and what counts as neither."""

    figures: Figures
    wrong: list[Item]
    missed: list[Item]
    apart: dict[str, list[Item]]


def figure(right: int, of: int, wanted: float | None = None) -> Figure:
    """A figure with its share."""
    return Figure(right, of, round(right / of, 4) if of else None, wanted)


def score(
    *,
    claims: int,
    wrong: Sequence[Item],
    facts: int,
    missed: Sequence[Item],
    stated: Figure | None = None,
    **apart: Sequence[Item],
) -> Score:
    """The score of `claims`, those in `wrong` being so, and of `facts`, of which some are missed.

    >>> score(claims=4, wrong=[Item("a", "x")], facts=2, missed=[Item("a", "y")]).figures.f1
    0.6
    """
    figures = Figures(
        figure(claims - len(wrong), claims),
        figure(facts - len(missed), facts),
        _harmonic_mean(claims - len(wrong), claims, facts - len(missed), facts),
        stated,
        {name: len(items) for name, items in apart.items()},
    )
    lists = {name: sorted(items) for name, items in apart.items()}
    return Score(figures, sorted(wrong), sorted(missed), lists)


def _harmonic_mean(right: int, claims: int, found: int, facts: int) -> float | None:
    if (claims and not right) or (facts and not found):
        return 0.0
    if not claims or not facts:
        return None
    precision, recall = right / claims, found / facts
    return round(2 * precision * recall / (precision + recall), 4)
