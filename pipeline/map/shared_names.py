"""The entries that bear one name, by what shows it: each a reason to make them one concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.map.reading import EntryReading
from pipeline.map.translation import Translation, in_words
from pipeline.map.words import acronym_key, is_english, key

# A variant ("carte d'empathie" for "carte d'empathie client") may be a wider term, so it joins
# nothing by itself.
_JOINING = ("headword", "expansion", "equivalent")


class SharedNames:
    """`users`: how entries share a name (what a text states, an acronym, a headword alone, one
    definition repeated, a translation) and which entries, the surest kind first.
    """

    def __init__(self, readings: Sequence[EntryReading]) -> None:
        self.expansions: dict[str, set[str]] = defaultdict(set)
        stated: dict[str, dict[str, None]] = defaultdict(dict)
        acronyms: dict[str, dict[str, None]] = defaultdict(dict)
        headwords: dict[str, dict[str, None]] = defaultdict(dict)
        named: dict[str, dict[str, None]] = defaultdict(dict)
        for reading in readings:
            entry = reading.entry.id
            for fact in reading.names:
                if fact.role == "acronym":
                    acronyms[acronym_key(fact.text)][entry] = None
                elif fact.role in _JOINING:
                    name = key(fact.text)
                    named[name][entry] = None
                    (headwords if fact.role == "headword" else stated)[name][entry] = None
                    if fact.role == "expansion":
                        self.expansions[entry].add(name)
        # Where one text states the name, all who bear it are joined by what is stated.
        self.users: list[tuple[str, list[str]]] = [
            ("stated", list(named[name])) for name in stated if len(named[name]) > 1
        ]
        self.users += [("acronym", list(users)) for users in acronyms.values() if len(users) > 1]
        self.users += [
            ("headword", list(users))
            for name, users in headwords.items()
            if name not in stated and len(users) > 1
        ]
        self.users += [("repeated", users) for users in _repeated(readings) if len(users) > 1]
        self.users += [("translated", users) for users in _translated(readings) if len(users) > 1]

    def of(self, entry: str) -> set[str]:
        """The keys of the expansions that an entry gives."""
        return set(self.expansions[entry])


def _repeated(readings: Sequence[EntryReading]) -> list[list[str]]:
    """The entries without a headword that have one definition, to the letter."""
    found: dict[str, list[str]] = defaultdict(list)
    for reading in readings:
        if reading.entry.headword is None and reading.sentences:
            text = " ".join(word for s in reading.sentences for word in s.text.split())
            found[text].append(reading.entry.id)
    return list(found.values())


def _translated(readings: Sequence[EntryReading]) -> list[list[str]]:
    """The entries of which one is called in English what another is called in French, word by word,
    in names of two words or more.
    """
    translation = Translation(readings)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for reading in readings:
        for fact in reading.names:
            if fact.role in _JOINING and len(fact.text.split()) > 1:
                # A French source may well head an entry with an English name.
                english = fact.lang == "en" or is_english(fact.text)
                name = translation.french(fact.text) if english else in_words(fact.text)
                found[name][reading.entry.id] = None
    return [list(users) for users in found.values()]
