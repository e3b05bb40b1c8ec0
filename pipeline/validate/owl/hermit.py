"""HermiT, as owlready2 brings it: consistency, and the classes of individuals.

HermiT is run from its own command line: owlready2 asks it for the hierarchy of properties as well,
which nobody reads here and which at 10,000 individuals takes ten times as long as all the rest.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph
from msgspec import Struct

from pipeline.errors import StageError
from pipeline.validate.owl.java import find_java

# 10,000 individuals take 400 MB; a reasoner that needs more shall not take the machine with it.
_MEMORY = ("-Xmx1g", "-XX:+UseSerialGC")
_SECONDS = 600
# For a few axioms, compiling what is run takes longer than running it.
_QUICK = ("-XX:TieredStopAtLevel=1",)
# IRIs are printed in the encoding of the locale, unless Java is told.
_ENCODING = ("-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8")
_LINE = re.compile(r"^(\w+)\( (<.+>) \)$", re.MULTILINE)

Pair = tuple[str, str]


class Classified(Struct, frozen=True):
    """What HermiT prints: direct types, direct superclasses and groups of equivalent classes."""

    types: list[Pair]
    superclasses: list[Pair]
    equivalents: list[list[str]]


def classify(triples: Iterable[pyoxigraph.Triple]) -> Classified | None:
    """The classes and the types of all individuals, or None where the statements contradict.

    Raises StageError where Java or the reasoner fails.
    """
    done = _run(["--classify", "--classifyIs"], [triples])
    if _is_inconsistent(done):
        return None
    found: dict[str, list[list[str]]] = {}
    for kind, names in _LINE.findall(done.stdout):
        found.setdefault(kind, []).append(names[1:-1].split("> <"))
    return Classified(
        types=[(one, other) for one, other in found.get("Type", ())],
        superclasses=[(one, other) for one, other in found.get("SubClassOf", ())],
        equivalents=found.get("EquivalentClasses", []),
    )


def first_inconsistent(sets: Sequence[Iterable[pyoxigraph.Triple]]) -> int | None:
    """The number of the first of several sets of statements that contradicts itself, if any does.

    One Java looks at them all. Raises StageError where Java or the reasoner fails.
    """
    # HermiT stops at a contradiction, so the answers before it say where it stopped.
    done = _run(["--consistency", "--quiet"], sets, java=_QUICK)
    return done.stdout.count(" is satisfiable.") if _is_inconsistent(done) else None


def _run(
    arguments: list[str],
    sets: Sequence[Iterable[pyoxigraph.Triple]],
    java: Sequence[str] = (),
) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory(prefix="glossograph-") as folder:
        files = []
        for number, triples in enumerate(sets):
            file = Path(folder) / f"{number}.nt"
            with file.open("wb") as opened:
                pyoxigraph.serialize(triples, opened, pyoxigraph.RdfFormat.N_TRIPLES)
            files.append(file.as_uri())
        command = [
            *(find_java(), *_MEMORY, *_ENCODING, *java, "-cp", _class_path()),
            *("org.semanticweb.HermiT.cli.CommandLine", *arguments),
            *("--ignoreUnsupportedDatatypes", *files),
        ]
        try:
            done = subprocess.run(
                command, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise _failed(f"it had not ended after {_SECONDS} seconds") from None
    if not _is_inconsistent(done) and (done.returncode or "pear-shaped" in done.stderr):
        raise _failed((done.stderr or done.stdout).strip()[:300] or "it said nothing")
    return done


def _is_inconsistent(done: subprocess.CompletedProcess[str]) -> bool:
    # A literal that is no value of its datatype has no meaning at all: that contradicts, too.
    exceptions = ("InconsistentOntologyException", "MalformedLiteralException")
    return done.returncode == 1 and any(name in done.stderr for name in exceptions)


def _class_path() -> str:
    spec = find_spec("owlready2")
    if spec is None or spec.origin is None:
        raise _failed("owlready2, which brings it, is not installed")
    folder = Path(spec.origin).parent / "hermit"
    # Some classes beside the archive mend those inside it.
    return f"{folder}:{folder / 'HermiT.jar'}"


def _failed(how: str) -> StageError:
    return StageError(
        f"the OWL reasoner failed: {how}",
        remedy="check ontology/schema.ttl, and that `java -version` works",
    )
