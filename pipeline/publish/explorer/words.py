"""The words of the page: wording/*.toml, each text in French and in English."""

from __future__ import annotations

import tomllib
from importlib.resources import files

Both = dict[str, str]


def words() -> dict[str, Both]:
    """Every text by "section.key", the section being the name of its file."""
    found: dict[str, Both] = {}
    folder = files("pipeline.publish.explorer") / "wording"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        section = file.name.removesuffix(".toml")
        for key, text in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[f"{section}.{key}"] = text
    return found
