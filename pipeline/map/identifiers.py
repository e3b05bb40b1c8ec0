"""ontology/identifiers.csv: every IRI ever minted, keyed by entry, never by label."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from slugify import slugify

from pipeline.errors import ConfigurationError

PATH = Path("ontology/identifiers.csv")
_RESTORE = "restore the last commit's file"
_COLUMNS = ["key", "slug", "label"]


class Identifiers:
    """`rows`: key (an entry id, or `concept:<slug>` for the trunk of the tree) -> slug; `labels`:
    slug -> the preferred label that its concept bore last, for the day it is gone.

    A slug, once minted, stays with its first key for ever and is never given to another concept.
    """

    def __init__(self, rows: Mapping[str, str], labels: Mapping[str, str] | None = None) -> None:
        self.rows = dict(rows)
        self.labels = dict(labels or {})
        self._minted = {slug: rank for rank, slug in enumerate(dict.fromkeys(rows.values()))}

    def reserve(self, key: str, slug: str, label: str) -> None:
        """Record a slug that is not minted here (a top concept's)."""
        self.rows.setdefault(key, slug)
        self.labels[slug] = label
        self._minted.setdefault(slug, len(self._minted))

    def slug_for(self, keys: Sequence[str], name: str, taken: Collection[str]) -> str:
        """The slug of the concept made of the entries `keys`, minted from `name` if it has none.

        Where the entries had several, the one minted first that no other concept has `taken` wins
        (a merge, a split). New entries take the slug of their concept; old ones keep the row they
        have, unless another concept has taken what stands there.
        """
        known = {self.rows[k] for k in keys if k in self.rows and self.rows[k] not in taken}
        slug = min(known, key=self._minted.__getitem__) if known else self._mint(name)
        for key in keys:
            if self.rows.get(key, slug) in taken:
                self.rows[key] = slug
            self.rows.setdefault(key, slug)
        self.labels[slug] = name
        return slug

    def gone(self, in_use: Mapping[str, str], waiting: Collection[str]) -> dict[str, str]:
        """Slugs that no concept bears any more -> the slug of the concept that has their entries,
        or empty where none has.

        `in_use`: entry id -> slug of its concept now; `waiting`: entries that make no concept only
        because nobody was asked, whose slugs are not gone.
        """
        current = set(in_use.values())
        lost: dict[str, str] = {}
        kept: set[str] = set()
        for key, slug in self.rows.items():
            if slug in current or key.startswith("concept:"):
                continue
            lost[slug] = lost.get(slug) or in_use.get(key, "")
            if key in waiting and key not in in_use:
                kept.add(slug)
        return {slug: to for slug, to in lost.items() if to or slug not in kept}

    def _mint(self, name: str) -> str:
        base = slugify(name) or "concept"
        slug, number = base, 1
        while slug in self._minted:
            number += 1
            slug = f"{base}-{number}"
        self._minted[slug] = len(self._minted)
        return slug

    def as_csv(self) -> str:
        """The file's text: rows in the order they were minted."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for key, slug in self.rows.items():
            writer.writerow([key, slug, self.labels[slug]])
        return buffer.getvalue()


def load_identifiers(project: Path) -> Identifiers:
    """Read the file; an absent one is that of a new vocabulary.

    Raises ConfigurationError, with the line, where the file is not UTF-8, a row is not a key, a
    slug and a label, or a key stands twice.
    """
    path = project / PATH
    if not path.exists():
        return Identifiers({})
    rows: dict[str, str] = {}
    labels: dict[str, str] = {}
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"not UTF-8 at byte {error.start}", where=PATH.as_posix(), remedy=_RESTORE
        ) from None
    for number, row in enumerate(csv.reader(text.splitlines()), start=1):
        where = f"{PATH.as_posix()}:{number}"
        if number == 1 and row == _COLUMNS:
            continue
        if len(row) != len(_COLUMNS) or not all(row) or number == 1:
            raise ConfigurationError("not a key, a slug and a label", where=where, remedy=_RESTORE)
        key, slug, label = row
        if key in rows:
            raise ConfigurationError(
                f"the key `{key}` stands twice", where=where, remedy="keep the first row"
            )
        rows[key], labels[slug] = slug, label
    return Identifiers(rows, labels)
