"""The command `glossograph`, put together of its verbs. Errors are one line, without traceback."""

from __future__ import annotations

import sys

import typer

from pipeline.cli.annotating import annotate
from pipeline.cli.asking import diff, explain, query
from pipeline.cli.curating import curate
from pipeline.cli.evaluating import evaluate
from pipeline.cli.extracting import extract
from pipeline.cli.pushing import push
from pipeline.cli.releasing import rebase, release
from pipeline.cli.running import shown
from pipeline.cli.serving import serve
from pipeline.cli.stages import map_, publish
from pipeline.cli.starting import add, init
from pipeline.cli.validating import validate
from pipeline.errors import DoubtError, GlossographError, ViolationError

app = typer.Typer(
    name="glossograph",
    help="Turn raw glossaries into a validated vocabulary (SKOS, OWL) and a graph.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(init)
app.command()(add)
app.command()(extract)
app.command("map")(map_)
app.command()(validate)
app.command()(publish)
# A question has parameters of its own, which the file that asks it declares.
app.command(context_settings={"ignore_unknown_options": True})(query)
for verb in (explain, diff, annotate, serve, push, curate, evaluate, release, rebase):
    app.command()(verb)


def main() -> None:
    """Run the command; every error a user can cause ends as one line on standard error.

    Exit code 1: the vocabulary breaks a rule, or a layout is in doubt. 2: an input cannot be used.
    """
    try:
        app()
    except GlossographError as error:
        sys.stderr.write(f"glossograph: {shown(str(error))}\n")
        sys.exit(1 if isinstance(error, ViolationError | DoubtError) else 2)
    except OSError as error:
        where = shown(str(error.filename2 or error.filename or "standard output"))
        remedy = "make it readable and writable, with room on the disk, or name another --output"
        sys.stderr.write(f"glossograph: {where}: {error.strerror}; {remedy}\n")
        sys.exit(2)
