"""What every project shares with this repository's own, taken from it and made to fit another base:
the parts of the ontology that speak of no field, the shapes, the questions.

The files are read where they lie: beside the package, as the shapes are, here and where it is
installed. So nothing is written twice.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from msgspec import Struct

import pipeline
from pipeline.release.iri_text import Move
from pipeline.turtle import load_turtle
from pipeline.vocabulary import Vocabulary, load_vocabulary

ORIGIN = Path(pipeline.__file__).parents[1]
_RULER = re.compile(r"^# -{60,}\n# (?P<title>[^\n]*)\n(?:#[^\n]*\n)*?# -{60,}\n", re.MULTILINE)
# The sections of schema.ttl that hold for any field, by how their titles begin.
_GENERAL = (
    "Relations between concepts",
    "Labels, and the nouns",
    "Sources and evidence",
    "SKOS, as far as",
    "Terms of others",
)
# Terms in those sections that only approaches to a relation between two parties have.
_PARTICULAR = ("inverseApproachOf", "saysManagedBy", "saysManagedWith")
# What the shapes say of French where it is the vocabulary's language that they mean.
_OF_FRENCH = (
    ('[ sh:languageIn ( "fr" ) ]', '[ sh:languageIn ( "en" ) ]'),
    ('LANG(?text) = "fr"', 'LANG(?text) = "en"'),
    ('LANG(?note) = "fr"', 'LANG(?note) = "en"'),
    ("préféré français", "préféré anglais"),
    ("préféré en français", "préféré en anglais"),
    ("titre français", "titre anglais"),
    ("skos:editorialNote en français", "skos:editorialNote en anglais"),
    ("label in French", "label in English"),
    ("skos:editorialNote in French", "skos:editorialNote in English"),
    ("one French title", "one English title"),
    ("title.fr", "title.en"),
    ("skos:prefLabel@fr", "skos:prefLabel@en"),
)
_VALUE = re.compile(
    r"VALUES \$(?P<name>\w+) \{ (?:<[^>]*/(?P<kind>concept/|ontology#)[^>]*>|\"[^\"]*\") \}"
)
_EXAMPLE = re.compile(r"^# \$(?P<name>\w+)(?P<rest>\??) (?P<kind>\w+) .*$", re.MULTILINE)


class Target(Struct, frozen=True):
    """Where the parts go: base, prefix and name of the vocabulary. The two `examples` (slug, label)
    and the class are what questions are shown with; `language` is that of preferred labels.
    """

    base: str
    prefix: str
    name: str
    examples: tuple[tuple[str, str], tuple[str, str]]
    example_class: tuple[str, str]
    language: str


@cache
def origin() -> Vocabulary:
    """The vocabulary of this repository."""
    return load_vocabulary(ORIGIN / "ontology/vocabulary.toml")


def genus_nouns() -> dict[str, list[str]]:
    """Class (its name) -> its genus nouns, in this repository's ontology."""
    vocabulary, found = origin(), dict[str, list[str]]()
    for triple in _schema():
        if triple.predicate.value == vocabulary.term("genusNoun"):
            name = str(triple.subject)[1:-1].removeprefix(vocabulary.term(""))
            found.setdefault(name, []).append(getattr(triple.object, "value", ""))
    return found


def general_schema(target: Target) -> str:
    """The sections of schema.ttl that speak of no field, for another vocabulary."""
    text = (ORIGIN / "ontology/schema.ttl").read_text("utf-8")
    rulers = [*_RULER.finditer(text)]
    ends = [*(ruler.start() for ruler in rulers[1:]), len(text)]
    parts = [
        text[ruler.start() : end]
        for ruler, end in zip(rulers, ends, strict=True)
        if ruler["title"].startswith(_GENERAL)
    ]
    mine = origin().prefix
    kept = "".join(parts)
    for name in _PARTICULAR:
        kept = re.sub(rf"^{mine}:{name} a [\s\S]*? \.\n\n", "", kept, count=1, flags=re.MULTILINE)
    # A remark that tells of the texts of this repository.
    kept = re.sub(r" Not so\n# rc:measures:[^\n]*\n", "\n", kept)
    return _moved(kept, target).rstrip("\n") + "\n"


