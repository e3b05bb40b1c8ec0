"""The labels as a tree of words, and what each word of a text may be in it.

A label is a path of word classes, one for each of its words. A word of a text is looked up once and
remembered with its readings: the classes that it can stand for, several for a word with hyphens.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import islice, product

from msgspec import Struct

from pipeline.ask.annotate.forms import forms, is_known
from pipeline.ask.annotate.labels import Label
from pipeline.ask.annotate.spelling import (
    APOSTROPHES,
    HYPHENS,
    bare,
    lacks_accents,
    lowered,
    split,
    visible,
)
from pipeline.map.words import acronym_key, is_acronym

# A label's words are told apart by these many bits of a key in the tree.
_BITS = 24
# What may stand between two words of a term: blanks with at most one line break, or a hyphen at the
# end of a line, or an apostrophe.
_BLANK = r"[^\S\r\n\f\v\x1c-\x1e\u0085\u2028\u2029]"
_JOINS = re.compile(
    rf"{_BLANK}*(?:[{HYPHENS}]?(?:\r\n|[\r\n\u0085\u2028]){_BLANK}*|[{HYPHENS}]|[{APOSTROPHES}]{_BLANK}*)?"
)
_LONGEST_GAP = 100
# A word with more hyphens than any name has cannot fill the memory with its readings.
_MOST_READINGS = 256
# Beyond these many distinct words or gaps what was looked up is forgotten: a long text stays cheap.
_REMEMBERED = 200_000
BREAKS, JOINS = 0, 1


class Reading(Struct, frozen=True):
    """What a word may be: `classes` in a row; alone only where it `stands_alone`."""

    classes: tuple[int, ...]
    stands_alone: bool


class Word(Struct, frozen=True):
    """A word as it is written in a text; `begins` where a label can begin with it."""

    readings: tuple[Reading, ...]
    begins: bool


class Ending(Struct, frozen=True):
    """A label at the end of its path, with the signs that must stand before and after its words."""

    label: Label
    before: str
    after: str


def is_exact_in_case(label: Label) -> bool:
    """Whether a label is an acronym, whose case tells it from a word."""
    return label.kind == "acronym" or is_acronym(label.text)


class Lexicon:
    """All labels, compiled; the same labels give the same lexicon whatever their order."""

    def __init__(self, labels: list[Label]) -> None:
        self.words = _Words(self)
        self.gaps = _Gaps(self)
        self.signs: dict[str, int] = {}
        self.endings: dict[int, list[Ending]] = defaultdict(list)
        self._classes: dict[str, int] = {}
        self._languages: dict[str, set[str]] = defaultdict(set)
        self._edges: dict[int, int] = {}
        self._forms: dict[str, list[tuple[str, int, bool]]] = defaultdict(list)
        for label in labels:
            self._add(label)
        for word, languages in self._languages.items():
            self._inflect(word, languages)
        self._languages.clear()

    def follow(self, node: int, classes: tuple[int, ...]) -> int:
        """The node after classes in a row, or 0: the root is after none."""
        for class_ in classes:
            node = self._edges.get(node << _BITS | class_, 0)
            if not node:
                break
        return node

    def readings(self, word: str) -> list[Reading]:
        """What a word of a text may be."""
        shown = visible(word)
        found = []
        acronym = self._acronym(shown)
        if acronym:
            found.append(Reading((acronym,), stands_alone=True))
        is_capital = shown.isupper() and len(shown) > 1
        whole = lowered(shown)
        pieces = whole.split("-")
        alternatives = [self._meant(piece, is_capital=is_capital) for piece in pieces]
        found += [
            Reading(tuple(c for c, _ in row), any(alone for _, alone in row))
            for row in islice(product(*alternatives), _MOST_READINGS)
        ]
        if len(pieces) > 1:
            closed = self._meant("".join(pieces), is_capital=is_capital)
            found += [Reading((class_,), alone) for class_, alone in closed]
        return found

    def _acronym(self, shown: str) -> int:
        """The class of an acronym as it is written, with points, hyphens or a plural s, or 0."""
        letters = shown.replace(".", "").replace("-", "")
        for key in (letters, letters.removesuffix("s")):
            class_ = self._classes.get(f"={key}", 0) if len(key) > 1 else 0
            if class_:
                return class_
        return 0

    def _meant(self, word: str, *, is_capital: bool) -> list[tuple[int, bool]]:
        """The classes of a word in lower case. An accent may be missing, in a word of its own only
        where that makes no other word ("marché", "marche") or in capitals.
        """
        found: dict[int, bool] = {}
        for form, class_, alone in self._forms.get(bare(word), ()):
            if word == form:
                found[class_] = alone or found.get(class_, False)
            elif lacks_accents(word, form):
                sure = alone and (is_capital or not is_known(word, "fr"))
                found[class_] = sure or found.get(class_, False)
            elif form.isascii() and not is_known(form, "fr", "en"):
                # The label itself was written without accents.
                found[class_] = alone or found.get(class_, False)
        return list(found.items())

    def _add(self, label: Label) -> None:
        text = visible(label.text)
        cut = split(text)
        if len(cut) < 3:
            return  # nothing in it is a word
        words, gaps = cut[1::2], cut[2:-2:2]
        before, after = (_signs(sign) for sign in (cut[0], cut[-1]))
        ending = Ending(label, before, after)
        if len(words) == 1 and is_exact_in_case(label):
            self._path([self._class(f"={acronym_key(words[0])}")], ending)
            return
        language = label.language.split("-")[0].lower()
        self._path(
            self._steps([lowered(word).split("-") for word in words], gaps, language), ending
        )
        if any("-" in word for word in words):
            closed = [[lowered(word).replace("-", "")] for word in words]
            self._path(self._steps(closed, gaps, language), ending)

    def _steps(self, words: list[list[str]], gaps: list[str], language: str) -> list[int]:
        steps = []
        for pieces, gap in zip(words, [*gaps, ""], strict=True):
            for piece in pieces:
                self._languages[piece].add(language)
                steps.append(self._class(piece))
            sign = _signs(gap)
            if sign:
                steps.append(self.signs.setdefault(sign, self._class(f" {sign}")))
        return steps

    def _path(self, steps: list[int], ending: Ending) -> None:
        node = 0
        for class_ in steps:
            node = self._edges.setdefault(node << _BITS | class_, len(self._edges) + 1)
        self.endings[node].append(ending)

    def _class(self, key: str) -> int:
        # The first two numbers say what a gap does.
        return self._classes.setdefault(key, len(self._classes) + 2)

    def _inflect(self, word: str, languages: set[str]) -> None:
        found: dict[str, bool] = {}
        for language in sorted(languages):
            for form, alone in forms(word, language).items():
                found[form] = alone or found.get(form, False)
        for form, alone in found.items():
            self._forms[bare(form)].append((form, self._classes[word], alone))


class _Words(dict[str, Word | None]):
    """The words of texts as they are written; None for one that stands in no label."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, word: str) -> Word | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        readings = tuple(self._lexicon.readings(word))
        begins = any(self._lexicon.follow(0, reading.classes[:1]) for reading in readings)
        self[word] = found = Word(readings, begins) if readings else None
        return found


class _Gaps(dict[str, int]):
    """What stands between words: it BREAKS a term or JOINS it, or it is the class of its signs."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, gap: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(gap) > _LONGEST_GAP:
            return BREAKS
        self[gap] = found = (
            JOINS if _JOINS.fullmatch(gap) else self._lexicon.signs.get(_signs(gap), BREAKS)
        )
        return found


@lru_cache(maxsize=1 << 12)
def _signs(gap: str) -> str:
    """The signs in a gap that are more than joints: of " (" the bracket, of "'" nothing."""
    return re.sub(r"[-'\s]", "", visible(gap))
