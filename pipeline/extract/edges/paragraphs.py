"""The paragraphs of definitions, and what those of one list have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from pipeline.extract.lines import ends_sentence
from pipeline.extract.reading import Found
from pipeline.extract.signs.headwords import is_label
from pipeline.extract.signs.speaking import begins, says_i, speaks
from pipeline.extract.signs.titles import part_of
from pipeline.model import Span

# What may stand around the words of a title.
MARKS = "*_>#: "
_TITLE_WORDS = 7
_LABEL_WORDS = 4


class Paragraph(Struct, frozen=True, gc=False):
    """A paragraph of a definition: where it stands, its words, the blank lines before it."""

    span: Span
    text: str
    gap: int

    @property
    def is_finished(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_sentence(self.text)

    @property
    def words(self) -> int:
        """How many words, divided by white space."""
        return len(self.text.split())


class Habit(Struct, frozen=True):
    """What the entries inside a list have in common, shares in [0, 1].

    `writing`: of the paragraphs, how many say "I". `gap`: the most blank lines inside a definition,
    -1 where none has several paragraphs. `count`: of how many entries.
    """

    finished: float
    speaking: float
    asking: float
    writing: float
    several: float
    gap: int
    count: int


def paragraphs_of(text: str, found: Found) -> list[Paragraph]:
    """The paragraphs of an entry's definition, in order."""
    body: list[Paragraph] = []
    end = found.headword.end if found.headword else None
    for part in (span for sense in found.senses for span in sense):
        span = part
        if not text[span.start : span.end].strip():
            continue
        ends = text.count("\n", end, span.start) if end is not None else 0
        gap = max(0, ends - 1)
        if body and not ends:
            # Parts of one paragraph: what stands between them is markup.
            before = body.pop()
            span, gap = Span(before.span.start, span.end), before.gap
        body.append(Paragraph(span, text[span.start : span.end], gap))
        end = span.end
    return body


def habit_of(bodies: Sequence[Sequence[Paragraph]]) -> Habit:
    """What definitions have in common."""
    inner = [body for body in bodies if body]
    paragraphs = [one for body in inner for one in body]
    count = max(1, len(paragraphs))
    gaps = [one.gap for body in inner for one in body[1:] if not is_section(one)]
    return Habit(
        finished=sum(body[0].is_finished for body in inner) / max(1, len(inner)),
        speaking=sum(speaks(one.text) for one in paragraphs) / count,
        asking=sum("?" in one.text for one in paragraphs) / count,
        writing=sum(says_i(one.text) for one in paragraphs) / count,
        several=sum(len(body) > 1 for body in inner) / max(1, len(inner)),
        gap=max((gap for gap, times in Counter(gaps).items() if times > 1), default=-1),
        count=len(inner),
    )


def whole(found: Found) -> Span:
    """From the first to the last word of an entry."""
    spans = [span for sense in found.senses for span in sense]
    spans += [span for span in (found.headword, found.repeated) if span is not None]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def is_labelled(words: str) -> bool:
    """Whether a few words and a colon open it: `Exemple : ...`; or it is such a label alone."""
    label, colon, rest = words[:60].partition(":")
    if not colon:
        return part_of(words.strip(MARKS)) == "remark"
    return is_label(label.strip(), rest) or len(label.split()) <= _LABEL_WORDS


def is_section(one: Paragraph) -> bool:
    """Whether a paragraph is a few words that stand apart: no sentence, no label, no reference."""
    return (
        one.gap > 0
        and one.words <= _TITLE_WORDS
        and not one.is_finished
        and one.text[0].isupper()
        and one.text[-1] not in ":;,"
        and not is_labelled(one.text)
        and not begins(one.text, "refers")
    )
