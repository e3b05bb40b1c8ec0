"""Which concepts a name may mean, how surely, and why.

Equal is what differs only in case, accents, hyphens and apostrophes; then what differs in
inflection and little words (`pipeline.map.words.key`); then what is close in spelling; then what
shares words. An acronym is never close to anything: CRM and VRM differ in one letter; among other
words ("RGPD/GDPR", "le CRM") it counts as one of them, where its case is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from rapidfuzz import fuzz, process

from pipeline.ask.dataset import Dataset
from pipeline.map.words import fold, is_acronym, key, tokens

Kind = Literal["preferred", "acronym", "alternative", "hidden"]
How = Literal["identifier", "exact", "inflected", "near", "part"]

# Scores out of 100. An equal name counts a little less the less it is the concept's own.
_EXACT: dict[Kind, float] = {"preferred": 100, "acronym": 98, "alternative": 98, "hidden": 96}
_INFLECTED, _NEAREST, _PART = 92.0, 89.0, 70.0
# Two texts of which less than this is alike (in hundredths) are not close.
_CLOSE = 78.0
_FEWEST_LETTERS = 4
_LONGEST = 500
_CANDIDATES = 200


class Name(Struct, frozen=True):
    """A label of a concept."""

    concept: str
    text: str
    lang: str
    kind: Kind


class Found(Struct, frozen=True):
    """A concept that a name may mean: by which of its labels, and how that is like the name.

    `score` is out of 100, `likeness` how much of the spelling agrees, in [0, 1].
    """

    name: Name
    how: How
    score: float
    likeness: float


class Names:
    """All labels of the concepts of a dataset, in every language and of every kind."""

    def __init__(self, data: Dataset) -> None:
        self._labels = list(_labels(data))
        self._own = {
            name.concept: name for name in reversed(self._labels) if name.kind == "preferred"
        }
        self._equal: dict[str, list[Name]] = {}
        self._alike: dict[str, list[Name]] = {}
        for name in self._labels:
            self._equal.setdefault(plain(name.text), []).append(name)
            self._alike.setdefault(key(name.text), []).append(name)
        self._spelt = [name for name in self._labels if not _is_short(name)]
        self._spellings = [plain(name.text) for name in self._spelt]

    def match(self, text: str) -> list[Found]:
        """The concepts that a name may mean, the likeliest first, each by its best label."""
        wanted = plain(text[:_LONGEST])
        if not wanted:
            return []
        best: dict[str, Found] = {}
        for found in self._found(text[:_LONGEST], wanted):
            held = best.get(found.name.concept)
            if held is None or found.score > held.score:
                best[found.name.concept] = found
        return sorted(best.values(), key=lambda found: (-found.score, plain(found.name.text)))

    def beginning(self, prefix: str) -> list[Name]:
        """The labels that begin with a prefix, or have a word that does, each concept once."""
        wanted = plain(prefix[:_LONGEST])
        if not wanted:
            return []
        found: dict[str, tuple[int, str, Name]] = {}
        for name in self._labels:
            spelt = plain(name.text)
            place = 0 if spelt.startswith(wanted) else 1 if f" {wanted}" in spelt else -1
            if place >= 0:
                held = (place, spelt, name)
                found[name.concept] = min(found.get(name.concept, held), held, key=lambda h: h[:2])
        return [name for _, _, name in sorted(found.values(), key=lambda held: held[:2])]

    def own(self, concept: str) -> Name | None:
        """The preferred label of a concept, in the language of the vocabulary where it has one."""
        return self._own.get(concept)

    def _found(self, text: str, wanted: str) -> Iterable[Found]:
        for name in self._equal.get(wanted, ()):
            yield Found(name, "exact", _EXACT[name.kind], 1.0)
        for name in self._alike.get(key(text), ()) if key(text) else ():
            likeness = fuzz.ratio(wanted, plain(name.text)) / 100
            yield Found(name, "inflected", _INFLECTED, likeness)
        yield from self._holding(text)
        if is_acronym(text.strip()) or len(wanted) < _FEWEST_LETTERS:
            return
        close = process.extract(
            wanted,
            self._spellings,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=_CLOSE,
            limit=_CANDIDATES,
        )
        for _, likeness, place in close:
            yield Found(self._spelt[place], "near", _NEAREST * likeness / 100, likeness / 100)
        yield from self._sharing(wanted)

    def _holding(self, text: str) -> Iterable[Found]:
        """The acronyms that a name holds among other words."""
        words = re.findall(r"[\w&-]+", text)
        likeness = 1 / max(1, len(_content(plain(text))))
        for word in words if len(words) > 1 else ():
            for name in self._equal.get(plain(word), ()):
                if name.kind == "acronym" and name.text == word:
                    yield Found(name, "part", _PART * likeness, likeness)

    def _sharing(self, wanted: str) -> Iterable[Found]:
        """Labels that hold all words of the name, or of which the name holds all words."""
        words = set(_content(wanted))
        shared = process.extract(
            wanted,
            self._spellings,
            scorer=fuzz.token_set_ratio,
            score_cutoff=100,
            limit=_CANDIDATES,
        )
        for _, _, place in shared:
            name = self._spelt[place]
            own = set(_content(plain(name.text)))
            if not words or not own or not (words <= own or own <= words):
                continue
            likeness = len(words & own) / len(words | own)
            yield Found(name, "part", _PART * likeness, likeness)


def plain(text: str) -> str:
    """A name without case, accents, punctuation and runs of white space."""
    return " ".join(re.sub(r"[^\w+#&°%]+", " ", fold(text.replace("’", "'"))).split())


def _content(text: str) -> Sequence[str]:
    return [token.lemma for token in tokens(text) if not token.is_link]


def _is_short(name: Name) -> bool:
    return name.kind == "acronym" or is_acronym(name.text) or len(name.text) < _FEWEST_LETTERS


def _labels(data: Dataset) -> Iterable[Name]:
    """Every label, those of the vocabulary's language first; an acronym is no synonym again."""
    rc, main = data.vocabulary.prefix, data.vocabulary.language
    kinds: tuple[tuple[Kind, str], ...] = (
        ("preferred", "skos:prefLabel"),
        ("acronym", f"{rc}:acronym"),
        ("alternative", "skos:altLabel"),
        ("hidden", "skos:hiddenLabel"),
    )
    for concept in data.concepts():
        seen: set[tuple[str, str]] = set()
        for kind, curie in kinds:
            values = data.literals(concept, curie)
            for value in sorted(
                values, key=lambda v: (v.language != main, v.language or "", v.value)
            ):
                lang = value.language or ""
                if (value.value, lang) not in seen:
                    seen.add((value.value, lang))
                    yield Name(concept, value.value, lang, kind)
