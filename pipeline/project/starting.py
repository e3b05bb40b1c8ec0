"""A new vocabulary project for another field: all its files, written at once or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from importlib.resources import files
from pathlib import Path

from msgspec import Struct
from slugify import slugify

from pipeline.errors import ConfigurationError, InputError
from pipeline.project import shared
from pipeline.project.toml_text import quoted
from pipeline.project.trunk import Trunk, classes, load_trunk, nouns_of, top_concepts
from pipeline.vocabulary import FIXED_PREFIXES, is_base, is_date, is_iri, load_vocabulary

VERSION = "0.1.0"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CREATOR = {"fr": "équipe de curation", "en": "curation team"}
LANGUAGES = tuple(CREATOR)
_NAME = re.compile(r"[a-z][a-z0-9-]*")


class Wish(Struct, frozen=True):
    """What is wanted of a new project; what is empty follows from the name of its folder. `date` is
    the day that its files bear (ISO 8601): none of them looks at the clock.
    """

    date: str
    name: str = ""
    title: str = ""
    base: str = ""
    prefix: str = ""
    language: str = "fr"
    licence: str = LICENCE
    creator: str = ""


def start(folder: Path, wish: Wish) -> Wish:
    """Write a new project into a folder that is new or empty; give the wish with all it followed.

    Raises InputError where something stands in the folder or a wish cannot be met; then nothing is
    written.
    """
    _refuse_taken(folder)
    full = complete(wish, folder.resolve().name)
    made = not folder.exists()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".glossograph-", dir=folder.parent) as name:
        stage = Path(name)
        for path, text in project_files(full).items():
            (stage / path).parent.mkdir(parents=True, exist_ok=True)
            (stage / path).write_bytes(text.encode("utf-8"))
        # What cannot be used is said now, not by the first build.
        try:
            load_vocabulary(stage / "ontology/vocabulary.toml")
        except ConfigurationError as error:
            raise InputError(error.what, remedy=error.remedy) from None
        moved: list[Path] = []
        try:
            folder.mkdir(exist_ok=True)
            for child in sorted(stage.iterdir()):
                moved.append(folder / child.name)
                child.rename(folder / child.name)
        except BaseException:
            for child in moved:
                shutil.rmtree(child) if child.is_dir() else child.unlink(missing_ok=True)
            if made:
                folder.rmdir()
            raise
    return full


def complete(wish: Wish, folder: str) -> Wish:
    """The wish with what follows from the folder's name; raises InputError for what cannot be."""
    name = wish.name or slugify(folder, max_length=40, word_boundary=True)
    if not wish.name and not re.match(r"[a-z]", name):
        name = f"v-{name}" if name else "vocabulaire"
    checks = (
        (_NAME.fullmatch(name), f"--name {name} is no simple name",
         "write lower-case letters, digits and hyphens, a letter first"),
        (wish.language in LANGUAGES, f"--language {wish.language}: no such vocabulary can be made",
         f"write one of {', '.join(LANGUAGES)}; a glossary may be in any language"),
        (is_date(wish.date), f"--date {wish.date} is no date", "write it as 2026-11-22"),
        (not wish.base or is_base(wish.base), f"--base {wish.base} is nothing that IRIs begin with",
         "write https://.../ with a / at its end"),
        (is_iri(wish.licence), f"--licence {wish.licence} is no IRI", "write its address"),
    )  # fmt: skip
    for holds, what, remedy in checks:
        if not holds:
            raise InputError(what, remedy=remedy)
    return Wish(
        wish.date,
        name,
        wish.title or name.replace("-", " ").capitalize(),
        wish.base or f"https://example.org/{name}/",
        wish.prefix or _prefix(name),
        wish.language,
        wish.licence,
        wish.creator or CREATOR[wish.language],
    )


