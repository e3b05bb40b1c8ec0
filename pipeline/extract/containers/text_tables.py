"""Tables drawn in plain text: pipe tables of Markdown, grid and simple tables of reST, columns set
off by blanks. The text stays as it is: lines become cells, what draws them is markup.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from pipeline.extract.document import Line, Role
from pipeline.model import Span

# Of Markdown, and with `+` where columns meet, of Org and of consoles.
_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:[|+][ \t]*:?-{2,}:?[ \t]*)*\|?")
_BORDER = re.compile(r"\+(?:[-=:]{2,}\+)+")
_RUNS = re.compile(r"={2,}(?:[ \t]+={2,})+|-{3,}(?:[ \t]+-{3,})+")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ALIGNED = re.compile(r"(?P<first>\S(?:[^\r\n]{0,100}?\S)??) {2,}(?=\S)")
# What no table does without; each begins with what is found fast.
_RULES = re.compile(r"(?:==|--)[ \t]+(?:==|--)")
_COLUMNS = re.compile(r"  (?<=\S  ) *\S")
_FIRST_WORDS = 8
_ROWS = 3
_LINES_OF_A_ROW = 12
_INDENT = 300


class _Table(Struct):
    """The cells of the tables found so far, and what draws them."""

    text: str
    cells: list[Line]
    markup: list[Span]
    row: int = 0

    def add(self, start: int, end: int, column: int, role: Role) -> None:
        """Add the cell that stands at `[start, end)`: its lines apart where `<br>` divides it."""
        raw = self.text[start:end]
        begin = 0
        for match in [*_BREAK.finditer(raw), None]:
            stop = match.start() if match else len(raw)
            piece = raw[begin:stop]
            words = piece.strip()
            if words:
                at = start + begin + len(piece) - len(piece.lstrip())
                self.cells.append(
                    Line(at, at + len(words), words, role, level=column, row=self.row)
                )
            if match:
                self.markup.append(Span(start + match.start(), start + match.end()))
                begin = match.end()

    def mark(self, start: int, end: int) -> None:
        """Note what only draws the table."""
        self.markup.append(Span(start, end))


def with_tables(text: str, lines: list[Line], markup: list[Span]) -> list[Line]:
    """The lines of a text, those of tables as cells; what draws the tables is added to `markup`,
    which is left sorted. Linear in the text.
    """
    if not _may_hold_tables(text):
        return lines
    table = _Table(text, [], [])
    found: list[Line] = []
    for block in _joined(text, _blocks(text, lines)):
        read = len(block) > 1 and (
            _pipes(table, block)
            or _grid(table, block)
            or _simple(table, block)
            or _aligned(table, block)
        )
        if read:
            found += sorted(table.cells, key=lambda line: line.start)
            table.cells = []
        else:
            found += block
    if table.markup:
        markup[:] = sorted({*markup, *table.markup})
    return found


def _may_hold_tables(text: str) -> bool:
    """Whether there are bars, borders, or columns set off by blanks: cheap."""
    if "|" in text or ("+" in text and "+-" in text):
        return True
    if (("=" in text and "==" in text) or "--" in text) and _RULES.search(text):
        return True
    return "  " in text and _COLUMNS.search(text) is not None


def _blocks(text: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines with no blank line between."""
    block: list[Line] = []
    for line in lines:
        if block:
            between = text[block[-1].end : line.start]
            if max(between.count("\n"), between.count("\r")) > 1:
                yield block
                block = []
        block.append(line)
    if block:
        yield block


def _joined(text: str, blocks: Iterator[list[Line]]) -> Iterator[list[Line]]:
    """The blocks, with single rows of columns set off by blanks put together."""
    held: list[Line] = []
    second = -1
    for block in blocks:
        place = _second(text, block[0]) if len(block) <= _LINES_OF_A_ROW else None
        if held and place is not None and place == second:
            held += block
            continue
        if held:
            yield held
        held, second = block, -1 if place is None else place
    if held:
        yield held


def _second(text: str, line: Line) -> int | None:
    """Where the second column begins on a line, if there is one."""
    if "  " not in line.text or line.role != "text":
        return None
    match = _ALIGNED.match(line.text)
    if match is None or len(match["first"].split()) > _FIRST_WORDS:
        return None
    return _column(text, line) + match.end()


def _keep(table: _Table, lines: Sequence[Line]) -> None:
    table.cells += lines


def _pipes(table: _Table, block: Sequence[Line]) -> bool:
    """A head, a rule and rows; or rows that begin and end with a bar."""
    rule = next(
        (i for i, line in enumerate(block) if line.text[0] in "|:-" and _is_rule(line.text)), None
    )
    if rule is not None and rule > 0 and "|" in block[rule - 1].text:
        first = rule - 1
    else:
        barred = [line.text.startswith("|") and line.text.endswith("|") for line in block]
        first = barred.index(True) if True in barred else len(block)
        counts = {line.text.count("|") for line in block[first:]}
        if sum(barred) < 2 or not all(barred[first:]) or len(counts) > 1 or counts == {2}:
            return False
        rule = None
    _keep(table, block[:first])
    for index in range(first, len(block)):
        line = block[index]
        if rule is not None and _is_rule(line.text):
            table.mark(line.start, line.end)
            continue
        if "|" not in line.text:
            _keep(table, block[index:])
            break
        table.row += 1
        bars = _bars(line.text)
        for bar in bars:
            table.mark(line.start + bar, line.start + bar + 1)
        edges = [*([] if 0 in bars else [-1]), *bars, len(line.text)]
        for column, (left, right) in enumerate(itertools.pairwise(edges)):
            role: Role = "header" if index == first and rule is not None else "cell"
            table.add(line.start + left + 1, line.start + right, column, role)
    return True


