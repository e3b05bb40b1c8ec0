"""What the index says, whichever way it is written: index.html and index.pdf hold the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from pipeline.map.words import sentence_spans
from pipeline.markdown import shortened
from pipeline.model import Concept, Label, Source
from pipeline.publish.collation import collation_key, initial
from pipeline.publish.index.gone import Gone, gone
from pipeline.publish.index.reference import Reference, broader, refer, source_of
from pipeline.publish.index.tree import Branch, branches
from pipeline.publish.inputs import Build

# A definition is quoted by whole sentences up to this many characters, and cut beyond the second.
_ENOUGH, _MOST = 240, 360
_NUMBER = re.compile(r"\d+\. ")


class Article(Struct, frozen=True, tag="article"):
    """A concept under its name: its other names by what they are (`translations` by language), a
    short definition and the title of the source it is quoted from, and what it stands under.
    """

    slug: str
    name: str
    qualifier: str
    acronyms: list[str]
    synonyms: list[str]
    translations: dict[str, list[str]]
    definition: str
    source: str
    broader: list[Reference]


class See(Struct, frozen=True, tag="see"):
    """A name that is not the preferred one, and the concepts that have it."""

    name: str
    concepts: list[Reference]


class Letter(Struct, frozen=True):
    """What begins with one letter, in the order of a dictionary."""

    letter: str
    items: list[Article | See]


class Foreign(Struct, frozen=True):
    """The names in another language, each leading to concepts."""

    language: str
    letters: list[Letter]


class Index(Struct, frozen=True):
    """The whole index. `concepts` are all references by IRI."""

    letters: list[Letter]
    tree: list[Branch]
    foreign: list[Foreign]
    gone: list[Gone]
    sources: list[Source]
    concepts: dict[str, Reference]


def index(build: Build) -> Index:
    """The index of one build."""
    language = build.vocabulary.language
    titles = {reading.source.id: reading.source.title for reading in build.readings}
    references = refer(build.concepts, titles, language)
    articles = [_article(concept, references, titles, language) for concept in build.concepts]
    languages = {label.lang for concept in build.concepts for label in concept.labels}

    def is_other(label: Label, own: Reference) -> bool:
        is_read = label.lang == language or label.kind == "acronym"
        return is_read and label.text != own.name

    def foreign(lang: str) -> Foreign:
        named = _names(build.concepts, references, lambda label, _: label.lang == lang)
        return Foreign(lang, _letters(named))

    return Index(
        letters=_letters([*articles, *_names(build.concepts, references, is_other)]),
        tree=branches(build.concepts, references),
        foreign=[foreign(lang) for lang in sorted(languages - {language})],
        gone=gone(build, references),
        sources=[reading.source for reading in build.readings],
        concepts=references,
    )


def _article(
    concept: Concept,
    references: Mapping[str, Reference],
    titles: Mapping[str, str],
    language: str,
) -> Article:
    own = references[concept.iri]
    names: dict[tuple[str, str], list[str]] = {}
    acronyms = {label.text: True for label in concept.labels if label.kind == "acronym"}
    for label in concept.labels:
        kind = "name" if label.kind in ("preferred", "alternative") else label.kind
        known = names.setdefault((kind, label.lang), [])
        if label.text not in (own.name, *known) and (kind != "name" or label.text not in acronyms):
            known.append(label.text)
    definition = next((d for d in concept.definitions if d.lang == language), None)
    return Article(
        slug=own.slug,
        name=own.name,
        qualifier=own.qualifier,
        acronyms=[text for text in acronyms if text != own.name],
        synonyms=names.get(("name", language), []),
        translations={
            lang: texts
            for (kind, lang), texts in sorted(names.items())
            if kind == "name" and lang != language and texts
        },
        definition=short_definition(definition.text) if definition else "",
        source=titles.get(source_of(definition.entry), "") if definition else "",
        broader=[references[up] for up in broader(concept) if up in references],
    )


def short_definition(text: str) -> str:
    """The first sentences of a definition, as many as are short enough; one at least, cut at a
    word where it alone is too long.
    """
    sentences = [" ".join(one.split()) for one in _sentences(text)]
    chosen = sentences[:1]
    for sentence in sentences[1:]:
        if len(" ".join([*chosen, sentence])) > _ENOUGH:
            break
        chosen.append(sentence)
    return shortened(" ".join(chosen), _MOST)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of all lines; the number of a sense stays with its first sentence."""
    for line in text.splitlines():
        number = _NUMBER.match(line)
        skipped = number.end() if number else 0
        for place, (start, end) in enumerate(sentence_spans(line[skipped:])):
            before = line[:skipped] if place == 0 else ""
            yield before + line[skipped + start : skipped + end]


def _names(
    concepts: Sequence[Concept],
    references: dict[str, Reference],
    wanted: Callable[[Label, Reference], bool],
) -> list[See]:
    """Names with the concepts that have them; misspellings and plurals (`hidden`) are for search,
    not for reading.
    """
    found: dict[str, dict[str, Reference]] = {}
    for concept in concepts:
        own = references[concept.iri]
        for label in concept.labels:
            if label.kind != "hidden" and wanted(label, own):
                found.setdefault(label.text, {})[concept.iri] = own
    return [
        See(name, sorted(of.values(), key=lambda one: (collation_key(one.name), one.slug)))
        for name, of in found.items()
    ]


def _letters(items: Iterable[Article | See]) -> list[Letter]:
    def key(item: Article | See) -> tuple[object, ...]:
        if isinstance(item, Article):
            return collation_key(item.name), 0, item.qualifier
        return collation_key(item.name), 1, ""

    ordered = sorted(items, key=key)
    return [
        Letter(letter, list(group))
        for letter, group in groupby(ordered, key=lambda item: initial(item.name))
    ]
