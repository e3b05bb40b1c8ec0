"""What of the paragraphs of an entry is the page's own: behind the last one, and between two."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from pipeline.extract.document import Document
from pipeline.extract.edges.limits import RARE, SHOWN, USUAL
from pipeline.extract.edges.paragraphs import MARKS, Habit, Paragraph, is_labelled, is_section
from pipeline.extract.signs.definitional import names
from pipeline.extract.signs.furniture import opens_furniture
from pipeline.extract.signs.headwords import is_label
from pipeline.extract.signs.speaking import begins, is_advert, is_call, matches, says_i
from pipeline.extract.signs.titles import part_of

_OPENER = 160
_LOOSE_WORDS = 20
# An advert inside the list has no more lines; so many definitions have several paragraphs.
_ADVERT = 4
_SOME = 0.34


class Cut(Struct, frozen=True):
    """The paragraphs `[start, stop)` of a definition that are none of it, and why, in French."""

    start: int
    stop: int
    reason: str


def tail(document: Document, head: str, body: Sequence[Paragraph], habit: Habit) -> Cut | None:
    """From which paragraph on the last entry holds the page."""
    opener = _opener(document, body)
    for at in range(1, len(body)):
        one = body[at]
        if opener is not None and one.span.start >= opener:
            return Cut(at, len(body), "derrière un titre qui ouvre l'habillage de la page")
        reason = _breaks(one, body[at - 1], head, habit)
        if reason:
            return Cut(at, len(body), f"après la dernière définition : {reason}")
    return None


def _opener(document: Document, body: Sequence[Paragraph]) -> int | None:
    """Where the line behind the first paragraph stands that opens a part of the page."""
    if len(body) < 2:
        return None
    lines = document.lines
    begin = bisect_left(lines, body[0].span.end, key=lambda line: line.start)
    end = bisect_right(lines, body[-1].span.start, key=lambda line: line.start)
    for line in lines[begin:end]:
        if len(line.text) <= _OPENER and opens_furniture(line):
            return line.start
    return None


def _breaks(one: Paragraph, before: Paragraph, head: str, habit: Habit) -> str:
    """Why a paragraph behind the last definition is none of it; empty where it may be."""
    words = one.text
    bare = words.strip("*_> ")
    if _is_about(one, head):
        return ""
    if reason := _calls(one, habit) or _addresses(one, habit):
        return reason
    if is_labelled(bare) or begins(bare, "goes_on") or _is_open(before, one, habit):
        return ""
    is_item = words[0] in "-•*–—" or words[0].isdigit() or words[0].islower()
    if habit.finished > USUAL and not one.is_finished and not is_item and one.words <= _LOOSE_WORDS:
        return "ligne qui n'est pas une phrase"
    if head and names(words[:_OPENER], head):
        return ""
    if one.gap > habit.gap >= 0:
        return "plus loin que ne sont les paragraphes d'une définition"
    if habit.several == 0 and habit.count >= SHOWN and one.gap > 0:
        return "aucune autre définition n'a deux paragraphes"
    return ""


def _addresses(one: Paragraph, habit: Habit) -> str:
    """Why a paragraph behind the last definition is a letter, an advert or a notice; empty where it
    is none.
    """
    bare = one.text.strip("*_> ")
    if begins(bare, "closes"):
        return "formule de fin d'une lettre"
    if habit.writing == 0 and not is_labelled(bare) and says_i(bare):
        return "quelqu'un écrit à son lecteur"
    if _promotes(one):
        return "la page offre quelque chose"
    if is_call(one.text) and not one.is_finished and not begins(bare, "refers"):
        return "la page interpelle son lecteur"
    return "annonce d'une date" if _is_notice(bare) else ""


def _is_notice(words: str) -> bool:
    """Whether a label announces a day to come: `Prochaine séance : samedi 12 octobre à 9 h`."""
    label, colon, rest = words.partition(":")
    is_known = not colon or is_label(label.strip(), rest)
    return not is_known and matches(rest[:_OPENER], "dated") and matches(rest, "meets")


def _is_about(one: Paragraph, head: str) -> bool:
    """Whether a paragraph says something of the headword, in sentences, and asks or calls nobody:
    then it may say "we".
    """
    words = one.text
    if not head or not one.is_finished or "?" in words or words.endswith("!"):
        return False
    is_told = not begins(words.strip("*_> "), "asks") and not matches(words, "contact")
    return is_told and names(words, head) and not is_call(words)


def _is_open(before: Paragraph, one: Paragraph, habit: Habit) -> bool:
    """Whether the sentence of a paragraph goes on in the next, or it is the title of the next."""
    if part_of(before.text.strip(MARKS)) == "remark":
        return True
    return before.text[-1] in ":;," or (
        not before.is_finished and one.gap <= max(0, habit.gap) and habit.finished > _SOME
    )


def _calls(one: Paragraph, habit: Habit) -> str:
    """Why a paragraph speaks to the reader of the page; empty where it does not."""
    words = one.text
    if matches(words, "contact"):
        return "coordonnées, mention légale"
    if begins(words.strip("*_> "), "asks"):
        return "la page s'adresse à son lecteur"
    if habit.asking < RARE and (re.search(r"\?(?:\W|\Z)", words) or words.endswith("!")):
        return "question, exclamation"
    if habit.speaking < RARE and matches(words, "speaks"):
        return "la page s'adresse à son lecteur"
    return ""


def middle(body: Sequence[Paragraph], head: str, habit: Habit) -> Cut | None:
    """Which paragraphs of an entry inside the list are the page's: an advert, the title of the
    next section.
    """
    for at in range(max(1, len(body) - _ADVERT), len(body)):
        if _opens_advert(body, at, habit):
            stop = _end_of_advert(body, at, head, habit)
            return Cut(at, stop, "au milieu de la liste : la page interpelle son lecteur")
        if _promotes(body[at]) and body[at - 1].text[-1] not in ":;,":
            return Cut(at, at + 1, "au milieu de la liste : la page offre quelque chose")
        # Where definitions have several paragraphs, only lines that stand farther off.
        if habit.several > _SOME and body[at].gap <= max(0, habit.gap):
            continue
        if body[at - 1].text[-1] in ":;,":
            # Part of a list that the definition announces, whatever it speaks of.
            continue
        if (reason := _calls(body[at], habit)) and not _is_about(body[at], head):
            return Cut(at, len(body), f"au milieu de la liste : {reason}")
    return _title(body, habit)


def _promotes(one: Paragraph) -> bool:
    """Whether a line that is no sentence offers something of the page: `À ne pas manquer : notre
    guide gratuit`.
    """
    bare = one.text.strip(MARKS)
    if one.words > _LOOSE_WORDS or (one.is_finished and not bare.endswith(("!", "»"))):
        return False
    is_own = matches(bare, "owns")
    return (begins(bare, "promotes") and (is_own or matches(bare, "offers") or is_call(bare))) or (
        is_own and matches(bare, "offers") and not begins(bare, "goes_on")
    )


def _opens_advert(body: Sequence[Paragraph], at: int, habit: Habit) -> bool:
    """Whether an advert begins here: on this line, or on this and those right below it."""
    one = body[at]
    if is_labelled(one.text) or not is_call(one.text):
        return False
    words = one.text
    for below in body[at + 1 : at + _ADVERT]:
        if below.gap or is_labelled(below.text):
            break
        words = f"{words}\n{below.text}"
    is_last = at == len(body) - 1
    return is_advert(words, is_usual=habit.speaking >= RARE, is_last=is_last)


def _end_of_advert(body: Sequence[Paragraph], at: int, head: str, habit: Habit) -> int:
    """Behind which paragraph the definition goes on again, if it does."""
    for stop in range(at + 1, len(body)):
        one = body[stop]
        if is_labelled(one.text) or begins(one.text, "refers"):
            return stop
        if one.gap and _is_about(one, head):
            return stop
    return len(body)


def _title(body: Sequence[Paragraph], habit: Habit) -> Cut | None:
    """Where the title of the next section sticks to the end of a definition."""
    stop = len(body)
    while stop > 1 and len(body) - stop < _ADVERT and is_section(body[stop - 1]):
        stop -= 1
    if stop == len(body) or habit.finished <= USUAL or not body[stop - 1].is_finished:
        return None
    return Cut(stop, len(body), "titre de section, avant l'entrée suivante")
