"""The layouts that can be read. Adding one is a module here, a line below and a fixture."""

from __future__ import annotations

from typing import cast

from pipeline.extract.readers import (
    definition_lists,
    headings,
    headless,
    headword_lines,
    inline,
    questions,
    self_headed,
    shortcodes,
    tables,
    term_definition,
)
from pipeline.extract.reading import Reader

READERS: tuple[Reader, ...] = tuple(
    cast(Reader, module)
    for module in (
        shortcodes,
        definition_lists,
        tables,
        questions,
        headings,
        inline,
        term_definition,
        headword_lines,
        self_headed,
        headless,
    )
)
