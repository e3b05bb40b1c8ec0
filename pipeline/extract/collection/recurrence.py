"""Lines that come back on the pages of one site, around what each of them says, are furniture.

One page cannot tell its menu from its glossary where both are short lines; several of one site can.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import structs

from pipeline.extract.document import Document, Line
from pipeline.extract.lines import is_sentence, letters

REASON = "revient sur les pages du même site, autour de leur contenu"

# Lines of these roles are of the page's content, however often they come back.
_CONTENT = frozenset({"term", "variant", "description", "see", "header", "cell", "summary"})
_SHARE = 0.6
# A headword, a colon or dash, and the beginning of what it means.
_INLINE = re.compile(r".{2,80}?(?:\s?:\s|\s[–—-]\s)\S+\s+\S+")


def recurring(documents: Sequence[Document]) -> list[Document]:
    """The documents of one site, in order, with the furniture that they share made asides.

    Only what stands before the first line of a page's own content
    or after its last one is furniture; a term that two pages define is none. Linear in their size.
    """
    held = [{_key(line) for line in document.body} for document in documents]
    counts = Counter(key for keys in held for key in keys)
    least = max(2, round(_SHARE * len(documents)))
    often = {key for key, count in counts.items() if count >= least}
    # What stands on every one of several pages may be a sentence as well.
    always = {key for key, count in counts.items() if count == len(documents) >= 3}
    return [_without(document, often, always) for document in documents]


def _without(document: Document, often: set[str], always: set[str]) -> Document:
    body = document.body
    above = _zone(body, often, always)
    # The line right above the content introduces it: its title, the heads of its columns.
    above = [index for index in above if index != max(above)]
    below = [len(body) - 1 - index for index in _zone(body[::-1], often, always)]
    if not (above or below) or len(set(above) | set(below)) >= 0.9 * len(body):
        return document
    if above and below and max(above) >= min(below):
        return document
    starts = {body[index].start for index in (*above, *below)}
    lines = [_aside(line) if line.start in starts else line for line in document.lines]
    return structs.replace(document, lines=lines)


def _zone(lines: Sequence[Line], often: set[str], always: set[str]) -> list[int]:
    """The lines from the first on that come back, up to where the page's own content begins.

    A single line of the page's own (its title, a date) may stand among them.
    """
    found: list[int] = []
    waiting: list[int] = []
    own = 0
    for index, line in enumerate(lines):
        key = _key(line)
        if line.role in _CONTENT or (_tells(line) and key not in always):
            break
        if key not in often:
            own += 1
            waiting = []
            if own > 1:
                break
            continue
        # After a line of the page's own, one line that comes back is not enough.
        waiting.append(index)
        if not own or len(waiting) >= 2:
            found += waiting
            waiting = []
            own = 0
    return found


def _tells(line: Line) -> bool:
    """Whether it may define something."""
    return is_sentence(line) or _INLINE.match(line.content) is not None


def _key(line: Line) -> str:
    return letters(line.text) or line.text


def _aside(line: Line) -> Line:
    return Line(line.start, line.end, line.text, "aside", reason=REASON)
