"""From runs of text on pages to lines in reading order: rows, columns, tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise
from statistics import median

from msgspec import Struct

from pipeline.extract.containers.pdf.furniture import Aside, furniture_of

# In ems: what parts words, and what may part columns.
_WORD = 0.17
_SEGMENT = 0.8
_GUTTER = 0.8
_MOST_GUTTERS = 5
_CROSSED = 0.12

# Left, right, baseline, size, bold (0 or 1), text; in points, the origin at the lower left.
Run = tuple[float, float, float, float, int, str]


class Page(Struct):
    """A page as the worker gives it; `slanted` is what does not run as the rest of it does."""

    width: float
    height: float
    runs: list[Run]
    slanted: str = ""


class Segment(Struct):
    """What stands together on a line, without a gap wider than between words. `strong`: how many
    code points at its beginning are bold. `parts`: where its runs begin, each with its left and
    right edge, its index in the text and whether it is bold.
    """

    x0: float
    x1: float
    base: float
    size: float
    text: str
    strong: int = 0
    parts: list[tuple[float, float, int, int]] = []


Row = list[Segment]


class Region(Struct):
    """A column of a page, or a part of one: rows from the top down, between two edges.

    `gutters` part the cells where it is a table; `column` is which column of how many, so that like
    columns of other pages can be found; `width` is that of the page.
    """

    page: int
    rows: list[Row]
    gutters: list[float]
    column: tuple[int, int]
    width: float = 0.0


def flow_of(pages: Sequence[Page]) -> tuple[list[Region], list[Aside]]:
    """The regions of a document in reading order, and its running heads and page numbers."""
    rows = [rows_of(page.runs) for page in pages]
    rows, asides = furniture_of(rows)
    asides += [
        Aside(number, page.slanted, "texte en travers de la page")
        for number, page in enumerate(pages, start=1)
        if page.slanted.strip()
    ]
    asides.sort(key=lambda aside: aside.page)
    gutters = _gutters(rows)
    tabular = {gutter for gutter in _all(gutters) if _is_table(gutter, rows, gutters)}
    regions: list[Region] = []
    for number, (page_rows, page_gutters) in enumerate(zip(rows, gutters, strict=True), start=1):
        text = [gutter for gutter in page_gutters if gutter not in tabular]
        cells = [gutter for gutter in page_gutters if gutter in tabular]
        divided = [[part for s in row for part in _divided(s, page_gutters)] for row in page_rows]
        regions += _regions(number, divided, text, cells)
    for region in regions:
        region.width = pages[region.page - 1].width
    return regions, asides


def rows_of(runs: Sequence[Run]) -> list[Row]:
    """The runs of a page as rows of segments, from the top down; raised signs join their line."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run[2], run[0])):
        if rows and rows[-1][0][2] - run[2] < 0.3 * max(run[3], rows[-1][0][3]):
            rows[-1].append(run)
        else:
            rows.append([run])
    merged: list[list[Run]] = []
    for row in rows:
        if merged and _is_raised(merged[-1], row):
            merged[-1] = [*merged[-1], *row]
        else:
            merged.append(row)
    return [_segments(sorted(row)) for row in merged]


def _is_raised(above: Sequence[Run], below: Sequence[Run]) -> bool:
    """Whether one of two neighbouring rows only holds raised or lowered signs of the other."""
    size_above, size_below = (max(run[3] for run in row) for row in (above, below))
    small, large = (above, below) if size_above < size_below else (below, above)
    size = max(size_above, size_below)
    if min(size_above, size_below) >= 0.8 * size or above[0][2] - below[0][2] >= 0.55 * size:
        return False
    ends = sorted(edge for run in large for edge in run[:2])
    near = 0.4 * size
    for run in small:
        place = bisect_left(ends, run[0] - near)
        if place == len(ends) or ends[place] > run[1] + near:
            return False
    return True


