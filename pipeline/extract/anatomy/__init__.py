"""What the words of an entry are made of: every reader's entries pass here, whatever the layout."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from pipeline.extract.anatomy.bodies import body_of
from pipeline.extract.anatomy.headwords import trimmed
from pipeline.extract.anatomy.markup import without_marks
from pipeline.extract.anatomy.references import divided_headword, rejoined, settled
from pipeline.extract.anatomy.senses import divided
from pipeline.extract.anatomy.terms import Names, terms_of
from pipeline.extract.anatomy.variants import may_hold_several, variants_of
from pipeline.extract.document import Document
from pipeline.extract.ledger import Claim
from pipeline.extract.reading import Found, Reading
from pipeline.model import Span

# The formats whose records are concepts.
_OF_CONCEPTS = ("RDF", "TBX")


def refine(document: Document, reading: Reading) -> Reading:
    """The reading with what only marks or labels cut out of headwords and definitions, the terms
    that share a headword line told apart, other names and references gathered, and the entries
    that only send to another made a name of it. Linear.
    """
    text, markup = document.text, document.markup
    if markup:
        reading.claims.extend(("markup", span.start, span.end) for span in markup)
    names = Names()
    entries: list[Found] = []
    sent: dict[int, Span] = {}
    for index, as_read in enumerate(rejoined(text, reading.entries)):
        found = without_marks(text, markup, as_read) if markup else as_read
        if found.headword is not None:
            named, target = _headword(reading, text, found)
            if target is not None:
                sent[index] = target
            entries.append(named)
            _add(names, index, text, named)
        else:
            entries.append(found)
    alone: set[int] = set()
    for index, found in enumerate(entries):
        refined = _body(reading, text, found, names)
        if index in sent:
            target = sent[index]
            spans = terms_of(text[target.start : target.end], names)
            terms = [Span(target.start + s.start, target.start + s.end) for s in spans]
            refined = structs.replace(refined, see=[*terms, *refined.see])
        entries[index] = refined
        if refined.see and not refined.senses and refined.headword is not None:
            alone.add(index)
    # A concept of a vocabulary is one of its own, however little is said of it.
    is_settled = alone and not document.format.startswith(_OF_CONCEPTS)
    kept = settled(text, entries, names, alone) if is_settled else entries
    # What had no headword, and only a label or a reference, says nothing.
    reading.entries = [found for found in kept if found.headword or found.senses]
    return reading


def _add(names: Names, index: int, text: str, found: Found) -> None:
    head = found.headword
    if head is not None:
        variants = [text[v.start : v.end] for v in found.variants] if found.variants else ()
        names.add(index, text[head.start : head.end], variants)


def _headword(reading: Reading, text: str, found: Found) -> tuple[Found, Span | None]:
    """The entry with its headword trimmed and its variants, and where the headword sends to."""
    written = found.headword
    assert written is not None
    head = trimmed(text, written)
    target = None
    words = text[head.start : head.end]
    if parts := divided_headword(words, head.start):
        own, terms = parts
        if not found.senses or words[-1] in ")]":
            head, target = trimmed(text, own), terms
            words = text[head.start : head.end]
    variants = found.variants
    if not variants and may_hold_several(words):
        definition = "\n".join(text[s.start : s.end] for sense in found.senses for s in sense)
        if shared := variants_of(words, head.start, definition):
            head, variants = shared[0], shared[1:]
    if head == written and not variants:
        return found, None
    if head != written:
        reading.claims.append(("markup", written.start, written.end))
    return structs.replace(found, headword=head, variants=variants), target


def _body(reading: Reading, text: str, found: Found, names: Names) -> Found:
    """The entry with its definition apart from labels, other names and references."""
    if not found.senses:
        return found
    head = found.headword
    headword = "" if head is None else text[head.start : head.end]
    body = body_of(text, found.senses, headword, names)
    senses = found.senses if body is None else body.senses
    if len(senses) == 1:
        divisions = divided(text, senses[0])
        senses = divisions if len(divisions) > 1 else senses
    if body is None and senses is found.senses:
        return found
    reading.claims.extend(("markup", s.start, s.end) for sense in found.senses for s in sense)
    if body is None:
        return structs.replace(found, senses=senses)
    return structs.replace(
        found,
        senses=senses,
        variants=[*found.variants, *body.variants],
        see=[*found.see, *body.see],
    )


def claims_of(entries: Sequence[Found]) -> list[Claim]:
    """The claims of the words of entries on their stretches; terms referred to are markup, unless
    the definition holds them.
    """
    claims: list[Claim] = []
    for found in entries:
        if found.headword is not None:
            claims.append(("headword", found.headword.start, found.headword.end))
        for sense in found.senses:
            for span in sense:
                claims.append(("definition", span.start, span.end))
        if found.variants:
            claims.extend(("headword", span.start, span.end) for span in found.variants)
        if found.see:
            claims.extend(("markup", span.start, span.end) for span in found.see)
    return claims
