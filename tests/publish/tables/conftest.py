"""What the tests of the tables share: a vocabulary of awkward texts, and all files made of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import load_workbook

from pipeline.model import Concept
from pipeline.publish.inputs import Build, read_build
from pipeline.publish.tables.files import table_files
from pipeline.publish.wording import Wording

from ..glossary import VOCABULARY, small_glossary, write_build

Tables = dict[str, bytes]
Make = Callable[..., Tables]


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Build]:
    """Builds concepts; `more` is Turtle added to the graph of the vocabulary."""

    def make(concepts: list[Concept] | None = None, more: str = "") -> Build:
        project = tmp_path / "project"
        output = write_build(project, small_glossary() if concepts is None else concepts)
        if more:
            prefixes = "".join(
                f"@prefix {name}: <{iri}> .\n" for name, iri in VOCABULARY.prefixes.items()
            )
            graph = f"<{VOCABULARY.graph('vocabulary')}> {{ {more} }}\n"
            with (output / "work" / "graph.trig").open("a", encoding="utf-8") as file:
                file.write(f"\n@base <{VOCABULARY.base}> .\n{prefixes}{graph}")
        return read_build(project, output, curation=True)

    return make


@pytest.fixture
def tables(build: Callable[..., Build]) -> Make:
    """Makes the tables of concepts, by their names under tables/."""

    def make(concepts: list[Concept] | None = None, more: str = "") -> Tables:
        made = build(concepts, more)
        files = table_files(made, Wording(made.vocabulary, made.graphs["ontology"]))
        return {name.removeprefix("tables/"): content for name, content in files.items()}

    return make


def read_csv(content: bytes) -> list[list[str]]:
    """The cells of a CSV file, as any reader of RFC 4180 has them."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_sheet(content: bytes, name: str) -> list[list[str]]:
    """The cells of a sheet as texts."""
    sheet = load_workbook(io.BytesIO(content)).get_sheet_by_name(name)
    return [[str(cell) for cell in row] for row in sheet.to_python()]


def by_header(rows: list[list[str]]) -> list[dict[str, list[str]]]:
    """Rows as the values under each header, which may stand over several columns; no empty ones."""
    found = []
    for row in rows[1:]:
        values: dict[str, list[str]] = {}
        for header, cell in zip(rows[0], row, strict=True):
            values.setdefault(header, [])
            if cell:
                values[header].append(cell)
        found.append(values)
    return found
