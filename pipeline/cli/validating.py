"""Whether it holds: validate, of the project's build or of any SKOS file."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import Output, Project
from pipeline.cli.running import interruptible, places, progress, refuse_target
from pipeline.errors import InputError
from pipeline.validate.reports.wording import Language

if TYPE_CHECKING:
    from pipeline.validate.report import Report


class Profile(StrEnum):
    """What a file is checked for."""

    skos = "skos"
    quality = "quality"
    vocabulary = "vocabulary"
    import_ = "import"


class Form(StrEnum):
    """How a report is written."""

    text = "text"
    json = "json"
    sarif = "sarif"
    turtle = "turtle"
    html = "html"


def validate(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="SKOS files of anyone, checked together: Turtle, JSON-LD, RDF/XML, N-Triples,"
            " N-Quads, TriG, by the ending of the name or by the content; - is standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    profile: Annotated[
        list[Profile] | None,
        typer.Option(
            "--profile",
            help="What to check FILES for; repeatable: skos (the integrity conditions), quality"
            " (the qSKOS issues, VocPub), vocabulary (skos and the contract of a published"
            " vocabulary), import (all importing programs). Default: skos and quality.",
        ),
    ] = None,
    importers: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="PROGRAM",
            help="Will FILES import into this program? Repeatable; a name it does not know is"
            " answered with those it knows.",
        ),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="How to write the report.")] = Form.text,
    language: Annotated[
        Language | None,
        typer.Option(
            "--lang", help="The report's language. Default: en for FILES, else the project's."
        ),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help="Repair what has one obvious repair (missing inverse, inScheme or top concept,"
            " redundant edge) into the file named by -o, and report what remains.",
        ),
    ] = False,
    output_file: Annotated[
        Path | None,
        typer.Option(
            "--output-file",
            "-o",
            metavar="OUT",
            help="Write the report there instead of standard output; with --fix, the repaired"
            " file. Never one of FILES.",
        ),
    ] = None,
    project: Project = Path(),
    output: Output = None,
) -> None:
    """Check any SKOS files, or without FILE the project's build: SHACL, and the OWL reasoner.

    The build is checked by all profiles, its evidence and the reasoner; FILES need no project,
    are read without the network and are never changed.

    Exit code: 0 without violation (there may be warnings), 1 with violations, 2 where an input
    cannot be used.

    \b
    Examples:
      glossograph validate
      glossograph validate thesaurus.ttl
      glossograph validate concepts.rdf mappings.nt --profile vocabulary --lang fr
      curl -L https://example.org/skos | glossograph validate -
      glossograph validate thesaurus.ttl --for poolparty --for edg
      glossograph validate thesaurus.ttl --format html -o report.html
      glossograph validate thesaurus.ttl --fix -o repaired.ttl
    """  # noqa: D301 (click reads the backspace: the examples stand as they are)
    if not files:
        _refuse_without_files(profile=profile, importers=importers, fix=fix)
        _validate_build(project, output, language, form, output_file)
        return
    _refuse_beside_files(context, files, fix=fix, output_file=output_file)
    from pipeline.validate.files.checking import validate_files

    with progress("Checking"), interruptible():
        report, repairs = validate_files(
            files,
            [one.value for one in profile or []],
            importers or [],
            language or "en",
            repaired=output_file if fix else None,
        )
    if repairs:
        # Beside a report for programs, the repairs are for people.
        typer.echo("\n".join([*repairs, ""]).encode(), err=form is not Form.text)
    _write(report, form, None if fix else output_file)
    if not report.verdict.conforms:
        raise typer.Exit(1)


def _validate_build(
    project: Path,
    output: Path | None,
    language: Language | None,
    form: Form,
    output_file: Path | None,
) -> None:
    from pipeline.validate.report import VocabularyViolationError
    from pipeline.validate.stage import validate as run

    try:
        with (
            places(project, output) as (root, target),
            progress("Checking with SHACL and HermiT"),
        ):
            report = run(root, target, language)
    except VocabularyViolationError as error:
        _write(error.report, form, output_file)
        raise
    _write(report, form, output_file)


def _write(report: Report, form: Form, output_file: Path | None) -> None:
    """Write a report to a file, and its sum to standard output; without a file, all of it."""
    from msgspec.structs import replace

    from pipeline.files import write_bytes
    from pipeline.validate.report import summary

    module = "json_" if form is Form.json else form.value
    if output_file is not None:  # a file does not differ from one run to the next
        report = replace(report, seconds=0.0)
    content = import_module(f"pipeline.validate.reports.{module}").write(report)
    encoded = content.encode() if isinstance(content, str) else content
    if output_file is None:
        typer.echo(encoded, nl=False)
    else:
        write_bytes(output_file, encoded)
        typer.echo(f"{output_file}: {summary(report.verdict.findings, report.language)}".encode())


def _refuse_without_files(
    *, profile: list[Profile] | None, importers: list[str] | None, fix: bool
) -> None:
    for option, given in (("--profile", profile), ("--for", importers), ("--fix", fix)):
        if given:
            raise InputError(
                f"{option} is for files, and no FILE is named",
                remedy="name a file, or - for standard input",
            )


def _refuse_beside_files(
    context: typer.Context, files: list[str], *, fix: bool, output_file: Path | None
) -> None:
    """Raise InputError for what cannot be meant: one line, with what to do instead."""
    for option in ("project", "output"):
        source = context.get_parameter_source(option)
        if source is not None and source.name == "COMMANDLINE":
            raise InputError(
                f"--{option} is for the project's build, and FILES are checked without it",
                remedy="leave one of the two out; --output-file names a file to write",
            )
    if files.count("-") > 1:
        raise InputError("standard input can be read once only", remedy="write - once")
    if fix and output_file is None:
        raise InputError(
            "--fix never changes a file in place", remedy="name the repaired file with -o"
        )
    if fix and len(files) > 1:
        raise InputError("--fix repairs one file at a time", remedy="name one FILE")
    if output_file is not None:
        refuse_target(output_file, files)
