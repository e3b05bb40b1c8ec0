"""The page of all checks: as the shapes files say them, and as it is committed."""

from __future__ import annotations

import re

from pipeline.validate.catalogue import catalogue
from pipeline.validate.shapes import load_all_shapes

from .example import PROJECT

SHAPES = PROJECT / "shapes"


def test_the_committed_page_is_what_the_shapes_say() -> None:
    assert (SHAPES / "README.md").read_text(encoding="utf-8") == catalogue(SHAPES)


def test_each_check_stands_on_the_page_once() -> None:
    headings = re.findall(r"^### (.+)$", catalogue(SHAPES), re.MULTILINE)
    checks = [check.name for file in load_all_shapes(SHAPES) for check in file.checks.values()]
    assert sorted(headings) == sorted(checks)


def test_a_check_is_told_in_both_languages_with_its_clause_and_what_to_do() -> None:
    page = catalogue(SHAPES)
    entry = page[page.index("### S9\n") : page.index("### S12\n")]
    assert entry == (
        "### S9\n\n"
        "**A scheme is not a concept** / *Un schéma n'est pas un concept*  \n"
        "**violation** · [S9](https://www.w3.org/TR/skos-reference/#S9)\n\n"
        "`this` is both a scheme and a concept. "
        "*Give the scheme and the concept two different IRIs.*\n\n"
    )


def test_a_program_is_listed_with_its_checks() -> None:
    line = next(line for line in catalogue(SHAPES).splitlines() if "`--for annif`" in line)
    assert line.endswith("Checks: `import-annif-iri`, `import-annif-label`.")
