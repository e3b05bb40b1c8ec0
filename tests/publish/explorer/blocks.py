"""The blocks of an explorer page, to be damaged."""

from __future__ import annotations

import re


def _pattern(name: str) -> re.Pattern[str]:
    opening = f'<script type="application/octet-stream" id="block-{re.escape(name)}">'
    return re.compile(f"({re.escape(opening)})([^<]*)(</script>)")


def replaced(page: str, name: str, packed: str) -> str:
    """The page with other text in a block, which must be there."""
    changed, count = _pattern(name).subn(lambda found: found[1] + packed + found[3], page)
    assert count == 1, f"the page has {count} blocks {name}"
    return changed


def removed(page: str, name: str) -> str:
    """The page without a block, which must be there."""
    changed, count = _pattern(name).subn("", page)
    assert count == 1, f"the page has {count} blocks {name}"
    return changed
