"""A sheet of concepts (OpenTheso's CSV, our XLSX), as an export."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec import Struct

from pipeline.curate.export import LABEL_KINDS, Export, Node
from pipeline.errors import StageError
from pipeline.vocabulary import Vocabulary, is_web_address

_LINKS = ("skos:broader", "skos:narrower", "skos:related", "rdf:type")
_IRI = "URI"


class _Column(Struct, frozen=True):
    header: str
    name: str
    lang: str


def read_csv(path: Path, vocabulary: Vocabulary, find: Callable[[str], str | None]) -> Export:
    """The concepts of a CSV file, whichever delimiter it has; `find` gives the IRI of the concept
    that has a label.

    Raises StageError where it is not UTF-8, has no column of IRIs, or a cell cannot be read.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StageError(
            f"not UTF-8 at byte {error.start}", where=str(path), remedy="save it as UTF-8"
        ) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    return _Sheet(path, vocabulary, find).read(rows, str(path))


def read_xlsx(path: Path, vocabulary: Vocabulary, find: Callable[[str], str | None]) -> Export:
    """The concepts of the first sheet of a workbook that has a column of IRIs; raises as
    `read_csv` does.
    """
    from python_calamine import CalamineError, load_workbook

    try:
        book = load_workbook(path)
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except CalamineError as error:
        raise StageError(
            f"not readable as XLSX: {error}", where=str(path), remedy="save it as .xlsx again"
        ) from None
    reader = _Sheet(path, vocabulary, find)
    for name, cells in sheets.items():
        rows = [[_cell(value) for value in row] for row in cells]
        if rows and any(column.name == _IRI for column in reader.columns(rows[0])):
            return reader.read(rows, f"{path} [{name}]")
    raise reader.without_iris(str(path))


def _cell(value: object) -> str:
    """A cell as text: a whole number without its decimals, a yes as `true`."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@cache
def _headers() -> dict[str, Any]:
    text = files("pipeline.curate").joinpath("headers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class _Sheet:
    def __init__(
        self, path: Path, vocabulary: Vocabulary, find: Callable[[str], str | None]
    ) -> None:
        self.path, self.vocabulary, self.find = path, vocabulary, find

    def without_iris(self, where: str) -> StageError:
        return StageError(
            "no column holds the IRIs of concepts",
            where=where,
            remedy="head it URI (see pipeline/curate/headers.toml for the other columns)",
        )

    def columns(self, headers: Sequence[str]) -> list[_Column]:
        """The columns in words of SKOS; one that is not understood has no name."""
        known = _headers()["columns"]
        tongues = _headers()["languages"]
        acronym = f"{self.vocabulary.prefix}:acronym"
        found: list[_Column] = []
        for header in headers:
            match = re.fullmatch(r"\s*(.*?)\s*(?:@\s*(\w+)|\(\s*(\w+)\s*\))?\s*", header, re.DOTALL)
            base, lang = (match[1], (match[2] or match[3] or "").casefold()) if match else ("", "")
            name = known.get(base.casefold(), base if re.fullmatch(r"[a-z]+:\w+", base) else "")
            name = "acronym" if name == acronym else name
            found.append(_Column(header, name, tongues.get(lang, lang)))
        return found

    def read(self, rows: Sequence[Sequence[str]], where: str) -> Export:
        """The export; `rows` begin with the headers."""
        columns = self.columns(rows[0]) if rows else []
        if not any(column.name == _IRI for column in columns):
            raise self.without_iris(where)
        export = Export(unread=[c.header for c in columns if not c.name and c.header.strip()])
        for column in columns:
            lang = column.lang or self.vocabulary.language
            is_text = column.name in LABEL_KINDS or column.name == "skos:definition"
            export.carried.add(f"{column.name}@{lang}" if is_text else column.name)
        waiting: list[tuple[str, str, str, str]] = []
        for number, row in enumerate(rows[1:], start=2):
            cells = dict(zip(columns, row, strict=False))
            iri = next((v.strip() for c, v in cells.items() if c.name == _IRI), "")
            if not any(value.strip() for value in row) or "skos:ConceptScheme" in row:
                continue
            if not is_web_address(iri):
                raise StageError(
                    f"`{iri}` is no IRI of a concept",
                    where=f"{where}, row {number}",
                    remedy="give every concept an address that begins with http:// or https://",
                )
            node = export.nodes.setdefault(iri, Node())
            for column, value in cells.items():
                for item in self._values(value, column):
                    if column.name in (*_LINKS, "dcterms:isReplacedBy"):
                        waiting.append((iri, column.name, item, f"{where}, row {number}"))
                    else:
                        self._take(node, column, item)
        labels = {
            text.casefold(): iri
            for iri, node in export.nodes.items()
            for (text, _), kind in node.labels.items()
            if kind == "preferred"
        }
        for iri, name, item, place in waiting:
            self._link(export.nodes[iri], name, item, labels, place)
        export.forget_classes_if_none()
        return export

    def _values(self, cell: str, column: _Column) -> Iterator[str]:
        """The values of a cell; a line break separates names, not the paragraphs of a text."""
        is_names = column.name in (*LABEL_KINDS, *_LINKS)
        pattern = "|".join(_headers()["separators" if is_names else "text_separators"])
        yield from (item.strip() for item in re.split(pattern, cell) if item.strip())

    def _take(self, node: Node, column: _Column, value: str) -> None:
        lang = column.lang or self.vocabulary.language
        if column.name in LABEL_KINDS:
            node.add_label(" ".join(value.split()), lang, LABEL_KINDS[column.name])
        elif column.name == "owl:deprecated":
            node.deprecated = value.casefold() in _headers()["yes"]["words"]
        elif column.name and column.name != _IRI:
            is_text = column.lang or column.name == "skos:definition"
            node.add_text(f"{column.name}@{lang}" if is_text else column.name, value)

    def _link(self, node: Node, name: str, value: str, labels: dict[str, str], where: str) -> None:
        if name == "rdf:type":
            if value.startswith(f"{self.vocabulary.prefix}:"):
                node.add_link(name, value)
            elif value.startswith(f"{self.vocabulary.ontology}#"):
                node.add_link(name, f"{self.vocabulary.prefix}:{value.partition('#')[2]}")
            return
        iri = value if is_web_address(value) else labels.get(value.casefold()) or self.find(value)
        if iri is None:
            raise StageError(
                f"no concept is called « {value} »",
                where=where,
                remedy="write its IRI or its preferred label",
            )
        if name == "dcterms:isReplacedBy":
            node.successor = iri
        else:
            node.add_link(name, iri)
