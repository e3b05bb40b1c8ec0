"""Questions: the headword of `Qu'est-ce que le CRM ?`, the answer defines."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pipeline.extract.document import Document, Line, gap
from pipeline.extract.lines import is_finished, is_prose, is_sentence
from pipeline.extract.reading import NO_SIGN, Reading, Sniff
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.asking import answer, asked, is_other_question, unlabelled
from pipeline.extract.signs.furniture import furniture, opens_furniture
from pipeline.extract.signs.page import OPENER
from pipeline.extract.signs.titles import bare, is_all_strong, words_of
from pipeline.extract.signs.wrapping import Wrapping

NAME = "questions"

# An answer on the line of its question begins no farther behind its beginning.
_LONGEST = 150
_ANSWER = 5


class _Asked(Struct):
    """A line that asks: for a name or for something else, and the answer that stands behind."""

    line: Line
    name: Line | None
    answer: Line | None
    is_title: bool


def sniff(document: Document) -> Sniff:
    """Evidence: questions that ask what a name means, and how few ask for something else."""
    questions = _questions(document)
    names = sum(one.name is not None for one in questions.values())
    if not names:
        return NO_SIGN
    share = names / len(questions)
    reasons = [f"{names} questions sur {len(questions)} demandent ce qu'un terme veut dire"]
    return Sniff(round(min(1.0, 0.6 + 0.1 * names) * share, 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """Each question that asks for a name is an entry, the lines up to the next question or title
    are its definition. Other questions and their answers are the page's own.
    """
    reading = Reading()
    questions = _questions(document)
    in_titles = any(one.is_title and one.name is not None for one in questions.values())
    wrapping = Wrapping(document)
    name: Line | None = None
    body: list[Line] = []
    outside = "avant la première question : titre et présentation de la page"
    for index, line in enumerate(document.body):
        question = questions.get(index)
        if question is not None or (in_titles and _is_title(line)) or line.role == "heading":
            if name is not None:
                reading.add(name, wrapping.joined(body))
            name, body = None, []
        if question is not None and question.name is not None:
            name = question.name
            body = [question.answer] if question.answer is not None else []
            reading.mark(line)
        elif question is not None:
            outside = "réponse à une question qui ne demande aucune définition"
            reading.set_aside(line, "question qui ne demande aucune définition")
        elif name is None:
            reading.set_aside(line, outside)
        elif len(line.text) <= OPENER and opens_furniture(line):
            reading.add(name, wrapping.joined(body))
            name, body = None, []
            outside = "après un titre qui ouvre l'habillage de la page"
            reading.set_aside(line, "ouvre l'habillage de la page")
        elif is_letters(line.text):
            reading.set_aside(line, "lettre de l'index")
        elif reason := furniture(line, publisher, is_first=not body):
            reading.set_aside(line, reason)
        else:
            reading.mark(line)
            words = words_of(line)
            body.append(words if body else answer(words))
    if name is not None:
        reading.add(name, wrapping.joined(body))
    return reading


def _questions(document: Document) -> dict[int, _Asked]:
    """The lines that ask, by their place. Where titles ask, other lines do not."""
    lines = document.body
    found: dict[int, _Asked] = {}
    for index, line in enumerate(lines):
        question = _asked(document, lines, index, line)
        if question is not None:
            found[index] = question
    if sum(one.is_title and one.name is not None for one in found.values()) > 1:
        return {index: one for index, one in found.items() if one.is_title}
    return found


def _asked(document: Document, lines: Sequence[Line], index: int, line: Line) -> _Asked | None:
    is_title = _is_title(line)
    words = unlabelled(bare(line))
    head, behind = _divided(words)
    name = asked(head, is_title=is_title)
    if name is None and not is_title and _stands_as_title(document, lines, index):
        name = asked(head, is_title=True)
    if name is not None:
        return _Asked(line, name, behind, is_title)
    if is_other_question(head) and (is_title or head is not words or line.words <= 25):
        return _Asked(line, None, behind, is_title)
    return None


def _divided(line: Line) -> tuple[Line, Line | None]:
    """A question and the answer behind it, where it is on its line."""
    place = line.text.find("?", 0, _LONGEST)
    behind = line.part(place + 1) if place >= 0 else None
    if behind is None or behind.words < _ANSWER or not (is_finished(behind) or is_prose(behind)):
        return line, None
    return line.part(0, place + 1), answer(behind)


def _is_title(line: Line) -> bool:
    return line.role in ("heading", "summary", "term") or is_all_strong(line)


def _stands_as_title(document: Document, lines: Sequence[Line], index: int) -> bool:
    """Whether a short line stands apart above a sentence."""
    line = lines[index]
    if line.words > 8 or is_finished(line) or index + 1 == len(lines):
        return False
    apart = index == 0 or gap(document, lines[index - 1], line) > 0
    return apart and is_sentence(lines[index + 1])
