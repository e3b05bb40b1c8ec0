"""ontology/vocabulary.toml and the Turtle that people write: a faulty value is one clear line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.turtle import load_turtle
from pipeline.vocabulary import load_vocabulary

FILE = "ontology/vocabulary.toml"
Edit = Callable[[str, str, str], None]

BASE = 'base = "https://w3id.org/relation-client/"'
NO_BASE = "; write one that begins with https:// and ends in /"
NO_NAME = "; write lower-case letters, digits and hyphens, a letter first"
NO_TAG = "; write a tag such as fr or fr-CH"


def refused(copy: Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_vocabulary(copy / FILE)
    message = str(caught.value)
    assert "\n" not in message
    return message.removeprefix(f"{copy}/")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            BASE,
            'base = "https://w3id.org/x"',
            f":2: `base` is no web address that IRIs can begin with: https://w3id.org/x{NO_BASE}",
        ),
        (
            BASE,
            'base = "w3id.org/x/"',
            f":2: `base` is no web address that IRIs can begin with: w3id.org/x/{NO_BASE}",
        ),
        (
            BASE,
            'base = "https://w3id.org/mon vocabulaire/"',
            f":2: `base` is no web address that IRIs can begin with: https://w3id.org/mon vocabulaire/{NO_BASE}",
        ),
        # The ontology and its terms are `{base}ontology#...`, and an IRI has one fragment.
        (
            BASE,
            'base = "https://w3id.org/x#"',
            f":2: `base` is no web address that IRIs can begin with: https://w3id.org/x#{NO_BASE}",
        ),
        (
            'version = "0.1.0"',
            'version = "0.1.0"\nprior_version = "0.1.0"',
            ":7: `prior_version` is this version itself; write the one before it, or leave it out",
        ),
        ('prefix = "rc"', 'prefix = "r c"', f":3: `prefix` is no simple name: r c{NO_NAME}"),
        (
            'prefix = "rc"',
            'prefix = "skos"',
            ":3: `prefix` is already used: skos; write none of skos, rdf, ",
        ),
        (
            'name = "relation-client"',
            'name = "../relation"',
            f":4: `name` is no simple name: ../relation{NO_NAME}",
        ),
        (
            'name = "relation-client"',
            'name = "ontology"',
            ":4: `name` is already used: ontology; write none of ontology, sources, ",
        ),
        (
            'language = "fr"',
            'language = "français"',
            f":5: `language` is no language tag: français{NO_TAG}",
        ),
        (
            'created = "2026-11-22"',
            'created = "hier"',
            ":7: `created` is no date: hier; write it as 2026-11-22",
        ),
        (
            'modified = "2026-11-22"',
            'modified = "20261122"',
            ":8: `modified` is no date: 20261122; write it as 2026-11-22",
        ),
        (
            'publisher = "Glossograph"',
            'publisher = "Glossograph"\ncontact = "la poste"',
            ":12: `contact` is no IRI: la poste; write mailto: and an address, or a web address",
        ),
        (
            'licence = "https://creativecommons.org/licenses/by/4.0/"',
            'licence = "CC BY 4.0"',
            ":9: `licence` is no IRI: CC BY 4.0; write the address of the licence",
        ),
        (
            "[title]\nfr = ",
            "[title]\nde = ",
            ":15: `title` has no text in the language `fr`; add it",
        ),
        (
            "[description]\nfr = ",
            "[description]\nde = ",
            ":19: `description` has no text in the language `fr`; add it",
        ),
        (
            "[rights]\nfr = ",
            "[rights]\nde = ",
            ":23: `rights` has no text in the language `fr`; add it",
        ),
        (
            "[title]\nfr = ",
            '[title]\nfrench = "Clients"\nfr = ',
            f":15: `title` has a text under what is no language tag: french{NO_TAG}",
        ),
        (
            'name = "relation-client"',
            'nom = "relation-client"',
            ": Object contains unknown field `nom`",
        ),
        ("name = ", "name ", ": not valid TOML: "),
    ],
)
def test_a_faulty_value_says_where_and_what(
    copy: Path, edit: Edit, old: str, new: str, what: str
) -> None:
    edit(FILE, old, new)
    assert refused(copy).startswith(f"{FILE}{what}")


def test_a_vocabulary_that_is_missing_or_not_utf8_is_refused(copy: Path) -> None:
    (copy / FILE).write_bytes(b"\xff")
    assert refused(copy).startswith(f"{FILE}: not valid TOML: ")
    (copy / FILE).unlink()
    assert refused(copy) == f"{FILE}: the file does not exist; restore it from the last commit"


def test_what_the_project_says_of_itself_is_taken(project: Path) -> None:
    vocabulary = load_vocabulary(project / FILE)
    assert vocabulary.expand("rc:Indicator") == vocabulary.term("Indicator")
    assert next(iter(vocabulary.prefixes)) == "rc"


@pytest.mark.parametrize(
    "statement",
    [
        "<http://a> <http://p> <<( <http://b> <http://p> <http://c> )>> .",
        "<< <http://b> <http://p> <http://c> >> <http://p> 1 .",
        "<http://b> <http://p> <http://c> {| <http://p> 1 |} .",
    ],
)
def test_triple_terms_are_refused(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "schema.ttl"
    path.write_text(statement, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_turtle(path)
    assert str(caught.value) == (
        f"{path}: a triple term, which only RDF 1.2 knows:"
        " <<( <http://b> <http://p> <http://c> )>>;"
        " state the triple by itself, without `<< >>` or `{| |}`"
    )