def _is_rule(words: str) -> bool:
    return ("|" in words or "+" in words) and _RULE.fullmatch(words) is not None


def _bars(words: str) -> list[int]:
    """Where bars stand that divide cells: not behind a backslash, not inside a code span."""
    bars = []
    is_code = False
    closes = words.count("`") % 2 == 0
    for index, char in enumerate(words):
        if char == "`" and closes:
            is_code = not is_code
        elif char == "|" and not is_code and words[index - 1 : index] != "\\":
            bars.append(index)
    return bars


def _grid(table: _Table, block: Sequence[Line]) -> bool:
    """Cells between `+---+` borders, of several lines each; `+===+` closes the head."""
    borders = [i for i, line in enumerate(block) if _BORDER.fullmatch(line.text)]
    if len(borders) < 2:
        return False
    first, last = borders[0], borders[-1]
    if any(line.text[0] not in "+|" for line in block[first : last + 1]):
        return False
    edges = [i for i, char in enumerate(block[first].text) if char == "+"]
    is_head = any("=" in block[index].text for index in borders[1:])
    _keep(table, block[:first])
    for line in block[first : last + 1]:
        if _BORDER.fullmatch(line.text):
            table.mark(line.start, line.end)
            table.row += 1
            is_head = is_head and "=" not in line.text
            continue
        inner = [edge for edge in edges if line.text[edge : edge + 1] in ("|", "+")]
        for edge in inner:
            table.mark(line.start + edge, line.start + edge + 1)
        role: Role = "header" if is_head else "cell"
        # Where a bar is missing, what stands outside is a cell all the same.
        bounds = [-1, *inner, len(line.text)]
        for left, right in itertools.pairwise(bounds):
            column = edges.index(left) if left in edges else 0
            table.add(line.start + left + 1, line.start + right, column, role)
    _keep(table, block[last + 1 :])
    return True


def _simple(table: _Table, block: Sequence[Line]) -> bool:
    """Columns below runs of `===` (reST) or `---` (Pandoc); a row that leaves its first column
    empty goes on with the one above.
    """
    rules = [i for i, line in enumerate(block) if _RUNS.fullmatch(line.text)]
    if not rules:
        return False
    is_rest = block[rules[0]].text[0] == "="
    if is_rest and len(rules) < 2:
        return False
    first = rules[0] if is_rest else max(0, rules[0] - 1)
    last = rules[-1] if len(rules) > 1 else len(block) - 1
    head = rules[1] if is_rest and len(rules) > 2 else rules[0] if not is_rest else -1
    rule = block[rules[0]]
    offset = _column(table.text, rule)
    starts = [offset + run.start() for run in re.finditer(r"[=-]+", rule.text)]
    _keep(table, block[:first])
    for index in range(first, last + 1):
        line = block[index]
        if _RUNS.fullmatch(line.text):
            table.mark(line.start, line.end)
            continue
        role: Role = "header" if index < head else "cell"
        _add_columns(table, line, starts, role)
    _keep(table, block[last + 1 :])
    return True


def _aligned(table: _Table, block: Sequence[Line]) -> bool:
    """Two columns, the second of which begins at the same place in three lines and more."""
    if sum("  " in line.text for line in block) < _ROWS:
        return False
    text = table.text
    places = [(_column(text, line), _second(text, line)) for line in block]
    ends = Counter(end for _, end in places if end is not None)
    if not ends:
        return False
    second, count = ends.most_common(1)[0]
    first = min(offset for offset, end in places if end == second)
    fits = [
        end == second or (offset == second and index > 0)
        for index, (offset, end) in enumerate(places)
    ]
    if count < _ROWS or not all(fits):
        return False
    for line in block:
        _add_columns(table, line, [first, second], "cell")
    return True


def _column(text: str, line: Line) -> int:
    """How many characters stand before a line on its line of the text, as far as it matters."""
    first = max(0, line.start - _INDENT)
    ends = (text.rfind(end, first, line.start) for end in "\n\r")
    return line.start - 1 - max(*ends, first - 1)


def _add_columns(table: _Table, line: Line, starts: Sequence[int], role: Role) -> None:
    """Add the cells of a line that begin at `starts`, counted from the beginning of its line."""
    offset = _column(table.text, line)
    if offset < starts[1]:
        table.row += 1
    elif offset >= starts[-1] and _goes_on(table, len(starts) - 1):
        # Nothing but blanks stand between: the cell is one stretch.
        above = table.cells[-1]
        table.cells[-1] = structs.replace(
            above, end=line.end, text=table.text[above.start : line.end]
        )
        return
    edges = [*(max(0, start - offset) for start in starts), len(line.text)]
    for column, (left, right) in enumerate(itertools.pairwise(edges)):
        if left < right:
            table.add(line.start + left, line.start + right, column, role)


def _goes_on(table: _Table, column: int) -> bool:
    return bool(table.cells) and (table.cells[-1].row, table.cells[-1].level) == (table.row, column)
