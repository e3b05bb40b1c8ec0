"""What is usual in a PDF: the size of its text, its leading, the edges of its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.containers.pdf.hyphens import SOFT, Hyphens
from pipeline.extract.containers.pdf.layout import Region, Segment

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
# A heading in bold is larger than the text by this.
BOLDER = 1.04
# In ems: the distance of lines, and what is too wide for it unless sentences run on.
_TIGHT = 1.25
_WIDE = 1.6


class Shape:
    """What is usual in a document: the size of its text, its leading, the edges of its columns, how
    it marks the first line of a paragraph.
    """

    def __init__(self, flow: Sequence[Region]) -> None:
        sizes: Counter[float] = Counter()
        leadings: dict[float, Counter[float]] = {}
        inside: dict[float, Counter[float]] = {}
        ends: dict[tuple[int, tuple[int, int]], list[float]] = {}
        self.edges: dict[tuple[int, tuple[int, int]], tuple[float, float]] = {}
        for region in flow:
            segments = [segment for row in region.rows for segment in row]
            for segment in segments:
                sizes[segment.size] += len(segment.text)
            for above, below in pairwise(region.rows):
                if above[0].size == below[0].size:
                    gap = round(2 * (above[0].base - below[0].base)) / 2
                    size = above[0].size
                    leadings.setdefault(size, Counter())[gap] += 1
                    if below[0].text[0].islower():
                        inside.setdefault(size, Counter())[gap] += 1
            self._widen(region, segments)
            ends.setdefault((region.page % 2, region.column), []).extend(
                row[-1].x1 for row in region.rows
            )
        self.body = max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0
        self.leading = {
            size: _leading(size, gaps, inside.get(size, Counter()))
            for size, gaps in leadings.items()
        }
        # Columns whose right edge no line shows.
        self.guessed: set[tuple[int, tuple[int, int]]] = set()
        for region in flow:
            self._even(region, ends[region.page % 2, region.column])
        larger = sorted({size for size in sizes if size > BOLDER * self.body}, reverse=True)
        self.level = {size: min(6, rank) for rank, size in enumerate(larger, start=1)}
        self.hyphens = Hyphens(
            plain(segment.text) for region in flow for row in region.rows for segment in row
        )
        self.is_hanging = self._hangs(flow)
        # The first row of the first table.
        self.heads: dict[int, list[Segment]] = {}

    def _widen(self, region: Region, segments: Sequence[Segment]) -> None:
        # Left and right pages may have other margins.
        key = (region.page % 2, region.column)
        low, high = self.edges.get(key, (float("inf"), float("-inf")))
        self.edges[key] = (
            min(low, *(segment.x0 for segment in segments)),
            max(high, *(segment.x1 for segment in segments)),
        )

    def _even(self, region: Region, ends: Sequence[float]) -> None:
        """Where few lines reach the right edge of a page's one column, none of them may be full:
        then the margin is taken to be that on the left.
        """
        key = (region.page % 2, region.column)
        left, right = self.edges[key]
        near = sum(right - end < 1.5 * self.body for end in ends)
        if region.column == (0, 1) and near < max(3, 0.2 * len(ends)):
            self.edges[key] = (left, max(right, region.width - left))
            self.guessed.add(key)

    def _hangs(self, flow: Sequence[Region]) -> bool:
        """Whether the lines behind the first of a paragraph are indented, not the first."""
        both = neither = 0
        for region in flow:
            left, _ = self.edges[region.page % 2, region.column]
            indents = [row[0].x0 - left > 0.8 * row[0].size for row in region.rows]
            both += sum(a and b for a, b in pairwise(indents))
            neither += sum(not a and not b for a, b in pairwise(indents))
        return both > neither

    def usual(self, size: float) -> float:
        """The distance of two lines of a paragraph of this size."""
        return self.leading.get(size, 1.2 * size)


def _leading(size: float, gaps: Counter[float], inside: Counter[float]) -> float:
    """The distance of two lines of a paragraph: the least that is not rare. Where hardly any line
    behind it goes on with a sentence, it is the distance of paragraphs of one line.
    """
    often = max(gaps.values())
    usual = min(
        (gap for gap, count in gaps.items() if gap >= 0.9 * size and 10 * count >= often),
        default=_TIGHT * size,
    )
    if usual > _WIDE * size and inside[usual] < 0.15 * gaps[usual]:
        return _TIGHT * size
    return usual


def plain(text: str) -> str:
    """The text with its ligatures as letters, without soft hyphens but the one that ends it."""
    if SOFT in text[:-1]:
        text = text[:-1].replace(SOFT, "") + text[-1]
    return _LIGATURE.sub(lambda match: _LIGATURES[match.group()], text)
