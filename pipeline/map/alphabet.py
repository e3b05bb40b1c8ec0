"""The alphabetical order of a list, where its known headwords show one: a filter for lost ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.map.reading import EntryReading
from pipeline.map.words import fold

# So many known headwords, in order, show that a list is alphabetical.
_FEWEST = 3


class Order:
    """Which names may stand where. A list in which a headword is out of order tells nothing."""

    def __init__(self, readings: Sequence[EntryReading]) -> None:
        self._bounds: dict[str, tuple[str, str]] = {}
        self._lists: set[str] = set()
        by_source: dict[str, list[EntryReading]] = defaultdict(list)
        for reading in readings:
            by_source[reading.entry.source].append(reading)
        for source, entries in by_source.items():
            known = [[_letters(fact.text) for fact in entry.names] for entry in entries]
            if _is_ordered([names for names in known if names]):
                self._lists.add(source)
                self._bound(entries, known)

    def is_alphabetical(self, source: str) -> bool:
        """Whether the known headwords of a source show an alphabetical order."""
        return source in self._lists

    def fits(self, entry: str, name: str) -> bool:
        """Whether a name may head an entry: always, where its list shows no order."""
        low, high = self._bounds.get(entry, ("", ""))
        return low <= _letters(name) and (not high or _letters(name) <= high)

    def _bound(self, entries: Sequence[EntryReading], known: Sequence[Sequence[str]]) -> None:
        low = ""
        for entry, names in zip(entries, known, strict=True):
            self._bounds[entry.entry.id] = (low, "")
            low = max(low, min(names)) if names else low
        high = ""
        for entry, names in zip(reversed(entries), reversed(known), strict=True):
            self._bounds[entry.entry.id] = (self._bounds[entry.entry.id][0], high)
            if names:
                high = min(high or max(names), max(names))


def _is_ordered(known: Sequence[Sequence[str]]) -> bool:
    """Whether one name can be taken of each entry so that the names ascend."""
    last = ""
    for names in known:
        later = [name for name in names if name >= last]
        if not later:
            return False
        last = min(later)
    return len(known) >= _FEWEST


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(name)).strip()