def project_files(wish: Wish) -> dict[str, str]:
    """The files of a new project by path; the same wish gives the same files."""
    trunk = load_trunk()
    one, other = trunk.kinds[0], trunk.kinds[1]
    language = wish.language
    target = shared.Target(
        wish.base,
        wish.prefix,
        wish.name,
        ((one.slug, one.label[language]), (other.slug, other.label[language])),
        (one.name, one.label[language]),
        language,
    )
    schema = _schema(wish, trunk, target)
    asked = {
        "title": wish.title,
        "name": wish.name,
        "prefix": wish.prefix,
        "rest": trunk.rest.label[language],
        "table": _table(trunk, language),
    }
    return {
        "README.md": _template(f"README.{language}.md").format(**asked),
        "Makefile": _template("Makefile"),
        ".gitignore": _template("gitignore"),
        ".gitattributes": _template("gitattributes"),
        "sources/sources.toml": _template("sources.toml"),
        "ontology/README.md": _template(f"ontology.{language}.md").format(**asked),
        "ontology/vocabulary.toml": _vocabulary(wish),
        "ontology/schema.ttl": schema,
        "ontology/top-concepts.ttl": _template("top-concepts.ttl").format(
            prefix=wish.prefix, base=wish.base
        )
        + top_concepts(trunk, wish.base, wish.prefix, _turtle(wish.creator), wish.date),
        "ontology/identifiers.csv": "key,slug,label,status\n",
        "ontology/curation/README.md": shared.curation_page(),
        **{f"ontology/curation/{n}": text for n, text in shared.curation_headers().items()},
        **{f"ontology/competency/{n}": t for n, t in shared.questions(target, schema).items()},
        **{f"shapes/{n}": text for n, text in shared.shapes(target).items()},
    }


def _schema(wish: Wish, trunk: Trunk, target: shared.Target) -> str:
    nouns = nouns_of(trunk, shared.genus_nouns())
    head = _template("schema.ttl").format(
        prefixes=shared.header(target),
        base=wish.base,
        prefix=wish.prefix,
        version=VERSION,
        title=_turtle(wish.title),
        creator=_turtle(wish.creator),
        date=wish.date,
        licence=wish.licence,
        rest=trunk.rest.name,
        weak=_listed(shared.said_of_nouns("weakNoun")),
        empty=_listed(shared.said_of_nouns("emptyNoun")),
        classes=classes(trunk, nouns, wish.base, wish.prefix),
    )
    return head + shared.general_schema(target)


def _vocabulary(wish: Wish) -> str:
    return _template("vocabulary.toml").format(
        base=quoted(wish.base),
        prefix=quoted(wish.prefix),
        name=quoted(wish.name),
        language=quoted(wish.language),
        version=VERSION,
        date=wish.date,
        licence=quoted(wish.licence),
        creator=quoted(wish.creator),
        publisher=quoted(wish.creator),
        title=quoted(wish.title),
    )


def _table(trunk: Trunk, language: str) -> str:
    head = {"fr": "| sorte | ce que c'est |", "en": "| kind | what it is |"}[language]
    rows = [f"| {kind.label[language]} | {kind.definition[language]} |" for kind in trunk.all]
    return "\n".join(["", head, "|---|---|", *rows, ""])


def _listed(nouns: list[str]) -> str:
    lines = [nouns[at : at + 6] for at in range(0, len(nouns), 6)]
    return " ,\n".join("        " + " , ".join(f'"{noun}"@fr' for noun in row) for row in lines)


def _prefix(name: str) -> str:
    words = name.split("-")
    short = "".join(word[0] for word in words) if len(words) > 1 else words[0][:8]
    return f"{short}v" if short in FIXED_PREFIXES or len(short) < 2 else short


def _turtle(text: str) -> str:
    """A text as it stands between quotes in Turtle."""
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')


def _template(name: str) -> str:
    return files("pipeline.project").joinpath("templates", name).read_text("utf-8")


def _refuse_taken(folder: Path) -> None:
    if folder.is_symlink() and not folder.exists():
        raise InputError("this link leads nowhere", where=str(folder), remedy="name another folder")
    if folder.exists() and not folder.is_dir():
        raise InputError("this is no folder", where=str(folder), remedy="name another")
    if folder.exists() and next(folder.iterdir(), None):
        raise InputError(
            "this folder is not empty",
            where=str(folder),
            remedy="name a new or empty one; `glossograph add` adds to a project that exists",
        )
