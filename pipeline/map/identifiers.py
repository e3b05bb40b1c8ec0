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
# Written since decisions can deprecate; a file without it is read as one in which all are live.
_STATUS = "status"
_DEPRECATED = "deprecated"


class Identifiers:
    """`rows`: key (an entry id, or `concept:<slug>` for a concept without entry) -> slug; `labels`:
    slug -> the preferred label that its concept bore last, for the day it is gone; `deprecated`:
    the slugs that no concept bore at the last build.

    A slug, once minted, stays with its keys for ever and is never given to a concept that has none
    of them.
    """

    def __init__(
        self,
        rows: Mapping[str, str],
        labels: Mapping[str, str] | None = None,
        deprecated: Collection[str] = (),
    ) -> None:
        self.rows = dict(rows)
        self.labels = dict(labels or {})
        self.deprecated = set(deprecated)
        self._minted = {slug: rank for rank, slug in enumerate(dict.fromkeys(rows.values()))}
        self._trunk: set[str] = set()
        self._recorded = set(self._minted)

    def follow(self, moved: Mapping[str, str]) -> None:
        """Give entries that have a new key (old -> new) the slug of their old one as well."""
        for old, new in moved.items():
            if old in self.rows:
                self.rows.setdefault(new, self.rows[old])

    def reserve(self, key: str, slug: str, label: str) -> None:
        """Record a slug that is not minted here (a top concept's)."""
        self.rows.setdefault(key, slug)
        self.labels[slug] = label
        self._minted.setdefault(slug, len(self._minted))
        self._trunk.add(slug)

    def is_minted(self, slug: str) -> bool:
        """Whether a slug was ever given to a concept."""
        return slug in self._minted

    def keys_of(self, slug: str) -> list[str]:
        """The keys recorded for a slug, in the order of their rows."""
        return [key for key, given in self.rows.items() if given == slug]

    def known(self, keys: Sequence[str], taken: Collection[str] = ()) -> str | None:
        """The slug that the entries `keys` have: where there are several that no other concept has
        `taken`, a live one before a deprecated one, then the one minted first.
        """
        found = {self.rows[k] for k in keys if k in self.rows and self.rows[k] not in taken}
        return min(found, key=self._seniority, default=None)

    def seniority(self, keys: Sequence[str]) -> tuple[bool, int]:
        """Sorts groups of keys: the concept minted first comes first, a new one last."""
        slug = self.known(keys)
        return (True, len(self._minted)) if slug is None else self._seniority(slug)

    def slug_for(self, keys: Sequence[str], name: str, taken: Collection[str]) -> str:
        """The slug of the concept made of the entries `keys`, minted from `name` if it has none.

        Where the entries had several (a merge, a split), `known` says which. New entries take the
        slug of their concept; old ones keep the row they have, unless another concept has taken
        what stands there. The slug of a hand-made concept (`concept:<slug>`) is the one in its key.
        """
        slug = self.known(keys, taken)
        if slug is None:
            made = [key.removeprefix("concept:") for key in keys if key.startswith("concept:")]
            slug = next((s for s in made if s not in self._minted), None) or self._free(name)
            self._minted[slug] = len(self._minted)
        for key in keys:
            if self.rows.get(key, slug) in taken:
                self.rows[key] = slug
            self.rows.setdefault(key, slug)
        self.labels[slug] = name
        return slug

    def settle(self, in_use: Mapping[str, str], waiting: Collection[str] = ()) -> dict[str, str]:
        """Close a build: slugs that no concept bears any more -> the slug of the concept that has
        their keys, or empty where none has. They are deprecated; a key whose slug is now another
        concept's moves to its own, or is forgotten where it makes none: should it return alone, it
        must not take the slug away.

        `in_use`: key -> slug of its concept now; `waiting`: entries that make no concept only
        because nobody was asked, whose slugs are not gone.
        """
        current = set(in_use.values()) | self._trunk
        gone: dict[str, str] = {}
        kept: set[str] = set()
        rows: dict[str, str] = {}
        for key, slug in self.rows.items():
            if slug in current:
                if key in in_use:
                    rows[key] = in_use[key]
                elif key == f"concept:{slug}" and slug in self._trunk:
                    rows[key] = slug
                continue
            if slug not in self._recorded:
                # Minted in this build for what nothing placed: it was never published.
                continue
            rows[key] = slug
            gone[slug] = gone.get(slug) or in_use.get(key, "")
            if key in waiting and key not in in_use:
                kept.add(slug)
        gone = {slug: to for slug, to in gone.items() if to or slug not in kept}
        self.rows = rows
        self.deprecated = (self.deprecated - current) | set(gone)
        return gone

    def _seniority(self, slug: str) -> tuple[bool, int]:
        return slug in self.deprecated, self._minted[slug]

    def _free(self, name: str) -> str:
        """A slug made of a name that was never minted."""
        base = slugify(name) or "concept"
        slug, number = base, 1
        while slug in self._minted:
            number += 1
            slug = f"{base}-{number}"
        return slug

    def as_csv(self) -> str:
        """The file's text: rows in the order they were minted."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow([*_COLUMNS, _STATUS])
        for key, slug in self.rows.items():
            status = _DEPRECATED if slug in self.deprecated else ""
            writer.writerow([key, slug, self.labels[slug], status])
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
    deprecated: set[str] = set()
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"not UTF-8 at byte {error.start}", where=PATH.as_posix(), remedy=_RESTORE
        ) from None
    width = len(_COLUMNS)
    for number, row in enumerate(csv.reader(text.splitlines()), start=1):
        where = f"{PATH.as_posix()}:{number}"
        if number == 1 and row in (_COLUMNS, [*_COLUMNS, _STATUS]):
            width = len(row)
            continue
        fields = [*row, ""] if width == len(_COLUMNS) else row
        if len(fields) != len(_COLUMNS) + 1 or not all(fields[:-1]) or number == 1:
            raise ConfigurationError("not a key, a slug and a label", where=where, remedy=_RESTORE)
        key, slug, label, status = fields
        if status not in ("", _DEPRECATED):
            raise ConfigurationError(
                f"unknown status `{status}`",
                where=where,
                remedy=f"leave it empty or write {_DEPRECATED}",
            )
        if key in rows:
            raise ConfigurationError(
                f"the key `{key}` stands twice", where=where, remedy="keep the first row"
            )
        rows[key], labels[slug] = slug, label
        if status:
            deprecated.add(slug)
    return Identifiers(rows, labels, deprecated)
