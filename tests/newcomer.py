"""A folder as a newcomer has it after a clone, and running commands there."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def run(folder: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command in `folder`, its output captured as in a pipe."""
    return subprocess.run(
        command,
        cwd=folder,
        env={**clean_environment(), **env},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )


def clean_environment() -> dict[str, str]:
    """The environment without what an outer Make or test run put there."""
    inherited = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "OUTPUT", "CURATION", "VIRTUAL_ENV")
    return {k: v for k, v in os.environ.items() if k not in inherited and not k.startswith("COV_")}


def fresh_project(project: Path, parent: Path) -> Path:
    """What a clone would hold, in a folder of its own; of output/ only the releases."""
    folder = parent / "glossograph"
    listed = run(project, "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    for name in filter(None, listed.stdout.split("\0")):
        built = name.startswith("output/") and not name.startswith("output/releases/")
        if built or not (project / name).is_file():
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(project / name, folder / name)
    return folder
