"""The table of what other programs read, as it stands in README.md between two marks.

The tests put into it what a program said, once they have found it right; nothing else gets there.
No time and no date stands in it, so that two runs give the same.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from pipeline.errors import StageError

from .census import CONCEPT, Census, labels, links
from .environments import CLIENTS

RESULTS = CLIENTS / "results.json"
BEGIN, END = "<!-- interop:begin -->", "<!-- interop:end -->"
# Every program, in the order of the table; what all are held against comes first.
PROGRAMS = (
    *("our count, by rdflib", "OWLAPI, HermiT", "Jena", "RDF4J", "Raptor", "Oxigraph"),
    *("jsonld.js, N3.js", "skosify", "Annif"),
)
# How many further files are named, where there are no more.
_NAMED = 3
_HEAD = "| program | version | read | concepts | labels | links | found right |"


class Row(Struct):
    """What one program said. `files` and `shown` in the order in which it was found right."""

    version: str = ""
    files: list[str] = []
    concepts: int = 0
    labels: int = 0
    links: int | None = None
    shown: list[str] = []


class Table(Struct):
    """The rows by program."""

    rows: dict[str, Row] = field(default_factory=dict)

    def row(self, program: str) -> Row:
        """The row of a program; raises KeyError where PROGRAMS does not name it."""
        if program not in PROGRAMS:
            raise KeyError(program)
        return self.rows.setdefault(program, Row())

    def read(
        self, program: str, version: str, *files: Path, census: Census, linked: bool = True
    ) -> None:
        """Say that this version of a program read these files, and what it counted.

        The counts are of the first call. `linked`: whether it counts links at all.
        """
        row = self.row(program)
        if not row.files:
            row.version = version
            row.concepts, row.labels = census[CONCEPT], labels(census)
            row.links = links(census) if linked else None
        row.files += [path.name for path in files if path.name not in row.files]

    def shows(self, program: str, what: str) -> None:
        """Say that something beyond the counts was found right."""
        self.row(program).shown.append(what)

    @property
    def missing(self) -> list[str]:
        """The programs that said nothing."""
        return [name for name in PROGRAMS if name not in self.rows]

    def text(self) -> str:
        """The table in Markdown."""
        rows = [_line(name, self.rows[name]) for name in PROGRAMS if name in self.rows]
        return "\n".join([_HEAD, "|---|---|---|--:|--:|--:|---|", *rows])


def _line(name: str, row: Row) -> str:
    counted = "–" if row.links is None else str(row.links)
    cells = [name, row.version, _files(row.files), str(row.concepts), str(row.labels), counted]
    return f"| {' | '.join([*cells, '; '.join(row.shown)])} |"


def _files(names: list[str]) -> str:
    """The files in few words: the first name with all its endings, then the others."""
    stem = names[0].rpartition(".")[0]
    family = [name for name in names if name.rpartition(".")[0] == stem]
    others = [name for name in names if name not in family]
    words = [f"`{family[0]}`", *(f"`{name.removeprefix(stem)}`" for name in family[1:])]
    if len(others) > _NAMED:
        return f"{' '.join(words)} and {len(others)} other files"
    return ", ".join([" ".join(words), *(f"`{name}`" for name in others)])


def replaced(page: str, table: str, *, where: str) -> str:
    """The page with the table between its marks.

    Raises StageError where the page does not have each mark once, the first first.
    """
    before, begun, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended or BEGIN in rest or END in before + after:
        raise StageError(
            f"the page needs {BEGIN} and {END} once each",
            where=where,
            remedy="put the two marks back where the table belongs",
        )
    return f"{before}{BEGIN}\n{table}\n{END}{after}"
