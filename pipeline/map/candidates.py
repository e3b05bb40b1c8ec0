"""Terms without an entry: what definitions use repeatedly and no glossary defines, ranked.

C-value after Frantzi, Ananiadou and Mima (2000), "Automatic recognition of multi-word terms":
log2|a| times the frequency of a, less the mean frequency of the longer candidates that hold it.
Single words count by |a| + 1, after Barrón-Cedeño et al. (2009). |a| are the words that are no
articles or prepositions.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import simplemma
from msgspec import Struct, field

from pipeline.map.genus import class_of_phrase
from pipeline.map.lexicon import Lexicon
from pipeline.map.noun_phrases import noun_phrases
from pipeline.map.ontology import Ontology
from pipeline.map.reading import EntryReading
from pipeline.map.second_reader import LANGUAGE
from pipeline.map.sentences import Sentence
from pipeline.map.words import Token, is_acronym, key, lemma, tokens
from pipeline.model import Candidate, Concept, Entry, Evidence, Label

# What one entry alone says may be its own way of speaking.
_LEAST_ENTRIES = 2
_RULE = "noun-phrase"
_CONFIDENCE = 0.8


class _Term(Struct):
    """The uses of one key: how it is written, in which sentences, inside which longer ones."""

    written: Counter[str] = field(default_factory=Counter)
    uses: list[tuple[Entry, Sentence]] = field(default_factory=list)
    longer: set[str] = field(default_factory=set)

    @property
    def frequency(self) -> int:
        return len(self.uses)

    @property
    def entries(self) -> list[str]:
        return list(dict.fromkeys(entry.id for entry, _ in self.uses))


def find_candidates(
    readings: Sequence[EntryReading],
    concepts: Sequence[Concept],
    ontology: Ontology,
) -> list[Candidate]:
    """The candidates, best first.

    `readings` are of texts in the second reader's language. A use inside the name of a concept, or
    of an entry that makes none yet, is that name's. What is in the general dictionary is no term by
    itself: a single word counts only outside it.
    """
    names = Lexicon()
    for concept in concepts:
        names.add(concept.iri, concept.labels)
    for reading in readings:
        said = [Label(fact.text, fact.lang, "alternative") for fact in reading.names]
        names.add(reading.entry.id, said)
    terms = _terms(readings, names)
    placing = Lexicon()
    for concept in concepts:
        placing.add(concept.iri, [label for label in concept.labels if label.kind != "hidden"])
    found = [
        Candidate(
            text,
            LANGUAGE,
            score,
            term.frequency,
            term.entries,
            _sentences(term),
            _broader(text, placing, ontology),
        )
        for term in terms.values()
        if len(term.entries) >= _LEAST_ENTRIES
        for text in [_written(term.written)]
        for score in [_score(text, term, terms)]
        if score > 0 and _may_be_a_term(text, term, ontology)
    ]
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.text))


def _terms(readings: Sequence[EntryReading], names: Lexicon) -> dict[str, _Term]:
    """All phrases that are not, and do not stand in, the name of a concept, by key."""
    terms: dict[str, _Term] = defaultdict(_Term)
    places = [(reading.entry, sentence) for reading in readings for sentence in reading.sentences]
    for entry, sentence in places:
        text = sentence.text
        taken = [(mention.start, mention.end) for mention in names.find(text)]
        phrases = [
            (start, end, key(text[start:end]))
            for start, end in noun_phrases(text, sentence.words)
            if not _is_within(start, end, taken)
        ]
        for start, end, name in phrases:
            term = terms[name]
            term.written[_lowered(text[start:end])] += 1
            term.uses.append((entry, sentence))
        for short, long in _nested(phrases):
            terms[short].longer.add(long)
    return terms


def _is_within(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in taken)


def _nested(phrases: Sequence[tuple[int, int, str]]) -> Iterator[tuple[str, str]]:
    """Each pair of keys of which the first phrase stands inside the second; `phrases` by start."""
    open_: list[tuple[int, int, str]] = []
    for start, end, name in phrases:
        open_ = [phrase for phrase in open_ if phrase[1] > start]
        for _, last, other in open_:
            if last >= end and other != name:
                yield name, other
        for first, last, other in open_:
            if first == start and last <= end and other != name:
                yield other, name
        open_.append((start, end, name))


def _score(text: str, term: _Term, terms: dict[str, _Term]) -> float:
    """The C-value times log2(entries + sources), rounded; only repeated phrases count as longer
    candidates.
    """
    longer = [terms[name] for name in term.longer]
    repeated = [other.frequency for other in longer if len(other.entries) >= _LEAST_ENTRIES]
    nested = sum(repeated) / len(repeated) if repeated else 0.0
    c_value = math.log2(len(_content(text)) + 1) * (term.frequency - nested)
    sources = {entry.source for entry, _ in term.uses}
    return round(c_value * math.log2(len(term.entries) + len(sources)), 2)


def _may_be_a_term(text: str, term: _Term, ontology: Ontology) -> bool:
    words = _content(text)
    if words[0].lemma in ontology.empty:
        return False
    return len(words) > 1 or not all(_is_general(form) for form in term.written)


def _is_general(word: str) -> bool:
    """Whether the general dictionary has a word. It lists no noun that ends like a plural
    ("temps"), so such a one, if it is written in no other way, is taken for general.
    """
    return word.endswith(("s", "x", "z")) or simplemma.is_known(word.lower(), lang=LANGUAGE)


def _broader(text: str, placing: Lexicon, ontology: Ontology) -> str:
    """The concept whose name begins the term ("carte de fidélité" for "carte de fidélité à
    points"), else the top concept of the class that its nouns lead to, else empty.
    """
    for mention in placing.find(text):
        if mention.start == 0 and mention.end < len(text):
            return mention.concept
    name, _ = class_of_phrase([token.lemma for token in tokens(text)], ontology)
    return ontology.tops[name] if name else ""


def _sentences(term: _Term) -> list[Evidence]:
    """Each sentence once, in reading order, as it stands in the text."""
    return list(
        dict.fromkeys(
            Evidence(
                entry.id,
                entry.source,
                sentence.start,
                sentence.end,
                sentence.written,
                _RULE,
                _CONFIDENCE,
            )
            for entry, sentence in term.uses
        )
    )


def _written(forms: Counter[str]) -> str:
    """The form most often written; of equals the one with more words in their base form."""

    def rank(form: str) -> tuple[int, int, str]:
        base = sum(word.lemma == lemma(word.text.lower()) for word in tokens(form))
        return -forms[form], -base, form

    return min(forms, key=rank)


def _lowered(text: str) -> str:
    """A phrase that begins a sentence as it stands inside one."""
    first = tokens(text)[0]
    return text if is_acronym(first.text) else text[0].lower() + text[1:]


def _content(text: str) -> list[Token]:
    return [token for token in tokens(text) if not token.is_link]
