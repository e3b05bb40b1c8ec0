"""Entries as people call them: the title of the source, and the headword."""

from __future__ import annotations

from pipeline.publish.inputs import Build
from pipeline.publish.tables.words import fill, word


class EntryNames:
    """The names of the entries of a build."""

    def __init__(self, build: Build) -> None:
        self._titles = {reading.source.id: reading.source.title for reading in build.readings}
        self._headwords = {
            entry.id: entry.headword.text
            for reading in build.readings
            for entry in reading.entries
            if entry.headword
        }

    def __getitem__(self, entry: str) -> str:
        """The name of an entry, given by its id."""
        source = entry.partition("/")[0]
        headword = self._headwords.get(entry)
        return fill(
            "book",
            "entry",
            title=self._titles.get(source, source),
            headword=word("book", "lost")
            if headword is None
            else fill("book", "headword", text=headword),
        )
