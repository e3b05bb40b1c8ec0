"""What one entry says by itself: its names, its genera, its sentences, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.map.aliases import alias_names
from pipeline.map.cues import cues
from pipeline.map.entry_names import entry_names
from pipeline.map.genus import Genus, class_of_phrase, read_genus
from pipeline.map.naming import Name, Piece, opening_names, pieces_of
from pipeline.map.ontology import Ontology
from pipeline.map.opening import Opening, read_opening
from pipeline.map.second_reader import LANGUAGE
from pipeline.map.sentences import Sentence, read_sentences
from pipeline.map.words import fits, initials, is_acronym, key, lemma
from pipeline.model import Entry, Evidence


class NameFact(Struct, frozen=True):
    """A name and the words that give it."""

    text: str
    lang: str
    role: str
    evidence: Evidence


class GenusFact(Struct, frozen=True):
    """A genus and the words that give it."""

    genus: Genus
    start: int
    evidence: Evidence


class EntryReading(Struct, frozen=True):
    """All that one entry says by itself.

    `sense_names`: what it calls one of its senses where it does not name itself; `is_anglicism`: a
    text calls its headword English.
    """

    entry: Entry
    names: list[NameFact]
    sense_names: list[NameFact]
    genera: list[GenusFact]
    sentences: list[Sentence]
    is_anglicism: bool


def read_entries(
    entries: Sequence[tuple[Entry, str, str]], ontology: Ontology
) -> list[EntryReading]:
    """Read entries, each given with the raw text of its source and the source's language."""
    parsed = read_sentences([(entry, raw) for entry, raw, _ in entries])
    return [
        _read(entry, raw, ontology, lang, sentences)
        for (entry, raw, lang), sentences in zip(entries, parsed, strict=True)
    ]


def _read(
    entry: Entry, raw: str, ontology: Ontology, lang: str, sentences: list[Sentence]
) -> EntryReading:
    reader = _Reader(entry, raw, ontology, lang)
    if lang.partition("-")[0] != LANGUAGE:
        # The cues are French: of any other text only the headword is read, and what it mentions.
        return EntryReading(entry, reader.names, [], [], sentences, is_anglicism=False)
    for index, sentence in enumerate(sentences):
        is_first = index == 0 or sentences[index - 1].sense != sentence.sense
        is_second = index == 1 or (index > 1 and sentences[index - 2].sense != sentence.sense)
        follows = not is_first and is_second
        reader.read(sentence, is_first=is_first, follows=follows)
    is_anglicism = any(cues("name")["anglicism"].match(s.text) for s in sentences[:1])
    return EntryReading(
        entry, reader.names, reader.sense_names, reader.genera, sentences, is_anglicism
    )


