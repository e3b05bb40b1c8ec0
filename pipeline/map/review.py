"""Which decisions lost what they were made on: they match nothing, or their sentence is gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from pipeline.map.curation import Curation, LabelDecision, RelationDecision, about

# Typographic apostrophes, written as the plain one.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


def unmatched(curation: Curation, matched: Collection[str]) -> list[str]:
    """The decisions that match nothing any more: row and reason. `matched`: rows by place."""
    return [
        f"{row.decision.where} ({about(row)}) : {row.decision.reason}"
        for row in _rows(curation)
        if row.decision.where not in matched
    ]


def changed(curation: Curation, matched: Collection[str], texts: Mapping[str, str]) -> list[str]:
    """The decisions whose quote stands no more in the source that they name, in French; `texts`:
    raw text by source id. A sentence may be that of any source; the line names those of the row's
    entries and of its comment. What matches nothing any more is left to `unmatched`.
    """
    plain = {source: normalised(text) for source, text in texts.items()}
    found: list[str] = []
    for row in _rows(curation):
        quote = row.decision.quote
        if not quote or row.decision.where not in matched:
            continue
        ends = {name.split("/")[0] for name in _ends(row)}
        named = [
            source for source in plain if source in ends or _names(row.decision.reason, source)
        ]
        if not any(normalised(quote) in text for text in plain.values()):
            where = ", ".join(named or list(plain))
            found.append(
                f"{row.decision.where} ({about(row)}) : « {quote} » ne se lit plus dans {where}."
            )
    return found


def normalised(text: str) -> str:
    """A text with white space made one blank and quotes and apostrophes made plain ones."""
    text = re.sub(r"[«“„]\s*|\s*[»”]", '"', text.translate(_PLAIN))
    return re.sub(r"\s+", " ", text).strip()


def _names(reason: str, source: str) -> bool:
    """Whether a reason names a source by its whole id."""
    return re.search(rf"(?<![\w-]){re.escape(source)}(?![\w-])", reason) is not None


def _rows(curation: Curation) -> Iterator[LabelDecision | RelationDecision]:
    yield from curation.labels
    yield from curation.relations


def _ends(row: LabelDecision | RelationDecision) -> list[str]:
    return [row.entry] if isinstance(row, LabelDecision) else [row.subject, row.object]
