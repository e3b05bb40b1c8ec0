"""Whether what a release is made of is committed: only then can anyone make it again."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from pipeline.errors import StageError

INPUTS = (
    "sources",
    "ontology",
    "shapes",
    "pipeline",
    "tests/gold",
    "requirements.lock",
    "Makefile",
)


def refuse_uncommitted(project: Path) -> None:
    """Raise StageError where the project is a git work tree and an input has changes that are not
    committed; what git ignores, and a project without git, are no matter.
    """
    # Without optional locks git only looks: it does not write what it found into its index.
    git = ["git", "--no-optional-locks", "-C", str(project)]
    command = [*git, "status", "--porcelain", "-z", "--", *INPUTS]
    # Git's words are read below, and a hook must not point it to another repository.
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {"LC_ALL": "C"}
    try:
        done = subprocess.run(command, capture_output=True, env=env, check=False)
    except FileNotFoundError:
        return
    problem = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode and "not a git repository" in problem:
        return
    if done.returncode:
        raise StageError(
            f"git does not say what is committed ({problem.splitlines()[0] if problem else ''})",
            where=str(project),
            remedy="make `git status` work there",
        )
    changed = [line[3:] for line in done.stdout.decode("utf-8", "replace").split("\0") if line[3:]]
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise StageError(
            f"not committed: {changed[0]}{more}",
            where=str(project),
            remedy="commit it first: a release is what others can build again from its commit",
        )
