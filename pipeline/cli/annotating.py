"""Which concepts a text names: annotate."""

from __future__ import annotations

import shutil
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Output, Project
from pipeline.cli.running import places, progress, refuse_bytes, refuse_target


class Form(StrEnum):
    """How annotations are written."""

    text = "text"
    json = "json"
    html = "html"


def annotate(
    given: Annotated[
        str,
        typer.Argument(
            metavar="TEXT|FILE|-",
            help="A file in UTF-8, by its name; - is standard input; anything else is the text"
            " itself.",
            show_default=False,
        ),
    ],
    *,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="How to write the annotations. Default: text on a terminal, else json.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="TAG",
            help="Only look for labels in this language (fr, en). Default: all labels.",
        ),
    ] = None,
    output_file: Annotated[
        Path | None,
        typer.Option(
            "--output-file",
            "-o",
            metavar="OUT",
            help="Write the annotations there instead of standard output. Never FILE.",
        ),
    ] = None,
    project: Project = Path(),
    output: Output = None,
) -> None:
    """Find the vocabulary's concepts in a text: what it is about, passage by passage.

    The longest label wins; plural and feminine, case, accents, hyphens and line breaks are
    forgiven, acronyms keep their case. A label of several concepts is said to be ambiguous, with
    all of them. Places count Unicode code points from 0, the end excluded.

    \b
    Examples:
      glossograph annotate "Le taux de contact et le NPS progressent."
      glossograph annotate courrier.txt --format html -o courrier.html
      pdftotext guide.pdf - | glossograph annotate - | jq -r '.[].concept' | sort | uniq -c
    """  # noqa: D301 (click reads the backspace: the examples stand as they are)
    from pipeline.ask.annotate.answering import answer
    from pipeline.files import write_chunks

    refuse_bytes(given, "text")
    if output_file is not None:
        refuse_target(output_file, [given])
    is_shown = output_file is None and sys.stdout.isatty()
    chosen = form or (Form.text if is_shown else Form.json)
    with places(project, output) as (root, target):
        chunks = answer(root, target, given, form=chosen.value, language=language)
        if output_file is not None:
            with progress("Annotating"):
                write_chunks(output_file, chunks)
            return
        # A text that cannot be read to its end gives no answer, not half of one.
        with tempfile.TemporaryFile() as whole:
            with progress("Annotating"):
                whole.writelines(chunks)
            whole.seek(0)
            shutil.copyfileobj(whole, sys.stdout.buffer)
            sys.stdout.buffer.flush()
