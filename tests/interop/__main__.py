"""Put the table of what other programs read into README.md: `python -m tests.interop`.

It is made of what the last whole run of `make test-interop` found right. Where a program was
skipped, or its tests failed, the page stays as it is, and that is said.
"""

from __future__ import annotations

import sys

from pipeline.errors import GlossographError
from pipeline.files import read_json, write_text
from tests.conftest import PROJECT

from .table import RESULTS, Table, replaced


def main() -> int:
    """Rewrite the table; 0 also where there was nothing to rewrite it from."""
    page = PROJECT / "README.md"
    try:
        table = read_json(RESULTS, Table, made_by="test-interop")
        if table.missing:
            sys.stderr.write(f"The table in {page.name} stays: no {', no '.join(table.missing)}.\n")
            return 0
        old = page.read_text(encoding="utf-8")
        new = replaced(old, table.text(), where=str(page))
    except GlossographError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if new != old:
        write_text(page, new)
        sys.stdout.write(f"The table in {page.name} is new; commit it.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
