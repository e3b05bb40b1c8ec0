"""Which form of an answer a client prefers: the header Accept of RFC 9110, section 12.5.1."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Weights: RFC 9110, 12.4.2. Parameters of the media type itself make no difference here.
_WEIGHT = re.compile(r";\s*q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)
# A header that is longer is none that a client means.
_LONGEST = 4096


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The media type among `offered` that `accept` gives the highest weight, or None.

    Of two with the same weight the one that is offered first is taken; no header accepts all.
    """
    ranges = _ranges(accept[:_LONGEST]) or {"*/*": 1.0}
    best = max(offered, key=lambda media: _weight(media, ranges), default=None)
    return best if best is not None and _weight(best, ranges) > 0 else None


def _ranges(accept: str) -> dict[str, float]:
    """The weight of each media range."""
    ranges: dict[str, float] = {}
    for part in accept.split(","):
        media, _, parameters = part.partition(";")
        name = media.strip().lower()
        if not name:
            continue
        found = _WEIGHT.search(f";{parameters}")
        ranges[name] = max(float(found[1]) if found else 1.0, ranges.get(name, 0.0))
    return ranges


def _weight(media: str, ranges: dict[str, float]) -> float:
    """The weight of a media type: the most specific range that names it decides."""
    for name in (media, f"{media.partition('/')[0]}/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0