class _Reader:
    def __init__(self, entry: Entry, raw: str, ontology: Ontology, lang: str) -> None:
        self.entry, self.raw, self.ontology, self.lang = entry, raw, ontology, lang
        self.names: list[NameFact] = []
        self.sense_names: list[NameFact] = []
        # Whether the sentence before only named: what is defined is then said in the next.
        self.only_named = False
        self.genera: list[GenusFact] = []
        for name, place in entry_names(entry, raw, lang):
            self._name(name, place.start, place.end)

    def read(self, sentence: Sentence, *, is_first: bool, follows: bool) -> None:
        """Take the names and the genus of a sentence: of the first of a sense, of one that resumes
        it ("Il s'agit de ..."), and of any whose subject is a name already known.
        """
        if not is_first:
            resuming = cues("opening")["resuming"].match(sentence.text) if follows else None
            if resuming:
                article = sentence.text[: resuming.end()].rstrip()
                self._genus(sentence, 0, resuming.end(), bare=article.endswith(("'agit", "’agit")))
                return
        known = [fact.text for fact in self.names]
        if known and (is_first or follows):
            for name in alias_names(sentence, known, lang=self.lang):
                self._name(name, sentence.start, sentence.start + self._closing(sentence, name.end))
        opening = read_opening(sentence.text, sentence.words, known)
        if self.only_named and opening.kind in ("bare", "verb") and not opening.zone:
            # A sentence that names only: the next one says what is named.
            is_first = True
        if not is_first and not self._is_known(sentence, opening):
            self._taken_up(sentence)
            return
        self.only_named = opening.kind in ("naming", "names") and opening.genus is None
        if is_first:
            self._opening_names(sentence, opening)
        genus = opening.genus
        if anglicism := cues("name")["anglicism"].match(sentence.text):
            genus = self._after_anglicism(sentence, anglicism.end())
        start = opening.zone[0] if opening.zone else 0
        if genus is not None:
            self._genus(sentence, start, genus, bare=opening.kind in ("bare", "naming"))
        elif opening.implied:
            self._implied(sentence, start, opening.implied)

    def _taken_up(self, sentence: Sentence) -> None:
        """A genus that a later sentence names in taking the subject up: "le taux de FCR ... Ce taux
        désigne", where the noun was said of the subject before.
        """
        match = cues("genus")["taken_up"].match(sentence.text)
        if match is None:
            return
        kind, is_weak = class_of_phrase([lemma(match["noun"])], self.ontology)
        names = "|".join(re.escape(fact.text) for fact in self.names) or "(?!)"
        before = self.raw[self.entry.senses[0].spans[0].start : sentence.start]
        said = re.search(
            rf"\b{re.escape(match['noun'])}\s+d(?:e\s|['’])(?:{names})\b", before, re.I
        )
        if not kind or is_weak or not said:
            return
        evidence = self._evidence(
            sentence.start, sentence.start + match.end(), "genus-taken-up", 0.75
        )
        genus = Genus(match["noun"], *match.span("noun"), [lemma(match["noun"])], kind, False)
        self.genera.append(GenusFact(genus, sentence.start + genus.start, evidence))

    def _opening_names(self, sentence: Sentence, opening: Opening) -> None:
        known = [fact.text for fact in self.names]
        defines = opening.kind != "verb" or opening.genus is not None or opening.implied
        if not known and not defines:
            # Whoever does something is not what is defined.
            return
        for zone, after_naming in ((opening.zone, False), (opening.full, True)):
            if zone is None:
                continue
            pieces = self._pieces(sentence, zone, known)
            if self.entry.headword is not None and not after_naming:
                whole = key(sentence.text[zone[0] : zone[1]])
                if whole == key(self.entry.headword.text) and len(pieces) > 1:
                    continue
            for name in opening_names(pieces, known, after_naming=after_naming, lang=self.lang):
                start = min(opening.zone[0] if opening.zone else 0, name.start)
                end = self._closing(sentence, max(name.end, zone[1]))
                of_a_sense = opening.kind == "speaking" and not known and sentence.sense > 0
                self._name(name, sentence.start + start, sentence.start + end, of_a_sense)
        is_lost = self.entry.headword is None
        if opening.kind == "naming" and is_lost and not any(is_acronym(f.text) for f in self.names):
            self._initials()

    def _pieces(self, sentence: Sentence, zone: tuple[int, int], known: list[str]) -> list[Piece]:
        """The pieces of a zone; an expansion that holds commas is one piece."""
        whole = sentence.text[zone[0] : zone[1]].strip()
        is_one = not re.search(r"[«“\"(]", whole) and "," in whole
        if is_one and any(is_acronym(name) and fits(name, whole) for name in known):
            start = sentence.text.index(whole, zone[0])
            return [Piece(whole, start, start + len(whole), "", "first")]
        return pieces_of(sentence.text, *zone)

    def _initials(self) -> None:
        """The acronym that a text says it explains but that was lost with the headword."""
        for fact in self.names[:1]:
            letters = initials(fact.text)
            if len(letters) >= 2:
                self.names[0] = NameFact(fact.text, fact.lang, "expansion", fact.evidence)
                evidence = Evidence(
                    *_place(fact.evidence), fact.evidence.quote, "initials-of-expansion", 0.85
                )
                self.names.append(NameFact(letters, "", "acronym", evidence))

    def _genus(self, sentence: Sentence, start: int, position: int, *, bare: bool) -> None:
        genus = read_genus(sentence.text, position, self.ontology, bare=bare)
        if genus is None:
            return
        evidence = self._evidence(
            sentence.start + start, sentence.start + genus.end, "genus-of-definition", 0.9
        )
        self.genera.append(GenusFact(genus, sentence.start + genus.start, evidence))

    def _implied(self, sentence: Sentence, start: int, noun: str) -> None:
        """A genus that no noun says: what one does is an activity."""
        kind, _ = class_of_phrase([lemma(noun)], self.ontology)
        end = len(sentence.text)
        evidence = self._evidence(
            sentence.start + start, sentence.start + end, "genus-implied-by-verb", 0.8
        )
        genus = Genus(noun, start, end, [lemma(noun)], kind, is_weak=False)
        self.genera.append(GenusFact(genus, sentence.start + start, evidence))

    def _after_anglicism(self, sentence: Sentence, position: int) -> int | None:
        step = cues("genus")["steps"].match(sentence.text, position + 1)
        return step.end() if step else None

    def _is_known(self, sentence: Sentence, opening: Opening) -> bool:
        if opening.kind != "verb" or opening.zone is None or opening.genus is None:
            return False
        verb = sentence.text[opening.zone[1] : opening.genus]
        if verb.strip().lower() not in ("est", "sont"):
            return False
        known = {key(fact.text) for fact in self.names}
        pieces = pieces_of(sentence.text, *opening.zone)
        return len(pieces) == 1 and key(pieces[0].text) in known

    def _name(self, name: Name, start: int, end: int, of_a_sense: bool = False) -> None:
        evidence = self._evidence(start, end, name.rule, name.confidence)
        fact = NameFact(name.text, name.lang, name.role, evidence)
        (self.sense_names if of_a_sense else self.names).append(fact)

    def _closing(self, sentence: Sentence, end: int) -> int:
        """`end` moved past the bracket or quote that closes there and back over white space."""
        text = self.raw[sentence.start : sentence.end]
        while end < len(text) and text[end] in ')”»"':
            end += 1
        return len(text[:end].rstrip(" ,"))

    def _evidence(self, start: int, end: int, rule: str, confidence: float) -> Evidence:
        quote = self.raw[start:end]
        return Evidence(self.entry.id, self.entry.source, start, end, quote, rule, confidence)


def _place(evidence: Evidence) -> tuple[str, str, int, int]:
    return evidence.entry, evidence.source, evidence.start, evidence.end
