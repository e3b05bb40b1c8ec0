"""The published files over HTTP, each by the IRI that dataset.ttl gives it: `{base}<name>`.

Only what lay in the folder when the server began is ever read, and nothing of the stages between:
a request chooses among these names and makes no path. A version IRI leads to what its release kept.
"""

from __future__ import annotations

import re
from pathlib import Path

from starlette.responses import FileResponse

from pipeline.publish.rdf.distributions import media_type
from pipeline.publish.releases import FOLDER
from pipeline.vocabulary import Vocabulary

_VERSION = re.compile(r"(scheme|dataset|ontology)/([0-9][0-9A-Za-z.+-]*)")
_OTHER = "text/plain"
# A page of the build brings its own policy, which its own scripts pass; only frames are left.
_POLICY = "frame-ancestors 'none'"


class Downloads:
    """The files in the folder of a build."""

    def __init__(self, output: Path, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        found = {p.relative_to(output): p for p in output.rglob("*") if p.is_file()}
        self._paths = {
            relative.as_posix(): path
            for relative, path in found.items()
            if relative.parts[0] != "work" and not any(p.startswith(".") for p in relative.parts)
        }

    def leading(self, path: str) -> str:
        """The name of the file that an IRI which is no file's leads to, or "": a version to its
        release, the OWL file's ontology to it. `path` is the IRI without the base.
        """
        v = self._vocabulary
        if version := _VERSION.fullmatch(path):
            kept = "ontology" if version[1] == "ontology" else v.name
            name = f"{FOLDER}/{version[2]}/{kept}.ttl"
        else:
            name = f"{v.name}-owl.ttl" if path in ("owl", f"owl/{v.version}") else ""
        return name if name in self._paths else ""

    def response(self, name: str) -> FileResponse | None:
        """A file by its name, or None where there is none."""
        path = self._paths.get(name)
        if path is None or not path.is_file():
            return None
        return FileResponse(
            path,
            media_type=media_type(name) or _OTHER,
            headers={"Cache-Control": "no-cache", "Content-Security-Policy": _POLICY},
        )
