"""The rows of a table in a PDF: which lines of its cells belong together."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.containers.pdf.layout import Region, Segment

# Rows are set apart by a hair in some programs; lines differ by less.
_ROW_GAP = 1.1


def table_rows(region: Region) -> list[dict[int, list[Segment]]]:
    """The rows of a table, each its cells by column. What stands in the first column begins a row,
    unless it is the rest of a name that had no room on the line right above.
    """
    gaps = [above[0].base - below[0].base for above, below in pairwise(region.rows)]
    pitch = min(gaps, default=0.0)
    is_spaced = any(gap > _ROW_GAP * pitch for gap in gaps)
    first = [row[0] for row in region.rows if row[0].x1 <= region.gutters[0]]
    right = max((segment.x1 for segment in first), default=0.0)
    rows: list[dict[int, list[Segment]]] = []
    above: Segment | None = None
    for index, row in enumerate(region.rows):
        cells: dict[int, list[Segment]] = {}
        for segment in row:
            column = sum(segment.x0 > gutter for gutter in region.gutters)
            cells.setdefault(column, []).append(segment)
        name = cells[0][0] if 0 in cells else None
        is_rest = (
            name is not None
            and above is not None
            and gaps[index - 1] <= _ROW_GAP * pitch
            and (is_spaced or not name.text[0].isupper())
            and room_in(above, right, name.text) <= 0
        )
        if not rows or (name is not None and not is_rest):
            rows.append(cells)
        else:
            for column, segments in cells.items():
                rows[-1].setdefault(column, []).extend(segments)
        above = name
    return rows


def room_in(segment: Segment, right: float, text: str) -> float:
    """What room a line leaves before an edge, behind the first word of the next, in points."""
    width = (segment.x1 - segment.x0) / max(1, len(segment.text))
    word = text.split(maxsplit=1)[0] if text.split() else ""
    return right - segment.x1 - (len(word) + 1.5) * width
