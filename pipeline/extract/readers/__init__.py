"""The layouts that can be read. Adding one is a module here, a line below and a fixture."""

from __future__ import annotations

from typing import cast

from pipeline.errors import SourceError
from pipeline.extract.readers import headless, shortcodes, term_definition
from pipeline.extract.reading import Reader, Sniff

READERS: tuple[Reader, ...] = tuple(
    cast(Reader, module) for module in (shortcodes, term_definition, headless)
)
THRESHOLD = 0.5


def choose(text: str, *, where: str, wanted: str = "") -> tuple[Reader, Sniff]:
    """The reader that fits `text` best, with its confidence and reasons.

    `wanted` names a reader and overrules the choice. Raises SourceError, naming `where`, if no
    layout reaches the threshold or the wanted one does not exist.
    """
    names = ", ".join(reader.NAME for reader in READERS)
    if wanted:
        for reader in READERS:
            if wanted == reader.NAME:
                sniff = reader.sniff(text)
                return reader, Sniff(sniff.confidence, ["choisi dans sources.toml", *sniff.reasons])
        raise SourceError(
            f"there is no reader `{wanted}`", where=where, remedy=f"choose one of {names}"
        )
    reader, sniff = max(
        ((reader, reader.sniff(text)) for reader in READERS), key=lambda pair: pair[1].confidence
    )
    if sniff.confidence < THRESHOLD:
        raise SourceError(
            f"no known layout (best: {reader.NAME}, confidence {sniff.confidence:.2f})",
            where=where,
            remedy=f"name the reader in sources.toml (one of {names}) or bring the text into one"
            " of these layouts",
        )
    return reader, sniff
