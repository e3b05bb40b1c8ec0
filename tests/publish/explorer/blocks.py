"""The blocks of an explorer page: read as its scripts read them, and damaged."""

from __future__ import annotations

import re
import zlib

from pipeline.publish.explorer.blocks import DIGITS


def _pattern(name: str) -> re.Pattern[str]:
    opening = (
        rf'<script type="application/octet-stream" id="block-{re.escape(name)}" data-bytes="\d+">'
    )
    return re.compile(f"({opening})([^<]*)(</script>)")


def packed(page: str, name: str) -> bytes:
    """What a block holds, still compressed."""
    found = _pattern(name).search(page)
    assert found is not None, f"the page has no block {name}"
    length = int(re.findall(r'data-bytes="(\d+)"', found[1])[0])
    pairs = zip(found[2][::2], found[2][1::2], strict=True)
    bits = "".join(f"{DIGITS.index(high) * 91 + DIGITS.index(low):013b}" for high, low in pairs)
    return bytes(int(bits[place : place + 8], 2) for place in range(0, 8 * length, 8))


def content(page: str, name: str) -> bytes:
    """What a block holds."""
    return zlib.decompress(packed(page, name), wbits=-15)


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
