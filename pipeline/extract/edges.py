"""Where a list begins and ends: what sticks to its first and last entries and is the page's own.

A reader knows how an entry begins, not where the list ends: what stands behind the last entry looks
like more of its definition, and a line of the page like one more entry. Every entry inside the list
shows its habit (order of the alphabet, blank lines, full stops, how it speaks); what breaks it at
an end is set aside with the reason.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import accumulate, pairwise, product

from msgspec import Struct, structs

from pipeline.extract.document import Document
from pipeline.extract.lines import ends_sentence, letters
from pipeline.extract.reading import Found, Reading
from pipeline.extract.signs.definitional import defines, is_glossary, names, tells
from pipeline.extract.signs.furniture import opens_furniture
from pipeline.extract.signs.headwords import is_label, is_ordered, is_title
from pipeline.extract.signs.titles import part_of
from pipeline.model import Remark, Span

_MARKS = "*_>#: "
# Fewer entries show no habit, and so many that none of them has a thing says something.
_LEAST = 3
_FARTHEST = 6
_SHOWN = 5
_OPENER = 160
_WORDS = 3
_TITLE_WORDS = 7
_LOOSE_WORDS = 20
_OPENING = 160
# So few inside the list are exceptions.
_RARE = 0.12
_USUAL = 0.75
# An advert inside the list has no more lines; so many definitions have several paragraphs.
_ADVERT = 4
_SOME = 0.34
# So many entries show the habit of a list.
_EVIDENCE = 1_000
_STRUCTURED = frozenset({"cell", "header", "term", "description", "variant", "see"})


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    content = resources.files(__package__).joinpath("edges.toml").read_text("utf-8")
    found = {}
    for name, patterns in tomllib.loads(content).items():
        words = "|".join(f"(?:{pattern})" for pattern in patterns)
        is_inside = name in ("speaks", "contact", "dated")
        found[name] = re.compile(rf"(?<!\w)(?:{words})" if is_inside else words, re.IGNORECASE)
    return found


class _Paragraph(Struct, frozen=True, gc=False):
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


class _Habit(Struct, frozen=True):
    """What the entries inside a list have in common, shares in [0, 1].

    `gap`: the most blank lines inside a definition, -1 where none has several paragraphs. `count`:
    of how many entries.
    """

    finished: float
    speaking: float
    asking: float
    several: float
    gap: int
    count: int


def trimmed(document: Document, reading: Reading) -> Reading:
    """The reading without what its first and last entries hold of the page, and without the titles
    that stick to the definition before them. Linear.
    """
    entries = reading.entries
    if len(entries) < _LEAST or _is_structured(document, entries):
        return reading
    shown = [_paragraphs(document.text, found) for found in entries[: _EVIDENCE + 1]]
    habit = _habit(shown[:-1])
    aside: list[tuple[Span, str]] = []
    first, last = _limits(document, entries, habit)
    for at in (*range(first), *range(last, len(entries))):
        reason = "avant la première entrée" if at < first else "après la dernière entrée"
        aside.append((_whole(entries[at]), f"{reason} : hors de l'ordre de la liste, page"))
    kept = list(entries[first:last])
    for at in range(first, last):
        if at < last - 1 and _is_one_line(entries[at]):
            continue
        body = _paragraphs(document.text, entries[at])
        if at == last - 1:
            stop, reason = _tail(document, entries[at], body, habit)
        else:
            stop, reason = _middle(body, habit)
        if stop < len(body):
            kept[at - first] = _shortened(entries[at], body[stop].span.start)
            aside.append((Span(body[stop].span.start, body[-1].span.end), reason))
    if not aside:
        return reading
    reading.entries = kept
    _set_aside(reading, aside)
    return reading


def _is_structured(document: Document, entries: Sequence[Found]) -> bool:
    """Whether the file itself says what belongs to an entry: cells, fields of records."""
    last = _whole(entries[-1])
    at = bisect_right(document.lines, last.start, key=lambda line: line.start) - 1
    return at >= 0 and document.lines[at].role in _STRUCTURED


def _is_one_line(found: Found) -> bool:
    """Whether nothing stands behind the first line of its definition: most entries are so."""
    return len(found.senses) <= 1 and all(len(sense) <= 1 for sense in found.senses)


def _whole(found: Found) -> Span:
    spans = [span for sense in found.senses for span in sense]
    spans += [span for span in (found.headword, found.repeated) if span is not None]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _paragraphs(text: str, found: Found) -> list[_Paragraph]:
    body: list[_Paragraph] = []
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
        body.append(_Paragraph(span, text[span.start : span.end], gap))
        end = span.end
    return body


def _habit(bodies: Sequence[Sequence[_Paragraph]]) -> _Habit:
    inner = [body for body in bodies if body]
    paragraphs = [one for body in inner for one in body]
    count = max(1, len(paragraphs))
    gaps = [one.gap for body in inner for one in body[1:] if not _is_title(one)]
    return _Habit(
        finished=sum(body[0].is_finished for body in inner) / max(1, len(inner)),
        speaking=sum(_speaks(one.text) for one in paragraphs) / count,
        asking=sum("?" in one.text for one in paragraphs) / count,
        several=sum(len(body) > 1 for body in inner) / max(1, len(inner)),
        gap=max((gap for gap, times in Counter(gaps).items() if times > 1), default=-1),
        count=len(inner),
    )


def _speaks(words: str) -> bool:
    return _matches(words, "speaks") or _begins(words, "asks")


def _matches(words: str, cue: str) -> bool:
    return _cues()[cue].search(words) is not None


def _begins(words: str, cue: str) -> bool:
    return _cues()[cue].match(words) is not None


def _limits(document: Document, entries: Sequence[Found], habit: _Habit) -> tuple[int, int]:
    """Which of the entries are the list: those at its ends that break its habit are the page."""
    text = document.text
    heads = [
        text[found.headword.start : found.headword.end] if found.headword else None
        for found in entries
    ]
    keys = [letters(head) if head else "" for head in heads]
    begin, end = _core(keys)
    is_list = is_ordered(keys[begin:end])
    most = _most(len(entries))
    first, last = 0, len(entries)
    while first < most and first + _SHOWN < last:
        is_out = is_list and first < begin and _is_after(heads, first, begin)
        body = _paragraphs(text, entries[first])
        if not _is_page(heads[first], body, habit, is_out=is_out):
            break
        first += 1
    while len(entries) - last < most and first + _SHOWN < last:
        is_out = is_list and last > end and _is_after(heads, end - 1, last - 1)
        body = _paragraphs(text, entries[last - 1])
        if not _is_page(heads[last - 1], body, habit, is_out=is_out):
            break
        last -= 1
    return first, last


def _is_after(heads: Sequence[str | None], at: int, other: int) -> bool:
    """Whether a headword comes after another in the alphabet, letter by letter and word by word
    (`À vue` stands before `Arquée` in one of them).
    """
    one, two = heads[at] or "", heads[other] or ""
    by_words = [letters(word) for word in one.split()] > [letters(word) for word in two.split()]
    return by_words and letters(one) > letters(two)


def _most(entries: int) -> int:
    """How many entries at either end may be the page."""
    return max(1, min(_FARTHEST, entries // 3))


def _core(keys: Sequence[str]) -> tuple[int, int]:
    """The stretch of the headwords that is best in order, a few at either end left out."""
    rising = [0, *accumulate(a <= b for a, b in pairwise(keys))]
    most = _most(len(keys))

    def share(cut: tuple[int, int]) -> tuple[float, int]:
        start, stop = cut
        pairs = stop - start - 1
        return (rising[stop - 1] - rising[start]) / pairs if pairs > 0 else 0.0, pairs

    cuts = product(range(most + 1), range(len(keys) - most, len(keys) + 1))
    return max((cut for cut in cuts if cut[1] - cut[0] >= _LEAST), key=share)


def _is_page(head: str | None, body: Sequence[_Paragraph], habit: _Habit, *, is_out: bool) -> bool:
    """Whether an entry at an end of the list is none: several signs have to say so."""
    opening = body[0].text[:_OPENING] if body else ""
    signs = [is_out]
    if head is not None:
        signs += [
            _matches(head, "dated") or _begins(head, "asks"),
            _matches(head, "speaks") or _matches(head, "contact") or is_glossary(head),
        ]
    if body:
        is_calling = opening.endswith("!") or "?" in opening
        signs += [
            (is_calling and habit.asking < _RARE) or _matches(opening, "contact"),
            _speaks(opening) and habit.speaking < _RARE,
            not body[0].is_finished and habit.finished > _USUAL,
            tells(opening)
            or (not body[0].is_finished and not defines(opening, head or "", _WORDS)),
            any(is_title(one.text) for one in body),
        ]
    least = 1 if head is None else 2
    return sum(signs) >= least


def _tail(
    document: Document, found: Found, body: Sequence[_Paragraph], habit: _Habit
) -> tuple[int, str]:
    """From which paragraph on the last entry holds the page, and why; its length if none."""
    opener = _opener(document, body)
    head = document.text[found.headword.start : found.headword.end] if found.headword else ""
    for at in range(1, len(body)):
        one = body[at]
        if opener is not None and one.span.start >= opener:
            return at, "derrière un titre qui ouvre l'habillage de la page"
        reason = _breaks(one, body[at - 1], head, habit)
        if reason:
            return at, f"après la dernière définition : {reason}"
    return len(body), ""


def _opener(document: Document, body: Sequence[_Paragraph]) -> int | None:
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


def _is_open(before: _Paragraph, one: _Paragraph, habit: _Habit) -> bool:
    """Whether the sentence of a paragraph goes on in the next, or it is the title of the next."""
    if part_of(before.text.strip(_MARKS)) == "remark":
        return True
    return before.text[-1] in ":;," or (
        not before.is_finished and one.gap <= max(0, habit.gap) and habit.finished > _SOME
    )


def _middle(body: Sequence[_Paragraph], habit: _Habit) -> tuple[int, str]:
    """From which paragraph on an entry inside the list holds the page: an advert, the title of the
    next section. Where definitions have several paragraphs, only lines that stand farther off.
    """
    for at in range(max(1, len(body) - _ADVERT), len(body)):
        one = body[at]
        if habit.several > _SOME and one.gap <= max(0, habit.gap):
            continue
        if body[at - 1].text[-1] in ":;,":
            # Part of a list that the definition announces, whatever it speaks of.
            continue
        reason = _calls(one, habit)
        if reason:
            return at, f"au milieu de la liste : {reason}"
    return _title(body, habit)


def _breaks(one: _Paragraph, before: _Paragraph, head: str, habit: _Habit) -> str:
    """Why a paragraph behind the last definition is none of it; empty where it may be."""
    words = one.text
    bare = words.strip("*_> ")
    if reason := _calls(one, habit):
        return reason
    if _is_labelled(bare) or _begins(bare, "goes_on") or _is_open(before, one, habit):
        return ""
    is_item = words[0] in "-•*–—" or words[0].isdigit() or words[0].islower()
    if (
        habit.finished > _USUAL
        and not one.is_finished
        and not is_item
        and one.words <= _LOOSE_WORDS
    ):
        return "ligne qui n'est pas une phrase"
    if head and names(words[:_OPENING], head):
        return ""
    if one.gap > habit.gap >= 0:
        return "plus loin que ne sont les paragraphes d'une définition"
    if habit.several == 0 and habit.count >= _SHOWN and one.gap > 0:
        return "aucune autre définition n'a deux paragraphes"
    return ""


def _calls(one: _Paragraph, habit: _Habit) -> str:
    """Why a paragraph speaks to the reader of the page; empty where it does not."""
    words = one.text
    if _matches(words, "contact"):
        return "coordonnées, mention légale"
    if _begins(words.strip("*_> "), "asks"):
        return "la page s'adresse à son lecteur"
    if habit.asking < _RARE and (re.search(r"\?(?:\W|\Z)", words) or words.endswith("!")):
        return "question, exclamation"
    if habit.speaking < _RARE and _matches(words, "speaks"):
        return "la page s'adresse à son lecteur"
    return ""


def _is_labelled(words: str) -> bool:
    """Whether a few words and a colon open it: `Exemple : ...`; or it is such a label alone."""
    label, colon, rest = words[:60].partition(":")
    if not colon:
        return part_of(words.strip(_MARKS)) == "remark"
    return is_label(label.strip(), rest) or len(label.split()) <= 4


def _title(body: Sequence[_Paragraph], habit: _Habit) -> tuple[int, str]:
    """Where the title of the next section sticks to the end of a definition."""
    stop = len(body)
    while stop > 1 and len(body) - stop < _ADVERT and _is_title(body[stop - 1]):
        stop -= 1
    is_titled = stop < len(body) and habit.finished > _USUAL and body[stop - 1].is_finished
    return (stop, "titre de section, avant l'entrée suivante") if is_titled else (len(body), "")


def _is_title(one: _Paragraph) -> bool:
    """Whether a paragraph is a few words that stand apart: no sentence, no label, no reference."""
    return (
        one.gap > 0
        and one.words <= _TITLE_WORDS
        and not one.is_finished
        and one.text[0].isupper()
        and one.text[-1] not in ":;,"
        and not _is_labelled(one.text)
        and not _begins(one.text, "refers")
    )


def _shortened(found: Found, stop: int) -> Found:
    senses = [[span for span in sense if span.start < stop] for sense in found.senses]
    return structs.replace(found, senses=[sense for sense in senses if sense])


def _set_aside(reading: Reading, aside: Sequence[tuple[Span, str]]) -> None:
    """Claim stretches as boilerplate in the place of what they were claimed as."""
    stretches = sorted(span for span, _ in aside)
    starts = [span.start for span in stretches]

    def is_outside(start: int) -> bool:
        at = bisect_right(starts, start) - 1
        return at < 0 or start >= stretches[at].end

    reading.claims = [claim for claim in reading.claims if is_outside(claim[1])]
    for span, reason in aside:
        reading.claims.append(("boilerplate", span.start, span.end))
        reading.remarks.append(Remark(span, "boilerplate", reason))
