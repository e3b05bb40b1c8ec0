"""The fixtures: one file for each thing that a check finds or lets pass, fixtures/<check>/*.ttl.

A file begins with what it shows, then with one line for each finding that it is to cause:

    # expect: <check> <focus> [<value>]

in terms as Turtle would write them (`_:` for a blank node). All findings of the files that judge it
are compared, so that a fixture also shows what its fault does not cause.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph
import pytest

from pipeline.validate.names import Names, Term
from pipeline.validate.shapes import Shapes

from .checking import agreed, shapes

FIXTURES = Path(__file__).parent / "fixtures"
FILES = sorted(FIXTURES.glob("*/*.ttl"))
EXPECT = "# expect: "
PREFIXES = {
    "concept": "http://example.org/concept/",
    "ex": "http://example.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}


@cache
def judges(check: str) -> list[Shapes]:
    """The shapes that a fixture of this check is judged by.

    A condition of SKOS by all of SKOS; a quality by all qualities and SKOS; an import by all that
    the same program wants; the other checks by all of their file.
    """
    file, _, rest = check.partition("-")
    if file == "import":
        program = rest.partition("-")[0]
        return [shapes("import").only(lambda check: program in check.importers)]
    if file == "quality":
        return [shapes("skos-integrity"), shapes("quality")]
    return [shapes(file if file in ("vocabulary", "vocpub") else "skos-integrity")]


def written(term: Term | None) -> str:
    """A term as a line of `expect` gives it."""
    if isinstance(term, pyoxigraph.BlankNode):
        return "_:"
    if isinstance(term, pyoxigraph.NamedNode):
        for prefix, namespace in PREFIXES.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
    if isinstance(term, pyoxigraph.Literal) and term.datatype.value.endswith("#integer"):
        return term.value
    return str(term or "")


def expected(path: Path) -> list[str]:
    """The findings that a fixture announces."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return sorted(line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT))


def found(path: Path) -> list[str]:
    """The findings that it causes, on which engine and referee agree."""
    store = pyoxigraph.Store()
    store.load(path=str(path))
    return sorted(
        {
            f"{result.check} {written(result.focus)} {written(result.value)}".rstrip()
            for file in judges(path.parent.name)
            for result in agreed(file, store, Names(store, {}))
        }
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_fixture_causes_the_findings_that_it_announces(path: Path) -> None:
    assert found(path) == expected(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_fixture_is_named_by_what_it_is(path: Path) -> None:
    kind, _, _ = path.stem.partition("-")
    named = {line.partition(" ")[0] for line in expected(path)}
    assert kind == ("invalid" if named else "valid")
    assert not named or path.parent.name in named


@pytest.mark.parametrize("name", ["skos-integrity", "quality", "vocabulary", "import", "vocpub"])
def test_each_check_has_what_it_finds_and_what_it_lets_pass(name: str) -> None:
    for check in shapes(name).checks.values():
        kinds = {path.stem.partition("-")[0] for path in (FIXTURES / check.name).glob("*.ttl")}
        assert kinds == {"valid", "invalid"}, check.name


def test_each_folder_is_of_a_check() -> None:
    checks = {
        check.name
        for name in ("skos-integrity", "quality", "vocabulary", "import", "vocpub")
        for check in shapes(name).checks.values()
    }
    assert {path.name for path in FIXTURES.iterdir()} == checks
