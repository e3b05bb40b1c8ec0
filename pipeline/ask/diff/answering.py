"""`glossograph diff`: from two published vocabularies to the printed comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import msgspec
import pyoxigraph as ox

from pipeline.ask.diff.difference import compare
from pipeline.ask.diff.snapshot import FORMATS, read_snapshot
from pipeline.ask.diff.text import as_markdown, as_text
from pipeline.ask.wording import AskWording
from pipeline.errors import StageError
from pipeline.publish.releases import FOLDER, read_releases
from pipeline.turtle import load_turtle
from pipeline.vocabulary import OWL, SKOS, load_vocabulary

# What looks like a version, a part of one included: `0.2`, `1.0.0-rc.1`.
_VERSION = re.compile(r"v?[0-9]+(\.[0-9]+)*([-+][0-9A-Za-z.+-]+)?")


def answer(project: Path, old: Path, new: Path, *, form: str) -> str:
    """What changed from one publication to another, ready to be printed.

    `old` and `new` are files, folders of a build or versions that `project` has released. `form` is
    text or markdown (both in French) or json. The ontology of `project` gives the words for classes
    and relations. Raises StageError as `read_snapshot` does and where there is no such release,
    ConfigurationError where the ontology does not parse.
    """
    vocabulary = load_vocabulary(project / "ontology" / "vocabulary.toml")
    before, after = (read_snapshot(_located(project, one), vocabulary) for one in (old, new))
    difference = compare(before, after, vocabulary.language)
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(difference), indent=1).decode() + "\n"
    ontology = load_turtle(project / "ontology" / "schema.ttl")
    write = as_markdown if form == "markdown" else as_text
    return write(difference, AskWording(vocabulary, ontology), _inverses(ontology))


def _located(project: Path, named: Path) -> Path:
    """The file or folder of that name, else the release of that version."""
    if named.exists() or named.suffix in FORMATS or not _VERSION.fullmatch(str(named)):
        return named
    kept = project / "output" / FOLDER
    versions = [release.version for release in read_releases(project / "output")]
    if str(named) in versions:
        return kept / named
    near = get_close_matches(str(named), versions, n=1, cutoff=0)
    raise StageError(
        f"there is no release {named}",
        where=str(kept),
        remedy=f"the one most like it is {near[0]}" if near else "make one with `make release`",
    )


def _inverses(ontology: Sequence[ox.Triple]) -> dict[str, str]:
    """The inverse of each property, itself for a symmetric one, by IRI."""
    inverses = {f"{SKOS}related": f"{SKOS}related"}
    for triple in ontology:
        one, other = triple.subject, triple.object
        if not isinstance(one, ox.NamedNode) or not isinstance(other, ox.NamedNode):
            continue
        if triple.predicate.value == f"{OWL}inverseOf":
            inverses |= {one.value: other.value, other.value: one.value}
        if other.value == f"{OWL}SymmetricProperty":
            inverses[one.value] = one.value
    return inverses
