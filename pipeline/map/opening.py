"""How a definition opens: the words that name its subject, the verb, and what it says it is."""

from __future__ import annotations

import re

from msgspec import Struct

from pipeline.map.cues import cues

_LONGEST_ZONE = 160
_FILL = "¤"


class Opening(Struct, frozen=True):
    """The parts of an opening sentence, as `(start, end)` in its text.

    `zone` names the subject ("Le CX (Customer eXperience), ou l'expérience client"), `full` gives
    the full form after a naming verb ("SLA signifie ..."), `genus` is where what the subject *is*
    begins, or None. `kind` says which way of opening it was.
    """

    kind: str
    zone: tuple[int, int] | None
    full: tuple[int, int] | None
    genus: int | None


def mended(text: str) -> str:
    """The text with each straight quote that closes nothing made a space, length unchanged.

    Scraped glossaries lose opening quotes (`VOC" est un acronyme pour "Voix du client"`): a quote
    right behind a word closes only what was opened.
    """
    chars = list(text)
    is_open = False
    for index, char in enumerate(text):
        if char != '"':
            continue
        after_word = index > 0 and not text[index - 1].isspace() and text[index - 1] not in "(['’"
        if after_word and not is_open:
            chars[index] = " "
        else:
            is_open = not is_open
    return "".join(chars)


def masked(text: str) -> str:
    """The text with brackets and quotations filled with a sign that is no word, as long."""

    def fill(match: re.Match[str]) -> str:
        return _FILL * len(match.group())

    text = re.sub(r"\([^()]*\)", fill, text)
    return re.sub(r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"", fill, text)


def read_opening(sentence: str, *, has_headword: bool) -> Opening:
    """Divide an opening sentence, mended, into its parts.

    `has_headword` allows a sentence without a verb that only names ("FCR ou First Contact
    Resolution.").
    """
    plain = masked(sentence)
    cue = cues("opening")
    if match := cue["speaking"].match(sentence):
        return Opening(
            "speaking", (match.end(), _end_of_speaking(sentence, match.end())), None, None
        )
    if match := cue["naming_bare"].match(sentence):
        end, genus = _end_of_full(plain, match.end())
        return Opening("naming", None, (match.end(), end), genus)
    adverbial = cue["adverbial"].match(plain)
    start = adverbial.end() if adverbial else 0
    verb = re.compile(rf"\b(?:{cue['verb'].pattern})\b", re.IGNORECASE).search(plain, start)
    naming = re.compile(rf"\b(?:{cue['naming'].pattern})", re.IGNORECASE).search(plain, start)
    if naming and naming.start() <= _LONGEST_ZONE and not (verb and verb.start() < naming.start()):
        end, genus = _end_of_full(plain, naming.end())
        return Opening("naming", (start, naming.start()), (naming.end(), end), genus)
    joined = re.compile(rf"\b{cues('name')['or'].pattern}\b", re.IGNORECASE).search(plain)
    if verb is None and has_headword and joined:
        return Opening("names", (start, len(sentence)), None, None)
    if verb is None or verb.start() > _LONGEST_ZONE or _is_clause(plain[start : verb.start()]):
        return Opening("bare", None, None, start)
    subject = plain[start : verb.start()].strip()
    if not subject or cue["pronoun"].fullmatch(subject):
        return Opening("verb", None, None, verb.end())
    return Opening("verb", (start, verb.start()), None, verb.end())


def _is_clause(zone: str) -> bool:
    """Whether words before a verb hold a relative clause or a preposition that opens it: then the
    verb belongs to that clause and the sentence has no subject of its own.
    """
    return re.search(r"\b(qui|que|dont|où|lequel|laquelle)\b|\bqu['’]", zone) is not None


def _end_of_speaking(sentence: str, start: int) -> int:
    if match := re.compile(r"\s*(«[^»]*»|“[^”]*”|\"[^\"]*\")").match(sentence, start):
        return match.end()
    match = cues("opening")["speaking_end"].search(sentence, start)
    return match.start() if match else len(sentence)


def _end_of_full(plain: str, start: int) -> tuple[int, int | None]:
    """Where a full form ends, and where the genus begins after it if the sentence goes on."""
    stop = re.compile(r",|[.;:](?=\s|$)|\s(?=(?:est|sont)\s)").search(plain, start)
    if stop is None:
        return len(plain), None
    if stop.group() == ",":
        return stop.start(), stop.end()
    verb = re.compile(r"\s(?:est|sont)\s").match(plain, stop.start())
    return stop.start(), verb.end() if verb else None
