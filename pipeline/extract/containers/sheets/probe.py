"""Run as a program of its own: a workbook on stdin, opened as its container opens it, and dropped.

The parser holds every cell between the first and the last, and ends its process where memory does,
or where it meets what it never expected: only a process that may end can find that out. Usage:
`python -I probe.py SECONDS BYTES CELLS`; the exit code is 0 where the workbook is safe to open, 3
where a sheet spreads over more cells. Imports nothing of the project.
"""

from __future__ import annotations

import io
import resource
import sys

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum


def main() -> None:
    """Open each visible sheet within the limits."""
    seconds, memory, cells = map(int, sys.argv[1:4])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
            for data in book.sheets_metadata:
                is_visible = data.visible == SheetVisibleEnum.Visible
                if data.typ != SheetTypeEnum.WorkSheet or not is_visible:
                    continue
                sheet = book.get_sheet_by_name(data.name)
                if sheet.start and sheet.end:
                    rows, columns = (
                        last - first + 1 for first, last in zip(sheet.start, sheet.end, strict=True)
                    )
                    # Rows count from the first of the sheet.
                    if (rows + sheet.start[0]) * columns > cells:
                        sys.exit(3)
    except CalamineError:
        return  # what is wrong with it, it says once more


if __name__ == "__main__":
    main()
