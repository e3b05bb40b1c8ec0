"""From spans of a raw text to words people read, and back: shown text never loses its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Sense, Span


def shown(raw: str, spans: Sequence[Span]) -> str:
    """The text of one sense: its paragraphs, a line each, with runs of white space made one."""
    lines: list[str] = []
    previous: Span | None = None
    for span in spans:
        piece = re.sub(r"\s+", " ", raw[span.start : span.end]).strip()
        same_line = previous is not None and not re.search(
            r"[\r\n]", raw[previous.end : span.start]
        )
        if same_line:
            lines[-1] = f"{lines[-1]} {piece}"
        else:
            lines.append(piece)
        previous = span
    return "\n".join(lines)


def definition_text(raw: str, senses: Sequence[Sense]) -> str:
    """The whole definition as it stands: senses numbered where there are several, else plain."""
    texts = [shown(raw, sense.spans) for sense in senses]
    if len(texts) > 1:
        texts = [f"{number}. {text}" for number, text in enumerate(texts, start=1)]
    return "\n".join(texts)


def bare_definition(raw: str, entry_senses: Sequence[Sequence[Span]]) -> str:
    """All words of a definition with white space normalised: what the id of an entry without
    headword is computed from.
    """
    words = " ".join(raw[s.start : s.end] for spans in entry_senses for s in spans)
    return re.sub(r"\s+", " ", words).strip()