def said_of_nouns(name: str) -> list[str]:
    """The values of a property (`weakNoun`, `emptyNoun`) of this repository's ontology, sorted."""
    wanted = origin().term(name)
    return sorted(getattr(t.object, "value", "") for t in _schema() if t.predicate.value == wanted)


@cache
def _schema() -> list[ox.Triple]:
    return load_turtle(ORIGIN / "ontology/schema.ttl")


def header(target: Target) -> str:
    """The prefixes at the top of schema.ttl."""
    lines = (ORIGIN / "ontology/schema.ttl").read_text("utf-8").splitlines(keepends=True)
    return _moved("".join(line for line in lines if line.startswith("@prefix")), target)


def shapes(target: Target) -> dict[str, str]:
    """The shapes by file name."""
    return {
        path.name: _shapes(path.read_text("utf-8"), target)
        for path in sorted((ORIGIN / "shapes").glob("*.ttl"))
    }


def _shapes(text: str, target: Target) -> str:
    old = origin()
    changes = [
        (f'sh:prefix "{old.prefix}"', f'sh:prefix "{target.prefix}"'),
        (f"{old.name}-owl.ttl", f"{target.name}-owl.ttl"),
        *(_OF_FRENCH if target.language == "en" else ()),
    ]
    text = _moved(text, target)
    for before, after in changes:
        text = text.replace(before, after)
    return text


def questions(target: Target, schema: str) -> dict[str, str]:
    """The questions by file name: those that speak only of what `schema` (Turtle) declares, shown
    with the examples of the target.
    """
    found = {}
    for path in sorted((ORIGIN / "ontology/competency").glob("*.rq")):
        text = path.read_text("utf-8")
        text = _VALUE.sub(lambda value: _value(value, target), text)
        text = _EXAMPLE.sub(lambda example: _example(example, target), text)
        text = _moved(text, target)
        terms = re.findall(rf"\b{target.prefix}:(\w+)", text)
        if all(f"{target.prefix}:{term} a owl:" in schema for term in terms):
            found[path.name] = text
    return found


def curation_page() -> str:
    """What ontology/curation/README.md says of the tables, without its examples."""
    text = (ORIGIN / "ontology/curation/README.md").read_text("utf-8")
    return text.partition("## One row each")[0].rstrip() + "\n"


def curation_headers() -> dict[str, str]:
    """The first lines of the tables of decisions, by file name."""
    paths = sorted((ORIGIN / "ontology/curation").glob("*.tsv"))
    return {path.name: path.read_text("utf-8").partition("\n")[0] + "\n" for path in paths}


def _value(found: re.Match[str], target: Target) -> str:
    if found["kind"] is None:
        return f'VALUES ${found["name"]} {{ "{target.examples[1][1]}" }}'
    if found["kind"] == "ontology#":
        return f"VALUES ${found['name']} {{ <{target.base}ontology#{target.example_class[0]}> }}"
    return f"VALUES ${found['name']} {{ <{target.base}concept/{_shown(found, target)[0]}> }}"


def _example(found: re.Match[str], target: Target) -> str:
    said = {
        "concept": _shown(found, target)[1],
        "class": target.example_class[1],
        "source": "glossaire",
    }.get(found["kind"])
    if found["kind"] == "text":
        said = {"text": target.examples[1][1], "publisher": "éditeur"}.get(found["name"])
    if said is None:
        return found[0]
    return f"# ${found['name']}{found['rest']} {found['kind']} {said}"


def _shown(found: re.Match[str], target: Target) -> tuple[str, str]:
    return target.examples[1 if found["name"] == "other" else 0]


def _moved(turtle: str, target: Target) -> str:
    """Turtle under another base and prefix; IRIs in full, and names that comments mention, too."""
    old = origin()
    moved, _ = Move(old.base, target.base).text(turtle)
    return re.sub(rf"(?<!\w){old.prefix}:(?=[ A-Za-z])", f"{target.prefix}:", moved)
