"""How a definition opens: the words that name its subject, the verb, and what it says it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from pipeline.map.cues import cues
from pipeline.map.main_verb import LONGEST_ZONE, after_name, main_verb
from pipeline.map.quotes import masked
from pipeline.map.second_reader import Word
from pipeline.map.words import fits, is_acronym, key

_MOST_WORDS = 12


class Opening(Struct, frozen=True):
    """The parts of an opening sentence, as `(start, end)` in its text.

    `zone` names the subject ("Le CX (Customer eXperience), ou l'expérience client"), `full` gives
    the full form after a naming verb ("SLA signifie ..."), `genus` is where what the subject *is*
    begins, or None; `implied` is the noun that the verb stands for where it says what kind of thing
    the subject is without a noun ("consiste à séparer": an activity), else empty. `kind` says which
    way of opening it was.
    """

    kind: str
    zone: tuple[int, int] | None = None
    full: tuple[int, int] | None = None
    genus: int | None = None
    implied: str = ""


def read_opening(sentence: str, words: Sequence[Word], known: Iterable[str]) -> Opening:
    """Divide an opening sentence, mended, into its parts.

    `words` are its words as the second reader parses them (none where it did not), `known` the
    names that the headword gives: they may stand before a colon, and allow a sentence without a
    verb that only names ("FCR ou First Contact Resolution.").
    """
    plain = masked(sentence)
    cue = cues("opening")
    known = list(known)
    if formula := _formula(sentence, plain):
        return formula
    if match := cue["naming_bare"].match(sentence):
        parts = match.end(), *_end_of_full(plain, match.end())
        return _naming_opening(None, plain, words, parts, known)
    start = _after_headword(plain, known)
    if adverbial := cue["adverbial"].match(plain, start):
        start = adverbial.end()
    if match := cue["resuming"].match(plain, start):
        return Opening("verb", None, None, match.end(), _implied(sentence, words, match.end()))
    naming = _naming(plain, start)
    verb = main_verb(plain, words, start, known)
    if naming and not (verb and verb[0] < naming.start()):
        before = start, naming.start()
        parts = naming.end(), *_end_of_full(plain, naming.end())
        return _naming_opening(before, plain, words, parts, known)
    joined = re.compile(rf"\b{cues('name')['or'].pattern}\b", re.IGNORECASE).search(plain)
    if (full := _full_form(plain, start, known)) and (verb is None or full < verb[0]):
        whole = start, full, _behind(plain, full)
        return _naming_opening(None, plain, words, whole, known)
    if verb is None and known and joined and not _is_bare(plain, words, start, known):
        return Opening("names", (start, len(sentence)))
    if verb is None:
        implied = _implied(sentence, words, start)
        return Opening("bare", None, None, None if implied else start, implied)
    begin, genus = verb
    subject = plain[start:begin].strip()
    if (named := _named_last(plain, start, begin, known)) is not None:
        # "Rapport entre A et B, la sinistralité est suivie par branche."
        of_the_name = cue["about_name"].match(plain, start)
        if _is_bare(plain, words, start, known) and not of_the_name:
            return Opening("bare", None, None, start)
        start = named + 1
    names_nothing = not subject or cue["pronoun"].fullmatch(subject)
    zone = None if names_nothing else (start, begin)
    implied = _implied(sentence, words, genus or begin)
    return Opening("verb", zone, None, genus if not implied else None, implied)


def _formula(sentence: str, plain: str) -> Opening | None:
    """The opening that a set phrase makes: "On appelle X un ...", "On parle de X quand ..."."""
    cue = cues("opening")
    for name in ("calling", "calling_by"):
        if match := cue[name].match(plain):
            return Opening(name, match.span("zone"), None, match.end())
    if match := cue["speaking"].match(sentence):
        return Opening("speaking", (match.end(), _end_of_speaking(sentence, match.end())))
    is_all = cue["translation"].match(sentence) and "," not in plain
    return Opening("translation") if is_all else None


def _after_headword(plain: str, known: Sequence[str]) -> int:
    """Where a definition begins that repeats its headword before a colon or a dash."""
    end = after_name(plain, 0, known)
    match = re.compile(r"\s*(?::|\s[–—-])\s").match(plain, end)
    return match.end() if end and match else 0


def _full_form(plain: str, start: int, known: Sequence[str]) -> int | None:
    """Where the expansion of a known acronym ends that a text begins with, before a stop."""
    for stop in re.compile(r"[.:;,](?=\s|$)").finditer(plain, start):
        full = plain[start : stop.start()]
        if len(full.split()) > _MOST_WORDS:
            break
        words = full.split()
        if any(is_acronym(n) and n not in words and fits(n, full) for n in known):
            return stop.start()
    return None


def _naming_opening(
    zone: tuple[int, int] | None,
    plain: str,
    words: Sequence[Word],
    parts: tuple[int, int, int | None],
    known: Sequence[str],
) -> Opening:
    """The opening of these `parts`: where the full form begins and ends, and where the genus may
    begin.
    """
    start, end, genus = parts
    if genus is not None:
        # "Acronyme de Besoin en fonds de roulement, le BFR est un montant".
        verb = main_verb(plain, words, genus, known)
        if verb and verb[1] and _begins_with(plain[genus : verb[0]], known):
            genus = verb[1]
    return Opening("naming", zone, (start, end), genus)


def _begins_with(text: str, known: Sequence[str]) -> bool:
    """Whether a text is one of the names, with an article or without."""
    bare = cues("name")["article"].sub("", text.strip(), count=1)
    return any(key(bare) == key(name) for name in known)


def _named_last(plain: str, start: int, end: int, known: Sequence[str]) -> int | None:
    """Where the name stands that ends a subject which begins with something else."""
    comma = max(plain.rfind(sign, start, end) for sign in ",;:")
    if comma < 0 or not _begins_with(plain[comma + 1 : end], known):
        return None
    return None if _begins_with(plain[start:comma], known) else comma


def _naming(plain: str, start: int) -> re.Match[str] | None:
    found = re.compile(rf"\b(?:{cues('opening')['naming'].pattern})", re.I).search(plain, start)
    return found if found and found.start() <= LONGEST_ZONE else None


def _is_bare(plain: str, words: Sequence[Word], start: int, known: Sequence[str]) -> bool:
    """Whether a sentence begins with a noun without an article, as a definition may, and not with
    its headword.
    """
    first = next((word for word in words if word.start >= start and word.part != "SPACE"), None)
    if first is None or first.part not in ("NOUN", "PROPN"):
        return False
    return not any(plain.startswith(name, start) for name in known)


def _implied(sentence: str, words: Sequence[Word], place: int) -> str:
    """The noun that stands for what is said at `place`: an infinitive is an activity, what measures
    a measure.
    """
    for name in ("activity", "measure"):
        match = cues("implied")[name].match(sentence, place)
        if match is None:
            continue
        at = match.start("verb") if name == "activity" else -1
        if at < 0 or any(w.start == at and w.form == "Inf" for w in words):
            return cues("implied")[f"{name}_noun"].pattern
    return ""


def _end_of_speaking(sentence: str, start: int) -> int:
    if match := re.compile(r"\s*(«[^»]*»|“[^”]*”|\"[^\"]*\")").match(sentence, start):
        return match.end()
    match = cues("opening")["speaking_end"].search(sentence, start)
    return match.start() if match else len(sentence)


def _end_of_full(plain: str, start: int) -> tuple[int, int | None]:
    """Where a full form ends, and where the genus begins after it if the sentence goes on."""
    end = re.compile(r"[.,:;](?=\s|$)|\s(?=(?:est|sont)\s)")
    # ", en français X", ", soit X": the names go on.
    further = re.compile(
        rf",\s*(?:{cues('name')['french'].pattern}|{cues('name')['english'].pattern}|soit\b|ou\b)",
        re.IGNORECASE,
    )
    stop = end.search(plain, start)
    while stop is not None and (more := further.match(plain, stop.start())):
        stop = end.search(plain, more.end())
    if stop is None:
        return len(plain), None
    return stop.start(), _behind(plain, stop.start())


def _behind(plain: str, stop: int) -> int | None:
    """Where the genus may begin behind the sign or the verb at `stop` that ends a full form."""
    if verb := re.compile(r"\s(?:est|sont)\s").match(plain, stop):
        return verb.end()
    resuming = re.compile(rf"\s*{cues('opening')['resuming'].pattern}", re.IGNORECASE)
    if match := resuming.match(plain, stop + 1):
        return match.end()
    return stop + 1 if plain[stop + 1 :].strip() else None
