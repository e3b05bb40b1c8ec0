"""How fast files become entries: `python -m bench.extraction` prints MB a second, peers beside it.

Each run is a process of its own; MB are 1,000,000 bytes of the file (of its words for XLSX),
seconds those of one core, memory is the peak of the process. The peers do less: they only take the
same file apart, and know neither entries nor places; `times` tells how many times as fast they are.
Then the stage reads projects of few and of many sources, each of the same size and a site of its
own, on one core and on two: its memory is to follow from the size of a source, not from their
number.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import html
import io
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from statistics import median

from msgspec import Struct

from bench.run import growth, run
from bench.words import entries
from pipeline.model import Source

SIZES = (2.0, 5.0, 20.0)
SOURCES = (4, 64)
_SOURCE = 0.5
_SELF = [sys.executable, "-m", "bench.extraction"]
_HEADER = ("Terme", "Définition")
_CATALOGUE = """[[source]]
id = "{id}"
title = "{id}"
publisher = "Éditeur {id}"
url = "https://{id}.example/"
language = "fr"
rights = "Texte du banc d'essai."
sha256 = "{digest}"

"""

Entries = list[tuple[str, str]]


def _each(pattern: str) -> Callable[[Entries], bytes]:
    def write(listed: Entries) -> bytes:
        return "".join(pattern.format(term=term, text=text) for term, text in listed).encode()

    return write


def _html(listed: Entries) -> bytes:
    records = "".join(
        f"<dt>{html.escape(term)}</dt><dd>{html.escape(text)}</dd>\n" for term, text in listed
    )
    return (
        "<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><title>Lexique</title></head>"
        f"<body><h1>Lexique</h1><dl>{records}</dl></body></html>"
    ).encode()


def _csv(listed: Entries) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([_HEADER, *listed])
    return written.getvalue().encode()


def _xlsx(listed: Entries) -> bytes:
    import xlsxwriter

    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 1, 1)})
    sheet = book.add_worksheet()
    for row, cells in enumerate([_HEADER, *listed]):
        sheet.write_row(row, 0, cells)
    book.close()
    return written.getvalue()


def glossograph(content: bytes, name: str) -> int:
    """Extract a file as the stage does; how many entries."""
    from pipeline.extract.extraction import extract_content

    source = Source("lexique", "", "", "https://example.org/", "fr", "", "", file=name)
    return len(extract_content(content, source, where=name).entries)


def _markdown_it(content: bytes, _: str) -> int:
    """The tokens of CommonMark."""
    from markdown_it import MarkdownIt

    return len(MarkdownIt().parse(content.decode()))


def _pattern(content: bytes, _: str) -> int:
    """One regular expression over all lines: the floor in Python."""
    line = r"^(?:##\s+)?([^:\n]{1,90}?)(?:\s*:\s+|\n+)([^\n]+)$"
    return len(re.findall(line, content.decode(), re.MULTILINE))


def _lxml(content: bytes, _: str) -> int:
    """All text of the page."""
    from lxml import html as parser

    return str(parser.document_fromstring(content).text_content()).count("\n")


def _csv_rows(content: bytes, _: str) -> int:
    return sum(1 for _ in csv.reader(io.StringIO(content.decode())))


def _calamine(content: bytes, _: str) -> int:
    from python_calamine import CalamineWorkbook

    return len(
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    )


Program = Callable[[bytes, str], int]
PROGRAMS: dict[str, Program] = {
    "glossograph": glossograph,
    "markdown-it-py": _markdown_it,
    "one regex": _pattern,
    "lxml": _lxml,
    "csv": _csv_rows,
    "calamine": _calamine,
}


class Form(Struct, frozen=True):
    """A form of glossaries: its file, how it is written, and the programs that read it besides."""

    file: str
    write: Callable[[Entries], bytes]
    peers: tuple[str, ...] = ("markdown-it-py", "one regex")


FORMS: dict[str, Form] = {
    "colon": Form("lexique.txt", _each("{term} : {text}\n")),
    "blank lines": Form("lexique.txt", _each("{term}\n\n{text}\n\n")),
    "Markdown headings": Form("lexique.md", _each("## {term}\n\n{text}\n\n")),
    "definition list": Form("lexique.md", _each("{term}\n:   {text}\n\n")),
    "shortcodes": Form("lexique.txt", _each("[toggle title=”{term}” open=”no”]{text}[/toggle]\n")),
    "HTML": Form("lexique.html", _html, ("lxml",)),
    "CSV": Form("lexique.csv", _csv, ("csv",)),
    "XLSX": Form("lexique.xlsx", _xlsx, ("calamine",)),
}


def glossary(form: str, megabytes: float) -> bytes:
    """A glossary in that form, its words of about that size."""
    return FORMS[form].write(entries(megabytes))


def read_once(program: str, path: Path) -> None:
    """Run one program on one file in this process; print its seconds and what it counted."""
    content = path.read_bytes()
    # What is loaded and compiled once is no part of the speed.
    form = next(form for form in FORMS.values() if form.file == path.name)
    PROGRAMS[program](form.write(entries(0.01)), path.name)
    begun = time.process_time()
    count = PROGRAMS[program](content, path.name)
    sys.stdout.write(f"{time.process_time() - begun} {count}\n")


def read_project(folder: Path, cores: int) -> None:
    """Run the stage on a project in this process, on so many cores; print its seconds."""
    from pipeline.extract.stage import extract

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    begun = time.perf_counter()
    done = extract(folder, folder / "output", [])
    count = sum(outcome.entries for outcome in done.sources)
    sys.stdout.write(f"{time.perf_counter() - begun} {count}\n")


def write_project(folder: Path, sources: int, megabytes: float) -> float:
    """Write a project of so many glossaries, each of that size; gives the MB of all of them."""
    content = glossary("colon", megabytes)
    (folder / "sources").mkdir(parents=True)
    catalogue = []
    for number in range(sources):
        text = (
            f"Source {number:03d} : un lexique du banc d'essai, le même que les autres.\n".encode()
        )
        name = f"banc-{number:03d}"
        (folder / f"sources/{name}.txt").write_bytes(text + content)
        digest = hashlib.sha256(text + content).hexdigest()
        catalogue.append(_CATALOGUE.format(id=name, digest=digest))
    (folder / "sources/sources.toml").write_text("".join(catalogue), encoding="utf-8")
    return sources * len(text + content) / 1e6


def report_forms(forms: Sequence[str], sizes: Sequence[float], repeat: int) -> Iterator[str]:
    """The lines of the table of forms, each as soon as it is measured."""
    yield (
        f"{'form':<18} {'MB':>5}  {'program':<15} {'counted':>8} {'MB/s':>7} {'times':>6}"
        f" {'peak MB':>8}"
    )
    with tempfile.TemporaryDirectory(prefix="glossograph-bench-") as name:
        for form in forms:
            taken: list[float] = []
            for size in sizes:
                path = Path(name) / FORMS[form].file
                path.write_bytes(glossary(form, size))
                megabytes = size if form == "XLSX" else path.stat().st_size / 1e6
                ours = 0.0
                for program in ("glossograph", *FORMS[form].peers):
                    runs = [run([*_SELF, "--read", program, str(path)]) for _ in range(repeat)]
                    seconds = median(float(one.said.split()[0]) for one in runs)
                    if program == "glossograph":
                        ours = seconds
                        taken.append(seconds)
                    yield (
                        f"{form:<18} {megabytes:>5.1f}  {program:<15}"
                        f" {int(runs[0].said.split()[1]):>8,} {megabytes / seconds:>7.1f}"
                        f" {ours / seconds:>6.2f} {median(one.memory for one in runs):>8.0f}"
                    )
            exponent = growth(sizes, taken)
            if exponent is not None:
                yield f"growth exponent, {form}: {exponent:.2f}"


def report_stage(sources: Sequence[int], megabytes: float, repeat: int) -> Iterator[str]:
    """The lines of the table of the stage, by how many sources of one size there are."""
    yield f"{'sources':>7} {'MB':>6} {'cores':>5} {'seconds':>8} {'MB/s':>6} {'peak MB':>8}"
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    for count in sources:
        for cores in sorted({1, min(2, available)}):
            runs = []
            for _ in range(repeat):
                with tempfile.TemporaryDirectory(prefix="glossograph-bench-") as name:
                    total = write_project(Path(name) / "project", count, megabytes)
                    at = str(Path(name) / "project")
                    runs.append(run([*_SELF, "--stage", at, str(cores)]))
            seconds = median(float(one.said.split()[0]) for one in runs)
            yield (
                f"{count:>7} {total:>6.1f} {cores:>5} {seconds:>8.2f} {total / seconds:>6.1f}"
                f" {median(one.memory for one in runs):>8.0f}"
            )


def main() -> None:
    """Measure what is asked for and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.extraction", description=__doc__)
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=list(FORMS))
    parser.add_argument("--sizes", type=float, nargs="+", default=SIZES, help="MB of a file")
    parser.add_argument("--sources", type=int, nargs="*", default=SOURCES, help="of the stage")
    parser.add_argument("--source", type=float, default=_SOURCE, help="MB of a source of the stage")
    parser.add_argument("--repeat", type=int, default=3, help="how often each is timed")
    parser.add_argument("--read", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--stage", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        read_once(asked.read[0], Path(asked.read[1]))
        return
    if asked.stage:
        read_project(Path(asked.stage[0]), int(asked.stage[1]))
        return
    for line in report_forms(asked.forms, sorted(asked.sizes), asked.repeat):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    if asked.sources:
        for line in report_stage(asked.sources, asked.source, asked.repeat):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
