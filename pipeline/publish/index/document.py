"""index.pdf: the same index as a book, set by Typst from index.typ; tagged, with bookmarks.

The bytes depend on the index alone: Typst brings its fonts, those of the machine are left aside,
and the date is that of the vocabulary. They have Latin, Greek and Cyrillic letters; others are
boxes in print, though their text can be copied. PDF/UA refuses such boxes: no standard is claimed.
"""

from __future__ import annotations

import datetime
from importlib.resources import files
from typing import Any, cast

import msgspec

from pipeline.publish.html.typography import bound
from pipeline.publish.index.entries import Index
from pipeline.publish.index.tree import Branch
from pipeline.publish.index.words import Words
from pipeline.publish.inputs import Build
from pipeline.publish.wording import Wording

# Nobody prints a book of more than some 200 pages, and to set it takes over a gigabyte.
MOST = 2000
_KEYS = (
    "kicker",
    "alphabetical",
    "systematic",
    "gone",
    "sources",
    "synonyms",
    "broader",
    "unreplaced",
    "licence",
)


def index_pdf(told: Index, build: Build, wording: Wording) -> bytes | None:
    """The PDF of one index; none where it has more than `MOST` concepts."""
    if len(told.concepts) > MOST:
        return None
    # Late: the other commands need not wait for it.
    import typst

    vocabulary = build.vocabulary
    day = datetime.date.fromisoformat(vocabulary.modified)
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    template = files("pipeline.publish.index").joinpath("index.typ").read_bytes()
    compiler = typst.Compiler(template, font_paths=typst.Fonts(include_system_fonts=False))
    pdf = compiler.compile(
        format="pdf",
        sys_inputs={"index": msgspec.json.encode(_data(told, build, wording)).decode("utf-8")},
        timestamp=midnight,
    )
    return cast(bytes, pdf)


def _data(told: Index, build: Build, wording: Wording) -> dict[str, Any]:
    """All that index.typ shows: the index, and the words around it."""
    vocabulary, say = build.vocabulary, Words(wording)
    language = vocabulary.language
    modified = datetime.date.fromisoformat(vocabulary.modified)
    languages = [one.language for one in told.foreign]
    return {
        **msgspec.to_builtins(told),
        "tree": [_line(line, say) for line in told.tree],
        "foreign": [{"title": say.foreign(x.language), "letters": x.letters} for x in told.foreign],
        "sources": [msgspec.structs.replace(x, url=_web(x.url)) for x in told.sources],
        "language": language,
        "name": vocabulary.title[language],
        "title": wording.fill("index", "title", title=vocabulary.title[language]),
        "author": vocabulary.creator,
        "date": {"year": modified.year, "month": modified.month, "day": modified.day},
        "description": vocabulary.description[language],
        "rights": bound(vocabulary.rights.get(language, "")),
        "licence": vocabulary.licence,
        "words": {
            **{key: say(key) for key in _KEYS},
            "version": say("version", version=vocabulary.version, date=vocabulary.modified),
            "languages": {name: say.language(name) for name in languages},
        },
    }


def _line(line: Branch, say: Words) -> dict[str, Any]:
    return {"concept": line.concept, "depth": line.depth, "note": say.note(line)}


def _web(url: str) -> str:
    """A web address; any other link, which may be a script, leads nowhere."""
    return url if url.startswith(("http://", "https://")) else ""
