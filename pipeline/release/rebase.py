"""rebase: the project under another base, what people wrote included; all of it or nothing.

The releases stay as they were: they are history. A base under which one was made is recorded in
vocabulary.toml, so that a release is still held to what an earlier one promised.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from pipeline.all_or_none import put_in_place, take_back
from pipeline.errors import ConfigurationError, StageError
from pipeline.files import write_text
from pipeline.publish.ontology_page.page import PAGE
from pipeline.publish.releases import read_releases
from pipeline.release.iri_text import Move, addresses
from pipeline.release.toml_text import set_keys
from pipeline.release.versioning import VOCABULARY
from pipeline.vocabulary import FIXED_PREFIXES, Vocabulary, is_base, load_vocabulary

# What people write, and an IRI of the vocabulary may stand in. Not the raw texts, which stay byte
# for byte as found, nor CHANGELOG.md and CITATION.cff, which speak of releases.
_WRITTEN = (
    *(f"ontology/**/*.{ending}" for ending in ("toml", "ttl", "tsv", "csv", "rq", "md")),
    "shapes/*.ttl",
    "sources/sources.toml",
    "README*.md",
)
_RDF = (".ttl", ".rq")


class Rebased(Struct, frozen=True):
    """What was moved: the two bases, how many IRIs in which file, the places (`file:line`) where
    the old base still stands inside something else, and whether it is recorded.
    """

    old: str
    new: str
    counts: dict[str, int]
    left: list[str]
    recorded: bool


def rebase(project: Path, base: str, *, dry_run: bool) -> Rebased:
    """Move the IRIs in all files that people write to another base, or only say what would change.

    Raises StageError where the base is none, is the present one or is mixed up with other IRIs,
    ConfigurationError where a file is written in a way that cannot be moved. Whatever is raised,
    the project is as it was.
    """
    take_back(project)
    vocabulary = load_vocabulary(project / VOCABULARY)
    texts = dict(_texts(project))
    _refuse(base, vocabulary, texts)
    former = [one for one in vocabulary.former_bases if one != base]
    recorded = any(one.base == vocabulary.base for one in read_releases(project / "output"))
    if recorded:
        former.append(vocabulary.base)
    move = Move(vocabulary.base, base)
    moved: dict[str, str] = {}
    counts: dict[str, int] = {}
    left: list[str] = []
    for name, text in texts.items():
        new, count = move.table(text) if name.endswith(".tsv") else move.text(text)
        if count:
            counts[name] = count
        left += [
            f"{name}:{number}"
            for number, line in enumerate(new.split("\n"), start=1)
            if vocabulary.base in line
        ]
        if name == VOCABULARY:
            new = set_keys(new, {"base": base, "former_bases": former}, where=name)
        if name.endswith(".ttl"):
            _check(move, name, text, new)
        if new != text:
            moved[name] = new
    if not dry_run:
        _write(project, moved)
    return Rebased(vocabulary.base, base, counts, left, recorded)


def _texts(project: Path) -> Iterator[tuple[str, str]]:
    """The files that people write, by their path in the project, with their texts."""
    paths = {path for pattern in _WRITTEN for path in project.glob(pattern) if path.is_file()}
    for path in sorted(paths - {project / PAGE}):
        name = path.relative_to(project).as_posix()
        try:
            yield name, path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise ConfigurationError(
                f"not UTF-8 at byte {error.start}", where=name, remedy="save it as UTF-8"
            ) from None


def _check(move: Move, name: str, before: str, after: str) -> None:
    try:
        same = move.is_true_to(before, after)
    except SyntaxError as error:
        raise ConfigurationError(
            f"not valid Turtle: {error.msg}", where=name, remedy="correct that line"
        ) from None
    if not same:
        raise ConfigurationError(
            "an IRI of the vocabulary is not written with its base in one piece",
            where=name,
            remedy="write it in full, or with a prefix that begins with the whole base",
        )


def _write(project: Path, moved: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix="glossograph-rebase-") as folder:
        files = {name: Path(folder) / str(number) for number, name in enumerate(moved)}
        for name, text in moved.items():
            write_text(files[name], text)
        put_in_place(project, files)


def _refuse(base: str, vocabulary: Vocabulary, texts: Mapping[str, str]) -> None:
    if not is_base(base):
        raise StageError(
            f"no web address that IRIs can begin with: {base}",
            remedy="write one that begins with https:// and ends in /",
        )
    if base == vocabulary.base:
        raise StageError(f"the base is {base} already", remedy="name another")
    if base.startswith(vocabulary.base) or vocabulary.base.startswith(base):
        raise StageError(
            f"{base} and the present base, {vocabulary.base}, lie one inside the other, so that"
            " IRIs of the one could be taken for the other's",
            remedy="name a base beside it",
        )
    ours = (vocabulary.base, *(one for one in vocabulary.former_bases if one != base))
    foreign = [(iri, "") for iri in FIXED_PREFIXES.values()]
    namespaces = list(FIXED_PREFIXES.values())
    for name, text in texts.items():
        if name == VOCABULARY:
            continue
        for iri, line in addresses(text):
            if not iri.startswith(ours):
                foreign.append((iri, f"{name}:{line}"))
                if name.endswith(_RDF) and iri.endswith(("/", "#")):
                    namespaces.append(iri)
    for iri, where in foreign:
        if iri.startswith(base):
            raise StageError(
                f"{iri} begins with {base} and is not of this vocabulary",
                where=where,
                remedy="name a base that nothing else begins with",
            )
    for namespace in namespaces:
        if base.startswith(namespace):
            raise StageError(
                f"{base} lies inside {namespace}, which is not of this vocabulary",
                remedy="name a base of your own",
            )
