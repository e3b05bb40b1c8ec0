"""The two files that hold the version are edited in place: all else stays byte for byte."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigurationError
from pipeline.release.toml_text import set_keys
from pipeline.release.versioning import set_version
from pipeline.turtle import load_turtle
from pipeline.vocabulary import load_vocabulary

from .conftest import FIRST_DAY

Edit = Callable[[str, str, str], None]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('version = "1.0.0"\n', 'version = "2.0.0"\n'),
        ("version='1.0.0' # why\n", 'version="2.0.0" # why\n'),
        (
            '\t"version" =  "1.0.0"\r\n[t]\r\nversion = "x"\r\n',
            '\t"version" =  "2.0.0"\r\n[t]\r\nversion = "x"\r\n',
        ),
        ('# version = "0"\nversion = "1.0.0"', '# version = "0"\nversion = "2.0.0"'),
        (
            'prior_version = "1.0.0"\nversion = "1.0.0"\n',
            'prior_version = "1.0.0"\nversion = "2.0.0"\n',
        ),
        ('[t]\nversion = "x"\n', 'version = "2.0.0"\n[t]\nversion = "x"\n'),
    ],
)
def test_only_the_value_of_the_key_changes(before: str, after: str) -> None:
    assert set_keys(before, {"version": "2.0.0"}, where="x.toml") == after


@pytest.mark.parametrize(
    "text",
    [
        'version = """1.0.0"""\n',
        'version = "1.\\u0030.0"\nnote = """\nversion = "1.0.0"\n"""\nx.version = 1\n',
        'note = """\nversion = "1.0.0"\n"""\nversion = "1.0.0"\n',
    ],
)
def test_what_is_written_in_another_way_is_refused_or_right(text: str) -> None:
    try:
        new = set_keys(text, {"version": "2.0.0"}, where="x.toml")
    except ConfigurationError as error:
        assert str(error) == (
            "x.toml: version cannot be set in this file;"
            " write each at the top, on one line: key = value"
        )
    else:
        assert tomllib.loads(new) == {**tomllib.loads(text), "version": "2.0.0"}


lines = st.sampled_from(
    ["# note", "", 'creator = "A # B"', "language = 'fr'", 'former_bases = ["https://a.example/"]']
)
bases = st.lists(st.sampled_from(["https://b.example/", "https://c.example/"]), unique=True)


@given(
    above=st.lists(lines, max_size=4, unique=True),
    bases=bases,
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_key_comes_and_goes_and_the_rest_stays(
    above: list[str], bases: list[str], end: str
) -> None:
    text = "".join(f"{line}{end}" for line in [*above, 'version = "1.0.0" # v', "[t]", "a = 1"])
    new = set_keys(text, {"former_bases": list(bases)}, where="x.toml")
    assert tomllib.loads(new).get("former_bases", []) == bases
    rest = [line for line in text.split(end) if "former_bases" not in line]
    assert [line for line in new.split(end) if "former_bases" not in line] == rest


def test_a_schema_without_a_version_iri_is_refused(small: Path) -> None:
    path = small / "ontology/schema.ttl"
    base = load_vocabulary(small / "ontology/vocabulary.toml").base
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"owl:versionIRI <{base}ontology/0.1.0> ;", ""), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="the ontology has no version IRI"):
        set_version(small, "0.2.0", "0.1.0", FIRST_DAY)


def test_the_version_of_something_else_stays(small: Path) -> None:
    path = small / "ontology/schema.ttl"
    other = '\n<https://other.example/> owl:versionInfo "0.2.0" .\n'
    path.write_text(path.read_text(encoding="utf-8") + other, encoding="utf-8")
    before = load_turtle(path)
    set_version(small, "0.3.0-rc.1", "0.1.0", FIRST_DAY)
    after = load_turtle(path)
    assert path.read_text(encoding="utf-8").endswith(other)
    changed = {str(triple.predicate).rpartition("#")[2] for triple in set(after) - set(before)}
    assert changed == {"versionIRI>", "versionInfo>"}


def test_a_version_that_cannot_be_told_from_another_is_refused(small: Path) -> None:
    path = small / "ontology/schema.ttl"
    other = '\n<https://other.example/> owl:versionInfo "0.1.0" .\n'
    path.write_text(path.read_text(encoding="utf-8") + other, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"the version 0\.1\.0 cannot be replaced here"):
        set_version(small, "0.2.0", "0.1.0", FIRST_DAY)