def _segments(runs: Sequence[Run]) -> Row:
    row: Row = []
    size = max(run[3] for run in runs)
    is_leading = True
    for x0, x1, base, own, bold, text in runs:
        last = row[-1] if row else None
        if last is None or x0 - last.x1 > _SEGMENT * size:
            words = text.strip()
            strong = len(words) if bold else 0
            row.append(Segment(x0, x1, base, own, words, strong, [(x0, x1, 0, bold)]))
            is_leading = bool(bold)
            continue
        has_blank = last.text[-1:].isspace() or text[:1].isspace()
        is_apart = x0 - last.x1 > _WORD * size or has_blank
        before = len(last.text)
        last.text += " " if is_apart else ""
        last.parts.append((x0, x1, len(last.text), bold))
        last.text += text.strip()
        last.x1 = max(last.x1, x1)
        if len(text) > before:
            last.size, last.base = own, base
        is_leading = is_leading and bool(bold)
        if is_leading:
            last.strong = len(last.text)
    return [segment for segment in row if segment.text]


def _divided(segment: Segment, gutters: Sequence[float]) -> Row:
    """The segment, in two where a gutter runs between two of its runs: there the gap need not be
    wider than between words.
    """
    for (_, end, _, _), (start, _, index, bold) in pairwise(segment.parts):
        if start - end > _WORD * segment.size and any(end < g < start for g in gutters):
            left, right = segment.text[:index].rstrip(), segment.text[index:]
            parts = [(a, b, at - index, c) for a, b, at, c in segment.parts if at >= index]
            first = Segment(
                segment.x0,
                end,
                segment.base,
                segment.size,
                left,
                min(segment.strong, len(left)),
                [part for part in segment.parts if part[2] < index],
            )
            strong = 0
            if bold:
                strong = next((at - 1 for _, _, at, c in parts if not c), len(right))
            second = Segment(start, segment.x1, segment.base, segment.size, right, strong, parts)
            return [first, *_divided(second, gutters)]
    return [segment]


def _all(gutters: Sequence[Sequence[float]]) -> list[float]:
    return sorted({gutter for page in gutters for gutter in page})


def _gutters(pages: Sequence[Sequence[Row]]) -> list[list[float]]:
    """The middles of the gaps between the columns of each page; like gaps of several pages have one
    value, and a page on which too little stands to tell takes those of the others.
    """
    own = [_page_gutters(rows) for rows in pages]
    known: list[float] = []
    for gutter in sorted(gutter for page in own for gutter in page):
        if not known or gutter - known[-1] > 12:
            known.append(gutter)
    found = []
    for rows, gutters in zip(pages, own, strict=True):
        snapped = {max((k for k in known if k <= gutter), default=gutter) for gutter in gutters}
        if not gutters and len(pages) > 1:
            snapped = {gutter for gutter in known if _is_free(gutter, rows)}
        found.append(sorted(snapped))
    return found


def _is_free(gutter: float, rows: Sequence[Row]) -> bool:
    """Whether a page with little on it may have the gutter of other pages."""
    segments = [segment for row in rows for segment in row]
    crossing = sum(segment.x0 < gutter < segment.x1 for segment in segments)
    return bool(segments) and crossing <= _CROSSED * len(segments)


