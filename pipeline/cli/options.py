"""The options that several verbs share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Switch(StrEnum):
    """Whether the decisions of people are applied."""

    on = "on"
    off = "off"


Project = Annotated[
    Path,
    typer.Option("--project", help="The project: the folder that holds sources/ and ontology/."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", help="The folder of the build. [default: output/ in the project]"),
]
Curation = Annotated[
    Switch, typer.Option("--curation", help="Apply the decisions in ontology/curation/, or not.")
]
