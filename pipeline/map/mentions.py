"""Other terms that a definition mentions without saying how they are related.

A mention alone is an association only where two readings agree: the pattern reader finds the name,
by lemma and the longest first, and the second reader sees a noun phrase that is the name and no
longer term ("l'emplacement géographique" does not mention *emplacement*).
"""

from __future__ import annotations

from pipeline.map.denial import is_denied
from pipeline.map.lexicon import Lexicon, Mention
from pipeline.map.reading import EntryReading
from pipeline.map.sentences import Sentence
from pipeline.map.stated import Stated
from pipeline.model import Evidence

_CONFIDENCE = 0.7


def mentioned(reading: EntryReading, concept: str, lexicon: Lexicon) -> list[Stated]:
    """The concepts that the definition of `concept` mentions, each once, at its first place."""
    found: dict[str, Stated] = {}
    for sentence in reading.sentences:
        for mention in lexicon.find(sentence.text):
            if mention.concept == concept or mention.concept in found:
                continue
            if is_denied(sentence.text, mention.start, mention.start):
                continue
            if _is_whole(sentence, mention):
                found[mention.concept] = _stated(reading, sentence, concept, mention)
    return list(found.values())


def _is_whole(sentence: Sentence, mention: Mention) -> bool:
    """Whether the second reader agrees: the name is a noun phrase of its own, and nothing but
    punctuation, a verb or a little word follows that would make it a longer one.
    """
    inside = [w for w in sentence.words if mention.start <= w.start < mention.end]
    after = next((w for w in sentence.words if w.start >= mention.end), None)
    before = next((w for w in reversed(sentence.words) if w.end <= mention.start), None)
    if not inside or not any(word.part in ("NOUN", "PROPN") for word in inside):
        return False
    if before is not None and before.part in ("NOUN", "PROPN", "ADJ"):
        return False
    return after is None or after.part not in ("NOUN", "PROPN", "ADJ", "X")


def _stated(reading: EntryReading, sentence: Sentence, concept: str, mention: Mention) -> Stated:
    evidence = Evidence(
        reading.entry.id,
        reading.entry.source,
        sentence.start + mention.start,
        sentence.start + mention.end,
        sentence.written[mention.start : mention.end],
        "mention-read-twice",
        _CONFIDENCE,
    )
    return Stated(concept, "skos:related", mention.concept, evidence)