def _page_gutters(rows: Sequence[Row]) -> list[float]:
    segments = [segment for row in rows for segment in row]
    if len(rows) < 4 or len(segments) == len(rows):
        return []
    left = min(segment.x0 for segment in segments)
    right = max(segment.x1 for segment in segments)
    if not 0 < right - left < 20_000:
        return []
    size = median(segment.size for segment in segments)
    # Lines of text across the page say nothing against columns below them.
    wide = 0.6 * (right - left)
    rows = [row for row in rows if len(row) > 1 or row[0].x1 - row[0].x0 < wide]
    segments = [segment for row in rows for segment in row]
    if len(rows) < 4:
        return []
    covered = _coverage(segments, left, int(right - left) + 2)
    gaps: list[tuple[int, int]] = []
    for place, lines in enumerate(covered):
        if lines <= _CROSSED * len(rows):
            if gaps and gaps[-1][1] == place:
                gaps[-1] = (gaps[-1][0], place + 1)
            else:
                gaps.append((place, place + 1))
    gutters = []
    for start, end in gaps:
        if start == 0 or end >= len(covered) - 1 or end - start < _GUTTER * size:
            continue
        least = min(covered[start:end])
        free = [place for place in range(start, end) if covered[place] == least]
        middle = left + free[len(free) // 2] + 0.5
        before = [s for s in segments if s.x1 <= middle]
        after = [s for s in segments if s.x0 >= middle]
        beside = sum(
            any(s.x1 <= middle for s in row) and any(s.x0 >= middle for s in row) for row in rows
        )
        if len(before) >= 3 and len(after) >= 3 and beside >= min(3, len(rows) // 2):
            gutters.append(round(middle, 1))
    return gutters[:_MOST_GUTTERS]


def _coverage(segments: Sequence[Segment], left: float, width: int) -> list[int]:
    """How many runs stand over each point of the width of a page."""
    steps = [0] * (width + 1)
    for segment in segments:
        for x0, x1, _, _ in segment.parts:
            steps[int(x0 - left)] += 1
            steps[int(x1 - left) + 1] -= 1
    return list(accumulate(steps))[:width]


def _is_table(
    gutter: float, pages: Sequence[Sequence[Row]], gutters: Sequence[Sequence[float]]
) -> bool:
    """Whether what stands on both sides of a gutter belongs together row by row: the left side is
    too short of words to be running text, and each of its lines has one at its side.
    """
    left: list[int] = []
    right: list[int] = []
    beside = 0
    for rows, page in zip(pages, gutters, strict=True):
        if gutter not in page:
            continue
        index = page.index(gutter)
        low = page[index - 1] if index else float("-inf")
        high = page[index + 1] if index + 1 < len(page) else float("inf")
        for row in rows:
            before = [len(s.text.split()) for s in row if low <= s.x0 and s.x1 <= gutter]
            after = [len(s.text.split()) for s in row if gutter <= s.x0 < high]
            left += [sum(before)] if before else []
            right += [sum(after)] if after else []
            beside += bool(before and after)
    if not left or not right or beside < 0.75 * len(left):
        return False
    words, others = median(left), median(right)
    return (
        words <= 3
        or (words <= 4.5 and others >= 1.6 * words)
        or (words <= 7 and others >= 1.6 * words and len(left) <= 0.7 * len(right))
    )


def _regions(
    page: int, rows: Sequence[Row], gutters: Sequence[float], cells: Sequence[float]
) -> list[Region]:
    """The columns of a page, from each line that runs across them to the next."""
    edges = [float("-inf"), *gutters, float("inf")]
    count = len(gutters) + 1
    regions: list[Region] = []

    def spanning(row: Row) -> bool:
        return bool(gutters) and any(s.x0 < gutter < s.x1 for s in row for gutter in gutters)

    for is_spanning, band in groupby(rows, spanning):
        held = list(band)
        if is_spanning:
            regions.append(Region(page, held, [], (0, 1)))
            continue
        for index in range(count):
            low, high = edges[index], edges[index + 1]
            column = [[s for s in row if low <= (s.x0 + s.x1) / 2 < high] for row in held]
            column = [row for row in column if row]
            inside = [cell for cell in cells if low < cell < high]
            for is_table, part in _parts(column, inside):
                regions.append(Region(page, part, inside if is_table else [], (index, count)))
    return regions


def _parts(rows: Sequence[Row], cells: Sequence[float]) -> list[tuple[bool, list[Row]]]:
    """The rows of a column, parted into text and tables: a title or a paragraph runs across cells,
    and its last line stands right under it.
    """
    parts: list[tuple[bool, list[Row]]] = []
    size = median(segment.size for row in rows for segment in row) if rows else 0.0
    above: Row | None = None
    for row in rows:
        crosses = any(s.x0 < cell < s.x1 for s in row for cell in cells)
        is_title = len(row) == 1 and row[0].size > 1.15 * size
        is_tail = (
            above is not None
            and not parts[-1][0]
            and len(row) == 1
            and above[0].base - row[0].base < 1.5 * size
            and abs(above[0].x0 - row[0].x0) < size
            and row[0].size <= 1.15 * size
            and above[0].size == row[0].size
        )
        is_table = bool(cells) and not (crosses or is_title or is_tail)
        if parts and parts[-1][0] == is_table:
            parts[-1][1].append(row)
        else:
            parts.append((is_table, [row]))
        above = row
    return parts
