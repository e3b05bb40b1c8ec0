"""Other names given in passing: "également appelé cotisation", "On parle aussi de rétention"."""

from __future__ import annotations

import re

from pipeline.map.cues import cues
from pipeline.map.denial import is_denied
from pipeline.map.naming import Name, pieces_of
from pipeline.map.sentences import Sentence
from pipeline.map.words import fits, is_acronym, is_english, key, tokens

_MOST_WORDS = 6


def alias_names(sentence: Sentence, known: list[str], *, lang: str) -> list[Name]:
    """The names that a sentence gives in passing to what is defined, whose `known` names are."""
    found: list[Name] = []
    for kind in ("called", "said", "french", "english"):
        for cue in re.compile(rf"\b(?:{cues('alias')[kind].pattern})", re.I).finditer(
            sentence.text
        ):
            if is_denied(sentence.text, cue.start(), cue.end()):
                continue
            if kind == "called" and _is_of_another(sentence, *cue.span(), known):
                continue
            name = _name(sentence, cue.end(), kind, known, lang)
            if name is not None and key(name.text) not in {key(other.text) for other in found}:
                found.append(name)
    return found


def _is_of_another(sentence: Sentence, start: int, end: int, known: list[str]) -> bool:
    """Whether the words from `start` to `end` hold no participle ("dites 1"), or one in another
    number than the name, or belong to a clause about something else: a relative one that has begun
    and whose verb is still to come.
    """
    said = [w for w in sentence.words if start <= w.start < end and w.form == "Part"]
    is_plural = any(name.partition(" ")[0].endswith(("s", "x")) for name in known)
    if not said or said[0].text.endswith("s") > is_plural:
        return True
    clauses = 0
    for word in sentence.words:
        if word.start >= start:
            break
        if cues("opening")["relative"].fullmatch(word.text):
            clauses += 1
        elif word.form == "Fin" and clauses:
            clauses -= 1
    return clauses > 0


def _name(sentence: Sentence, start: int, kind: str, known: list[str], lang: str) -> Name | None:
    stop = cues("alias")["end"].search(sentence.text, start)
    pieces = pieces_of(sentence.text, start, stop.start() if stop else len(sentence.text))
    if not pieces or len(tokens(pieces[0].text)) > _MOST_WORDS:
        return None
    piece = pieces[0]
    first = next((word for word in sentence.words if word.start >= piece.start), None)
    if first is not None and first.part in ("ADP", "VERB", "ADV", "PRON"):
        return None
    if key(piece.text) in {key(name) for name in known}:
        return None
    language = {"french": "fr", "english": "en"}.get(kind) or (
        "en" if is_english(piece.text) else lang
    )
    if kind in ("french", "english") and is_english(piece.text) != (language == "en"):
        # "de l'anglais “autonomie”": the direction of the translation is not to be trusted.
        return None
    fitting = any(fits(name, piece.text) for name in known if is_acronym(name))
    if is_acronym(piece.text):
        if not any(fits(piece.text, name) for name in known):
            return None
        role, language = "acronym", ""
    else:
        role = "expansion" if fitting else "equivalent"
    return Name(piece.text, language, role, piece.start, piece.end, "name-in-passing", 0.9)
