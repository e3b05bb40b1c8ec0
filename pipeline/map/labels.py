"""The labels of a concept: chosen from the names its entries give, then as decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct, structs
from rapidfuzz import fuzz

from pipeline.map.curation import LabelDecision
from pipeline.map.reading import EntryReading
from pipeline.map.words import fits, fold, is_acronym, is_english, key, tokens
from pipeline.model import Decision, Evidence, Label, LabelKind

# Two expansions of one acronym that are this alike are one name, one of them misspelt.
_MISSPELT = 90.0
_RANK: tuple[LabelKind, ...] = ("preferred", "acronym", "alternative", "hidden")


class _Candidate(Struct):
    text: str
    lang: str
    role: str
    evidence: list[Evidence]
    in_headword: bool
    decision: Decision | None = None


def choose_labels(
    readings: Sequence[EntryReading],
    *,
    lang: str,
    frequency: Callable[[str], int],
) -> list[Label]:
    """The labels of the concept that `readings` describe, in a fixed order.

    prefLabel in the vocabulary's language (`lang`) is the stated expansion in it, else the full
    headword (or its stated equivalent in `lang`, if the headword is English), else the expansion,
    else the acronym; prefLabel in English is the stated English expansion or equivalent. Plurals
    and misspellings are hidden. `frequency` tells how often the sources write a name. Without any
    name the result is empty.
    """
    names = _merged(readings, lang)
    acronyms = [name for name in names if name.role == "acronym"]
    full = [name for name in names if name.role != "acronym"]
    wrong = _misspelt(full, acronyms, frequency)
    sound = [name for name in full if name not in wrong]
    labels: dict[tuple[str, str], Label] = {}

    def put(name: _Candidate, kind: LabelKind, language: str) -> None:
        label = Label(name.text, language, kind, name.evidence, name.decision)
        old = labels.get((name.text, language))
        if old is None or _RANK.index(kind) < _RANK.index(old.kind):
            labels[name.text, language] = label

    preferred = _preferred(sound, acronyms, lang)
    if preferred is not None:
        put(preferred, "preferred", lang)
    english = _best([name for name in sound if name.lang == "en"])
    if english is not None:
        put(english, "preferred", "en")
    for name in sound:
        put(name, _kind_of(name, [preferred, english]), name.lang)
    for name in acronyms:
        for language in _languages(name, full, lang, is_alone=_is_alone(name, acronyms)):
            put(name, "acronym", language)
    for name in wrong:
        put(name, "hidden", name.lang)
    return _ordered(list(labels.values()), lang)


def display(text: str) -> str:
    """A name as a label: lower case but for acronyms, straight apostrophes, single spaces."""
    words = " ".join(text.replace("’", "'").split()).split(" ")
    return " ".join(word if is_acronym(word) else word.lower() for word in words)


def _merged(readings: Sequence[EntryReading], lang: str) -> list[_Candidate]:
    """The names of all entries, equal texts of one language put together, in reading order."""
    found: dict[tuple[str, str, bool], _Candidate] = {}
    for reading in readings:
        for fact in reading.names:
            text = display(fact.text)
            languages = [fact.lang]
            if fact.role == "headword" and fact.lang == lang and reading.is_anglicism:
                languages.append("en")
            in_headword = fact.evidence.rule.startswith("headword")
            for language in languages:
                place = (text, language, fact.role == "acronym")
                old = found.get(place)
                if old is None:
                    found[place] = _Candidate(
                        text, language, fact.role, [fact.evidence], in_headword
                    )
                    continue
                old.evidence.append(fact.evidence)
                old.in_headword = old.in_headword and in_headword
                if "expansion" in (old.role, fact.role):
                    old.role = "expansion"
    return list(found.values())


def _preferred(
    names: Sequence[_Candidate], acronyms: Sequence[_Candidate], lang: str
) -> _Candidate | None:
    own = [name for name in names if name.lang == lang]
    heads = [name for name in own if name.role == "headword"]
    english_heads = any(is_english(name.text) for name in heads)
    equivalents = [name for name in own if name.role == "equivalent"]
    stated = [name for name in own if name.role == "expansion"]
    if not stated and (not heads or english_heads):
        stated = [name for name in equivalents if not is_english(name.text)]
    chosen = _best(stated) or _best(heads) or _best([n for n in names if n.role != "variant"])
    return chosen or _best(acronyms)


def _best(names: Sequence[_Candidate]) -> _Candidate | None:
    """The name a definition gives before one that only a headword gives; then the one said most
    often, then the first.
    """
    if not names:
        return None
    return min(names, key=lambda n: (n.in_headword and n.role != "headword", -len(n.evidence)))


def _kind_of(name: _Candidate, preferred: Sequence[_Candidate | None]) -> LabelKind:
    """Alternative, or hidden where it differs from a preferred name by number only."""
    words = tokens(name.text)
    for other in preferred:
        if other is None or other.text == name.text or other.lang != name.lang:
            continue
        others = tokens(other.text)
        if [w.lemma for w in words] == [w.lemma for w in others]:
            return "hidden"
    return "alternative"


def _languages(
    acronym: _Candidate, full: Sequence[_Candidate], lang: str, *, is_alone: bool
) -> list[str]:
    """The languages of the expansions it abbreviates; the vocabulary's own as well where it heads
    an entry alone or abbreviates nothing that is given ("RGPD – GDPR" are two languages).
    """
    found = {name.lang for name in full if fits(acronym.text, name.text)}
    heads = any(item.rule == "headword" for item in acronym.evidence)
    if not found or (heads and is_alone):
        found.add(lang)
    return sorted(found)


def _is_alone(acronym: _Candidate, others: Sequence[_Candidate]) -> bool:
    """Whether no other acronym stands in the headwords that it stands in."""

    def places(name: _Candidate) -> set[tuple[str, int]]:
        return {(e.entry, e.start) for e in name.evidence if e.rule == "headword"}

    mine = places(acronym)
    return not any(mine & places(other) for other in others if other is not acronym)


def _misspelt(
    full: Sequence[_Candidate],
    acronyms: Sequence[_Candidate],
    frequency: Callable[[str], int],
) -> list[_Candidate]:
    """Of two nearly equal expansions of one acronym, the one that the sources write less often."""
    wrong: list[_Candidate] = []
    expansions = [n for n in full if any(fits(acronym.text, n.text) for acronym in acronyms)]
    for name in expansions:
        for other in expansions:
            alike = fuzz.ratio(fold(name.text), fold(other.text)) >= _MISSPELT
            differ = name.lang == other.lang and key(name.text) != key(other.text)
            if differ and alike and frequency(name.text) < frequency(other.text):
                wrong.append(name)
    return wrong


def decided(
    found: Sequence[Label], decisions: Sequence[LabelDecision], lang: str
) -> tuple[list[Label], list[LabelDecision]]:
    """The labels after the decisions, in a fixed order, and the decisions that changed anything.

    A new preferred label makes the old one alternative (an acronym if it is one). A label that is
    decided keeps what the texts say of it, in whatever capitals.
    """
    labels = {(label.text, label.lang): label for label in found}
    applied: list[LabelDecision] = []
    for row in decisions:
        place = (row.text, row.lang)
        if row.rejected:
            if place in labels and labels[place].kind == row.kind:
                del labels[place]
                applied.append(row)
            continue
        applied.append(row)
        if row.kind == "preferred":
            for other, label in list(labels.items()):
                if label.kind == "preferred" and label.lang == row.lang and other != place:
                    kind: LabelKind = "acronym" if is_acronym(label.text) else "alternative"
                    labels[other] = structs.replace(label, kind=kind)
        same = [o for o in labels if o[1] == row.lang and o[0].casefold() == row.text.casefold()]
        evidence = [item for other in same for item in labels.pop(other).evidence]
        labels[place] = Label(row.text, row.lang, row.kind, evidence, row.decision)
    return _ordered(list(labels.values()), lang), applied


def _ordered(labels: Sequence[Label], lang: str) -> list[Label]:
    return sorted(
        labels,
        key=lambda label: (_RANK.index(label.kind), label.lang != lang, label.lang, label.text),
    )
